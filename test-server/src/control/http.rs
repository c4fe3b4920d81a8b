//! What the paths below `/_test` have in common: their address, how they read requests, and their errors.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use url::form_urlencoded;

use crate::body::{self, Unread};
use crate::db;
use crate::failure;
use crate::openapi::{Content, Document, Operation};
use crate::settings::{SettingsError, read};

/// Where the control API is.
pub(crate) const ROOT: &str = "/_test";

/// Success, without a body.
pub(super) const DONE: StatusCode = StatusCode::NO_CONTENT;

/// Whether a path belongs to the control API itself. Requests for such a path are not in the list of
/// requests, and no fault affects them. The paths of the provider and of the captcha verifier do not
/// belong to the control API, because these two imitate real services.
pub(crate) fn is_control(path: &str) -> bool {
    let name = path.strip_prefix(ROOT).and_then(|rest| rest.strip_prefix('/'));
    name.is_some_and(|name| !name.starts_with("provider/") && !name.starts_with("captcha/"))
}

/// The body of a refusal or of an error: what went wrong, as text.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ControlProblem")]
pub(crate) struct Problem {
    #[serde(skip)]
    status: StatusCode,
    error: String,
}

impl Problem {
    pub(super) fn new(status: StatusCode, error: impl Into<String>) -> Self {
        Self { status, error: error.into() }
    }

    pub(super) fn bad(error: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, error)
    }

    #[track_caller]
    pub(super) fn internal(error: &(dyn std::error::Error + 'static)) -> Self {
        failure::log(error);
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string())
    }
}

impl From<db::Error> for Problem {
    fn from(error: db::Error) -> Self {
        Self::internal(&error)
    }
}

impl From<Unread> for Problem {
    fn from(unread: Unread) -> Self {
        Self::new(unread.status(), unread.message())
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        (self.status, Json(self)).into_response()
    }
}

/// The parameters of the query.
pub(crate) struct Parameters<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Parameters<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parameters(&parts.uri).map(Self).map_err(Problem::bad)
    }
}

/// Reads the parameters of the query, which are texts. Errors name the wrong parameter, but
/// never its value.
pub(crate) fn parameters<T: DeserializeOwned>(uri: &Uri) -> Result<T, String> {
    let mut given = Map::new();
    let mut repeated = BTreeSet::new();
    for (name, value) in form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()) {
        let name = String::from(name);
        match given.contains_key(&name) {
            false => given.insert(name, value.into()),
            // A repeated parameter becomes a list. `read` refuses this list, unless `T` ignores the parameter.
            true => {
                repeated.insert(name.clone());
                given.insert(name, Value::Array(Vec::new()))
            }
        };
    }
    read(Value::Object(given)).map_err(|SettingsError { key, problem }| {
        let problem = if repeated.contains(&key) { "is given more than once" } else { &problem };
        format!("the query parameter `{key}` {problem}")
    })
}

/// A JSON body of any content type. Errors name a wrong key, but never its value.
pub(super) struct Body<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        let value = object(request, body::LONGEST).await?;
        read(value).map(Self).map_err(|error| Problem::bad(error.to_string()))
    }
}

/// The body of a request. Refuses a body that is not a JSON object, and a request with parameters in
/// the query.
pub(super) async fn object(request: Request, longest: usize) -> Result<Value, Problem> {
    let NoParameters {} = parameters(request.uri()).map_err(Problem::bad)?;
    let bytes = body::read_within(request.into_body(), longest).await?;
    let value: Value =
        serde_json::from_slice(&bytes).map_err(|_| Problem::bad("the body is not valid JSON"))?;
    if !value.is_object() {
        return Err(Problem::bad("the body must be an object"));
    }
    Ok(value)
}

/// No parameter at all.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NoParameters {}

/// The address whose mails the request asks for. Without an address, it asks for all mails.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct To {
    pub(crate) to: Option<String>,
}

/// The start of the description of every path below `/_test`, except those of the provider.
pub(crate) fn described(document: &mut Document, id: &str, summary: &str) -> Operation {
    let problem = document.answered::<Problem>();
    Operation::new("Control", id, summary).bounded().answer(
        403,
        "The request comes from a page whose origin may not use this path",
        Content::json(problem),
    )
}
