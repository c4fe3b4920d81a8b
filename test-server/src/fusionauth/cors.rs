//! Which pages of other origins may read the answers.

use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use serde_json::Value;

use super::configuration;
use super::errors::Refusal;
use super::members::{is_set, number_at};
use crate::state::State;

/// The headers for the page that sends this request. If the system's configuration enables its CORS
/// rules, these rules apply to pages of other origins, and may refuse the request. Otherwise, the headers
/// let every page read the answer. In both cases, `answer::answer` removes the headers if the page may
/// not use this server.
pub(super) fn headers(state: &State, request: &Parts) -> Result<HeaderMap, Refusal> {
    let Some(origin) = request.headers.get(header::ORIGIN) else { return Ok(HeaderMap::new()) };
    let system = state.db.read(|db| configuration::find(db, &configuration::SYSTEM))?;
    match system.get("corsConfiguration").filter(|rules| is_set(rules, "/enabled")) {
        None => Ok(open(request)),
        Some(_) if is_own(origin, &request.headers) => Ok(HeaderMap::new()),
        Some(rules) => listed(rules, origin, request).ok_or(Refusal::Empty(StatusCode::FORBIDDEN)),
    }
}

fn open(request: &Parts) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let mut set = |name, value| drop(headers.insert(name, HeaderValue::from_static(value)));
    set(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    set(header::VARY, "Origin");
    if request.method == Method::OPTIONS {
        set(header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PUT, PATCH, DELETE, OPTIONS");
        set(header::ACCESS_CONTROL_MAX_AGE, "1800");
        set(
            header::ACCESS_CONTROL_ALLOW_HEADERS,
            "Accept, Authorization, Content-Type, X-FusionAuth-TenantId",
        );
        if let Some(asked) = request.headers.get(header::ACCESS_CONTROL_REQUEST_HEADERS) {
            headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, asked.clone());
        }
    }
    headers
}

/// Whether the page comes from this server.
fn is_own(origin: &HeaderValue, headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let host_of_origin = origin.to_str().ok().and_then(|origin| origin.split_once("://"));
    host_of_origin.is_some_and(|(_, origin)| Some(origin) == host)
}

/// The headers that the rules give; `None` if the rules refuse the origin or the method.
fn listed(rules: &Value, origin: &HeaderValue, request: &Parts) -> Option<HeaderMap> {
    let list = |name: &str| -> Vec<&str> {
        let list = rules.get(name).and_then(Value::as_array).into_iter().flatten();
        list.filter_map(Value::as_str).collect()
    };
    let origins = list("allowedOrigins");
    let any = origins.contains(&"*");
    if !any && !origins.contains(&origin.to_str().ok()?) {
        return None;
    }
    let preflight = request.method == Method::OPTIONS;
    let asked = request.headers.get(header::ACCESS_CONTROL_REQUEST_METHOD).filter(|_| preflight);
    let method = asked.map_or(Some(request.method.as_str()), |asked| asked.to_str().ok())?;
    if !list("allowedMethods").contains(&method) {
        return None;
    }
    let mut headers = HeaderMap::new();
    let mut set = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    let credentials = is_set(rules, "/allowCredentials");
    set(header::VARY, "Origin");
    // For a request with credentials, a browser does not accept `*`.
    let allowed = if any && !credentials { "*" } else { origin.to_str().ok()? };
    set(header::ACCESS_CONTROL_ALLOW_ORIGIN, allowed);
    if credentials {
        set(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
    }
    if preflight {
        set(header::ACCESS_CONTROL_ALLOW_METHODS, &list("allowedMethods").join(", "));
        set(header::ACCESS_CONTROL_ALLOW_HEADERS, &list("allowedHeaders").join(", "));
        let age = number_at(rules, "/preflightMaxAgeInSeconds", 0);
        set(header::ACCESS_CONTROL_MAX_AGE, &age.to_string());
    } else {
        set(header::ACCESS_CONTROL_EXPOSE_HEADERS, &list("exposedHeaders").join(", "));
    }
    Some(headers)
}
