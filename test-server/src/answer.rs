//! The layer around all routes: faults, the list of requests, and who may read an answer.

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderName, Request, Response, StatusCode, header};
use axum::response::IntoResponse;
use tower::ServiceExt;
use tower_http::catch_panic::CatchPanicLayer;

use crate::api;
use crate::body;
use crate::control::http::is_control;
use crate::faults::Outcome;
use crate::net::Peer;
use crate::platform;
use crate::requests;
use crate::state::State;

/// The headers that let a page of another origin read an answer.
const CORS: [HeaderName; 6] = [
    header::ACCESS_CONTROL_ALLOW_ORIGIN,
    header::ACCESS_CONTROL_ALLOW_METHODS,
    header::ACCESS_CONTROL_ALLOW_HEADERS,
    header::ACCESS_CONTROL_ALLOW_CREDENTIALS,
    header::ACCESS_CONTROL_EXPOSE_HEADERS,
    header::ACCESS_CONTROL_MAX_AGE,
];

/// The connection must close without an answer, because of a fault or because the server is stopping.
#[derive(Debug, thiserror::Error)]
#[error("the connection is closed without an answer")]
pub(crate) struct Closed;

/// All routes; a panic in a route becomes an answer with status 500.
pub(crate) fn router(state: &Arc<State>) -> Router {
    api::router(state).layer(CatchPanicLayer::new()).with_state(state.clone())
}

/// The layer around all routes. Refuses requests for hosts that are not this server's. Lists the
/// requests and applies faults, except for requests to the control API itself (see `is_control`). If a
/// page may not read the answer, removes the headers that would let it read the answer.
pub(crate) async fn answer(
    state: Arc<State>,
    router: Router,
    mut request: Request<Body>,
    peer: Peer,
) -> Result<Response<Body>, Closed> {
    if let Err(problem) = state.exposure.check(&request) {
        tracing::warn!(problem, "refused");
        body::discard(request.into_body()).await;
        return Ok((StatusCode::MISDIRECTED_REQUEST, problem).into_response());
    }
    let foreign = state.exposure.is_foreign(request.headers(), &state.settings());
    request.extensions_mut().insert(peer);
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
    if is_control(request.uri().path()) {
        return Ok(routed(router, request).await);
    }
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let number =
        state.requests.arrived(&method, request.uri(), request.headers(), state.clock.now_ms());
    let response = match state.faults.apply(&method, &path, request.headers()).await {
        // The work goes on to its end, even if the caller closes the connection.
        Outcome::Proceed => {
            let shared = Arc::clone(&state);
            let work = async move {
                let response = routed(router, request).await;
                shared.requests.answered(number, response.status());
                response
            };
            platform::to_its_end(work).await.map_err(|_| Closed)?
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
