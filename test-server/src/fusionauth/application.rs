//! Applications and their roles: `/api/application`.

use serde_json::{Map, Value, json};

use super::call::Call;
use super::errors::{Errors, Refusal};
use super::members::{is_set, member, set_member, text_of, with_defaults};
use super::reply::Reply;
use super::{fields, normalize, patch as patches, refresh, store};
use crate::db::Pool;
use crate::state::State;

/// The administrators' application.
pub(super) const ADMIN: &str = "3c219e58-ed0e-4b18-ad48-f4f92793ae32";

fn defaults() -> Value {
    json!({
        "active": true,
        "authenticationTokenConfiguration": {"enabled": false},
        "jwtConfiguration": {"enabled": false},
        "loginConfiguration": {
            "allowTokenRefresh": false,
            "generateRefreshTokens": false,
            "requireAuthentication": true,
        },
        "oauthConfiguration": {"enabledGrants": [], "requireRegistration": false},
        "registrationConfiguration": {"enabled": false, "type": "basic"},
        "registrationDeletePolicy": {"unverified": {"enabled": false}},
        "roles": [],
        "state": "Active",
        "unverified": {"behavior": "Allow"},
        "verifyRegistration": false,
    })
}

/// An application by its id.
pub(super) async fn find(db: &Pool, id: &str) -> Result<Option<Value>, Refusal> {
    store::get(db, store::APPLICATION, id).await
}

/// The application that a request names for a user of this tenant: it has to be active.
pub(super) async fn named(call: &Call, id: &str, tenant: &str) -> Result<Value, Refusal> {
    let app = find(&call.state.db, id).await?;
    let app = app.filter(|app| is_set(app, "/active") && text_of(app, "tenantId") == tenant);
    app.ok_or_else(|| {
        let mut errors = Errors::default();
        unknown(id, &mut errors);
        errors.into()
    })
}

/// There is no such application for this caller.
pub(super) fn unknown(id: &str, errors: &mut Errors) {
    let message =
        format!("The [applicationId] property is not valid. No application exists with Id [{id}].");
    errors.field("applicationId", "invalid", message);
}

/// The names of its roles, or of its default roles only.
pub(super) fn roles(application: &Value, only_default: bool) -> Vec<String> {
    let roles = application.get("roles").and_then(Value::as_array).into_iter().flatten();
    let roles = roles.filter(|role| !only_default || is_set(role, "/isDefault"));
    let mut names: Vec<String> = roles.map(|role| text_of(role, "name").to_owned()).collect();
    names.sort();
    names.dedup();
    names
}

/// Whether codes are typed in, rather than links clicked.
pub(super) fn by_code(application: &Value) -> bool {
    text_of(application, "verificationStrategy") == "FormField"
}

/// Whether unverified users are kept out; `unverified` is beside the strategy.
pub(super) fn is_gated(doc: &Value) -> bool {
    doc.pointer("/unverified/behavior").and_then(Value::as_str) == Some("Gated")
}

/// Puts an application's document together and keeps it.
pub(super) async fn keep(
    state: &State,
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
    let known = |name: &str| {
        let roles = current.and_then(|doc| doc.get("roles")).and_then(Value::as_array);
        roles.into_iter().flatten().find(|role| text_of(role, "name") == name)
    };
    for role in doc.get_mut("roles").and_then(Value::as_array_mut).into_iter().flatten() {
        let old = known(text_of(role, "name"));
        let id = old.and_then(|old| old.get("id")).or(role.get("id")).cloned();
        let at = |name| old.and_then(|old| old.get(name)).cloned();
        let mut full = json!({
            "isDefault": false,
            "isSuperRole": false,
            "insertInstant": at("insertInstant").unwrap_or(now.into()),
            "lastUpdateInstant": at("lastUpdateInstant"),
        });
        json_patch::merge(&mut full, role);
        json_patch::merge(
            &mut full,
            &json!({"id": id.unwrap_or_else(|| normalize::new_id().into())}),
        );
        if Some(&full) != old {
            set_member(&mut full, "lastUpdateInstant", now);
        }
        *role = full;
    }
    store::put(&state.db, store::APPLICATION, id, Some(tenant), &doc).await?;
    Ok(doc)
}

