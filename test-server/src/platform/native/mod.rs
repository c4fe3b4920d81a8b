//! The platform of a native program: tokio, the system's clock, reqwest, SMTP.

mod http;
mod keys;
mod mail;
mod run;

pub(crate) use self::{http::Client, keys::*, mail::Mailer, run::*};
