//! The control API under `/_test`: the only thing here that the real servers do not have.

mod routes;

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{FromRequest, FromRequestParts, Query, Request, State as Shared};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tower_http::cors::{AllowOrigin, CorsLayer};

use crate::body::{self, Unread};
use crate::faults::Fault;
use crate::fusio::{roles, users};
use crate::fusionauth;
use crate::mail::Mail;
use crate::openapi::Document;
use crate::provider;
use crate::requests::SeenRequest;
use crate::route;
use crate::settings::{Settings, read};
use crate::state::State;

/// Where the control API is.
pub(crate) const ROOT: &str = "/_test";

/// Whether a path belongs to the control API proper: such requests are neither listed nor struck by
/// faults. The provider and the captcha verifier are what they stand for and so are not part of it.
pub(crate) fn is_control(path: &str) -> bool {
    let name = path.strip_prefix(ROOT).and_then(|rest| rest.strip_prefix('/'));
    name.is_some_and(|name| !name.starts_with("provider/") && !name.starts_with("captcha/"))
}

/// Everything below `/_test`.
pub(crate) fn router(state: &Arc<State>) -> Router<Arc<State>> {
    let cors = CorsLayer::new()
        // Which origins get it is decided for all paths in one place.
        .allow_origin(AllowOrigin::any())
        .allow_methods([Method::GET, Method::POST, Method::PATCH, Method::DELETE])
        .allow_headers([header::CONTENT_TYPE]);
    route::router(routes::routes())
        .layer(middleware::from_fn_with_state(state.clone(), refuse_foreign_pages))
        // The provider's page is meant to be come to from anywhere.
        .nest("/provider", route::router(provider::routes()))
        .layer(cors)
        .layer(middleware::from_fn(read_body))
}

/// Adds all of it to the OpenAPI document.
pub(crate) fn describe(document: &mut Document) {
    route::describe(routes::routes(), ROOT, document);
    route::describe(provider::routes(), &format!("{ROOT}/provider"), document);
}

/// What went wrong, in one member.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ControlProblem")]
pub(crate) struct Problem {
    #[serde(skip)]
    status: StatusCode,
    error: String,
}

impl Problem {
    fn new(status: StatusCode, error: impl Into<String>) -> Self {
        Self { status, error: error.into() }
    }

    fn bad(error: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, error)
    }

    fn internal(error: &dyn std::error::Error) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string())
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
        let read = Query::try_from_uri(&parts.uri).map(|Query(parameters)| Self(parameters));
        read.map_err(|error| Problem::bad(error.body_text()))
    }
}

/// A JSON body of any content type; wrong keys are named, values are not.
struct Body<T>(T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        let bytes = body::read(request.into_body()).await?;
        let value: Value = serde_json::from_slice(&bytes)
            .map_err(|_| Problem::bad("the body is not valid JSON"))?;
        if !value.is_object() {
            return Err(Problem::bad("the body must be an object"));
        }
        read(value).map(Self).map_err(|error| Problem::bad(error.to_string()))
    }
}

/// Done, nothing to tell.
const DONE: StatusCode = StatusCode::NO_CONTENT;

/// Without this, any page in the developer's browser could change things without reading the answer.
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

/// Whatever the answer is, and whoever gives it: the body is read first, or the answer could get lost.
async fn read_body(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    match body::read(body).await {
        Ok(body) => next.run(Request::from_parts(parts, body.into())).await,
        Err(unread) => Problem::from(unread).into_response(),
    }
}

async fn reset(Shared(state): Shared<Arc<State>>) -> Result<StatusCode, Problem> {
    state.reset().await.map(|()| DONE).map_err(|error| Problem::internal(&error))
}

/// To whom the mails are that are asked for; without it, to anybody.
#[derive(Deserialize)]
pub(crate) struct To {
    pub(crate) to: Option<String>,
}

