//! Checks a user of an import, and stores the user with the registrations.

use serde_json::{Map, Value, json};

use super::call::Call;
use super::errors::{Errors, Refusal};
use super::fields::{Field, Kind};
use super::members::{set_member, text_of};
use super::new_password::{self, NewPassword};
use super::store::{self, User};
use super::verify_identity::{self, Identity};
use super::{fields, identity, memberships, normalize, objects, registration, second_factor};
use crate::db::{Reader, Writer};
use crate::imported_hash::ImportedHash;

pub(super) struct Imported {
    user: User,
    pub(super) password: Option<NewPassword>,
    registrations: Vec<Value>,
}

/// Checks how the request wants plain passwords to be hashed. This server hashes all plain passwords in its own way.
pub(super) fn check_scheme(call: &Call, errors: &mut Errors) {
    match call.body.get("encryptionScheme") {
        None | Some(Value::Null) => {}
        Some(Value::String(name)) if name.is_empty() || ImportedHash::knows(name) => {}
        Some(Value::String(_)) => {
            errors.field("encryptionScheme", "invalid", "The server does not know this scheme.");
        }
        Some(_) => errors.invalid_json("encryptionScheme", "a string is expected"),
    }
    if let Some(body) = call.body.as_object() {
        fields::read(body, &[Field("factor", Kind::Integer)], "", errors);
    }
}

/// Checks the user at this position of the request. Returns `None` if there are problems.
pub(super) fn read(
    call: &Call,
    db: &Reader,
    position: usize,
    sent: &Value,
    errors: &mut Errors,
) -> Result<Option<Imported>, Refusal> {
    let here = format!("users[{position}]");
    let Value::Object(sent) = sent else {
        errors.invalid_json(&here, "an object is expected");
        return Ok(None);
    };
    let mut own = Errors::default();
    let mut members = fields::read(sent, objects::USER, "user", &mut own);
    let more = fields::read(sent, objects::IMPORTED_USER, "user", &mut own);
    let Some(tenant) = tenant(call, db, &more, &mut own)? else {
        errors.adopt(own, "user", &here);
        return Ok(None);
    };
    let id = more.get("id").and_then(Value::as_str);
    if let Some(id) = id
        && store::user(db, id)?.is_some()
    {
        own.field("user.id", "duplicate", format!("A User with Id [{id}] already exists."));
    }
    identity::check(db, &tenant, &mut members, None, false, &mut own)?;
    let salted = sent.get("salt").is_some_and(|salt| !salt.is_null());
    let password = password(&tenant, &mut members, salted, &mut own);
    let id = id.map_or_else(normalize::new_id, str::to_owned);
    let listed = match sent.get("registrations") {
        None | Some(Value::Null) => &[],
        Some(Value::Array(listed)) => listed.as_slice(),
        Some(_) => {
            own.invalid_json("user.registrations", "a list is expected");
            &[]
        }
    };
    for name in ["recoveryCodeEncryptionScheme", "recoveryCodeWorkFactor"] {
        if sent.get("twoFactor").and_then(|all| all.get(name)).is_some_and(|it| !it.is_null()) {
            let field = format!("user.twoFactor.{name}");
            own.field(&field, "invalid", "This server imports no hashes of recovery codes.");
        }
    }
    let mut good = own.is_empty();
    errors.adopt(own, "user", &here);
    let mut registrations = Vec::new();
    for (position, sent) in listed.iter().enumerate() {
        let mut own = Errors::default();
        let new = registered(call, db, text_of(&tenant, "id"), &registrations, sent, &mut own)?;
        registrations.extend(new);
        good &= own.is_empty();
        errors.adopt(own, "registration", &format!("{here}.registrations[{position}]"));
    }
    if !good {
        return Ok(None);
    }
    let doc = document(call, members, &more, &tenant, &id, password.as_ref());
    let user = User { id, tenant: text_of(&tenant, "id").to_owned(), password: None, doc };
    Ok(Some(Imported { user, password, registrations }))
}

/// The tenant that the header or the key names, or else the tenant that the user names, or else the only
/// tenant of the server.
fn tenant(
    call: &Call,
    db: &Reader,
    more: &Map<String, Value>,
    errors: &mut Errors,
) -> Result<Option<Value>, Refusal> {
    let id = match (&call.tenant, more.get("tenantId").and_then(Value::as_str)) {
        (None, Some(id)) => id.to_owned(),
        _ => call.need_tenant(db)?,
    };
    let tenant = store::get(db, store::TENANT, &id)?;
    if tenant.is_none() {
        errors.field("user.tenantId", "invalid", format!("No tenant exists with Id [{id}]."));
    }
    Ok(tenant)
}

