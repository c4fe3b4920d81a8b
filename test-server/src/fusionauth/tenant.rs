//! Tenants: `/api/tenant`, and what of them the other files read.

use serde_json::{Map, Value, json};

use super::call::Call;
use super::errors::{Errors, Refusal};
use super::members::{member, text_of, with_defaults};
use super::reply::Reply;
use super::{api_key, fields, normalize, patch as patches, store};
use crate::db::Pool;
use crate::state::State;

/// The tenant of a fresh server.
pub(super) const DEFAULT: &str = "30663132-6464-6665-3032-326466613934";
/// Stands for mails whose words are the server's own.
const BUILT_IN: &str = "00000000-0000-0000-0000-00000000e41a";

/// A tenant's members where a request leaves them out.
fn defaults() -> Value {
    json!({
        "emailConfiguration": {
            "forgotPasswordEmailTemplateId": BUILT_IN,
            "setPasswordEmailTemplateId": BUILT_IN,
            "verificationEmailTemplateId": BUILT_IN,
            "unverified": {"behavior": "Allow"},
            "verificationStrategy": "ClickableLink",
            "verifyEmail": false,
        },
        "externalIdentifierConfiguration": {
            "changePasswordIdTimeToLiveInSeconds": 600,
            "emailVerificationIdTimeToLiveInSeconds": 86_400,
            "registrationVerificationIdTimeToLiveInSeconds": 86_400,
            "setupPasswordIdTimeToLiveInSeconds": 86_400,
            "oneTimePasswordTimeToLiveInSeconds": 60,
        },
        "failedAuthenticationConfiguration": {
            "actionDuration": 3,
            "actionDurationUnit": "MINUTES",
            "resetCountInSeconds": 60,
            "tooManyAttempts": 5,
        },
        "issuer": "acme.com",
        "jwtConfiguration": {
            "enabled": true,
            "refreshTokenExpirationPolicy": "Fixed",
            "refreshTokenTimeToLiveInMinutes": 43_200,
            "refreshTokenUsagePolicy": "Reusable",
            "timeToLiveInSeconds": 3_600,
        },
        "loginConfiguration": {"requireAuthentication": true},
        "passwordValidationRules": {
            "disallowUserLoginId": false,
            "maxLength": 256,
            "minLength": 8,
            "requireMixedCase": false,
            "requireNonAlpha": false,
            "requireNumber": false,
            "validateOnLogin": false,
            "breachDetection": {"enabled": false},
            "rememberPreviousPasswords": {"count": 1, "enabled": false},
        },
        "registrationConfiguration": {"blockedDomains": []},
        "state": "Active",
    })
}

/// A tenant by its id.
pub(super) async fn find(db: &Pool, id: &str) -> Result<Option<Value>, Refusal> {
    store::get(db, store::TENANT, id).await
}

/// The tenant of something that exists.
pub(super) async fn of(state: &State, id: &str) -> Result<Value, Refusal> {
    find(&state.db, id).await?.ok_or_else(Refusal::not_found)
}

/// Puts a tenant's document together and keeps it.
pub(super) async fn keep(
    state: &State,
    id: &str,
    members: Map<String, Value>,
    current: Option<&Value>,
) -> Result<Value, Refusal> {
    let mut doc = with_defaults(defaults(), members, current.is_none());
    let now = state.clock.now_ms();
    let inserted = current.and_then(|doc| doc.get("insertInstant")).and_then(Value::as_i64);
    json_patch::merge(
        &mut doc,
        &json!({"id": id, "insertInstant": inserted.unwrap_or(now), "lastUpdateInstant": now}),
    );
    store::put(&state.db, store::TENANT, id, Some(id), &doc).await?;
    Ok(doc)
}

/// `POST /api/tenant[/{id}]`. One with the id of an existing tenant replaces it when it says the same name.
pub(super) async fn create(call: &Call) -> Result<Reply, Refusal> {
    // A tenant does not make or replace another.
    if call.tenant.is_some() {
        return Err(Refusal::unauthorized());
    }
    let id = call.id(0, "tenantId")?;
    let current = match &id {
        Some(id) => find(&call.state.db, id).await?,
        None => None,
    };
    let members = read(call, &call.body, current.as_ref()).await?;
    let same = current.as_ref().is_some_and(|doc| doc.get("name") == members.get("name"));
    if let (Some(id), true, false) = (&id, current.is_some(), same) {
        let message = format!("A Tenant with Id [{id}] already exists.");
        return Err(Refusal::field("tenantId", "duplicate", message));
    }
    let id = id.unwrap_or_else(normalize::new_id);
    let doc = keep(&call.state, &id, members, current.as_ref()).await?;
    Ok(Reply::json(json!({"tenant": doc})))
}