async fn outbox(
    Shared(state): Shared<Arc<State>>,
    Parameters(To { to }): Parameters<To>,
) -> Json<Vec<Mail>> {
    Json(state.outbox.read(to.as_deref()))
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Advance {
    advance_seconds: u32,
}

async fn advance(Shared(state): Shared<Arc<State>>, Body(by): Body<Advance>) -> Json<Value> {
    state.clock.advance(Duration::from_secs(by.advance_seconds.into()));
    Json(json!({"now": state.clock.now()}))
}

async fn settings(Shared(state): Shared<Arc<State>>) -> Json<Settings> {
    Json(Settings::clone(&state.settings()))
}

async fn patch_settings(
    Shared(state): Shared<Arc<State>>,
    Body(patch): Body<Value>,
) -> Result<Json<Settings>, Problem> {
    state.patch_settings(patch).map_err(|error| Problem::bad(error.to_string()))?;
    Ok(settings(Shared(state)).await)
}

async fn requests(Shared(state): Shared<Arc<State>>) -> Json<Vec<SeenRequest>> {
    Json(state.requests.read())
}

async fn clear_requests(Shared(state): Shared<Arc<State>>) -> StatusCode {
    state.requests.clear();
    DONE
}

async fn add_fault(
    Shared(state): Shared<Arc<State>>,
    Body(fault): Body<Fault>,
) -> Result<StatusCode, Problem> {
    state.faults.add(fault).map(|()| DONE).map_err(|error| Problem::bad(error.to_string()))
}

async fn clear_faults(Shared(state): Shared<Arc<State>>) -> StatusCode {
    state.faults.clear();
    DONE
}

async fn kickstart(
    Shared(state): Shared<Arc<State>>,
    Body(document): Body<Value>,
) -> Result<StatusCode, Problem> {
    let applied = fusionauth::kickstart::apply(&state, &document).await;
    applied.map(|()| DONE).map_err(|error| Problem::bad(error.to_string()))
}

/// A user as tests want one. No rule is applied: tests need odd users too.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewUser {
    name: String,
    email: Option<String>,
    password: Option<String>,
    status: Option<i64>,
    role: Option<String>,
}

/// A user just made.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "CreatedFusioUser")]
pub(super) struct Created {
    id: i64,
    name: String,
    email: Option<String>,
    status: i64,
    role: &'static str,
}

async fn create_user(
    Shared(state): Shared<Arc<State>>,
    Body(new): Body<NewUser>,
) -> Result<(StatusCode, Json<Created>), Problem> {
    let status = known_status(new.status.unwrap_or(users::ACTIVE))?;
    let role = new.role.as_deref().unwrap_or("Consumer");
    let role = roles::role(role).ok_or_else(|| Problem::bad("role: is unknown"))?;
    let password = hashed(&state, new.password.as_deref()).await?;
    let user = users::NewUser {
        role,
        status,
        name: &new.name,
        email: new.email.as_deref(),
        password: password.as_deref(),
        points: 0,
        remote: None,
    };
    let created = users::create(&state.db, &user, state.clock.now()).await;
    let id = created.map_err(|error| Problem::new(error.status, error.message()))?;
    let NewUser { name, email, .. } = new;
    Ok((StatusCode::CREATED, Json(Created { id, name, email, status, role: role.name })))
}

/// What to change about a user, who is named by `name`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct UserChange {
    name: String,
    password: Option<String>,
    status: Option<i64>,
}

async fn change_user(
    Shared(state): Shared<Arc<State>>,
    Body(change): Body<UserChange>,
) -> Result<StatusCode, Problem> {
    let failed = |error: sqlx::Error| Problem::internal(&error);
    let user = users::by_name(&state.db, &change.name).await.map_err(failed)?;
    let user =
        user.ok_or_else(|| Problem::new(StatusCode::NOT_FOUND, "there is no user with this name"))?;
    if let Some(status) = change.status {
        users::set_status(&state.db, user.id, known_status(status)?).await.map_err(failed)?;
    }
    if let Some(hash) = hashed(&state, change.password.as_deref()).await? {
        users::set_password(&state.db, user.id, &hash).await.map_err(failed)?;
    }
    Ok(DONE)
}

fn known_status(status: i64) -> Result<i64, Problem> {
    if (0..=2).contains(&status) {
        return Ok(status);
    }
    Err(Problem::bad("status: must be 0 (deleted), 1 (active) or 2 (disabled)"))
}

async fn hashed(state: &State, password: Option<&str>) -> Result<Option<String>, Problem> {
    let Some(password) = password else { return Ok(None) };
    let hash = state.hasher.hash(users::hashed(password)).await;
    hash.map(Some).map_err(|error| Problem::internal(&error))
}
