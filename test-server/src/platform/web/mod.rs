//! The platform of WebAssembly: timers, clock, `WebCrypto` and `fetch` of JavaScript.

mod environment;
mod http;
mod keys;
mod mail;
mod run;

pub(crate) use self::{environment::variable, http::Client, keys::*, mail::Mailer, run::*};
