//! Applications: their defaults and roles, how they are read from requests and how they are stored.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::call::Call;
use super::errors::{Errors, Refusal};
use super::members::{is_set, member, number_at, set_member, text_of, with_defaults};
use super::reply::Reply;
use super::{fields, normalize, objects, store, tenant};
use crate::db::{Reader, Writer};
use crate::state::State;

/// The administrators' application.
pub(super) const ADMIN: &str = "3c219e58-ed0e-4b18-ad48-f4f92793ae32";

fn defaults() -> Value {
    json!({
        "active": true,
        "authenticationTokenConfiguration": {"enabled": false},
        "jwtConfiguration": {
            "enabled": false,
            "refreshTokenExpirationPolicy": "Fixed",
            "refreshTokenTimeToLiveInMinutes": 43_200,
            "refreshTokenUsagePolicy": "Reusable",
            "timeToLiveInSeconds": 3_600,
        },
        "loginConfiguration": {
            "allowTokenRefresh": false,
            "generateRefreshTokens": false,
            "requireAuthentication": true,
        },
        "oauthConfiguration": {"enabledGrants": [], "requireRegistration": false},
        "passwordlessConfiguration": {
            "emailLoginStrategy": "ClickableLink",
            "enabled": false,
            "phoneLoginStrategy": "FormField",
        },
        "registrationConfiguration": {"enabled": false, "type": "basic"},
        "registrationDeletePolicy": {"unverified": {"enabled": false}},
        "roles": [],
        "state": "Active",
        "unverified": {"behavior": "Allow"},
        "verifyRegistration": false,
    })
}

/// An application by its id.
pub(super) fn find(db: &Reader, id: &str) -> Result<Option<Value>, Refusal> {
    store::get(db, store::APPLICATION, id)
}

/// The tenant that the server started with: the tenant of the administrators' application.
pub(super) fn default_tenant(db: &Reader) -> Result<String, Refusal> {
    let admin = find(db, ADMIN)?;
    let id = admin.map(|doc| text_of(&doc, "tenantId").to_owned());
    Ok(id.unwrap_or_else(|| tenant::DEFAULT.to_owned()))
}

/// The application that a request names for a user of this tenant. The application must be active, and
/// must belong to the tenant.
pub(super) fn named(db: &Reader, id: &str, tenant: &str) -> Result<Value, Refusal> {
    let app = find(db, id)?;
    let app = app.filter(|app| is_set(app, "/active") && text_of(app, "tenantId") == tenant);
    app.ok_or_else(|| {
        let mut errors = Errors::default();
        unknown(id, &mut errors);
        errors.into()
    })
}

/// The tenant that the request names, or else the tenant of this application, or else the only tenant
/// of the server.
pub(super) fn tenant(call: &Call, db: &Reader, id: Option<&str>) -> Result<String, Refusal> {
    let (None, Some(id)) = (&call.tenant, id) else { return call.need_tenant(db) };
    let app = find(db, id)?.ok_or_else(|| {
        let mut errors = Errors::default();
        unknown(id, &mut errors);
        errors
    })?;
    Ok(text_of(&app, "tenantId").to_owned())
}

/// Adds the error that no application with this id exists.
pub(super) fn unknown(id: &str, errors: &mut Errors) {
    let message =
        format!("The [applicationId] property is not valid. No application exists with Id [{id}].");
    errors.field("applicationId", "invalid", message);
}

/// The application's roles.
pub(super) fn all_roles(application: &Value) -> impl Iterator<Item = &Value> {
    application.get("roles").and_then(Value::as_array).into_iter().flatten()
}

/// The names of the application's roles, or only of its default roles.
pub(super) fn roles(application: &Value, only_default: bool) -> Vec<String> {
    let roles = all_roles(application);
    let roles = roles.filter(|role| !only_default || is_set(role, "/isDefault"));
    let mut names: Vec<String> = roles.map(|role| text_of(role, "name").to_owned()).collect();
    names.sort();
    names.dedup();
    names
}

/// Whether a verification uses a code that the user types in, instead of a link that the user clicks.
pub(super) fn by_code(application: &Value) -> bool {
    text_of(application, "verificationStrategy") == "FormField"
}

/// Whether the rules in `doc` keep unverified users from logging in. `doc` is an application, or a
/// tenant's `emailConfiguration` or `phoneConfiguration`.
pub(super) fn is_gated(doc: &Value) -> bool {
    doc.pointer("/unverified/behavior").and_then(Value::as_str) == Some("Gated")
}

/// Completes the document of an application and stores it.
pub(super) fn keep(
    state: &State,
    db: &Writer,
    id: &str,
    tenant: &str,
    members: Map<String, Value>,
    current: Option<&Value>,
) -> Result<Value, Refusal> {
    let mut doc = with_defaults(defaults(), members, current.is_none());
    let now = state.clock.now_ms();
    let inserted = current.and_then(|doc| doc.get("insertInstant")).and_then(Value::as_i64);
    json_patch::merge(
        &mut doc,
        &json!({
            "id": id,
            "tenantId": tenant,
            "insertInstant": inserted.unwrap_or(now),
            "lastUpdateInstant": now,
        }),
    );
    let known =
        |id: &str| current.into_iter().flat_map(all_roles).find(|role| text_of(role, "id") == id);
    for role in doc.get_mut("roles").and_then(Value::as_array_mut).into_iter().flatten() {
        let old = known(text_of(role, "id"));
        let at = |name| old.and_then(|old| old.get(name)).cloned();
        let mut full = json!({
            "id": role.get("id").cloned().unwrap_or_else(|| normalize::new_id().into()),
            "isDefault": false,
            "isSuperRole": false,
            "insertInstant": at("insertInstant").unwrap_or(now.into()),
            "lastUpdateInstant": at("lastUpdateInstant"),
        });
        json_patch::merge(&mut full, role);
        if Some(&full) != old {
            set_member(&mut full, "lastUpdateInstant", now);
        }
        *role = full;
    }
    store::put(db, store::APPLICATION, id, &doc)?;
    if let Some(current) = current {
        follow_roles(db, current, &doc)?;
    }
    Ok(doc)
}

