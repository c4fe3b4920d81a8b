//! Creates users for tests, without Fusio's rules for names, e-mail addresses and passwords, and lists all
//! users.

use axum::http::StatusCode;
use schemars::JsonSchema;
use serde::Serialize;

use super::new_user::FusioUser;
use super::{roles, users};
use crate::db::{self, Reader};
use crate::failure;
use crate::hash::HashError;
use crate::secret::Secret;
use crate::state::State;

/// A user in the answers of the control API.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ListedFusioUser")]
pub(crate) struct Listed {
    id: i64,
    name: String,
    email: Option<String>,
    status: i64,
    role: &'static str,
}

/// Creates a user, or returns the HTTP status and the text of the refusal.
pub(crate) async fn create(state: &State, new: FusioUser) -> Result<Listed, (StatusCode, String)> {
    let role = new.checked().map_err(|error| (StatusCode::BAD_REQUEST, error.to_string()))?;
    let status = new.status.unwrap_or(users::ACTIVE);
    let hash = hashed(state, new.password.as_ref()).await;
    let hash = hash.map_err(|error| {
        failure::log(&error);
        (StatusCode::INTERNAL_SERVER_ERROR, error.to_string())
    })?;
    let user = users::NewUser {
        role,
        status,
        name: &new.name,
        email: new.email.as_deref(),
        password: hash.as_deref(),
        points: 0,
        remote: None,
    };
    let created = state.db.write(|db| users::create(db, &user, state.clock.now()));
    let id = created.map_err(|error| (error.status, error.message().to_owned()))?;
    Ok(Listed { id, name: new.name, email: new.email, status, role: role.name })
}

/// The hash of the password; `None` if there is no password.
pub(crate) async fn hashed(
    state: &State,
    password: Option<&Secret>,
) -> Result<Option<String>, HashError> {
    let Some(password) = password else { return Ok(None) };
    state.hasher.hash(users::hashed(password.expose())).await.map(Some)
}

/// All users, in the order of their ids.
pub(crate) fn listed(db: &Reader) -> Result<Vec<Listed>, db::Error> {
    let shown = |user: users::User| Listed {
        id: user.id,
        name: user.name,
        email: user.email,
        status: user.status,
        role: roles::role_by_id(user.role_id).map_or("", |role| role.name),
    };
    Ok(users::all(db)?.into_iter().map(shown).collect())
}
