//! The roles of an application: how they are read from requests, found and replaced.

use serde_json::{Map, Value, json};

use super::call::Call;
use super::errors::{Errors, Refusal};
use super::members::{member, text_of};
use super::reply::Reply;
use super::{application, fields, objects};
use crate::db::{Reader, Writer};

/// Checks the role in a request. `id` is the id of the role that the request replaces; it is empty for a new
/// role.
pub(super) fn read(
    body: &Value,
    application: &Value,
    id: &str,
    errors: &mut Errors,
) -> Map<String, Value> {
    let members = member(body, "role", errors).unwrap_or_default();
    let role = fields::read(&members, objects::ROLE, "role", errors);
    let name = role.get("name").and_then(Value::as_str).unwrap_or_default();
    let mut others = application::all_roles(application).filter(|other| text_of(other, "id") != id);
    if name.is_empty() {
        errors.blank("role.name");
    } else if others.any(|other| text_of(other, "name") == name) {
        let message = format!("A role with name [{name}] already exists.");
        errors.field("role.name", "duplicate", message);
    }
    role
}

/// The application and the role that the path names.
pub(super) fn visible(call: &Call, db: &Reader) -> Result<(Value, Value), Refusal> {
    let (_, application) = application::visible(call, db)?;
    let id = call.need_id(1, "roleId")?;
    let role = application::all_roles(&application).find(|role| text_of(role, "id") == id);
    let role = role.cloned().ok_or_else(Refusal::not_found)?;
    Ok((application, role))
}

/// Replaces a role of an application by the role in `body`.
pub(super) fn replace(
    call: &Call,
    db: &Writer,
    application: &Value,
    current: &Value,
    body: &Value,
) -> Result<Reply, Refusal> {
    let mut errors = Errors::default();
    let id = text_of(current, "id");
    let mut role = read(body, application, id, &mut errors);
    errors.check()?;
    role.insert("id".to_owned(), id.into());
    let mut members = application.as_object().cloned().unwrap_or_default();
    let roles = members.get_mut("roles").and_then(Value::as_array_mut);
    for known in roles.into_iter().flatten().filter(|known| text_of(known, "id") == id) {
        *known = role.clone().into();
    }
    let (app, tenant) = (text_of(application, "id"), text_of(application, "tenantId"));
    let doc = application::keep(&call.state, db, app, tenant, members, Some(application))?;
    let role = application::all_roles(&doc).find(|role| text_of(role, "id") == id);
    Ok(Reply::json(json!({"role": role})))
}
