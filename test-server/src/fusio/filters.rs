//! Passes a request through Fusio's filters. Only this file knows the order of the filters. The
//! token endpoint has its own filters.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::{
    HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode, header,
};
use uuid::Uuid;

use super::call::{Call, Query};
use super::dispatch::{self, Found};
use super::headers::{insert, text};
use super::operation::Operation;
use super::operations::token;
use super::payload::Payload;
use super::reply::{ApiError, Reply};
use super::tokens::{self, Token};
use super::{limits, roles};
use crate::body;
use crate::limits::Rate;
use crate::net::Peer;
use crate::settings::Settings;
use crate::state::State;
use crate::token::Refused;

/// The parts of a request that filters read.
struct Head {
    method: Method,
    headers: HeaderMap,
    query: String,
    ip: IpAddr,
}

/// What the filters add to the headers of an answer, also of a refusal.
#[derive(Default)]
struct Frame {
    /// Whether the firewall has let the request pass: then `X-Powered-By` is `Fusio` and not `psx`.
    entered: bool,
    operation: Option<&'static str>,
    rate: Option<Rate>,
}

/// Answers the requests that are not for `/_test`, a path of FusionAuth or the start page.
pub(crate) async fn handle(state: Arc<State>, request: Request<Body>) -> Response<Body> {
    let settings = state.settings();
    let debug = settings.fusio.debug;
    let (parts, body) = request.into_parts();
    let ip = parts.extensions.get::<Peer>();
    let ip = ip.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |Peer(ip)| *ip);
    let query = parts.uri.query().unwrap_or_default().to_owned();
    let method = method(parts.method, &parts.headers);
    let head = Head { method, headers: parts.headers, query, ip };
    // The body is read before anything is refused. Otherwise, a client that is still sending could
    // miss the answer.
    let body = body::read(body).await;
    let body = body.map_err(|unread| ApiError::new(unread.status(), unread.message()));
    let mut frame = Frame::default();

    let found = dispatch::find(&head.method, parts.uri.path(), settings.fusio.provider_endpoint);
    let mut response = match found {
        Found::Nothing => {
            let mut response = ApiError::not_found("Unknown location").into_response(debug);
            insert(response.headers_mut(), "x-powered-by", "psx");
            return response;
        }
        Found::Token => token::handle(&state, &head.headers, body, head.ip).await,
        Found::TokenOptions => options("OPTIONS, POST"),
        Found::Unserved(listed) => {
            let refused = match early(&state, &settings, &head, &mut frame) {
                Ok(()) => ApiError::new(StatusCode::NOT_IMPLEMENTED, listed.unserved()),
                Err(error) => error,
            };
            refused.into_response(debug)
        }
        Found::Options(allow) => match early(&state, &settings, &head, &mut frame) {
            Ok(()) => options(&allow),
            Err(error) => error.into_response(debug),
        },
        Found::Operation(found, id) => {
            let result = operation(&state, &settings, &head, body, found, id, &mut frame).await;
            if let (Some(_), Err(error)) = (frame.operation, &result) {
                // The firewall counts errors of the client (4xx), but not errors of the server (5xx),
                // and not the refusals by `early`, which come before the operation.
                if error.status.is_client_error() {
                    state.limits.client_error(&settings.fusio.firewall, head.ip, state.clock.now());
                }
            }
            match result {
                Ok(reply) => reply.into_response(),
                Err(error) => error.into_response(debug),
            }
        }
    };
    frame.write(response.headers_mut());
    cors(&head, response.headers_mut());
    response
}

/// The method that the header `X-HTTP-Method-Override` names, or else the method of the request.
fn method(sent: Method, headers: &HeaderMap) -> Method {
    let known = ["OPTIONS", "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"];
    let named = text(headers, HeaderName::from_static("x-http-method-override"));
    let named = Some(named).filter(|name| known.contains(name));
    named.and_then(|name| name.parse().ok()).unwrap_or(sent)
}

/// The filters that OPTIONS has to pass, too: User-Agent, then firewall.
fn early(
    state: &State,
    settings: &Settings,
    head: &Head,
    frame: &mut Frame,
) -> Result<(), ApiError> {
    if head.headers.get(header::USER_AGENT).is_none_or(HeaderValue::is_empty) {
        return Err(ApiError::bad_request("Request must contain an User-Agent header"));
    }
    limits::check_ban(state, settings, head.ip)?;
    frame.entered = true;
    Ok(())
}