/// `POST /api/application[/{id}]`
pub(super) async fn create(call: &Call) -> Result<Reply, Refusal> {
    let tenant = call.need_tenant().await?;
    let id = call.id(0, "applicationId")?;
    let members = read(call, &call.body, &tenant, None).await?;
    if let Some(id) = &id
        && find(&call.state.db, id).await?.is_some()
    {
        let message = format!("An Application with Id [{id}] already exists.");
        return Err(Refusal::field("applicationId", "duplicate", message));
    }
    let id = id.unwrap_or_else(normalize::new_id);
    let doc = keep(&call.state, &id, &tenant, members, None).await?;
    Ok(Reply::json(json!({"application": doc})))
}

/// `GET /api/application[/{id}]`
pub(super) async fn retrieve(call: &Call) -> Result<Reply, Refusal> {
    if call.ids.is_empty() {
        let mut all = store::list(&call.state.db, store::APPLICATION).await?;
        all.retain(|doc| call.sees(text_of(doc, "tenantId")));
        return Ok(Reply::json(json!({"applications": all})));
    }
    let (_, doc) = visible(call).await?;
    Ok(Reply::json(json!({"application": doc})))
}

/// `PUT /api/application/{id}`, or back to life with `?reactivate=true`
pub(super) async fn update(call: &Call) -> Result<Reply, Refusal> {
    let (id, mut current) = visible(call).await?;
    if call.query_flag("reactivate")? == Some(true) {
        json_patch::merge(&mut current, &json!({"active": true, "state": "Active"}));
        store::put(&call.state.db, store::APPLICATION, &id, None, &current).await?;
        return Ok(Reply::json(json!({"application": current})));
    }
    replace(call, &id, &current, &call.body).await
}

/// `PATCH /api/application/{id}`
pub(super) async fn patch(call: &Call) -> Result<Reply, Refusal> {
    let (id, current) = visible(call).await?;
    let patched = patches::apply(call.mode, json!({"application": current}), &call.body)?;
    replace(call, &id, &current, &patched).await
}

async fn replace(call: &Call, id: &str, current: &Value, body: &Value) -> Result<Reply, Refusal> {
    let tenant = text_of(current, "tenantId").to_owned();
    let mut members = read(call, body, &tenant, Some(current)).await?;
    // Roles have their own path; a request without them keeps them.
    if let (false, Some(roles)) = (members.contains_key("roles"), current.get("roles")) {
        members.insert("roles".into(), roles.clone());
    }
    let doc = keep(&call.state, id, &tenant, members, Some(current)).await?;
    Ok(Reply::json(json!({"application": doc})))
}

/// `DELETE /api/application/{id}`: softly unless `hardDelete` says otherwise.
pub(super) async fn delete(call: &Call) -> Result<Reply, Refusal> {
    let (id, mut doc) = visible(call).await?;
    let db = &call.state.db;
    if id == ADMIN {
        let message = "The FusionAuth application cannot be deleted.";
        return Err(Refusal::field("applicationId", "invalid", message));
    }
    if call.query_flag("hardDelete")? == Some(true) || call.flag("hardDelete")? {
        sqlx::query("DELETE FROM fusionauth_registration WHERE application_id = $1")
            .bind(&id)
            .execute(db)
            .await?;
        store::delete(db, store::APPLICATION, &id).await?;
    } else {
        json_patch::merge(&mut doc, &json!({"active": false, "state": "Inactive"}));
        store::put(db, store::APPLICATION, &id, None, &doc).await?;
    }
    refresh::end_of(db, None, Some(&id)).await?;
    Ok(Reply::empty())
}

/// `DELETE /api/application/{id}/role/{roleId}`, or by `?name=`
pub(super) async fn delete_role(call: &Call) -> Result<Reply, Refusal> {
    let (id, mut doc) = visible(call).await?;
    let role = call.id(1, "roleId")?;
    let name = call.query.get("name");
    let roles = doc.get_mut("roles").and_then(Value::as_array_mut);
    let Some(roles) = roles else { return Err(Refusal::not_found()) };
    let before = roles.len();
    roles.retain(|known| match &role {
        Some(role) => text_of(known, "id") != role,
        None => Some(text_of(known, "name")) != name,
    });
    if roles.len() == before {
        return Err(Refusal::not_found());
    }
    store::put(&call.state.db, store::APPLICATION, &id, None, &doc).await?;
    Ok(Reply::empty())
}

