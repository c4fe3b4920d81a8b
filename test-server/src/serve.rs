//! Accepts connections, and passes their requests to the router. Before the server stops, requests in
//! progress can finish.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;

use crate::answer::answer;
use crate::net::Peer;
use crate::state::State;

/// On an open connection, the headers of a request have to arrive in this time.
const HEADER_PATIENCE: Duration = Duration::from_secs(30);

/// Serves until `stop` is done, then lets requests in progress finish for at most `grace`.
///
/// This loop replaces `axum::serve`, which can neither close a connection without an answer nor limit
/// the wait for headers.
pub(crate) async fn run(
    listener: TcpListener,
    state: Arc<State>,
    router: Router,
    stop: impl Future<Output = ()>,
    grace: Duration,
) {
    let graceful = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                // For example, no file descriptor is free. During the pause, a connection may end and free
                // its file descriptor.
                if !is_of_the_peer(&error) {
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
                continue;
            }
        };
        // Small answers should not wait for the peer's acknowledgement.
        let _ = stream.set_nodelay(true);
        let (state, router) = (state.clone(), router.clone());
        let peer = Peer(peer.ip());
        let service = service_fn(move |request: Request<Incoming>| {
            answer(state.clone(), router.clone(), request.map(Body::new), peer)
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEADER_PATIENCE)
            .serve_connection(TokioIo::new(stream), service);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::trace!(%error, "a connection ended early");
            }
        });
    }
    drop(listener);
    let _ = tokio::time::timeout(grace, graceful.shutdown()).await;
}

fn is_of_the_peer(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionRefused
            | io::ErrorKind::ConnectionReset
    )
}