/// The password: a hash if the user has a scheme, otherwise the plain text. `salted` says whether the user has a salt.
fn password(
    tenant: &Value,
    members: &mut Map<String, Value>,
    salted: bool,
    errors: &mut Errors,
) -> Option<NewPassword> {
    let mut take = |name: &str| members.remove(name);
    let (password, salt) = (take("password"), take("salt"));
    let (scheme, factor) = (take("encryptionScheme"), take("factor"));
    let text = |value: &Option<Value>| value.as_ref().and_then(Value::as_str).map(str::to_owned);
    let password = text(&password)?;
    if errors.concerns("user.encryptionScheme") || errors.concerns("user.salt") {
        return None;
    }
    let Some(scheme) = text(&scheme) else {
        let shown = Value::Object(members.clone());
        identity::password(tenant, &shown, &password, "user.password", errors);
        return Some(NewPassword::Plain(password));
    };
    // A salt may be empty, but `fields::read` drops empty texts. So an empty salt is put back here.
    let salt = text(&salt).or_else(|| salted.then(String::new));
    let factor = factor.as_ref().and_then(Value::as_i64);
    new_password::hashed(Some(&scheme), factor, salt.as_deref(), &password, "user", errors)
}

/// A registration of the user. `others` are the registrations before this registration in the request.
fn registered(
    call: &Call,
    db: &Reader,
    tenant: &str,
    others: &[Value],
    sent: &Value,
    errors: &mut Errors,
) -> Result<Option<Value>, Refusal> {
    let new = registration::read(call, &json!({"registration": sent}), errors)?;
    let twice = |name: &str, value: &str| others.iter().any(|other| text_of(other, name) == value);
    if let Some(id) = new.get("id").and_then(Value::as_str)
        && (twice("id", id) || store::registration_id_taken(db, id)?)
    {
        let message = format!("A registration with Id [{id}] already exists.");
        errors.field("registration.id", "duplicate", message);
    }
    let Some(app) = registration::application_of(call, db, &new, errors)? else { return Ok(None) };
    let app_id = text_of(&app, "id");
    if text_of(&app, "tenantId") != tenant {
        registration::unknown_application(app_id, errors);
    } else if twice("applicationId", app_id) {
        let message = format!("The user is already registered for application [{app_id}].");
        errors.field(registration::APPLICATION_ID, "duplicate", message);
    }
    let mut doc = registration::document(call, &call.body, new, &app, None)?;
    let Value::Object(sent) = sent else { return Ok(None) };
    let more = fields::read(sent, objects::IMPORTED_REGISTRATION, "registration", errors);
    let verified = more.get("verified").and_then(Value::as_bool).unwrap_or_default();
    let since = more.get("verifiedInstant").and_then(Value::as_i64).unwrap_or(call.now_ms());
    json_patch::merge(&mut doc, &Value::Object(more));
    set_member(&mut doc, "verified", verified);
    set_member(&mut doc, "verifiedInstant", verified.then_some(since));
    Ok(Some(normalize::without_nulls(doc)))
}

fn document(
    call: &Call,
    mut members: Map<String, Value>,
    more: &Map<String, Value>,
    tenant: &Value,
    id: &str,
    password: Option<&NewPassword>,
) -> Value {
    let now = call.state.clock.now_ms();
    let is = |name: &str| more.get(name).and_then(Value::as_bool).unwrap_or_default();
    let since = |name: &str| more.get(name).and_then(Value::as_i64).unwrap_or(now);
    let verified_at = if is("verified") { since("verifiedInstant") } else { now };
    for identity in Identity::ALL {
        if members.contains_key(identity.name()) {
            let verified = is("verified");
            verify_identity::set_state(identity, &mut members, verified, "Import", verified_at);
        } else if identity == Identity::Email {
            verify_identity::set_state(identity, &mut members, true, "Disabled", verified_at);
        }
    }
    // For a hash, the time of the last change can come from the request. A plain password counts as changed
    // now, because the server hashes it now.
    let password_at = password.map(|password| match password {
        NewPassword::Plain(_) => now,
        NewPassword::Hashed(_) => since("passwordLastUpdateInstant"),
    });
    let required = members.get("passwordChangeRequired") == Some(&Value::Bool(true));
    let reason = more.get("passwordChangeReason").filter(|_| required);
    let mut doc = Value::Object(members);
    let made = json!({
        "active": is("active"),
        "connectorId": "e3306678-a53a-4964-9040-1c96f36dda72",
        "id": id,
        "insertInstant": since("insertInstant"),
        "lastUpdateInstant": now,
        "passwordChangeReason": reason,
        "passwordLastUpdateInstant": password_at,
        "tenantId": text_of(tenant, "id"),
        "usernameStatus": "ACTIVE",
    });
    json_patch::merge(&mut doc, &made);
    let mut doc = normalize::without_nulls(doc);
    memberships::settle(id, &mut doc, &Value::Null, now);
    doc
}

impl Imported {
    /// Writes the user and the registrations.
    pub(super) fn save(mut self, db: &Writer, password: Option<String>) -> Result<(), Refusal> {
        self.user.password = password;
        second_factor::settle(db, &mut self.user)?;
        self.user.save(db)?;
        for registration in &self.registrations {
            store::save_registration(db, &self.user.id, registration)?;
        }
        Ok(())
    }
}
