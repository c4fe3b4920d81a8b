//! Users of Fusio, made and changed by tests without the rules.

use std::sync::Arc;

use axum::Json;
use axum::extract::State as Shared;
use axum::http::StatusCode;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::http::{Body, DONE, Problem};
use crate::fusio::{roles, users};
use crate::state::State;

/// A user as tests want one. No rule is applied: tests need odd users too.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewUser {
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

pub(super) async fn create_user(
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
    let created = state.db.write(|db| users::create(db, &user, state.clock.now()));
    let id = created.map_err(|error| Problem::new(error.status, error.message()))?;
    let NewUser { name, email, .. } = new;
    Ok((StatusCode::CREATED, Json(Created { id, name, email, status, role: role.name })))
}

/// What to change about a user, who is named by `name`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct UserChange {
    name: String,
    password: Option<String>,
    status: Option<i64>,
}

pub(super) async fn change_user(
    Shared(state): Shared<Arc<State>>,
    Body(change): Body<UserChange>,
) -> Result<StatusCode, Problem> {
    let unknown = || Problem::new(StatusCode::NOT_FOUND, "there is no user with this name");
    state.db.read(|db| users::by_name(db, &change.name))?.ok_or_else(unknown)?;
    let status = change.status.map(known_status).transpose()?;
    let hash = hashed(&state, change.password.as_deref()).await?;
    state.db.write(|db| {
        let user = users::by_name(db, &change.name)?.ok_or_else(unknown)?;
        if let Some(status) = status {
            users::set_status(db, user.id, status)?;
        }
        if let Some(hash) = hash {
            users::set_password(db, user.id, &hash)?;
        }
        Ok(DONE)
    })
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
