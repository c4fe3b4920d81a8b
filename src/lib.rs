//! Register, confirm and log in users, and manage their registrations.
//!
//! This is a client for the consumer API of [Fusio](https://www.fusio-project.org/), and for the part of
//! [FusionAuth](https://fusionauth.io/)'s API for registrations, logins, tokens and users. The npm package
//! `matricula` contains this client in WebAssembly.
//!
//! # Which client?
//!
//! | your server | client | a call has the rights of |
//! |---|---|---|
//! | Fusio | [`fusio::Client`] | a user, with the access token of a login |
//! | FusionAuth | [`fusionauth::Client`] | your program, with an API key (use the key only on a server); or a user, with a token |
//!
//! A [`Config`] has the settings of a client: the address, a time limit, retries. Clients hold no session, are cheap to
//! clone, and can be shared between tasks. The most common operations have an example in their documentation.
//!
//! - [`session::Session`] keeps a user signed in: it stores the tokens, and refreshes them before they expire.
//! - [`token::Verifier`] checks the access tokens that your own API receives.
//! - [`Secret`] keeps passwords and tokens out of logs: its `Debug` output hides them.
//!
//! # Example
//!
//! ```ignore-wasm32
//! use matricula::{Config, ErrorKind};
//! use matricula::fusio::{ActivateRequest, Client, LoginRequest, RegisterRequest};
//!
//! # tokio::runtime::Runtime::new()?.block_on(async {
//! # let server = matricula_test_server::TestServer::start().await?;
//! # let url = server.url();
//! let client = Client::new(Config::new(url))?; // "https://api.example.com"
//!
//! let request = RegisterRequest::new("baz", "baz@example.com", "foobar!123");
//! client.register(&request).await?;
//! let taken = client.register(&request).await.unwrap_err();
//! assert_eq!(taken.kind(), ErrorKind::Conflict);
//! assert!(taken.field_error("name").is_some());
//!
//! # let mail = server.outbox("baz@example.com").await.remove(0);
//! # let token = mail.links[0].rsplit('/').next().unwrap_or_default();
//! client.activate(&ActivateRequest::new(token)).await?; // from the link in the mail
//! let login = client.login(&LoginRequest::new("baz", "foobar!123")).await?;
//! assert_eq!(client.account(&login.token).await?.name, "baz");
//! # Ok::<(), Box<dyn std::error::Error>>(()) })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Errors
//!
//! A call that fails returns an [`Error`]. Its [`kind`](Error::kind) is one of a closed set, [`ErrorKind`]. Its
//! [`field_errors`](Error::field_errors) are about single members of the request. Each field error has the
//! member's name as it was sent: `oldPassword`, not `old_password`.
//! Each operation lists the kinds of its errors, except those that every call can have, such as [`ErrorKind::Network`].
//! An error has no data of the request, so it is safe to log.
//! No call hangs: after 30 seconds, or the time limit that you set, it fails with [`ErrorKind::Timeout`]. A call is
//! retried only if that is safe.
//!
//! # Times
//!
//! Instants are numbers of epoch milliseconds. In tokens they are epoch seconds, because the standard says so. Time
//! spans are [`Duration`](std::time::Duration)s. Some members of a vendor's types have another unit or another form,
//! such as `time_to_live_in_seconds` and the `date` of a Fusio account; the documentation of these members says so.
//!
//! # Features
//!
//! | feature | default | effect |
//! |---|---|---|
//! | `fusio`, `fusionauth` | yes | the modules of the two vendors |
//! | `reqwest` | yes | the transport of native programs; they need this feature. On `wasm32-unknown-unknown` it changes nothing |
//! | `reqwest-wasm` | | reqwest on `wasm32-unknown-unknown`, too. It cannot refuse redirects there: the browser follows them, and may send a password to another address |
//! | `own-http` | | only for native programs: `with_http` makes clients that use your own reqwest builder, for example for a proxy or certificates |
//! | `js-values` | | the module `js_value` on `wasm32-unknown-unknown`: it converts bodies, [`Members`] and claims into values of JavaScript, and back |
//! | `tracing` | | a span for each call and an event for each of its steps, for the crate `tracing` |
//! | `js`, `classes`, `session` | | the exports of the npm package; a Rust program does not need them |
//!
//! # Platforms
//!
#![doc = concat!("Rust ", env!("CARGO_PKG_RUST_VERSION"), " or newer.")]
//! On Linux, macOS and Windows, calls need a Tokio runtime; TLS is rustls. On `wasm32-unknown-unknown`, calls use the
//! browser's `fetch` and send no cookies. There, [`session`] has a `BrowserStore`. All tabs of an origin can share it,
//! including pages that use the npm package.
//!
//! # More
//!
//! [A first program][start], [what to do for each kind of error][errors], [tests without mocks][testing] with the crate
//! [`matricula-test-server`](https://docs.rs/matricula-test-server), [how to replace FusionAuth's client][migrate], and
//! [what is new][changelog].
//!
#![doc = concat!("[start]: ", env!("CARGO_PKG_REPOSITORY"), "/blob/v", env!("CARGO_PKG_VERSION"), "/docs/start/rust.md")]
#![doc = concat!("[errors]: ", env!("CARGO_PKG_REPOSITORY"), "/blob/v", env!("CARGO_PKG_VERSION"), "/docs/errors.md#every-kind-and-what-to-do")]
#![doc = concat!("[testing]: ", env!("CARGO_PKG_REPOSITORY"), "/blob/v", env!("CARGO_PKG_VERSION"), "/docs/testing.md")]
#![doc = concat!("[migrate]: ", env!("CARGO_PKG_REPOSITORY"), "/blob/v", env!("CARGO_PKG_VERSION"), "/docs/migrate/fusionauth-client.md")]
#![doc = concat!("[changelog]: ", env!("CARGO_PKG_REPOSITORY"), "/blob/v", env!("CARGO_PKG_VERSION"), "/CHANGELOG.md")]

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
#[cfg(test)]
#[cfg(all(not(target_arch = "wasm32"), feature = "fusio", feature = "fusionauth"))]
mod fuzz;
#[cfg(all(target_arch = "wasm32", feature = "js-values"))]
pub mod js_value;
#[cfg(all(test, not(target_arch = "wasm32"), feature = "fusio", feature = "fusionauth"))]
mod operations;
pub mod session;
pub mod token;
#[cfg(js)]
mod wasm;

pub use config::{Config, Retry};
pub use error::{ApiError, Error, ErrorKind, FieldError, ParseErrorKindError};
pub use observe::{CallEvent, CallStep, Observer};
/// The version of reqwest that this crate uses, for `with_http` of the clients.
#[cfg(own_http)]
pub use reqwest;
pub use secret::Secret;
pub use wire::Members;

/// The documentation tests compile the Rust code of the README and of these pages of the guide. They also run the
/// code, except where it is marked `no_run`. `docs/check/follow` runs the Rust code of the other pages.
#[cfg(doctest)]
mod guide {
    #[doc = include_str!("../README.md")]
    struct Readme;
    #[doc = include_str!("../docs/concepts/sessions.md")]
    struct Sessions;
    #[doc = include_str!("../docs/concepts/tokens.md")]
    struct Tokens;
}
