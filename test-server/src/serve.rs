//! Connections: accepting them, handing requests to the router, and stopping in good order.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderName, Request, Response, StatusCode, header};
use axum::response::IntoResponse;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tower::ServiceExt;

use crate::body;
use crate::control;
use crate::faults::Outcome;
use crate::requests;
use crate::state::State;

/// Whoever opens a connection has to say something in this time.
const HEADER_PATIENCE: Duration = Duration::from_secs(30);

/// What lets a page of another origin read an answer.
const CORS: [HeaderName; 6] = [
    header::ACCESS_CONTROL_ALLOW_ORIGIN,
    header::ACCESS_CONTROL_ALLOW_METHODS,
    header::ACCESS_CONTROL_ALLOW_HEADERS,
    header::ACCESS_CONTROL_ALLOW_CREDENTIALS,
    header::ACCESS_CONTROL_EXPOSE_HEADERS,
    header::ACCESS_CONTROL_MAX_AGE,
];

/// The connection is to be closed without an answer, because a fault says so.
#[derive(Debug, thiserror::Error)]
#[error("closed by a scheduled fault")]
struct Closed;

/// Serves until `stop` is done, then lets requests in progress finish for at most `grace`.
///
/// Our own loop instead of `axum::serve`: that one can neither close a connection without an answer
/// nor bound the wait for headers.
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
                // Out of file descriptors, for example: give connections time to end.
                if !is_of_the_peer(&error) {
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
                continue;
            }
        };
        // Small answers should not wait for the peer's acknowledgement.
        let _ = stream.set_nodelay(true);
        let (state, router) = (state.clone(), router.clone());
        let service =
            service_fn(move |request| answer(state.clone(), router.clone(), request, peer));
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

/// The layer around everything: other hosts get no answer, pages of public origins get none to read.
async fn answer(
    state: Arc<State>,
    router: Router,
    request: Request<hyper::body::Incoming>,
    peer: SocketAddr,
) -> Result<Response<Body>, Closed> {
    let mut request = request.map(Body::new);
    if let Err(problem) = state.exposure.check(&request) {
        tracing::warn!(problem, "refused");
        body::discard(request.into_body()).await;
        return Ok((StatusCode::MISDIRECTED_REQUEST, problem).into_response());
    }
    let foreign = state.exposure.is_foreign(request.headers(), &state.settings());
    request.extensions_mut().insert(ConnectInfo(peer));
    let mut response = admitted(state, router, request).await?;
    if foreign {
        for name in CORS {
            response.headers_mut().remove(name);
        }
    }
    Ok(response)
}

async fn admitted(
    state: Arc<State>,
    router: Router,
    request: Request<Body>,
) -> Result<Response<Body>, Closed> {
    if control::is_control(request.uri().path()) {
        return Ok(routed(router, request).await);
    }
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let number =
        state.requests.arrived(&method, request.uri(), request.headers(), state.clock.now_ms());
    let response = match state.faults.strike(&method, &path, request.headers()).await {
        // A task of its own, which ends what it began though the caller may leave: a transaction that
        // is dropped half-way can take the connection to the database with it.
        Outcome::Proceed => {
            let requests = Arc::clone(&state);
            let task = tokio::spawn(async move {
                let response = routed(router, request).await;
                requests.requests.answered(number, response.status());
                response
            });
            // It ends early only together with the server.
            task.await.map_err(|_| Closed)?
        }
        Outcome::Answer(response) => {
            body::discard(request.into_body()).await;
            state.requests.answered(number, response.status());
            response
        }
        Outcome::Close => return Err(Closed),
    };
    let path = requests::shown(&path);
    tracing::debug!(%method, path, status = response.status().as_u16(), "answered");
    Ok(response)
}

async fn routed(router: Router, request: Request<Body>) -> Response<Body> {
    let answer: Result<_, Infallible> = router.oneshot(request).await;
    match answer {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

fn is_of_the_peer(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionRefused
            | io::ErrorKind::ConnectionReset
    )
}
