//! The platform of a native program: tokio, the system's clock, reqwest, SMTP.

mod environment;
mod http;
mod keys;
mod mail;
mod run;

pub(crate) use self::{environment::variable, http::Client, keys::*, mail::Mailer, run::*};
