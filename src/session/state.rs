//! What a session is in, and what it tells.

use crate::error::Error;

/// Whether somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum State {
    /// There are tokens.
    SignedIn(SignedIn),
    /// There are none.
    SignedOut(SignOutReason),
}

/// What is known of a session, but for its tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SignedIn {
    /// When the access token expires, in epoch milliseconds of this device's clock; `None` when
    /// the server does not tell.
    pub expires_at: Option<u64>,
    /// What the access token is good for, if the server told.
    pub scopes: Vec<String>,
    /// Whether the last refresh failed. The session goes on: only the server's rejection ends it.
    pub stale: bool,
    /// Whether the store took the tokens; otherwise they are lost when the program ends.
    pub persisted: bool,
}

/// Why nobody is signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignOutReason {
    /// Nobody was, when the session was opened.
    NeverSignedIn,
    /// [`sign_out`](super::Session::sign_out) was called here.
    User,
    /// The tokens are gone from the store: another tab or program signed out.
    Elsewhere,
    /// The server did not take the refresh token, or there was none when the access token expired.
    SessionExpired,
}

/// Who did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Origin {
    /// This session.
    Here,
    /// Another tab or program, which shares the store.
    Elsewhere,
}

/// What happened to a session.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Event {
    /// The store was read.
    Ready,
    /// Somebody signed in.
    SignedIn(Origin),
    /// There is a new access token.
    TokenRefreshed(Origin),
    /// No new access token came; the session goes on.
    RefreshFailed {
        /// Why.
        error: Error,
        /// When it is tried again, in epoch milliseconds.
        retry_at: u64,
    },
    /// The session is over.
    SignedOut(SignOutReason),
}
