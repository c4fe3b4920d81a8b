//! The platform of WebAssembly: timers, clock, `WebCrypto` and `fetch` of JavaScript.

mod http;
mod keys;
mod mail;
mod run;

pub(crate) use self::{http::Client, keys::*, mail::Mailer, run::*};
