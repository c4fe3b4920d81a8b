//! Routes that the real servers do not have. Each route must have a description for the OpenAPI document.

use std::sync::Arc;

use axum::Router;
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, MethodRouter, on};

use crate::openapi::{Document, Operation};
use crate::state::State;

/// A method in two types: one for the document, one for the router.
pub(crate) struct Verb(Method, MethodFilter);

pub(crate) const GET: Verb = Verb(Method::GET, MethodFilter::GET);
pub(crate) const POST: Verb = Verb(Method::POST, MethodFilter::POST);
pub(crate) const PATCH: Verb = Verb(Method::PATCH, MethodFilter::PATCH);
pub(crate) const DELETE: Verb = Verb(Method::DELETE, MethodFilter::DELETE);

/// A method on a path, with its handler and its description.
pub(crate) struct Route {
    method: Method,
    path: &'static str,
    handler: MethodRouter<Arc<State>>,
    description: fn(&mut Document) -> Operation,
}

/// A route.
pub(crate) fn route<H: Handler<T, Arc<State>>, T: 'static>(
    Verb(method, filter): Verb,
    path: &'static str,
    handler: H,
    description: fn(&mut Document) -> Operation,
) -> Route {
    Route { method, path, handler: on(filter, handler), description }
}

/// The router that serves the routes.
pub(crate) fn router(routes: impl IntoIterator<Item = Route>) -> Router<Arc<State>> {
    routes.into_iter().fold(Router::new(), |router, route| router.route(route.path, route.handler))
}

/// Adds the routes below `root` to the document.
pub(crate) fn describe(
    routes: impl IntoIterator<Item = Route>,
    root: &str,
    document: &mut Document,
) {
    for route in routes {
        let operation = (route.description)(document);
        document.add(&format!("{root}{}", route.path), &route.method, operation);
    }
}