/// `POST /api/application/{id}/role[/{roleId}]`
pub(super) async fn create_role(call: &Call) -> Result<Reply, Refusal> {
    let id = call.need_id(0, "applicationId")?;
    let mut errors = Errors::default();
    let found = find(&call.state.db, &id).await?;
    let Some(mut doc) = found.filter(|doc| call.sees(text_of(doc, "tenantId"))) else {
        let message =
            format!("Invalid [applicationId]. An application with Id [{id}] does not exist.");
        return Err(Refusal::field("applicationId", "invalid", message));
    };
    let members = call.object("role", &mut errors).unwrap_or_default();
    let mut role = fields::read(&members, fields::ROLE, "role", &mut errors);
    let name = role.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
    if name.is_empty() {
        errors.blank("role.name");
    } else if roles(&doc, false).contains(&name) {
        errors.field(
            "role.name",
            "duplicate",
            format!("A role with name [{name}] already exists."),
        );
    }
    errors.check()?;
    let role_id = call.id(1, "roleId")?.unwrap_or_else(normalize::new_id);
    role.insert("id".into(), role_id.into());
    if let Some(roles) = doc.get_mut("roles").and_then(Value::as_array_mut) {
        roles.push(role.into());
    }
    let tenant = text_of(&doc, "tenantId").to_owned();
    let members = doc.as_object().cloned().unwrap_or_default();
    let doc = keep(&call.state, &id, &tenant, members, Some(&doc)).await?;
    let roles = doc.get("roles").and_then(Value::as_array).into_iter().flatten();
    let role = roles.into_iter().find(|role| text_of(role, "name") == name);
    Ok(Reply::json(json!({"role": role})))
}

async fn visible(call: &Call) -> Result<(String, Value), Refusal> {
    let id = call.need_id(0, "applicationId")?;
    let doc = find(&call.state.db, &id).await?;
    let doc = doc.filter(|doc| call.sees(text_of(doc, "tenantId")));
    doc.map(|doc| (id, doc)).ok_or_else(Refusal::not_found)
}

async fn read(
    call: &Call,
    body: &Value,
    tenant: &str,
    current: Option<&Value>,
) -> Result<Map<String, Value>, Refusal> {
    let mut errors = Errors::default();
    let Some(object) = member(body, "application", &mut errors) else {
        if errors.is_empty() {
            errors.missing("application");
        }
        return Err(errors.into());
    };
    let members = fields::overlay(&object, fields::APPLICATION, "application", &mut errors);
    let name = members.get("name").and_then(Value::as_str);
    if name.is_none() && !errors.concerns("application.name") {
        errors.blank("application.name");
    }
    let id = current.map(|doc| text_of(doc, "id")).unwrap_or_default();
    for other in store::list(&call.state.db, store::APPLICATION).await? {
        let same = name == other.get("name").and_then(Value::as_str);
        if same && text_of(&other, "tenantId") == tenant && text_of(&other, "id") != id {
            let message = "An Application with this name already exists.";
            errors.field("application.name", "duplicate", message);
        }
    }
    let doc = Value::Object(members);
    if is_set(&doc, "/verifyRegistration") && doc.get("verificationEmailTemplateId").is_none() {
        errors.missing("application.verificationEmailTemplateId");
    }
    let strategy = text_of(&doc, "verificationStrategy");
    if !matches!(strategy, "" | "ClickableLink" | "FormField") {
        errors.invalid_json("application.verificationStrategy", "ClickableLink or FormField");
    }
    let list = doc.get("roles").and_then(Value::as_array).into_iter().flatten();
    if list.into_iter().any(|role| text_of(role, "name").is_empty()) {
        errors.blank("application.roles.name");
    }
    errors.check()?;
    match doc {
        Value::Object(members) => Ok(members),
        _ => Ok(Map::new()),
    }
}
