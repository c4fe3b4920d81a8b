//! The client against the test server, against recorded answers and against bad ones.
#![cfg(not(target_arch = "wasm32"))]

mod answers;
mod journey;
mod recorded;
mod repeat;
mod secrets;
mod social;
mod support;
