//! What a fresh FusionAuth contains: a tenant, and the administrators' application.

use serde_json::{Map, json};

use super::{application, store, tenant};
use crate::seed_error::SeedError;
use crate::state::State;

/// Makes the default tenant and its application unless there is a tenant.
pub(crate) async fn tenant(state: &State) -> Result<(), SeedError> {
    make(state, tenant::DEFAULT).await.map_err(|()| SeedError::Seed)
}

/// The same under another id, which kickstart may ask for.
pub(super) async fn make(state: &State, id: &str) -> Result<(), ()> {
    let tenants = store::list(&state.db, store::TENANT).await.map_err(drop)?;
    if !tenants.is_empty() {
        return Ok(());
    }
    let members = Map::from_iter([("name".to_owned(), json!("Default"))]);
    tenant::keep(state, id, members, None).await.map_err(drop)?;
    let application = json!({
        "name": "FusionAuth",
        "roles": [
            {"name": "admin", "isSuperRole": true, "description": "Global Admin"},
            {"name": "user_manager", "description": "User Manager"},
        ],
    });
    let members = application.as_object().cloned().unwrap_or_default();
    let made = application::keep(state, application::ADMIN, id, members, None).await;
    made.map(drop).map_err(drop)
}
