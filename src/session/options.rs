//! The options of a session.

use std::time::Duration;

/// The options of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SessionOptions {
    /// How long before its expiry an access token is replaced, but never more than a quarter of its
    /// lifetime. Default 60 seconds.
    pub refresh_ahead: Duration,
    /// Whether the session replaces access tokens by itself. Default true.
    pub auto_refresh: bool,
}

impl Default for SessionOptions {
    fn default() -> Self {
        Self { refresh_ahead: Duration::from_secs(60), auto_refresh: true }
    }
}
