//! A server without a port: a program gives requests to the server, and the server answers them.

use std::fmt::Display;
use std::net::IpAddr;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response};

use crate::answer::{self, answer};
use crate::config::{Config, Database};
use crate::http_client::HttpClient;
use crate::net::{self, Peer};
use crate::open::{self, StartError};
use crate::platform::Client;
use crate::settings::SettingsError;
use crate::state::State;

/// A server without a port, with its data in memory.
///
/// The npm package `matricula-test-server` uses this server. The server has no thread: after `open`, it
/// works only on the requests that it is given. It ends when it is dropped.
#[must_use = "the server ends when it is dropped"]
pub struct Embedded {
    state: Arc<State>,
    router: Router,
}

impl Embedded {
    /// Opens a server that its clients know under this URL. Host, port, URL and database of the
    /// configuration are not used. `fetch` sends the server's own requests, to itself and to other
    /// servers. `read` returns the text of a file: the kickstart file, or a file that the kickstart file
    /// includes.
    pub async fn open<E: Display>(
        url: &str,
        mut config: Config,
        fetch: js_sys::Function,
        read: impl Fn(&Path) -> Result<String, E>,
    ) -> Result<Self, StartError> {
        net::web(url).map_err(|problem| SettingsError::new("server.url", problem))?;
        config.server.database = Database::Memory;
        let url = url.trim_end_matches('/').to_owned();
        let http = HttpClient::new(Client::new(fetch));
        let state = open::state(config, url.clone(), url, http, read, || {}).await?;
        let router = answer::router(&state);
        Ok(Self { state, router })
    }

    /// Answers a request from this address. The body of the request has to be complete.
    ///
    /// `None` means that a fault closes the connection. With a fault that stalls, this function never returns.
    pub async fn handle(&self, request: Request<Body>, from: IpAddr) -> Option<Response<Body>> {
        answer(self.state.clone(), self.router.clone(), request, Peer(from)).await.ok()
    }
}

impl std::fmt::Debug for Embedded {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Embedded").field("url", &self.state.url).finish_non_exhaustive()
    }
}
