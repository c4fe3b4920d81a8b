//! The integration tests of the crate. Most of them use the test server, recorded answers or bad answers.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a failed unwrap fails the test"
)]

mod answers;
mod declared;
mod fusionauth;
mod fusionauth_journey;
mod headers;
mod journey;
mod manifest;
mod observe;
mod own_http;
mod recorded;
mod repeat;
mod secrets;
mod session;
mod session_faults;
mod session_file;
mod session_interleavings;
mod session_sign_ins;
mod session_stores;
mod session_user;
mod social;
mod support;
mod token;
mod token_list;
mod two_factor;
