//! The memberships of users in groups, and the roles that the groups give to the users.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::errors::{Errors, Refusal};
use super::members::{set_member, text_of};
use super::store::{self, User};
use crate::db::Reader;

/// Checks that the groups in a user's memberships belong to the user's tenant.
pub(super) fn check(
    db: &Reader,
    tenant: &str,
    user: &Map<String, Value>,
    errors: &mut Errors,
) -> Result<(), Refusal> {
    let memberships = user.get("memberships").and_then(Value::as_array);
    for (position, membership) in memberships.into_iter().flatten().enumerate() {
        let field = format!("user.memberships[{position}].groupId");
        let id = text_of(membership, "groupId");
        if id.is_empty() {
            if !errors.concerns(&field) {
                errors.missing(&field);
            }
        } else if find(db, tenant, id)?.is_none() {
            let message =
                format!("The [{field}] property is not valid. No group exists with Id [{id}].");
            errors.field(&field, "invalid", message);
        }
    }
    Ok(())
}

/// A group of a tenant.
pub(super) fn find(db: &Reader, tenant: &str, id: &str) -> Result<Option<Value>, Refusal> {
    let group = store::get(db, store::GROUP, id)?;
    Ok(group.filter(|group| text_of(group, "tenantId") == tenant))
}

/// A user's memberships.
pub(super) fn of(doc: &Value) -> impl Iterator<Item = &Value> {
    doc.get("memberships").and_then(Value::as_array).into_iter().flatten()
}

/// Completes the memberships in the document of a user, and keeps only one for each group. Memberships
/// that the user had before keep their times and ids.
pub(super) fn settle(user: &str, doc: &mut Value, before: &Value, now: i64) {
    let mut groups = BTreeSet::new();
    let mut settled = Vec::new();
    for membership in of(doc) {
        let group = text_of(membership, "groupId");
        if !groups.insert(group.to_owned()) {
            continue;
        }
        let known = of(before).find(|known| text_of(known, "groupId") == group);
        let id = known.or(Some(membership)).map(|known| text_of(known, "id")).unwrap_or_default();
        let inserted = known.and_then(|known| known.get("insertInstant")).cloned();
        let mut full = json!({"data": {}});
        json_patch::merge(&mut full, membership);
        let id = if id.is_empty() { id_of(user, group) } else { id.to_owned() };
        set_member(&mut full, "id", id);
        set_member(&mut full, "insertInstant", inserted.unwrap_or(now.into()));
        settled.push(full);
    }
    if doc.get("memberships").is_some() {
        set_member(doc, "memberships", settled);
    }
}

/// The id of a new membership. The same user and group always give the same id. So the events of an
/// operation have the id that is stored, even if the operation does its work twice: first to find out
/// its events, and again after the webhooks have agreed (see `hooks.rs`).
fn id_of(user: &str, group: &str) -> String {
    let hash = Sha256::digest(format!("{user} {group}"));
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(hash).for_each(|(byte, hashed)| *byte = hashed);
    uuid::Builder::from_custom_bytes(bytes).into_uuid().to_string()
}

/// The names of the application's roles that the user has from the registration and from groups.
pub(super) fn roles(
    db: &Reader,
    user: &User,
    app: &Value,
    registration: &Value,
) -> Result<Vec<String>, Refusal> {
    let own = registration.get("roles").and_then(Value::as_array).into_iter().flatten();
    let mut names: Vec<String> = own.filter_map(Value::as_str).map(str::to_owned).collect();
    let of_app = app.get("roles").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut more = BTreeSet::new();
    for membership in of(&user.doc) {
        let Some(group) = find(db, &user.tenant, text_of(membership, "groupId"))? else { continue };
        let ids = role_ids(&group);
        let given = of_app.iter().filter(|role| ids.contains(&text_of(role, "id")));
        more.extend(given.map(|role| text_of(role, "name").to_owned()));
    }
    more.retain(|name| !names.contains(name));
    names.extend(more);
    Ok(names)
}

/// The ids of the roles that a group gives.
pub(super) fn role_ids(group: &Value) -> Vec<&str> {
    let ids = group.get("roleIds").and_then(Value::as_array).into_iter().flatten();
    ids.filter_map(Value::as_str).collect()
}
