//! What a fresh FusionAuth contains: a tenant, and the administrators' application.

use serde_json::{Map, json};

use super::errors::Refusal;
use super::{application, store, tenant};
use crate::db::Writer;
use crate::seed_error::SeedError;
use crate::state::State;

/// Makes the default tenant and its application unless there is a tenant.
pub(crate) fn tenant(state: &State, db: &Writer) -> Result<(), SeedError> {
    make(state, db, tenant::DEFAULT).map_err(|_| SeedError::Seed)
}

/// The same under another id, which kickstart may ask for.
pub(super) fn make(state: &State, db: &Writer, id: &str) -> Result<(), Refusal> {
    if !store::first_ids(db, store::TENANT)?.is_empty() {
        return Ok(());
    }
    let members = Map::from_iter([("name".to_owned(), json!("Default"))]);
    tenant::keep(state, db, id, members, None)?;
    let application = json!({
        "name": "FusionAuth",
        "roles": [
            {"name": "admin", "isSuperRole": true, "description": "Global Admin"},
            {"name": "user_manager", "description": "User Manager"},
        ],
    });
    let members = application.as_object().cloned().unwrap_or_default();
    application::keep(state, db, application::ADMIN, id, members, None)?;
    Ok(())
}
