//! The options of a session.

use std::time::Duration;

/// The options of a session.
///
/// ```
/// use matricula::session::SessionOptions;
/// let options = SessionOptions::default().with_auto_refresh(false);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SessionOptions {
    /// In the background, an access token is replaced this long before it expires, or when a quarter of its
    /// lifetime is left, if that is later. [`access_token`](super::Session::access_token) and
    /// [`call`](super::Session::call) wait longer: they replace a token when half of this time is left. `call`
    /// also replaces a token that the server refuses. Default 60 seconds.
    pub refresh_ahead: Duration,
    /// Whether the session replaces access tokens in the background. If false, the session replaces
    /// a token only when a call needs a new token, or when you call
    /// [`refresh`](super::Session::refresh). Default true.
    pub auto_refresh: bool,
}

impl Default for SessionOptions {
    fn default() -> Self {
        Self { refresh_ahead: Duration::from_secs(60), auto_refresh: true }
    }
}

impl SessionOptions {
    /// The same options with this [`refresh_ahead`](Self::refresh_ahead).
    #[must_use]
    pub fn with_refresh_ahead(mut self, refresh_ahead: Duration) -> Self {
        self.refresh_ahead = refresh_ahead;
        self
    }

    /// The same options with this value of [`auto_refresh`](Self::auto_refresh).
    #[must_use]
    pub fn with_auto_refresh(mut self, auto_refresh: bool) -> Self {
        self.auto_refresh = auto_refresh;
        self
    }
}
