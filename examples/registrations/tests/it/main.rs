//! Runs the program `registrations` as a user does, with the test server.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a failed unwrap fails the test"
)]

mod commands;
#[cfg(unix)]
mod interrupted;
#[cfg(unix)]
mod proxy;
mod rejected;
mod support;
