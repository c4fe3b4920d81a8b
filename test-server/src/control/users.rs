//! Lists the users of both vendors. Tests can also create and change users of Fusio here, without
//! the rules that Fusio has for its users.

use std::sync::Arc;

use axum::Json;
use axum::extract::State as Shared;
use axum::http::StatusCode;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::http::{Body, DONE, NoParameters, Parameters, Problem};
use crate::db;
use crate::fusio::new_user::{self, FusioUser};
use crate::fusio::{unchecked, users};
use crate::fusionauth;
use crate::secret::Secret;
use crate::state::State;

/// The users of both vendors.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Users")]
pub(super) struct Everyone {
    fusio: Vec<unchecked::Listed>,
    fusionauth: Vec<fusionauth::listed::Listed>,
}

pub(super) async fn list(
    Shared(state): Shared<Arc<State>>,
    Parameters(NoParameters {}): Parameters<NoParameters>,
) -> Result<Json<Everyone>, Problem> {
    let everyone = state.db.read(|db| {
        let (fusio, fusionauth) = (unchecked::listed(db)?, fusionauth::listed::listed(db)?);
        Ok::<_, db::Error>(Everyone { fusio, fusionauth })
    });
    Ok(Json(everyone?))
}

pub(super) async fn create_user(
    Shared(state): Shared<Arc<State>>,
    Body(new): Body<FusioUser>,
) -> Result<(StatusCode, Json<unchecked::Listed>), Problem> {
    let created = unchecked::create(&state, new).await;
    let created = created.map_err(|(status, text)| Problem::new(status, text))?;
    Ok((StatusCode::CREATED, Json(created)))
}

/// What to change about the user with this `name`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct UserChange {
    name: String,
    password: Option<Secret>,
    status: Option<i64>,
}

pub(super) async fn change_user(
    Shared(state): Shared<Arc<State>>,
    Body(change): Body<UserChange>,
) -> Result<StatusCode, Problem> {
    let unknown = || Problem::new(StatusCode::NOT_FOUND, "there is no user with this name");
    state.db.read(|db| users::by_name(db, &change.name))?.ok_or_else(unknown)?;
    let status = change.status.map(new_user::known_status).transpose();
    let status = status.map_err(|error| Problem::bad(error.to_string()))?;
    let hash = unchecked::hashed(&state, change.password.as_ref()).await;
    let hash = hash.map_err(|error| Problem::internal(&error))?;
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
