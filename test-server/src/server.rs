//! `TestServer`, which a test starts, reads, changes and stops, and `serve`, which the program uses.

#[cfg(test)]
mod full_disk;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;
use tower_http::timeout::TimeoutLayer;

use crate::answer;
use crate::config::{Config, PasswordHash};
use crate::control::http::ROOT;
use crate::deliveries::Delivery;
use crate::faults::{Fault, FaultError};
use crate::http_client::HttpClient;
use crate::mail::Mail;
use crate::open::{self, StartError};
use crate::requests::SeenRequest;
use crate::seed;
use crate::serve::run;
use crate::settings::SettingsError;
use crate::snapshot::{self, SnapshotError};
use crate::state::{ChangeError, State};

/// A request that takes longer is answered with 408; outgoing calls end sooner.
const REQUEST_PATIENCE: Duration = Duration::from_secs(60);
/// How long requests in progress may take when a `TestServer` is dropped. The time is short, because the
/// test is over.
const DROP_GRACE: Duration = Duration::from_millis(50);

/// The server could not be reset.
#[derive(Debug, thiserror::Error)]
#[error("the server could not be reset: {0}")]
pub struct ResetError(String);

/// A server in this process; by default on a free port of the loopback address, with its data in
/// memory.
///
/// The server has its own thread and runtime, so it works in any test. When the `TestServer` is
/// dropped, the server and all its tasks stop.
///
/// ```
/// # use matricula_test_server::TestServer;
/// # tokio::runtime::Runtime::new().unwrap().block_on(async {
/// let server = TestServer::start().await.unwrap();
/// assert!(server.url().starts_with("http://127.0.0.1:"));
/// assert!(server.outbox("alice@example.test").await.is_empty());
/// # });
/// ```
#[must_use = "the server stops when it is dropped"]
pub struct TestServer {
    state: Arc<State>,
    control: String,
    runtime: Handle,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl TestServer {
    /// Starts a server for a test: passwords are hashed cheaply.
    pub async fn start() -> Result<Self, StartError> {
        let mut config = Config::default();
        config.server.password_hash = PasswordHash::Cheap;
        Self::start_with(config).await
    }

    /// Starts a server as configured.
    pub async fn start_with(config: Config) -> Result<Self, StartError> {
        let (ready, started) = oneshot::channel();
        let (stop, stopped) = oneshot::channel::<()>();
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("matricula-test-server")
            .enable_all()
            .build()
            .map_err(StartError::Runtime)?;
        let handle = runtime.handle().clone();
        let thread =
            std::thread::Builder::new().name("matricula-test-server".into()).spawn(move || {
                runtime.block_on(async {
                    let opened = listen(config).await;
                    let (listener, state) = match opened {
                        Ok(opened) => opened,
                        Err(error) => return drop(ready.send(Err(error))),
                    };
                    if ready.send(Ok(state.clone())).is_ok() {
                        run(
                            listener,
                            state.clone(),
                            router(&state),
                            async { drop(stopped.await) },
                            DROP_GRACE,
                        )
                        .await;
                    }
                    close(&state);
                });
                runtime.shutdown_background();
            });
        let thread = thread.map_err(StartError::Runtime)?;
        let state = started
            .await
            .unwrap_or_else(|_| Err(StartError::Data("the server's thread ended".into())))?;
        let control = format!("{}{}", state.url, ROOT);
        Ok(Self { state, control, runtime: handle, stop: Some(stop), thread: Some(thread) })
    }

    /// The URL of the server, without a slash at the end; by default `http://127.0.0.1:PORT`.
    pub fn url(&self) -> &str {
        &self.state.url
    }

    /// The URL of the control API.
    pub fn control(&self) -> &str {
        &self.control
    }

    /// Puts everything back to the state of a first start with an empty database: the users, the tokens, the mails,
    /// the requests, the faults, the clock and the settings.
    pub async fn reset(&self) -> Result<(), ResetError> {
        let state = self.state.clone();
        // The reset runs on the runtime of the server, because the runtime of the caller may be of
        // any kind.
        let done = self.runtime.spawn(async move { seed::reset(&state).await }).await;
        let done = done.map_err(|_| ResetError("the server has failed".into()))?;
        done.map_err(|error| ResetError(error.to_string()))
    }

    /// All that the server knows, for `restore` in a later run: data, mails, requests, faults and more.
    pub async fn snapshot(&self) -> Result<Value, SnapshotError> {
        let state = self.state.clone();
        let taken = self.runtime.spawn(async move { snapshot::take(&state) }).await;
        taken.map_err(|error| SnapshotError::Server(error.to_string()))?
    }

    /// Replaces all that the server knows with a snapshot. If this fails, nothing changes.
    pub async fn restore(&self, snapshot: Value) -> Result<(), SnapshotError> {
        let state = self.state.clone();
        let restored = self.runtime.spawn(async move { snapshot::restore(&state, snapshot) }).await;
        restored.map_err(|error| SnapshotError::Server(error.to_string()))?
    }

    /// The mails to an address, or the text messages to a number; oldest first. The case of the address
    /// does not matter.
    #[expect(clippy::unused_async, reason = "like the other functions of the control API")]
    pub async fn outbox(&self, to: &str) -> Vec<Mail> {
        self.state.outbox.read(Some(to))
    }

    /// Moves the server's clock forward.
    pub async fn advance(&self, by: Duration) {
        let state = self.state.clone();
        let advanced = self.runtime.spawn(async move { state.advance(by) }).await;
        if let Ok(Err(error)) = advanced {
            tracing::error!(%error, "the clock cannot be moved");
        }
    }

    /// Merges a patch into the settings. If a part is refused, nothing changes.
    pub async fn update_settings(&self, patch: Value) -> Result<(), SettingsError> {
        let state = self.state.clone();
        let failed = |error: String| SettingsError::new("settings", error);
        let changed = self.runtime.spawn(async move { state.patch_settings(patch) }).await;
        let changed = changed.map_err(|_| failed("the server has failed".into()))?;
        changed.map_err(|error| match error {
            ChangeError::Refused(error) => error,
            ChangeError::Database(error) => failed(error.to_string()),
        })
    }

    /// The newest requests, oldest first, without those to the control API: at most 10,000, and at most
    /// 32 MiB.
    #[expect(clippy::unused_async, reason = "like the other functions of the control API")]
    pub async fn requests(&self) -> Vec<SeenRequest> {
        self.state.requests.read(None, 0)
    }

    /// The newest events for webhooks, oldest first: at most 10,000, and at most 32 MiB.
    #[expect(clippy::unused_async, reason = "like the other functions of the control API")]
    pub async fn webhooks(&self) -> Vec<Delivery> {
        self.state.deliveries.read(None, 0)
    }

    /// Schedules a fault. Refuses a fault that can never work. At most 1,000 faults can be pending,
    /// and their texts together can have at most 32 MiB.
    #[expect(clippy::unused_async, reason = "like the other functions of the control API")]
    pub async fn add_fault(&self, fault: Fault) -> Result<(), FaultError> {
        self.state.faults.add(fault)
    }
}

impl std::fmt::Debug for TestServer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("TestServer").field("url", &self.state.url).finish_non_exhaustive()
    }
}