/// Goes through all steps in Fusio's order: checks the User-Agent and the firewall, adds the headers that name the
/// operation to the answer, checks the access token and the rate limit, reads the body, runs the operation.
async fn operation(
    state: &Arc<State>,
    settings: &Arc<Settings>,
    head: &Head,
    body: Result<Bytes, ApiError>,
    operation: &'static Operation,
    id: String,
    frame: &mut Frame,
) -> Result<Reply, ApiError> {
    early(state, settings, head, frame)?;
    frame.operation = Some(operation.id);
    let caller = match (operation.scope, bearer(state, &head.headers)) {
        (Some(scope), Ok(token)) if roles::covers(&token.scopes, scope) => Some(token),
        (Some(_), Ok(_)) => {
            let message = "Access to this operation is not in the scope of the provided token";
            return Err(ApiError::unauthorized(&state.url, message));
        }
        (Some(_), Err(error)) => return Err(error),
        // A public operation knows the user of a valid token, and ignores an invalid token.
        (None, result) => result.ok(),
    };
    let user = caller.as_ref().map(|token| token.user_id);
    let rate = state.limits.call(&settings.fusio.rate_limit, head.ip, user, state.clock.now());
    frame.rate = Some(rate);
    limits::check_rate(rate)?;
    let payload = match operation.body {
        Some(schema) => Payload::read(text(&head.headers, header::CONTENT_TYPE), &body?, schema)?,
        None => Payload::default(),
    };
    let call = Call {
        state: state.clone(),
        settings: settings.clone(),
        ip: head.ip,
        id,
        query: Query::parse(&head.query),
        payload,
        caller,
    };
    let result = (operation.run)(&call).await;
    let is_missing = |error: &ApiError| error.status == StatusCode::NOT_FOUND;
    if operation.scope.is_some() && result.as_ref().is_err_and(is_missing) {
        // A reset or a restore may have removed the token and its user in the meantime. Then the
        // answer is 401.
        bearer(state, &head.headers)?;
    }
    result
}

/// The checks of the access token, in Fusio's order.
fn bearer(state: &State, headers: &HeaderMap) -> Result<Token, ApiError> {
    let refuse = |message| Err(ApiError::unauthorized(&state.url, message));
    let authorization = text(headers, header::AUTHORIZATION);
    if authorization.is_empty() {
        return refuse("Missing authorization header");
    }
    let (scheme, token) = authorization.split_once(' ').unwrap_or((authorization, ""));
    if scheme != "Bearer" {
        return refuse("Invalid authorization type");
    }
    if token.is_empty() {
        return refuse("No authorization token was provided");
    }
    let now = state.clock.now();
    if token.contains('.') {
        match state.signer().verify(token, now) {
            Ok(()) => {}
            Err(Refused::Segments) => return refuse("Wrong number of segments"),
            Err(Refused::Algorithm) => return refuse("Algorithm not supported"),
            Err(Refused::Key) => return refuse("Incorrect key for this algorithm"),
            Err(Refused::Signature) => return refuse("Signature verification failed"),
            Err(Refused::Expired) => return refuse("Expired token"),
            // A real Fusio answers 500 here, even on public operations.
            Err(Refused::Garbage) => return refuse("Invalid access token"),
        }
    }
    match state.db.read(|db| tokens::active(db, token, now))? {
        Some(token) => Ok(token),
        None => refuse("Invalid access token"),
    }
}

impl Frame {
    fn write(&self, headers: &mut HeaderMap) {
        // The token endpoint has already set this header.
        if !headers.contains_key("x-powered-by") {
            insert(headers, "x-powered-by", if self.entered { "Fusio" } else { "psx" });
        }
        if let Some(operation) = self.operation {
            insert(headers, "x-request-id", &Uuid::new_v4().to_string());
            insert(headers, "x-operation-id", operation);
            insert(headers, "x-stability", "stable");
        }
        if let Some(rate) = self.rate {
            insert(headers, "ratelimit-limit", &rate.limit.to_string());
            insert(headers, "ratelimit-remaining", &rate.remaining.to_string());
        }
    }
}

fn options(allow: &str) -> Response<Body> {
    let mut response = Reply::empty().into_response();
    insert(response.headers_mut(), "allow", allow);
    response
}

/// The CORS headers. Only the answer to a request with an `Origin` header has them.
fn cors(head: &Head, headers: &mut HeaderMap) {
    if !head.headers.contains_key(header::ORIGIN) {
        return;
    }
    insert(headers, "access-control-allow-origin", "*");
    if head.method != Method::OPTIONS {
        return;
    }
    if head.headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD) {
        insert(
            headers,
            "access-control-allow-methods",
            "OPTIONS, HEAD, GET, POST, PUT, DELETE, PATCH",
        );
    }
    if head.headers.contains_key(header::ACCESS_CONTROL_REQUEST_HEADERS) {
        let allowed =
            "Accept, Accept-Language, Authorization, Content-Language, Content-Type, User-Agent";
        insert(headers, "access-control-allow-headers", allowed);
    }
    insert(headers, "access-control-expose-headers", "*");
}
