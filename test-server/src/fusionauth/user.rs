//! Users: found, shown, replaced.

use serde_json::{Value, json};

use super::call::Call;
use super::errors::{Errors, Refusal};
use super::members::{is_set, member, set_member};
use super::reply::Reply;
use super::store::User;
use super::{
    application, fields, identity, new_user, normalize, refresh, store, tenant, verify_email,
};

/// Whether an unverified address keeps the user out.
pub(super) fn is_gated(tenant: &Value, user: &User) -> bool {
    let mail = tenant.get("emailConfiguration").unwrap_or(&Value::Null);
    is_set(mail, "/verifyEmail") && application::is_gated(mail) && !user.is("verified")
}

/// The second factors of a user, without what makes their codes.
pub(super) fn second_factors(user: &User) -> Vec<Value> {
    let kept = user.doc.get("twoFactor").and_then(Value::as_object).cloned().unwrap_or_default();
    let mut shown = fields::read(&kept, fields::TWO_FACTOR, "", &mut Errors::default());
    match shown.remove("methods") {
        Some(Value::Array(methods)) => methods,
        _ => Vec::new(),
    }
}

/// What may be shown of a user: neither password nor secrets.
pub(super) async fn view(
    call: &Call,
    user: &User,
    with_registrations: bool,
) -> Result<Value, Refusal> {
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
        members.insert("twoFactor".into(), json!({"methods": second_factors(user)}));
        // Kept with the user, shown with the address.
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
        set_member(
            &mut doc,
            "registrations",
            store::registrations(&call.state.db, &user.id).await?,
        );
    }
    Ok(normalize::without_nulls(doc))
}

/// A user by what is typed into a login form.
pub(super) async fn by_login(
    call: &Call,
    tenant: &str,
    login: &str,
    kinds: &[&str],
) -> Result<Option<User>, Refusal> {
    let kinds = if kinds.is_empty() { &["email", "username"] } else { kinds };
    let mut first = None;
    // All are looked up, or the time would tell which it was.
    for kind in kinds {
        let found = match *kind {
            "email" => store::by_email(&call.state.db, tenant, login).await?,
            "username" => store::by_username(&call.state.db, tenant, login).await?,
            "phoneNumber" => store::by_phone(&call.state.db, tenant, login).await?,
            _ => None,
        };
        first = first.or(found);
    }
    Ok(first)
}

pub(super) async fn replace(call: &Call, mut user: User, body: &Value) -> Result<Reply, Refusal> {
    let mut errors = Errors::default();
    let tenant = tenant::of(&call.state, &user.tenant).await?;
    let Some(object) = member(body, "user", &mut errors) else {
        if errors.is_empty() {
            errors.missing("user");
        }
        return Err(errors.into());
    };
    let mut members = fields::read(&object, fields::USER, "user", &mut errors);
    let blockable = !call.flag("disableDomainBlock")?;
    let own = Some(user.id.as_str());
    identity::check(&call.state.db, &tenant, &mut members, own, blockable, &mut errors).await?;
    let password = new_user::take_password(&mut members);
    if let Some(password) = &password {
        let shown = Value::Object(members.clone());
        identity::password(&tenant, &shown, password, "user.password", &mut errors);
        if let Some(current) = call.text("currentPassword")?
            && !call.state.hasher.verify(current, user.password.as_deref()).await?
        {
            let message = "The [currentPassword] property is not correct.";
            errors.field("currentPassword", "invalid", message);
        }
    }
    errors.check()?;
    let now = call.state.clock.now_ms();
    let moved = members.get("email") != user.doc.get("email");
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
    members.insert("lastUpdateInstant".into(), now.into());
    user.doc = Value::Object(members);
    if let Some(password) = password {
        user.password = Some(call.state.hasher.hash(&password).await?);
        set_member(&mut user.doc, "passwordLastUpdateInstant", now);
        refresh::end_of_user(&call.state.db, &user.id).await?;
    }
    // A new address has to be confirmed again.
    let again = moved
        && user.text("email").is_some()
        && is_set(&tenant, "/emailConfiguration/verifyEmail")
        && !call.flag("skipVerification")?;
    if again {
        set_member(&mut user.doc, "verified", false);
        set_member(&mut user.doc, "verifiedReason", "Pending");
    }
    user.save(&call.state.db).await?;
    let mut body = json!({"user": view(call, &user, true).await?});
    if again {
        let made = verify_email::make(&call.state, &user, &tenant, true).await?;
        set_member(&mut body, "emailVerificationId", made.id);
    }
    Ok(Reply::json(body))
}

pub(super) async fn visible(call: &Call) -> Result<User, Refusal> {
    let id = call.need_id(0, "userId")?;
    let user = store::user(&call.state.db, &id).await?;
    user.filter(|user| call.sees(&user.tenant)).ok_or_else(Refusal::not_found)
}
