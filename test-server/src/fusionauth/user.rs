//! Users: create, retrieve, replace, patch, deactivate, delete, search.

use serde_json::{Value, json};

use super::call::Call;
use super::errors::{Errors, Refusal};
use super::members::{is_set, member, set_member, text_of};
use super::reply::Reply;
use super::store::User;
use super::tokens::{self, Grant};
use super::{
    application, barred, fields, identity, new_user, normalize, patch as patches, refresh, store,
    tenant, tickets, verify_email,
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

/// `POST /api/user[/{userId}]`
pub(super) async fn create(call: &Call) -> Result<Reply, Refusal> {
    let mut errors = Errors::default();
    let id = call.id(0, "userId")?;
    let tenant = tenant::of(&call.state, &call.need_tenant().await?).await?;
    let draft = new_user::draft(call, &call.body, id, &tenant, &mut errors).await?;
    errors.check()?;
    let Some(draft) = draft else { return Err(Refusal::malformed()) };
    let app = call.body_id("applicationId")?;
    if let Some(app) = &app {
        application::named(call, app, text_of(&tenant, "id")).await?;
    }
    let created = draft.finish(call).await?;
    created.user.save(&call.state.db).await?;
    let mut body = new_user::announce(call, &created, &tenant, app.as_deref()).await?;
    let barred = barred::find(&call.state, &created.user).await?.is_some();
    if !created.set_password && !barred && !is_gated(&tenant, &created.user) {
        let grant = Grant {
            user: &created.user,
            tenant: &tenant,
            application: None,
            registration: None,
            kind: "USER_CREATE",
        };
        tokens::issue(call, &grant, &mut body).await?;
    }
    set_member(&mut body, "user", view(call, &created.user, true).await?);
    Ok(Reply::json(body))
}

/// `GET /api/user/{userId}`, or by a query; with an access token the user it is of.
pub(super) async fn retrieve(call: &Call) -> Result<Reply, Refusal> {
    let found = lookup(call).await?;
    let user = found.filter(|user| call.sees(&user.tenant)).ok_or_else(Refusal::not_found)?;
    let mut body = json!({"user": view(call, &user, true).await?});
    if call.with_key() {
        for ticket in tickets::open(&call.state, tickets::Kind::Email, &user.id).await? {
            set_member(&mut body, "emailVerificationId", ticket.shown);
            if ticket.code.is_some() {
                set_member(&mut body, "emailVerificationOneTimeCode", ticket.code);
            }
        }
        let open = tickets::open(&call.state, tickets::Kind::Registration, &user.id).await?;
        for ticket in open {
            let app = ticket.application.unwrap_or_default();
            json_patch::merge(
                &mut body,
                &json!({"registrationVerificationIds": {app.as_str(): ticket.shown}}),
            );
            if ticket.code.is_some() {
                let codes = json!({app.as_str(): ticket.code});
                json_patch::merge(
                    &mut body,
                    &json!({"registrationVerificationOneTimeCodes": codes}),
                );
            }
        }
    }
    Ok(Reply::json(body))
}

async fn lookup(call: &Call) -> Result<Option<User>, Refusal> {
    let db = &call.state.db;
    if let Some(id) = call.id(0, "userId")? {
        return store::user(db, &id).await;
    }
    if !call.with_key() {
        let user = tokens::caller(call).await?;
        return user.map(Some).ok_or_else(Refusal::unauthorized);
    }
    for (name, kinds) in [
        ("verificationId", &[tickets::Kind::Registration, tickets::Kind::Email]),
        ("changePasswordId", &[tickets::Kind::Password, tickets::Kind::SetPassword]),
    ] {
        let Some(id) = call.query.get(name) else { continue };
        for kind in kinds {
            if let Some(ticket) = tickets::find(&call.state, *kind, id).await? {
                return store::user(db, &ticket.user).await;
            }
        }
        return Ok(None);
    }
    if let Some(email) = call.query.get("email") {
        return store::by_email(db, &call.need_tenant().await?, email).await;
    }
    if let Some(username) = call.query.get("username") {
        return store::by_username(db, &call.need_tenant().await?, username).await;
    }
    if let Some(login) = call.query.get("loginId") {
        let kinds: Vec<&str> = call.query.all("loginIdTypes").collect();
        return by_login(call, &call.need_tenant().await?, login, &kinds).await;
    }
    let message = "You must specify either the [userId], [email], [username] or [loginId].";
    Err(Refusal::field("userId", "missing", message))
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

/// `PUT /api/user/{userId}`, or back to life with `?reactivate=true`
pub(super) async fn update(call: &Call) -> Result<Reply, Refusal> {
    let mut user = visible(call).await?;
    if call.query_flag("reactivate")? == Some(true) {
        set_member(&mut user.doc, "active", true);
        user.save(&call.state.db).await?;
        return Ok(Reply::json(json!({"user": view(call, &user, true).await?})));
    }
    replace(call, user, &call.body).await
}

/// `PATCH /api/user/{userId}`
pub(super) async fn patch(call: &Call) -> Result<Reply, Refusal> {
    let user = visible(call).await?;
    let bare =
        call.mode == patches::Mode::Original && call.body.get("user").is_none_or(Value::is_null);
    let document = if bare { json!({}) } else { json!({"user": user.doc}) };
    let patched = patches::apply(call.mode, document, &call.body)?;
    replace(call, user, &patched).await
}

async fn replace(call: &Call, mut user: User, body: &Value) -> Result<Reply, Refusal> {
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

/// `DELETE /api/user/{userId}`: softly unless `hardDelete` says otherwise.
pub(super) async fn delete(call: &Call) -> Result<Reply, Refusal> {
    let mut user = visible(call).await?;
    if call.query_flag("hardDelete")? == Some(true) || call.flag("hardDelete")? {
        store::delete_user(&call.state.db, &user.id).await?;
    } else {
        set_member(&mut user.doc, "active", false);
        user.save(&call.state.db).await?;
        refresh::end_of_user(&call.state.db, &user.id).await?;
    }
    Ok(Reply::empty())
}

/// `GET|POST /api/user/search`: by ids, or by a part of address or name.
pub(super) async fn search(call: &Call) -> Result<Reply, Refusal> {
    let search = call.body.get("search");
    let mut ids: Vec<String> = call.query.all("ids").map(str::to_owned).collect();
    let listed = search.and_then(|search| search.get("ids")).and_then(Value::as_array);
    ids.extend(listed.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned));
    let words = search.and_then(|search| search.get("queryString")).and_then(Value::as_str);
    let words = call.query.get("queryString").or(words);
    let mut users = Vec::new();
    match (ids.is_empty(), words) {
        (false, _) => {
            for id in ids.iter().filter_map(|id| normalize::uuid_parameter(id)) {
                let found = store::user(&call.state.db, &id).await?;
                users.extend(found.filter(|user| call.sees(&user.tenant)));
            }
        }
        (true, Some(words)) => {
            let words = words.trim_matches('*').to_lowercase();
            users = store::users(&call.state.db, call.tenant.as_deref()).await?;
            users.retain(|user| {
                let mut texts = ["email", "username"].iter().filter_map(|name| user.text(name));
                words.is_empty() || texts.any(|text| text.to_lowercase().contains(&words))
            });
        }
        (true, None) => {
            let message = "You must specify either the [ids], [queryString], or [query] property.";
            return Err(Refusal::general("[invalid]", message));
        }
    }
    let mut shown = Vec::new();
    for user in &users {
        shown.push(view(call, user, true).await?);
    }
    Ok(Reply::json(json!({"total": shown.len(), "users": shown})))
}

async fn visible(call: &Call) -> Result<User, Refusal> {
    let id = call.need_id(0, "userId")?;
    let user = store::user(&call.state.db, &id).await?;
    user.filter(|user| call.sees(&user.tenant)).ok_or_else(Refusal::not_found)
}
