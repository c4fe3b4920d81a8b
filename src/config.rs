//! How a client reaches its server: address, headers, time limit, retries.

use std::time::Duration;

use crate::{observe::Observer, secret::Secret};

/// How a client reaches its server.
///
/// ```
/// # use std::time::Duration;
/// # use matricula::{Config, Retry};
/// let config = Config::new("https://api.example.com")
///     .with_timeout(Duration::from_secs(10))
///     .with_retry(Retry::default().with_attempts(0));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Config {
    /// The address of the server, `http` or `https`, with or without a path.
    pub base_url: String,
    /// Headers to send with every request, for example for a gateway. A header replaces the client's
    /// own header of the same name. `Authorization` is refused. The values are never printed.
    pub headers: Vec<(String, Secret)>,
    /// The time limit of a call, including its retries; more than 0. Default 30 seconds.
    pub timeout: Duration,
    /// How often and how fast a call is retried.
    pub retry: Retry,
    /// `FusionAuth` only: the API key, sent with the calls that accept one. Use it only in a
    /// program on a server.
    pub api_key: Option<Secret>,
    /// `FusionAuth` only: the user's access token (a JWT). Calls that accept a key or a token send
    /// this token when there is no API key.
    pub token: Option<Secret>,
    /// `FusionAuth` only: the id of the tenant (UUID) for all calls. Some calls need it if the
    /// server has more than one tenant; see `fusionauth::Client::for_tenant`.
    pub tenant_id: Option<String>,
    /// `FusionAuth` only: true for servers before 1.25. `update_registration` and
    /// `patch_registration` then send the application's id only in the body, not in the address.
    /// Default false.
    pub short_paths: bool,
    /// Receives the events of every call. Default none.
    pub observe: Option<Observer>,
}

impl Config {
    /// The default configuration for the server at `base_url`.
    pub fn new(base_url: impl Into<String>) -> Self {
        Self {
            base_url: base_url.into(),
            headers: Vec::new(),
            timeout: Duration::from_secs(30),
            retry: Retry::default(),
            api_key: None,
            token: None,
            tenant_id: None,
            short_paths: false,
            observe: None,
        }
    }

    /// The same configuration with one more header in [`headers`](Self::headers).
    #[must_use]
    pub fn with_header(mut self, name: impl Into<String>, value: impl Into<Secret>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The same configuration with this [`timeout`](Self::timeout).
    #[must_use]
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// The same configuration with this [`retry`](Self::retry).
    #[must_use]
    pub fn with_retry(mut self, retry: Retry) -> Self {
        self.retry = retry;
        self
    }

    /// The same configuration with this [`api_key`](Self::api_key).
    #[must_use]
    pub fn with_api_key(mut self, api_key: impl Into<Secret>) -> Self {
        self.api_key = Some(api_key.into());
        self
    }

    /// The same configuration with this [`token`](Self::token).
    #[must_use]
    pub fn with_token(mut self, token: impl Into<Secret>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// The same configuration with this [`tenant_id`](Self::tenant_id).
    #[must_use]
    pub fn with_tenant_id(mut self, tenant_id: impl Into<String>) -> Self {
        self.tenant_id = Some(tenant_id.into());
        self
    }

    /// The same configuration with this value of [`short_paths`](Self::short_paths).
    #[must_use]
    pub fn with_short_paths(mut self, short_paths: bool) -> Self {
        self.short_paths = short_paths;
        self
    }

    /// The same configuration with this observer of every call: see [`observe`](Self::observe).
    #[must_use]
    pub fn with_observe(mut self, observe: Observer) -> Self {
        self.observe = Some(observe);
        self
    }
}

/// How often and how fast a call is retried.
///
/// Only operations that are safe to repeat are retried. A call that registers or logs in is sent
/// once.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Retry {
    /// The number of retries after the first try; 0 switches retries off. Default 2.
    pub attempts: u32,
    /// The longest wait before the first retry. This limit doubles with each retry, up to
    /// `max_delay`. Default 250 ms.
    ///
    /// The real wait is a random part of the limit ("full jitter"). A `Retry-After` of the server
    /// takes precedence.
    pub base_delay: Duration,
    /// The longest wait before any retry, unless the server sends a `Retry-After`. Default 8
    /// seconds.
    pub max_delay: Duration,
}

impl Default for Retry {
    fn default() -> Self {
        Self {
            attempts: 2,
            base_delay: Duration::from_millis(250),
            max_delay: Duration::from_secs(8),
        }
    }
}

impl Retry {
    /// The same settings with this number of [`attempts`](Self::attempts).
    #[must_use]
    pub fn with_attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// The same settings with this [`base_delay`](Self::base_delay).
    #[must_use]
    pub fn with_base_delay(mut self, base_delay: Duration) -> Self {
        self.base_delay = base_delay;
        self
    }

    /// The same settings with this [`max_delay`](Self::max_delay).
    #[must_use]
    pub fn with_max_delay(mut self, max_delay: Duration) -> Self {
        self.max_delay = max_delay;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_method_sets_its_own_field() {
        let [timeout, base_delay, max_delay] = [1, 2, 3].map(Duration::from_secs);
        let observe = Observer::new(|_| {});
        let retry = Retry { attempts: 7, base_delay, max_delay };
        let set = Config::new("https://a.example")
            .with_header("X-One", "1")
            .with_header("X-Two", "2")
            .with_timeout(timeout)
            .with_retry(
                Retry::default()
                    .with_attempts(7)
                    .with_base_delay(base_delay)
                    .with_max_delay(max_delay),
            )
            .with_api_key("key")
            .with_token("token")
            .with_tenant_id("tenant")
            .with_short_paths(true)
            .with_observe(observe.clone());
        let filled = Config {
            base_url: "https://a.example".to_owned(),
            headers: vec![("X-One".to_owned(), "1".into()), ("X-Two".to_owned(), "2".into())],
            timeout,
            retry,
            api_key: Some("key".into()),
            token: Some("token".into()),
            tenant_id: Some("tenant".to_owned()),
            short_paths: true,
            observe: Some(observe),
        };
        assert_eq!(set, filled);
    }
}