/// If roles of the application have new names or are gone, changes the registrations accordingly, because they
/// name their roles.
fn follow_roles(db: &Writer, current: &Value, doc: &Value) -> Result<(), Refusal> {
    let mut changed = BTreeMap::new();
    for old in all_roles(current) {
        let new = all_roles(doc).find(|new| text_of(new, "id") == text_of(old, "id"));
        let (before, now) = (text_of(old, "name"), new.map(|new| text_of(new, "name")));
        if now != Some(before) {
            changed.insert(before, now);
        }
    }
    if changed.is_empty() {
        return Ok(());
    }
    for (user, mut registration) in store::registrations_for(db, text_of(doc, "id"))? {
        let Some(roles) = registration.get("roles").and_then(Value::as_array) else { continue };
        let names = roles.iter().filter_map(Value::as_str);
        let names = names.filter_map(|name| changed.get(name).copied().unwrap_or(Some(name)));
        let names: BTreeSet<String> = names.map(str::to_owned).collect();
        set_member(&mut registration, "roles", names.into_iter().collect::<Vec<_>>());
        store::save_registration(db, &user, &registration)?;
    }
    Ok(())
}

pub(super) fn replace(
    call: &Call,
    db: &Writer,
    id: &str,
    current: &Value,
    mut body: Value,
) -> Result<Reply, Refusal> {
    let tenant = text_of(current, "tenantId").to_owned();
    // The roles in the request do not count, because only the operations for roles change roles.
    if let (Some(sent), Some(roles)) = (body.get_mut("application"), current.get("roles")) {
        set_member(sent, "roles", roles.clone());
    }
    let mut members = read(db, &body, &tenant, Some(current))?;
    // A request without `active` does not reactivate the application.
    if !members.contains_key("active") {
        for name in ["active", "state"] {
            if let (false, Some(value)) = (members.contains_key(name), current.get(name)) {
                members.insert(name.to_owned(), value.clone());
            }
        }
    }
    let doc = keep(&call.state, db, id, &tenant, members, Some(current))?;
    Ok(Reply::json(json!({"application": doc})))
}

pub(super) fn visible(call: &Call, db: &Reader) -> Result<(String, Value), Refusal> {
    let id = call.need_id(0, "applicationId")?;
    let doc = find(db, &id)?;
    let doc = doc.filter(|doc| call.sees(text_of(doc, "tenantId")));
    doc.map(|doc| (id, doc)).ok_or_else(Refusal::not_found)
}

pub(super) fn read(
    db: &Reader,
    body: &Value,
    tenant: &str,
    current: Option<&Value>,
) -> Result<Map<String, Value>, Refusal> {
    let mut errors = Errors::default();
    let Some(mut object) = member(body, "application", &mut errors) else {
        if errors.is_empty() {
            errors.missing("application");
        }
        return Err(errors.into());
    };
    // In `roles`, a request may send the name of a role instead of an object.
    for role in object.get_mut("roles").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Value::String(name) = role {
            *role = json!({"name": name});
        }
    }
    let members = fields::overlay(&object, objects::APPLICATION, "application", &mut errors);
    let name = members.get("name").and_then(Value::as_str);
    if name.is_none() && !errors.concerns("application.name") {
        errors.blank("application.name");
    }
    let id = current.map(|doc| text_of(doc, "id")).unwrap_or_default();
    let others = store::named(db, store::APPLICATION, name.unwrap_or_default())?;
    let other = |other: &Value| text_of(other, "tenantId") == tenant && text_of(other, "id") != id;
    if others.iter().any(other) {
        let message = "An Application with this name already exists.";
        errors.field("application.name", "duplicate", message);
    }
    let doc = Value::Object(members);
    if is_set(&doc, "/jwtConfiguration/enabled") {
        for name in ["refreshTokenTimeToLiveInMinutes", "timeToLiveInSeconds"] {
            if number_at(&doc, &format!("/jwtConfiguration/{name}"), 1) <= 0 {
                errors.not_positive(&format!("application.jwtConfiguration.{name}"));
            }
        }
    }
    if is_set(&doc, "/verifyRegistration") && doc.get("verificationEmailTemplateId").is_none() {
        errors.missing("application.verificationEmailTemplateId");
    }
    if all_roles(&doc).any(|role| text_of(role, "name").is_empty()) {
        errors.blank("application.roles.name");
    }
    for member in ["id", "name"] {
        let mut seen = BTreeSet::new();
        let mut texts = all_roles(&doc).map(|role| text_of(role, member));
        if !texts.all(|text| text.is_empty() || seen.insert(text)) {
            let field = format!("application.roles.{member}");
            let message = format!("Two roles have the same [{field}] property.");
            errors.field(&field, "duplicate", message);
        }
    }
    errors.check()?;
    match doc {
        Value::Object(members) => Ok(members),
        _ => Ok(Map::new()),
    }
}