impl Drop for TestServer {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Serves in the caller's runtime until `stop` is done. `ready` gets the server's URL and the URL
/// of its control API.
pub async fn serve(
    config: Config,
    stop: impl Future<Output = ()>,
    ready: impl FnOnce(&str, &str),
) -> Result<(), StartError> {
    // The start waits for the disk, which is not possible in every task. So the start has its own task.
    let opened = tokio::spawn(listen(config)).await;
    let (listener, state) =
        opened.map_err(|_| StartError::Data("the start has failed".into()))??;
    ready(&state.url, &format!("{}{}", state.url, ROOT));
    let router = router(&state);
    run(listener, state.clone(), router, stop, Duration::from_secs(5)).await;
    let _ = tokio::task::spawn_blocking(move || close(&state)).await;
    Ok(())
}

/// Closes the database, so that all data is in one file.
fn close(state: &State) {
    if let Err(error) = state.db.close() {
        tracing::error!(%error, "the database cannot be closed");
    }
}

async fn listen(config: Config) -> Result<(TcpListener, Arc<State>), StartError> {
    config.settings.clone().checked()?;
    let host = config.server.host;
    if config.server.url.is_none() && host.to_canonical().is_unspecified() {
        let problem =
            format!("is required with the host {host}, for links in mails: set it with --url");
        return Err(SettingsError::new("server.url", problem).into());
    }
    if !host.to_canonical().is_loopback() {
        tracing::warn!(%host, "everyone who reaches this address has full control: do not expose it");
    }
    let address = SocketAddr::new(host, config.server.port);
    let listen = |error| StartError::Listen(address, error);
    let listener = TcpListener::bind(address).await.map_err(listen)?;
    let bound = listener.local_addr().map_err(listen)?;
    let url = match &config.server.url {
        Some(url) => url.trim_end_matches('/').to_owned(),
        None => format!("http://{bound}"),
    };
    // A server that listens on all addresses reaches itself at the loopback address.
    let itself = match bound.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    let itself = format!("http://{}", SocketAddr::new(itself, bound.port()));
    let listening = || tracing::info!(address = %bound, "listening");
    let read = |path: &Path| std::fs::read_to_string(path);
    let state = open::state(config, url, itself, HttpClient::default(), read, listening).await?;
    Ok((listener, state))
}

/// The routes, with a limit for the time of each request.
fn router(state: &Arc<State>) -> Router {
    let patience = TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, REQUEST_PATIENCE);
    answer::router(state).layer(patience)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_reset_that_fails_returns_an_error_that_names_the_database() {
        let server = TestServer::start().await.unwrap();
        server.reset().await.unwrap();
        server.state.db.close().unwrap();
        let error = server.reset().await.unwrap_err().to_string();
        assert!(error.starts_with("the server could not be reset: the database"), "{error}");
    }
}
