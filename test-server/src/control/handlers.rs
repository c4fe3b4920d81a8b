//! Handlers of the control API: health, reset, snapshots, settings, mails, requests, webhooks,
//! faults, kickstart and the clock.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::{Request, State as Shared};
use axum::http::StatusCode;
use schemars::JsonSchema;
use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Value, json};

use super::http::{Body, DONE, NoParameters, Parameters, Problem, To, object};
use crate::body;
use crate::deliveries::Delivery;
use crate::faults::Fault;
use crate::fusionauth;
use crate::mail::Mail;
use crate::requests::SeenRequest;
use crate::seed;
use crate::settings::Settings;
use crate::snapshot::{self, SnapshotError};
use crate::state::{ChangeError, State};

/// The server's version. This answer comes only when the server is ready.
#[derive(Serialize, JsonSchema)]
pub(super) struct Health {
    version: &'static str,
    ready: bool,
}

pub(super) async fn health(Parameters(NoParameters {}): Parameters<NoParameters>) -> Json<Health> {
    Json(Health { version: env!("CARGO_PKG_VERSION"), ready: true })
}

pub(super) async fn reset(
    Shared(state): Shared<Arc<State>>,
    Parameters(NoParameters {}): Parameters<NoParameters>,
) -> Result<StatusCode, Problem> {
    seed::reset(&state).await.map(|()| DONE).map_err(|error| Problem::internal(&error))
}

/// The limit for the body of `/restore`, in bytes: a snapshot with many users is long.
pub(super) const LONGEST_SNAPSHOT: usize = 64 * body::LONGEST;
pub(super) const RESTORE: &str = "/restore";

pub(super) async fn snapshot(
    Shared(state): Shared<Arc<State>>,
    Parameters(NoParameters {}): Parameters<NoParameters>,
) -> Result<Json<Value>, Problem> {
    snapshot::take(&state).map(Json).map_err(|error| Problem::internal(&error))
}

pub(super) async fn restore(
    Shared(state): Shared<Arc<State>>,
    request: Request,
) -> Result<StatusCode, Problem> {
    let snapshot = object(request, LONGEST_SNAPSHOT).await?;
    snapshot::restore(&state, snapshot).map(|()| DONE).map_err(|error| match error {
        SnapshotError::Server(_) => Problem::internal(&error),
        refused => Problem::bad(refused.to_string()),
    })
}

pub(super) async fn outbox(
    Shared(state): Shared<Arc<State>>,
    Parameters(To { to }): Parameters<To>,
) -> Json<Vec<Mail>> {
    Json(state.outbox.read(to.as_deref()))
}

pub(super) async fn clear_outbox(
    Shared(state): Shared<Arc<State>>,
    Parameters(NoParameters {}): Parameters<NoParameters>,
) -> StatusCode {
    state.outbox.clear();
    DONE
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Advance {
    advance_seconds: u32,
}

pub(super) async fn advance(
    Shared(state): Shared<Arc<State>>,
    Body(by): Body<Advance>,
) -> Result<Json<Value>, Problem> {
    state.advance(Duration::from_secs(by.advance_seconds.into()))?;
    Ok(Json(json!({"now": state.clock.now()})))
}

pub(super) async fn settings(
    Shared(state): Shared<Arc<State>>,
    Parameters(NoParameters {}): Parameters<NoParameters>,
) -> Json<Settings> {
    Json(Settings::clone(&state.settings()))
}

pub(super) async fn patch_settings(
    Shared(state): Shared<Arc<State>>,
    Body(patch): Body<Value>,
) -> Result<Json<Settings>, Problem> {
    state.patch_settings(patch).map_err(|error| match error {
        ChangeError::Refused(error) => Problem::bad(error.to_string()),
        ChangeError::Database(error) => error.into(),
    })?;
    Ok(Json(Settings::clone(&state.settings())))
}

/// The query that selects received requests.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    path: Option<String>,
    #[serde(default, deserialize_with = "number")]
    since: u64,
}

/// Reads a number from the text of a query parameter.
fn number<'de, D: Deserializer<'de>>(text: D) -> Result<u64, D::Error> {
    let text = String::deserialize(text)?;
    let wrong = |_| D::Error::invalid_value(Unexpected::Str(&text), &"u64");
    text.parse().map_err(wrong)
}

pub(super) async fn requests(
    Shared(state): Shared<Arc<State>>,
    Parameters(Asked { path, since }): Parameters<Asked>,
) -> Json<Vec<SeenRequest>> {
    Json(state.requests.read(path.as_deref(), since))
}

pub(super) async fn clear_requests(
    Shared(state): Shared<Arc<State>>,
    Parameters(NoParameters {}): Parameters<NoParameters>,
) -> StatusCode {
    state.requests.clear();
    DONE
}

/// The query that selects deliveries.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AskedDeliveries {
    r#type: Option<String>,
    #[serde(default, deserialize_with = "number")]
    since: u64,
}

pub(super) async fn webhooks(
    Shared(state): Shared<Arc<State>>,
    Parameters(AskedDeliveries { r#type, since }): Parameters<AskedDeliveries>,
) -> Json<Vec<Delivery>> {
    Json(state.deliveries.read(r#type.as_deref(), since))
}

pub(super) async fn clear_webhooks(
    Shared(state): Shared<Arc<State>>,
    Parameters(NoParameters {}): Parameters<NoParameters>,
) -> StatusCode {
    state.deliveries.clear();
    DONE
}

pub(super) async fn faults(
    Shared(state): Shared<Arc<State>>,
    Parameters(NoParameters {}): Parameters<NoParameters>,
) -> Json<Vec<Fault>> {
    Json(state.faults.read())
}

pub(super) async fn add_fault(
    Shared(state): Shared<Arc<State>>,
    Body(fault): Body<Fault>,
) -> Result<StatusCode, Problem> {
    state.faults.add(fault).map(|()| DONE).map_err(|error| Problem::bad(error.to_string()))
}

pub(super) async fn clear_faults(
    Shared(state): Shared<Arc<State>>,
    Parameters(NoParameters {}): Parameters<NoParameters>,
) -> StatusCode {
    state.faults.clear();
    DONE
}

pub(super) async fn kickstart(
    Shared(state): Shared<Arc<State>>,
    Body(document): Body<Value>,
) -> Result<StatusCode, Problem> {
    let applied = fusionauth::kickstart::apply(&state, &document).await;
    applied.map(|()| DONE).map_err(|error| Problem::bad(error.to_string()))
}
