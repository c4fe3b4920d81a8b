//! Makes the objects of a new server: a tenant and the administrators' application. A second application, the tenant
//! manager, is made only if a kickstart document uses a variable for its id.

use serde_json::{Map, json};

use super::errors::Refusal;
use super::{application, store, tenant};
use crate::db::Writer;
use crate::seed_error::SeedError;
use crate::state::State;

/// The id of the tenant manager's role, which is the same on every server.
const MANAGER_ROLE: &str = "631ecd9d-8d40-4c13-8277-80cedb823714";

/// Makes the default tenant and the administrators' application, unless there is a tenant.
pub(crate) fn tenant(state: &State, db: &Writer) -> Result<(), SeedError> {
    make(state, db, tenant::DEFAULT).map_err(|_| SeedError::Seed)
}

/// Like `tenant`, but the new tenant gets this id, which a kickstart file can choose.
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

/// Makes the tenant manager: the application for a tenant's own administrators. FusionAuth 1.58 and later
/// versions have this application.
pub(super) fn tenant_manager(
    state: &State,
    db: &Writer,
    id: &str,
    tenant: &str,
) -> Result<(), Refusal> {
    let role = json!({"id": MANAGER_ROLE, "name": "admin", "isSuperRole": true});
    let members = Map::from_iter([
        ("name".to_owned(), json!("Tenant manager")),
        ("roles".to_owned(), json!([role])),
    ]);
    application::keep(state, db, id, tenant, members, None).map(drop)
}
