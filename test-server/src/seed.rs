//! What a database starts with: the key that signs tokens, the first users, a tenant, and the
//! objects of a kickstart document.

use std::sync::Arc;

use crate::fusio::seed::PROJECT_KEY;
use crate::fusio::unchecked;
use crate::fusionauth::kickstart;
use crate::seed_error::SeedError;
use crate::state::State;
use crate::{fusio, fusionauth};

/// The name under which the database stores that the kickstart document was applied.
const KICKSTART: &str = "kickstart";

/// Puts into the database what is not there yet: all of it or nothing. The users of the config are created only in
/// a new database.
///
/// Everything is prepared in memory first. So a start that is cut off, or that refuses a kickstart
/// document, leaves nothing behind, and the next start begins again.
pub(crate) async fn fill(state: &State) -> Result<(), SeedError> {
    let (key, kickstarted) =
        state.db.read(|db| Ok::<_, SeedError>((db.state(PROJECT_KEY)?, db.state(KICKSTART)?)))?;
    if let Some(key) = key
        && (kickstarted.is_some() || state.kickstart.is_none())
    {
        state.set_key(&key);
        return Ok(());
    }
    let new = make(state.copy()?).await?;
    Ok(state.adopt(&new)?)
}

/// Puts everything back to the state of a first start with an empty database. Requests see the server before or
/// after the reset, and nothing in between.
pub(crate) async fn reset(state: &State) -> Result<(), SeedError> {
    let new = make(state.fresh()?).await?;
    Ok(state.adopt(&new)?)
}

async fn make(state: State) -> Result<Arc<State>, SeedError> {
    let state = Arc::new(state);
    let is_new = state.db.read(|db| db.state(PROJECT_KEY))?.is_none();
    let hash = fusio::seed::admin_hash(&state).await?;
    let key = state.db.write(|db| {
        fusio::seed::users(&state, db, &hash)?;
        fusionauth::seed::tenant(&state, db)?;
        fusio::seed::project_key(db)
    })?;
    state.set_key(&key);
    let users = if is_new { state.users.as_slice() } else { &[] };
    for (position, user) in users.iter().enumerate() {
        let refused = |(_, text)| SeedError::User(format!("users[{position}]: {text}"));
        unchecked::create(&state, user.clone()).await.map_err(refused)?;
    }
    if let Some(document) = &state.kickstart
        && state.db.read(|db| db.state(KICKSTART))?.is_none()
    {
        let applied = kickstart::apply(&state, document).await;
        applied.map_err(|error| SeedError::Kickstart(error.to_string()))?;
        state.db.write(|db| db.set_state(KICKSTART, "applied"))?;
    }
    Ok(state)
}
