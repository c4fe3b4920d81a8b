//! Register, confirm and log in users, and manage their registrations.
//!
//! Reading order: [`Config`] says where the server is, `fusio::Client` makes the calls,
//! [`Error`] says what went wrong, [`Secret`] keeps passwords and tokens out of print,
//! `token::Verifier` tells good access tokens from forged ones.
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
pub use error::{ApiError, Error, ErrorKind, FieldError};
pub use observe::{CallEvent, CallStep, Observer};
pub use secret::Secret;
pub use wire::Members;

/// The pages of the guide that have Rust in them, but for those that `docs/check/follow` follows: the
/// documentation tests compile and run it.
#[cfg(doctest)]
mod guide {
    #[doc = include_str!("../docs/concepts/sessions.md")]
    struct Sessions;
    #[doc = include_str!("../docs/concepts/tokens.md")]
    struct Tokens;
}
