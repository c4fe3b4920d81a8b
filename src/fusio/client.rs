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
    /// `Validation` when one of these is wrong:
    /// - the address: it must be `http` or `https`, without credentials, query and fragment,
    /// - a header: it must be valid, and not `Authorization`,
    /// - the time limit: it must be more than 0.
    ///
    /// `Unsupported` when the HTTP client of the platform cannot be made.
    pub fn new(config: Config) -> Result<Self, Error> {
        let sender = Sender::new(&config.base_url)?;
        Self::with_sender(config, sender)
    }

    /// Does the same as [`new`](Self::new), but uses the HTTP client that `http` builds, for example one with a
    /// proxy, other root certificates, or a client certificate. Needs the feature `own-http`, which also exports
    /// reqwest as `matricula::reqwest`.
    ///
    /// The client follows no redirects, even if the builder allows them: a redirect could send a password to an
    /// unknown address. The time limit and the retries of `config` apply in addition to those of the builder.
    ///
    /// ```no_run
    /// # use matricula::{Config, fusio::Client};
    /// # #[cfg(feature = "own-http")]
    /// # fn own() -> Result<(), Box<dyn std::error::Error>> {
    /// use matricula::reqwest::{Certificate, ClientBuilder, Identity, Proxy};
    ///
    /// let http = ClientBuilder::new()
    ///     .proxy(Proxy::https("http://proxy.example.com:3128")?)
    ///     .tls_certs_merge([Certificate::from_pem(&std::fs::read("root.pem")?)?])
    ///     .identity(Identity::from_pem(&std::fs::read("client.pem")?)?);
    /// let client = Client::with_http(Config::new("https://api.example.com"), http)?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// The errors of [`new`](Self::new), and `Unsupported` when the builder cannot make a client.
    #[cfg(own_http)]
    pub fn with_http(config: Config, http: crate::reqwest::ClientBuilder) -> Result<Self, Error> {
        Self::with_sender(config, Sender::with_builder(http)?)
    }

    pub(crate) fn with_sender(config: Config, sender: Sender) -> Result<Self, Error> {
        Ok(Self { http: Arc::new(Http::new(config, refuse, sender)?) })
    }

    /// The same client with another time limit for its calls, retries included. If the limit is 0, for example
    /// because a deadline has passed, calls send nothing and fail with `Timeout`.
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
