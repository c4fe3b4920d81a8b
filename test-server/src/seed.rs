//! What a database starts with: the key, the first users, a tenant, and a kickstart document.

use std::sync::Arc;

use crate::seed_error::SeedError;
use crate::state::State;
use crate::{fusio, fusionauth};

/// Puts the first rows into the database, unless they are there.
pub(crate) async fn fill(state: &Arc<State>) -> Result<(), SeedError> {
    state.set_key(&fusio::seed::project_key(&state.db).await?);
    let (name, password) = &state.admin;
    fusio::seed::users(state, name, password.expose()).await?;
    fusionauth::seed::tenant(state).await?;
    let kickstart = state.kickstart.as_ref();
    let applied = fusionauth::kickstart::apply_once(state, kickstart).await;
    applied.map_err(|error| SeedError::Kickstart(error.to_string()))
}

/// Everything as after the start.
pub(crate) async fn reset(state: &Arc<State>) -> Result<(), SeedError> {
    state.clear().await?;
    fill(state).await
}
