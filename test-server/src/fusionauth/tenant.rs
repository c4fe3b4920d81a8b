//! Tenants: their defaults, how they are read from requests, and how they are stored.

use serde_json::{Map, Value, json};

use super::call::Call;
use super::errors::{Errors, Refusal};
use super::members::{member, set_member, text_of, with_defaults};
use super::{event_types, fields, keys, objects, store};
use crate::db::{Reader, Writer};
use crate::state::State;

/// The id of the default tenant of a new server.
pub(super) const DEFAULT: &str = "30663132-6464-6665-3032-326466613934";

/// As the id of a template, this value stands for the server's own text. A new server has no template
/// with this id.
const BUILT_IN: &str = "00000000-0000-0000-0000-00000000e41a";

/// The members that a tenant gets if a request leaves them out.
fn defaults() -> Value {
    json!({
        "emailConfiguration": {
            "forgotPasswordEmailTemplateId": BUILT_IN,
            "implicitEmailVerificationAllowed": true,
            "setPasswordEmailTemplateId": BUILT_IN,
            "verificationEmailTemplateId": BUILT_IN,
            "unverified": {"behavior": "Allow"},
            "verificationStrategy": "ClickableLink",
            "verifyEmail": false,
            "verifyEmailWhenChanged": false,
        },
        "externalIdentifierConfiguration": {
            "changePasswordIdTimeToLiveInSeconds": 600,
            "emailVerificationIdTimeToLiveInSeconds": 86_400,
            "phoneVerificationIdTimeToLiveInSeconds": 86_400,
            "registrationVerificationIdTimeToLiveInSeconds": 86_400,
            "setupPasswordIdTimeToLiveInSeconds": 86_400,
            "oneTimePasswordTimeToLiveInSeconds": 60,
            "passwordlessLoginTimeToLiveInSeconds": 180,
            "trustTokenTimeToLiveInSeconds": 180,
            "twoFactorIdTimeToLiveInSeconds": 300,
            "twoFactorOneTimeCodeIdTimeToLiveInSeconds": 60,
            "twoFactorTrustIdTimeToLiveInSeconds": 2_592_000,
        },
        "failedAuthenticationConfiguration": {
            "actionCancelPolicy": {"onPasswordReset": false},
            "actionDuration": 3,
            "actionDurationUnit": "MINUTES",
            "emailUser": false,
            "resetCountInSeconds": 60,
            "tooManyAttempts": 5,
        },
        "issuer": "acme.com",
        "jwtConfiguration": {
            "enabled": true,
            "refreshTokenExpirationPolicy": "Fixed",
            "refreshTokenRevocationPolicy": {"onLoginPrevented": true, "onPasswordChanged": true},
            "refreshTokenTimeToLiveInMinutes": 43_200,
            "refreshTokenUsagePolicy": "Reusable",
            "timeToLiveInSeconds": 3_600,
        },
        "loginConfiguration": {"requireAuthentication": true},
        "maximumPasswordAge": {"days": 180, "enabled": false},
        "minimumPasswordAge": {"enabled": false, "seconds": 30},
        "multiFactorConfiguration": {
            "authenticator": {"enabled": true},
            "email": {"enabled": false},
            "loginPolicy": "Enabled",
            "sms": {"enabled": false},
        },
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
        "phoneConfiguration": {
            "implicitPhoneVerificationAllowed": true,
            "unverified": {"behavior": "Allow"},
            "verificationStrategy": "ClickableLink",
            "verifyPhoneNumber": false,
        },
        "registrationConfiguration": {"blockedDomains": []},
        "state": "Active",
    })
}

/// A tenant by its id.
pub(super) fn find(db: &Reader, id: &str) -> Result<Option<Value>, Refusal> {
    store::get(db, store::TENANT, id)
}

/// The tenant with this id; if there is none, the answer is 404.
pub(super) fn of(db: &Reader, id: &str) -> Result<Value, Refusal> {
    find(db, id)?.ok_or_else(Refusal::not_found)
}

/// Completes the document of a tenant and stores it.
pub(super) fn keep(
    state: &State,
    db: &Writer,
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
    store::put(db, store::TENANT, id, &doc)?;
    Ok(doc)
}

/// A tenant as answers show it: always with the id of the key that signs its access tokens. The id of the
/// default key is not stored, because another algorithm, with another default key, may be configured later.
pub(super) fn shown(state: &State, mut doc: Value) -> Value {
    let key = keys::named(&doc).unwrap_or_else(|| keys::default_id(state).to_owned());
    if let Some(tokens) = doc.get_mut("jwtConfiguration") {
        set_member(tokens, "accessTokenKeyId", key);
    }
    doc
}

pub(super) fn visible(call: &Call, db: &Reader) -> Result<(String, Value), Refusal> {
    let id = call.need_id(0, "tenantId")?;
    let doc = find(db, &id)?.filter(|_| call.sees(&id));
    doc.map(|doc| (id, doc)).ok_or_else(Refusal::not_found)
}

pub(super) fn read(
    state: &State,
    db: &Reader,
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
    let mut members = fields::overlay(&object, objects::TENANT, "tenant", &mut errors);
    if let Some(Value::Object(tokens)) = members.get_mut("jwtConfiguration")
        && tokens.get("accessTokenKeyId").is_some_and(|key| key == keys::default_id(state))
    {
        tokens.remove("accessTokenKeyId");
    }
    event_types::check_configuration(&members, &mut errors);
    let name = members.get("name").and_then(Value::as_str);
    if name.is_none() && !errors.concerns("tenant.name") {
        errors.blank("tenant.name");
    }
    let id = current.map(|doc| text_of(doc, "id")).unwrap_or_default();
    let others = store::named(db, store::TENANT, name.unwrap_or_default())?;
    if others.iter().any(|other| text_of(other, "id") != id) {
        let message = "A Tenant with this name already exists.";
        errors.field("tenant.name", "duplicate", message);
    }
    errors.check()?;
    Ok(members)
}
