//! Finds, shows and replaces users.

use serde_json::{Map, Value, json};

use super::call::Call;
use super::errors::{Errors, Refusal};
use super::members::{is_set, member, set_member};
use super::new_password::{self, NewPassword};
use super::reply::Reply;
use super::store::User;
use super::{
    application, fields, identity, normalize, objects, password_age, refresh, second_factor, store,
    tenant, tickets, verify_email,
};
use crate::db::{Reader, Writer};

/// Whether the user cannot log in because the address is not verified.
pub(super) fn is_gated(tenant: &Value, user: &User) -> bool {
    let mail = tenant.get("emailConfiguration").unwrap_or(&Value::Null);
    is_set(mail, "/verifyEmail") && application::is_gated(mail) && !user.is("verified")
}

/// What may be shown of a user: neither password nor secrets.
pub(super) fn view(db: &Reader, user: &User, with_registrations: bool) -> Result<Value, Refusal> {
    let mut doc = user.doc.clone();
    let now = doc.get("insertInstant").cloned();
    if let Value::Object(members) = &mut doc {
        for hidden in ["password", "salt", "factor", "encryptionScheme"] {
            members.remove(hidden);
        }
        for (name, empty) in [
            ("data", json!({})),
            ("memberships", json!([])),
            ("passwordChangeRequired", json!(false)),
            ("preferredLanguages", json!([])),
        ] {
            members.entry(name).or_insert(empty);
        }
        members.insert("twoFactor".into(), json!({"methods": second_factor::methods(user)}));
        // The reason is kept with the user, but shown with the address.
        let reason = members.remove("verifiedReason").unwrap_or_default();
        let mut identities = Vec::new();
        for (kind, name) in
            [("email", "email"), ("username", "username"), ("phoneNumber", "phoneNumber")]
        {
            let Some(value) = members.get(name) else { continue };
            let verified = members.get("verified").cloned().unwrap_or_default();
            let reason = if kind == "email" { reason.clone() } else { "Unverifiable".into() };
            identities.push(json!({
                "displayValue": value,
                "insertInstant": now,
                "moderationStatus": "ACTIVE",
                "primary": true,
                "type": kind,
                "value": value,
                "verified": verified == true && reason != "Skipped",
                "verifiedReason": reason,
            }));
        }
        members.insert("identities".into(), identities.into());
        if let Some(name) = members.get("username").cloned() {
            members.insert("uniqueUsername".into(), name);
        }
    }
    if with_registrations {
        set_member(&mut doc, "registrations", store::registrations(db, &user.id)?);
    }
    Ok(normalize::without_nulls(doc))
}

/// Finds a user by the text that is typed into a login form.
pub(super) fn by_login(
    db: &Reader,
    tenant: &str,
    login: &str,
    kinds: &[&str],
) -> Result<Option<User>, Refusal> {
    let kinds = if kinds.is_empty() { &["email", "username"] } else { kinds };
    let mut first = None;
    // All kinds are looked up: otherwise, the duration would show which kind was found.
    for kind in kinds {
        let found = match *kind {
            "email" => store::by_email(db, tenant, login)?,
            "username" => store::by_username(db, tenant, login)?,
            "phoneNumber" => store::by_phone(db, tenant, login)?,
            _ => None,
        };
        first = first.or(found);
    }
    Ok(first)
}

/// Replaces a user. `body` gets the stored user, and returns the body of a request that replaces it.
pub(super) async fn replace(
    call: &Call,
    body: impl Fn(&User) -> Result<Value, Refusal>,
) -> Result<Reply, Refusal> {
    let read = |db: &Reader| {
        let user = visible(call, db)?;
        let body = body(&user)?;
        Change::read(call, db, user, &body)
    };
    let mut change = call.state.db.read(read)?;
    let known = change.user.password.take();
    let current = call.text("currentPassword")?;
    if let (Some(_), Some(current)) = (&change.password, current)
        && !call.state.hasher.verify(current, known.as_deref()).await?
    {
        wrong_current(&mut change.errors);
    }
    change.errors.check()?;
    let hash = match &change.password {
        Some(password) => Some(password.stored(call).await?),
        None => None,
    };
    call.state.db.write(|db| {
        let mut change = read(db)?;
        // Another request may have changed the password: then the password that was checked is no
        // longer the current one.
        if hash.is_some() && current.is_some() && change.user.password != known {
            wrong_current(&mut change.errors);
        }
        change.write(call, db, hash)
    })
}

