//! The steps of a request: CORS, path, method, key, tenant, content type, body, operation.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Method, Request, Response, StatusCode, header, request};
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};
use url::form_urlencoded;

use super::api_key::ApiKey;
use super::call::{Call, Once, Query};
use super::errors::{Errors, Refusal};
use super::members::member;
use super::operation::{Access, Route, Run};
use super::patch::Mode;
use super::reply::Reply;
use super::{api_key, cors, dispatch, hooks, mails, normalize, store};
use crate::body::{self, Unread};
use crate::db::Reader;
use crate::net::Peer;
use crate::state::State;
use crate::vendor;

/// The header that names the tenant.
const TENANT_HEADER: &str = "x-fusionauth-tenantid";

/// Answers a request to one of FusionAuth's paths.
pub(crate) async fn handle(state: Arc<State>, request: Request<Body>) -> Response<Body> {
    handle_as(state, request, None).await
}

/// Like `handle`. If `own` is given, the caller has this key, and a key in the request is ignored.
pub(super) async fn handle_as(
    state: Arc<State>,
    request: Request<Body>,
    own: Option<ApiKey>,
) -> Response<Body> {
    let (parts, body) = request.into_parts();
    // The body is read before anything is refused. Otherwise, a client that is still sending could
    // miss the answer.
    let body = body::read(body).await.map_err(Unread::status);
    let (reply, headers) = match cors::headers(&state, &parts) {
        Ok(headers) => (answer(state, parts, body, own).await, headers),
        Err(refusal) => (Err(refusal), HeaderMap::new()),
    };
    let reply = reply.unwrap_or_else(|refusal| {
        let (status, body) = refusal.parts();
        Reply::of(status, body)
    });
    let mut response = reply.into_response();
    response.headers_mut().extend(headers);
    response
}

async fn answer(
    state: Arc<State>,
    parts: request::Parts,
    body: Result<Bytes, StatusCode>,
    own: Option<ApiKey>,
) -> Result<Reply, Refusal> {
    let segments: Vec<String> = parts
        .uri
        .path()
        .split('/')
        .filter(|segment| !segment.is_empty())
        .map(|segment| percent_decode_str(segment).decode_utf8_lossy().into_owned())
        .collect();
    let path: Vec<&str> = segments.iter().map(String::as_str).collect();
    let found = dispatch::find(&path);
    if parts.method == Method::OPTIONS && found.is_some() {
        return Ok(Reply::of(StatusCode::NO_CONTENT, None));
    }
    let Some(found) = found else {
        return Err(match is_known(&parts.method) && matches!(*path, ["api", _, ..]) {
            true => not_supported(vendor::unknown(&parts.method, parts.uri.path()))
                .or_status(state.settings().fusionauth.choices.unknown_path),
            false => Refusal::not_found(),
        });
    };
    let Some((operation, route)) = found.operation(&parts.method) else {
        if let Some(listed) = found.unserved(&parts.method) {
            return Err(not_supported(listed.unserved()));
        }
        let known = [Method::HEAD, Method::TRACE, Method::CONNECT].contains(&parts.method);
        return Err(Refusal::Empty(match known || is_known(&parts.method) {
            true => StatusCode::METHOD_NOT_ALLOWED,
            false => StatusCode::NOT_IMPLEMENTED,
        }));
    };
    let body = read(&parts.headers, route, body);
    let ids = found.ids.into_iter().map(str::to_owned).collect();
    let admit = |db: &Reader| {
        let (key, tenant) = admitted(&state, db, &parts, route, own)?;
        let (mode, body) = body?;
        let mut errors = Errors::default();
        member(&body, "eventInfo", &mut errors);
        errors.check()?;
        let peer = parts.extensions.get::<Peer>();
        Ok::<_, Refusal>(Call {
            settings: state.settings(),
            ids,
            query: Query::parse(parts.uri.query().unwrap_or_default()),
            headers: parts.headers,
            ip: peer.map(|Peer(ip)| ip.to_string()),
            body,
            mode,
            key,
            tenant,
            once: Once::default(),
            state: state.clone(),
        })
    };
    let (call, reply) = match operation.run {
        // One read does the checks and the operation, because a second read would have to wait for
        // the database again.
        Run::Read(run) => state.db.read(|db| {
            let call = admit(db)?;
            let reply = run(&call, db)?;
            Ok::<_, Refusal>((call, reply))
        })?,
        Run::Write(run) => {
            let call = state.db.read(admit)?;
            let reply = hooks::write(&call, (), |db| run(&call, db)).await?;
            (call, reply)
        }
        Run::Wait(run) => {
            let call = state.db.read(admit)?;
            let reply = run(&call).await?;
            (call, reply)
        }
    };
    for letter in reply.letters() {
        mails::send(&call.state, letter).await;
    }
    hooks::complete(&call, reply.events()).await;
    Ok(reply)
}

