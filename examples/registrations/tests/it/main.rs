//! Runs the program as a user does, against the test server.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by unwrapping"
)]

mod commands;
#[cfg(unix)]
mod interrupted;
#[cfg(unix)]
mod proxy;
mod rejected;
mod support;