/// `GET /api/tenant[/{id}]`
pub(super) async fn retrieve(call: &Call) -> Result<Reply, Refusal> {
    if call.ids.is_empty() {
        let mut tenants = store::list(&call.state.db, store::TENANT).await?;
        tenants.retain(|doc| call.sees(text_of(doc, "id")));
        return Ok(Reply::json(json!({"tenants": tenants})));
    }
    let (_, doc) = visible(call).await?;
    Ok(Reply::json(json!({"tenant": doc})))
}

/// `PUT /api/tenant/{id}`
pub(super) async fn update(call: &Call) -> Result<Reply, Refusal> {
    let (id, current) = visible(call).await?;
    let members = read(call, &call.body, Some(&current)).await?;
    let doc = keep(&call.state, &id, members, Some(&current)).await?;
    Ok(Reply::json(json!({"tenant": doc})))
}

/// `PATCH /api/tenant/{id}`
pub(super) async fn patch(call: &Call) -> Result<Reply, Refusal> {
    let (id, current) = visible(call).await?;
    let patched = patches::apply(call.mode, json!({"tenant": current}), &call.body)?;
    let members = read(call, &patched, Some(&current)).await?;
    let doc = keep(&call.state, &id, members, Some(&current)).await?;
    Ok(Reply::json(json!({"tenant": doc})))
}

/// `DELETE /api/tenant/{id}` with all that is in it. The default tenant stays.
pub(super) async fn delete(call: &Call) -> Result<Reply, Refusal> {
    let (id, _) = visible(call).await?;
    if text_of(&default(&call.state.db).await?, "id") == id {
        let message = "The default Tenant cannot be deleted.";
        return Err(Refusal::field("tenantId", "invalid", message));
    }
    for user in store::users(&call.state.db, Some(&id)).await? {
        store::delete_user(&call.state.db, &user.id).await?;
    }
    for application in store::list(&call.state.db, store::APPLICATION).await? {
        if text_of(&application, "tenantId") == id {
            store::delete(&call.state.db, store::APPLICATION, text_of(&application, "id")).await?;
        }
    }
    api_key::end_of_tenant(&call.state.db, &id).await?;
    store::delete(&call.state.db, store::TENANT, &id).await?;
    Ok(Reply::empty())
}

/// The tenant that the server started with: the one of the admin application.
async fn default(db: &Pool) -> Result<Value, Refusal> {
    let admin = store::get(db, store::APPLICATION, super::application::ADMIN).await?;
    let id = admin.map(|doc| text_of(&doc, "tenantId").to_owned());
    Ok(json!({"id": id.unwrap_or_else(|| DEFAULT.to_owned())}))
}

async fn visible(call: &Call) -> Result<(String, Value), Refusal> {
    let id = call.need_id(0, "tenantId")?;
    let doc = find(&call.state.db, &id).await?.filter(|_| call.sees(&id));
    doc.map(|doc| (id, doc)).ok_or_else(Refusal::not_found)
}

async fn read(
    call: &Call,
    body: &Value,
    current: Option<&Value>,
) -> Result<Map<String, Value>, Refusal> {
    let mut errors = Errors::default();
    let Some(object) = member(body, "tenant", &mut errors) else {
        if errors.is_empty() {
            errors.missing("tenant");
        }
        return Err(errors.into());
    };
    let members = fields::overlay(&object, fields::TENANT, "tenant", &mut errors);
    let name = members.get("name").and_then(Value::as_str);
    if name.is_none() && !errors.concerns("tenant.name") {
        errors.blank("tenant.name");
    }
    let id = current.map(|doc| text_of(doc, "id")).unwrap_or_default();
    for other in store::list(&call.state.db, store::TENANT).await? {
        if name == other.get("name").and_then(Value::as_str) && text_of(&other, "id") != id {
            let message = "A Tenant with this name already exists.";
            errors.field("tenant.name", "duplicate", message);
        }
    }
    errors.check()?;
    Ok(members)
}
