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
    /// Headers to send with every request, for example for a gateway. Their values are never printed.
    /// One that the client sends itself is replaced, but for `Authorization`, which is refused.
    pub headers: Vec<(String, Secret)>,
    /// The limit for a call in all, its retries included. Default 30 seconds.
    pub timeout: Duration,
    /// How often and how fast a call is tried again.
    pub retry: Retry,
    /// `FusionAuth` only: the API key, sent with the calls that take one. It belongs on a server.
    pub api_key: Option<Secret>,
    /// `FusionAuth` only: the user's access token (a JWT), sent instead where there is no API key.
    pub token: Option<Secret>,
    /// `FusionAuth` only: the id of the tenant (UUID) that calls are for. Needed by some calls where
    /// the server has more than one; see `fusionauth::Client::for_tenant`.
    pub tenant_id: Option<String>,
    /// `FusionAuth` only: for servers before 1.25, whose updates and patches of a registration have
    /// the application's id in the body alone. Default false: it is in the address, too.
    pub short_paths: bool,
    /// Gets the events of every call. Default none.
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

/// How often and how fast a call is tried again.
///
/// Only operations that are safe to repeat are; a call that registers or logs in is sent once.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Retry {
    /// How many times after the first; 0 switches retries off. Default 2.
    pub attempts: u32,
    /// The longest wait before the first retry; it doubles from one to the next. Default 250 ms.
    ///
    /// The wait itself is random below that ("full jitter"). A `Retry-After` of the server wins.
    pub base_delay: Duration,
    /// The longest wait of all. Default 8 seconds.
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