/// Whether any operation has this method.
fn is_known(method: &Method) -> bool {
    [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE].contains(method)
}

/// The answer for an operation that this server does not have.
fn not_supported(message: String) -> Refusal {
    Refusal::general_with(StatusCode::NOT_IMPLEMENTED, "[NotSupported]", message)
}

/// Checks that the request may use this route. Returns the API key and the tenant of the request.
fn admitted(
    state: &State,
    db: &Reader,
    parts: &request::Parts,
    route: &Route,
    own: Option<ApiKey>,
) -> Result<(Option<ApiKey>, Option<String>), Refusal> {
    let key = match own {
        Some(key) => Some(key),
        None => key(state, db, parts, route)?,
    };
    let admitted = match route.access {
        Access::Open => true,
        Access::Key => key.is_some(),
        Access::Global => key.as_ref().is_some_and(|key| key.tenant.is_none()),
        Access::Manager => key.as_ref().is_some_and(|key| key.manager),
    };
    if !admitted {
        return Err(Refusal::unauthorized());
    }
    let locked = key.as_ref().and_then(|key| key.tenant.clone());
    let tenant = tenant(db, &parts.headers, locked)?;
    Ok((key, tenant))
}

/// The API key, if the request has a key. A key that is invalid, or that does not allow this route, is
/// refused even if the route needs no key.
fn key(
    state: &State,
    db: &Reader,
    parts: &request::Parts,
    route: &Route,
) -> Result<Option<ApiKey>, Refusal> {
    let Some(header) = parts.headers.get(header::AUTHORIZATION) else { return Ok(None) };
    let text = header.to_str().map_err(|_| Refusal::unauthorized())?.trim();
    if text.is_empty() || text.starts_with("Bearer ") || text.starts_with("JWT ") {
        return Ok(None);
    }
    let key = api_key::find(state, db, text)?;
    let key = key.ok_or_else(Refusal::unauthorized)?;
    match key.allows(&route.endpoint(), parts.method.as_str()) {
        true => Ok(Some(key)),
        false => Err(Refusal::unauthorized()),
    }
}

/// The tenant that the header or the key names. If both name a tenant, both must name the same one.
fn tenant(
    db: &Reader,
    headers: &HeaderMap,
    locked: Option<String>,
) -> Result<Option<String>, Refusal> {
    let header = headers.get(TENANT_HEADER).and_then(|value| value.to_str().ok());
    let sent = match header.map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) => Some(normalize::uuid_parameter(text).ok_or_else(Refusal::tenant_required)?),
        None => None,
    };
    let id = match (sent, locked) {
        (Some(sent), Some(locked)) if sent != locked => return Err(Refusal::unauthorized()),
        (Some(id), _) | (None, Some(id)) => id,
        (None, None) => return Ok(None),
    };
    match store::get(db, store::TENANT, &id)? {
        Some(_) => Ok(Some(id)),
        None => Err(Refusal::not_found()),
    }
}

/// The body as JSON. An empty body counts as an empty object, whatever the content type is.
fn read(
    headers: &HeaderMap,
    route: &Route,
    body: Result<Bytes, StatusCode>,
) -> Result<(Mode, Value), Refusal> {
    let body = body.map_err(|status| {
        let message = "The request body is too large or ended early.";
        Refusal::general_with(status, "[invalidJSON]", message)
    })?;
    if body.is_empty() {
        return Ok((Mode::Original, Value::Object(Map::new())));
    }
    let sent = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let sent = sent.unwrap_or_default();
    let kind = sent.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let patch = route.method == Method::PATCH;
    let mode = match kind.as_str() {
        "application/json" => Mode::Original,
        "application/merge-patch+json" if patch => Mode::Merge,
        "application/json-patch+json" if patch => Mode::Json,
        "application/x-www-form-urlencoded" if route.form => {
            let pairs = form_urlencoded::parse(&body);
            let members = pairs.map(|(name, value)| (name.into_owned(), Value::from(value)));
            return Ok((Mode::Original, members.collect()));
        }
        _ => {
            let types = match (patch, route.form) {
                (true, _) => {
                    "application/json, application/json-patch+json, application/merge-patch+json"
                }
                (false, true) => "application/json, application/x-www-form-urlencoded",
                (false, false) => "application/json",
            };
            return Err(Refusal::general(
                "[InvalidContentType]",
                format!(
                    "Invalid [Content-Type] HTTP request header value of [{sent}]. Supported values for this request include [{types}]."
                ),
            ));
        }
    };
    let value: Value = serde_json::from_slice(&body).map_err(|_| Refusal::malformed())?;
    match (&value, mode) {
        (Value::Object(_), Mode::Original | Mode::Merge) | (Value::Array(_), Mode::Json) => {
            Ok((mode, value))
        }
        _ => Err(Refusal::malformed()),
    }
}
