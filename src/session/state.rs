//! The states and events of a session.

use crate::error::Error;

/// Whether somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum State {
    /// Somebody is signed in.
    SignedIn(SignedIn),
    /// Nobody is signed in.
    SignedOut(SignOutReason),
}

/// The details of a session, without its tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SignedIn {
    /// When the access token expires, in epoch milliseconds of this device's clock; `None` when
    /// that is unknown.
    pub expires_at: Option<u64>,
    /// The scopes of the access token, if the server named them.
    pub scopes: Vec<String>,
    /// Whether the last refresh failed. The session goes on until the server refuses the refresh
    /// token.
    pub stale: bool,
    /// Whether the tokens are stored; otherwise they are lost when the program ends.
    pub persisted: bool,
}

/// Why nobody is signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignOutReason {
    /// Nobody was signed in when the session was opened.
    NeverSignedIn,
    /// [`sign_out`](super::Session::sign_out) was called in this session.
    User,
    /// The tokens were removed from the store: another session that shares the store signed out, for
    /// example in another tab or program.
    Elsewhere,
    /// The server refused the refresh token, or there was no refresh token when the access token
    /// expired or was refused.
    SessionExpired,
}

/// Where an event happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Origin {
    /// This session.
    Here,
    /// Another session that shares the store, for example in another tab or program.
    Elsewhere,
}

/// What happened to a session.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Event {
    /// The store was read. A listener of a Rust program never gets this event, because
    /// [`open`](super::Session::open) returns only after it.
    Ready,
    /// Somebody signed in.
    SignedIn(Origin),
    /// There is a new access token.
    TokenRefreshed(Origin),
    /// The refresh failed; the session goes on.
    RefreshFailed {
        /// Why the refresh failed.
        error: Error,
        /// The earliest time of the next refresh in the background, in epoch milliseconds.
        retry_at: u64,
    },
    /// The server has answered a request for the user of this sign-in. From now on, `Session::user`
    /// returns this user.
    UserLoaded,
    /// The session is over.
    SignedOut(SignOutReason),
}