fn wrong_current(errors: &mut Errors) {
    let message = "The [currentPassword] property is not correct.";
    errors.field("currentPassword", "invalid", message);
}

/// A user, the members that a request gives to the user, and the problems of the request.
struct Change {
    user: User,
    tenant: Value,
    members: Map<String, Value>,
    password: Option<NewPassword>,
    errors: Errors,
}

impl Change {
    fn read(call: &Call, db: &Reader, user: User, body: &Value) -> Result<Self, Refusal> {
        let mut errors = Errors::default();
        let tenant = tenant::of(db, &user.tenant)?;
        let Some(object) = member(body, "user", &mut errors) else {
            if errors.is_empty() {
                errors.missing("user");
            }
            return Err(errors.into());
        };
        let mut members = fields::read(&object, objects::USER, "user", &mut errors);
        let blockable = !call.flag("disableDomainBlock")?;
        let own = Some(user.id.as_str());
        identity::check(db, &tenant, &mut members, own, blockable, &mut errors)?;
        let password = new_password::take(call, &mut members, &mut errors)?;
        if let Some(NewPassword::Plain(password)) = &password {
            let shown = Value::Object(members.clone());
            identity::password(&tenant, &shown, password, "user.password", &mut errors);
            let now = call.state.clock.now_ms();
            password_age::check(&user, &tenant, now, "user.password", &mut errors);
        }
        Ok(Self { user, tenant, members, password, errors })
    }

    /// Writes the change, with the hash of the password if there is one.
    fn write(self, call: &Call, db: &Writer, hash: Option<String>) -> Result<Reply, Refusal> {
        let Self { mut user, tenant, mut members, errors, .. } = self;
        errors.check()?;
        let now = call.state.clock.now_ms();
        let moved = members.get("email") != user.doc.get("email");
        // A new address has to be confirmed again.
        let again = moved
            && members.contains_key("email")
            && is_set(&tenant, "/emailConfiguration/verifyEmail")
            && !call.flag("skipVerification")?;
        for name in [
            "active",
            "connectorId",
            "id",
            "insertInstant",
            "lastLoginInstant",
            "passwordLastUpdateInstant",
            "tenantId",
            "usernameStatus",
            "verified",
            "verifiedInstant",
            "verifiedReason",
        ] {
            if let Some(value) = user.doc.get(name) {
                members.insert(name.to_owned(), value.clone());
            }
        }
        if again {
            members.insert("verified".into(), false.into());
            members.insert("verifiedReason".into(), "Pending".into());
            members.remove("verifiedInstant");
        }
        members.insert("lastUpdateInstant".into(), now.into());
        user.doc = Value::Object(members);
        if hash.is_some() {
            user.password = hash;
            set_member(&mut user.doc, "passwordLastUpdateInstant", now);
            refresh::end_of_user(db, &user.id)?;
        }
        if moved {
            tickets::address_changed(db, &user.id)?;
        }
        second_factor::settle(db, &mut user)?;
        user.save(db)?;
        let mut body = json!({"user": view(db, &user, true)?});
        let mut letter = None;
        if again {
            letter = verify_email::announce(&call.state, db, &user, &tenant, &mut body)?;
        }
        Ok(Reply::json(body).with_letter(letter))
    }
}

/// The user in the path.
pub(super) fn visible(call: &Call, db: &Reader) -> Result<User, Refusal> {
    let id = call.need_id(0, "userId")?;
    let user = store::user(db, &id)?;
    user.filter(|user| call.sees(&user.tenant)).ok_or_else(Refusal::not_found)
}
