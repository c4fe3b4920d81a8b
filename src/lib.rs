//! Register, confirm and log in users, and manage their registrations.
//!
//! Reading order: [`Config`] has the address of the server, `fusio::Client` and
//! `fusionauth::Client` make the calls, `session::Session` keeps a user signed in, [`Error`] says
//! what went wrong, [`Secret`] keeps passwords and tokens out of logs, and `token::Verifier` checks
//! access tokens.
//!
//! ---
//!
#![doc = include_str!("../README.md")]

mod config;
mod error;
mod maybe_send;
mod observe;
mod secret;
mod transport;
mod wire;

#[cfg(feature = "fusio")]
pub mod fusio;
#[cfg(feature = "fusionauth")]
pub mod fusionauth;
#[cfg(all(test, not(target_arch = "wasm32"), feature = "fusio", feature = "fusionauth"))]
mod operations;
pub mod session;
pub mod token;
#[cfg(js)]
mod wasm;

pub use config::{Config, Retry};
pub use error::{ApiError, Error, ErrorKind, FieldError, ParseErrorKindError};
pub use observe::{CallEvent, CallStep, Observer};
/// The reqwest of this crate, for `with_http` of the clients.
#[cfg(own_http)]
pub use reqwest;
pub use secret::Secret;
pub use wire::Members;

/// Pages of the guide with Rust code, which the documentation tests compile and run.
/// `docs/check/follow` runs the other pages with Rust code.
#[cfg(doctest)]
mod guide {
    #[doc = include_str!("../docs/concepts/sessions.md")]
    struct Sessions;
    #[doc = include_str!("../docs/concepts/tokens.md")]
    struct Tokens;
}
