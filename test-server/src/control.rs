//! The control API under `/_test`, which the real servers do not have.

mod handlers;
pub(crate) mod http;
mod routes;
mod users;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State as Shared};
use axum::http::{Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use tower_http::cors::{AllowOrigin, CorsLayer};

use self::http::{Problem, ROOT};
use crate::body;
use crate::openapi::Document;
use crate::provider;
use crate::route::{self, Route};
use crate::state::State;

/// Everything below `/_test`; `published` is the route of the OpenAPI document.
pub(crate) fn router(state: &Arc<State>, published: Route) -> Router<Arc<State>> {
    let cors = CorsLayer::new()
        // If a page may not read an answer, `answer::answer` removes these headers from the answer.
        .allow_origin(AllowOrigin::any())
        .allow_methods([Method::GET, Method::POST, Method::PATCH, Method::DELETE])
        .allow_headers([header::CONTENT_TYPE]);
    route::router(routes::routes().into_iter().chain([published]))
        .layer(middleware::from_fn_with_state(state.clone(), refuse_foreign_pages))
        // A page of any origin may send the browser to the provider's page, so nothing is refused here.
        .nest("/provider", route::router(provider::routes()))
        .layer(cors)
        .layer(middleware::from_fn(read_body))
}

/// Adds the routes to the OpenAPI document.
pub(crate) fn describe(document: &mut Document) {
    route::describe(routes::routes(), ROOT, document);
    route::describe(provider::routes(), &format!("{ROOT}/provider"), document);
}

/// Refuses the requests of pages that must not read the answers. Otherwise any page in the developer's
/// browser could change the data of the server.
async fn refuse_foreign_pages(
    Shared(state): Shared<Arc<State>>,
    request: Request,
    next: Next,
) -> Response {
    if state.exposure.is_foreign(request.headers(), &state.settings()) {
        let problem = "this origin is not allowed to do this: add it to the setting `cors.origins`";
        return Problem::new(StatusCode::FORBIDDEN, problem).into_response();
    }
    next.run(request).await
}

/// Reads the whole body before the request is answered: otherwise the client could miss the answer.
async fn read_body(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let longest = match parts.uri.path() {
        handlers::RESTORE => handlers::LONGEST_SNAPSHOT,
        _ => body::LONGEST,
    };
    match body::read_within(body, longest).await {
        Ok(body) => next.run(Request::from_parts(parts, body.into())).await,
        Err(unread) => Problem::from(unread).into_response(),
    }
}
