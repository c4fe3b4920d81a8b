//! How a client reaches its server: address, headers, time limit, retries.

use std::time::Duration;

use crate::{observe::Observer, secret::Secret};

/// How a client reaches its server.
///
/// ```
/// # use std::time::Duration;
/// let mut config = matricula::Config::new("https://api.example.com");
/// config.timeout = Duration::from_secs(10);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Config {
    /// The address of the server, `http` or `https`, with or without a path.
    pub base_url: String,
    /// Headers to send with every request, for example for a gateway. They replace the client's own
    /// headers; only `Authorization` is refused. Their values are never printed.
    pub headers: Vec<(String, Secret)>,
    /// The time limit of a call, including its retries. Default 30 seconds.
    pub timeout: Duration,
    /// How often and how fast a call is retried.
    pub retry: Retry,
    /// `FusionAuth` only: the API key, sent with the calls that accept one. Use it only on a
    /// server.
    pub api_key: Option<Secret>,
    /// `FusionAuth` only: the user's access token (a JWT), sent when there is no API key.
    pub token: Option<Secret>,
    /// `FusionAuth` only: the id of the tenant (UUID) for all calls. Some calls need it if the
    /// server has more than one tenant; see `fusionauth::Client::for_tenant`.
    pub tenant_id: Option<String>,
    /// `FusionAuth` only: true for servers before 1.25. Updates and patches of a registration then
    /// have the application's id only in the body, not in the address. Default false.
    pub short_paths: bool,
    /// Receives the events of every call. Default none.
    pub observe: Option<Observer>,
}

impl Config {
    /// The defaults for the server at `base_url`.
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
    /// The longest wait before the first retry; it doubles with each retry. Default 250 ms.
    ///
    /// The real wait is a random part of it ("full jitter"). A `Retry-After` of the server takes
    /// precedence.
    pub base_delay: Duration,
    /// The longest wait before any retry. Default 8 seconds.
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
