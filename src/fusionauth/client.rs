//! The client of one `FusionAuth` server.

use std::{sync::Arc, time::Duration};

use super::refusals::refuse;
use crate::{
    config::Config,
    error::Error,
    secret::Secret,
    transport::{Http, Sender},
};

/// The header that names the tenant of a call.
const TENANT: &str = "X-FusionAuth-TenantId";

/// A client of one `FusionAuth` server. It holds no session, is cheap to clone and can be shared.
///
/// Dropping the future of a call aborts the call. Calls that accept an API key send the key of the
/// configuration. Without a key, some calls send the token of the configuration.
///
/// ```
/// # use matricula::{Config, fusionauth::Client};
/// let config = Config::new("https://auth.example.com")
///     .with_api_key("bf69486b-4733-4470-a592-f1bfce7af580");
/// let client = Client::new(config)?;
/// let other = client.for_tenant("30663132-6464-6665-3032-326466613934")?;
/// # Ok::<(), matricula::Error>(())
/// ```
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
    /// - the API key and the tenant's id: they must be valid in a header,
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
    /// # use matricula::{Config, fusionauth::Client};
    /// # #[cfg(feature = "own-http")]
    /// # fn own() -> Result<(), Box<dyn std::error::Error>> {
    /// use matricula::reqwest::{Certificate, ClientBuilder, Identity, Proxy};
    ///
    /// let http = ClientBuilder::new()
    ///     .proxy(Proxy::https("http://proxy.example.com:3128")?)
    ///     .tls_certs_merge([Certificate::from_pem(&std::fs::read("root.pem")?)?])
    ///     .identity(Identity::from_pem(&std::fs::read("client.pem")?)?);
    /// let client = Client::with_http(Config::new("https://auth.example.com"), http)?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// The errors of [`new`](Self::new), and `Unsupported` when the builder cannot make a client.
    #[cfg(own_http)]
    pub fn with_http(config: Config, http: crate::reqwest::ClientBuilder) -> Result<Self, Error> {
        Self::with_sender(config, Sender::with_builder(http)?)
    }

    pub(crate) fn with_sender(mut config: Config, sender: Sender) -> Result<Self, Error> {
        set_tenant(&mut config);
        Ok(Self { http: Arc::new(Http::new(config, refuse, sender)?) })
    }

    /// The same client for another tenant. Every call sends the tenant's id (UUID).
    ///
    /// # Errors
    /// `Validation` when the id is not valid in a header.
    pub fn for_tenant(&self, tenant_id: impl Into<String>) -> Result<Self, Error> {
        self.with(|config| config.tenant_id = Some(tenant_id.into()))
    }

    /// The same client with the access token of another user; see [`Config::token`].
    ///
    /// # Errors
    /// None.
    pub fn with_token(&self, token: impl Into<Secret>) -> Result<Self, Error> {
        self.with(|config| config.token = Some(token.into()))
    }

    /// The same client with another time limit for its calls, retries included. If the limit is 0, for example
    /// because a deadline has passed, calls send nothing and fail with `Timeout`.
    #[must_use]
    pub fn with_timeout(&self, timeout: Duration) -> Self {
        let mut http = Http::clone(&self.http);
        http.set_timeout(timeout);
        Self { http: Arc::new(http) }
    }

    fn with(&self, change: impl FnOnce(&mut Config)) -> Result<Self, Error> {
        let mut config = self.http.config().clone();
        change(&mut config);
        set_tenant(&mut config);
        Ok(Self { http: Arc::new(self.http.configured(config)?) })
    }
}

impl Client {
    /// The server and the tenant that this client calls, as one text.
    pub(crate) fn place(&self) -> String {
        let Config { base_url, tenant_id, .. } = self.http.config();
        format!("{} {}", base_url.trim_end_matches('/'), tenant_id.as_deref().unwrap_or_default())
    }
}

/// Adds the header with the configured tenant.
fn set_tenant(config: &mut Config) {
    if let Some(tenant) = &config.tenant_id {
        let header = (TENANT.to_owned(), Secret::from(tenant.as_str()));
        config.headers.retain(|(name, _)| !name.eq_ignore_ascii_case(TENANT));
        config.headers.push(header);
    }
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let base = self.http.base();
        f.debug_struct("fusionauth::Client").field("base_url", &base).finish_non_exhaustive()
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;

    #[test]
    fn the_tenant_header_is_sent_once() {
        let mut config = Config::new("https://a.example");
        config.tenant_id = Some("one".to_owned());
        let client = Client::new(config).unwrap().for_tenant("two").unwrap();
        let headers = &client.http.config().headers;
        assert_eq!(headers, &[(TENANT.to_owned(), Secret::from("two"))]);
        assert!(client.for_tenant("not\nsendable").is_err());
    }

    #[test]
    fn an_invalid_key_is_refused_and_not_quoted() {
        let mut config = Config::new("https://a.example");
        config.api_key = Some("hunter2\n".into());
        let error = Client::new(config).unwrap_err();
        assert!(error.field_error("apiKey").is_some());
        assert!(!format!("{error} {error:?}").contains("hunter2"));
    }
}
