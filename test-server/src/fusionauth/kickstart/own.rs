//! The objects that a new FusionAuth server has. A kickstart document can use variables for their
//! ids, and may choose two of these ids.

use std::collections::BTreeMap;

use serde_json::Value;

use super::error::{KickstartError, wrong};
use super::template::{self, Variables};
use crate::db::Writer;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::{application, keys, normalize, seed, store};
use crate::state::State;

/// The variables that choose the ids of the default tenant and of the tenant manager.
const TENANT: &str = "defaultTenantId";
const MANAGER: &str = "tenantManagerApplicationId";

/// The id of the tenant manager if the document chooses none.
const MANAGER_ID: &str = "5e1f0a9c-2b7d-4c3e-9a64-d3c8b1f0e752";

/// The variables for FusionAuth's own objects that this server does not have. Each variable gets a
/// random id, because the server does not use these ids.
const ABSENT: [&str; 8] = [
    "FUSIONAUTH_FORM[adminRegistration]_ID",
    "FUSIONAUTH_FORM[adminUser]_ID",
    "FUSIONAUTH_LAMBDA[AppleReconcile]_ID",
    "FUSIONAUTH_LAMBDA[FacebookReconcile]_ID",
    "FUSIONAUTH_LAMBDA[GoogleReconcile]_ID",
    "FUSIONAUTH_LAMBDA[OpenIDReconcile]_ID",
    "FUSIONAUTH_LAMBDA[SAMLv2Reconcile]_ID",
    "FUSIONAUTH_LAMBDA[TwitterReconcile]_ID",
];

/// The variables of the document, and those that FusionAuth adds. The default tenant gets the id that the
/// document chooses. The tenant manager is made if the document names it.
pub(super) fn variables(
    state: &State,
    mut given: BTreeMap<String, Value>,
    names_manager: bool,
) -> Result<Variables, KickstartError> {
    let mut known = Variables::new();
    for name in [TENANT, MANAGER] {
        let Some(value) = given.remove(name) else { continue };
        template::add(&mut known, name.to_owned(), &value)?;
        let id = known.get(name).and_then(|id| normalize::uuid(id));
        let id = id.ok_or_else(|| wrong(format!("variables.{name} must be a UUID")))?;
        known.insert(name.to_owned(), id);
    }
    let tenant = match known.get(TENANT) {
        Some(id) => id.clone(),
        None => state.db.read(application::default_tenant).map_err(failed)?,
    };
    let names_manager = names_manager || known.contains_key(MANAGER);
    let manager = known.get(MANAGER).cloned().unwrap_or_else(|| MANAGER_ID.to_owned());
    let key = keys::default_id(state);
    for (name, id) in [
        ("FUSIONAUTH_APPLICATION_ID", application::ADMIN),
        ("FUSIONAUTH_DEFAULT_SIGNING_KEY_ID", key),
        ("FUSIONAUTH_TENANT_ID", &tenant),
        ("FUSIONAUTH_TENANT_MANAGER_APPLICATION_ID", &manager),
        ("TENANT_MANAGER_ID", &manager),
    ] {
        known.insert(name.to_owned(), id.to_owned());
    }
    known.extend(ABSENT.map(|name| (name.to_owned(), normalize::new_id())));
    for (name, value) in given {
        template::add(&mut known, name, &value)?;
    }
    let renamed = state.db.write(|db| {
        let renamed = rename_tenant(state, db, &tenant)?;
        if renamed && names_manager && application::find(db, &manager)?.is_none() {
            seed::tenant_manager(state, db, &manager, &tenant)?;
        }
        Ok(renamed)
    });
    match renamed.map_err(failed)? {
        true => Ok(known),
        false => Err(wrong(format!("{TENANT} can only be set on a new server"))),
    }
}

/// Gives the default tenant this id, if the server has no users, no other tenant and no application
/// except the administrators' application. Returns whether a tenant with this id exists now.
fn rename_tenant(state: &State, db: &Writer, id: &str) -> Result<bool, Refusal> {
    if store::get(db, store::TENANT, id)?.is_some() {
        return Ok(true);
    }
    let tenants = store::first_ids(db, store::TENANT)?;
    let applications = store::first_ids(db, store::APPLICATION)?;
    if store::has_users(db)? || tenants.len() > 1 || applications.len() > 1 {
        return Ok(false);
    }
    for id in tenants {
        store::delete_tenant(db, &id)?;
    }
    seed::make(state, db, id).map(|()| true)
}

fn failed(_: Refusal) -> KickstartError {
    wrong("the database cannot be read or written")
}
