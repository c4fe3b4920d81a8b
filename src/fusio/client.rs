//! The client of one Fusio server.

use std::{sync::Arc, time::Duration};

use super::refusals::refuse;
use crate::{
    config::Config,
    error::Error,
    transport::{Http, Sender},
};

/// A client of one Fusio server. It holds no tokens, is cheap to clone and can be shared.
///
/// Dropping the future of a call aborts the call.
#[derive(Clone)]
pub struct Client {
    pub(crate) http: Arc<Http>,
}

impl Client {
    /// A client for the server at `config.base_url`.
    ///
    /// # Errors
    /// `Validation` when the address is not `http` or `https`, or contains credentials, a query or
    /// a fragment, or when a header is not valid or is `Authorization`.
    pub fn new(config: Config) -> Result<Self, Error> {
        Self::with_sender(config, Sender::new()?)
    }

    pub(crate) fn with_sender(config: Config, sender: Sender) -> Result<Self, Error> {
        Ok(Self { http: Arc::new(Http::new(config, refuse, sender)?) })
    }

    /// The same client with another time limit for its calls, retries included.
    #[must_use]
    pub fn with_timeout(&self, timeout: Duration) -> Self {
        let mut http = Http::clone(&self.http);
        http.set_timeout(timeout);
        Self { http: Arc::new(http) }
    }
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("fusio::Client").field("base_url", &self.http.base()).finish_non_exhaustive()
    }
}
