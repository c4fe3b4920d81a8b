//! Registrations: create, with or without the user, retrieve, replace, patch, delete.

use serde_json::{Map, Value, json};

use super::call::Call;
use super::errors::{Errors, Refusal};
use super::members::{is_set, member, set_member, text_of};
use super::reply::Reply;
use super::store::User;
use super::tokens::{self, Grant};
use super::{
    application, fields, identity, new_user, normalize, patch as patches, store, tenant, tickets,
    user, verify_registration,
};
use crate::token;

/// `POST /api/user/registration[/{userId}[/{applicationId}]]`
pub(super) async fn create(call: &Call) -> Result<Reply, Refusal> {
    let mut errors = Errors::default();
    let id = call.id(0, "userId")?;
    let combined = call.body.get("user").is_some_and(|user| !user.is_null());
    let (mut body, mut zone) = (call.body.clone(), None);
    let lenient = call.settings.fusionauth.lenient_timezone || call.settings.fusionauth.classic;
    if let (true, true, Some(Value::Object(members))) =
        (combined, lenient, body.get_mut("registration"))
    {
        zone = members.remove("timezone").filter(Value::is_string);
    }
    let mut new = read(call, &body, &mut errors)?;
    if let Some(zone) = zone {
        new.insert("timezone".into(), zone);
    }
    if let Some(taken) = new.get("id").and_then(Value::as_str)
        && store::registration_id_taken(&call.state.db, taken).await?
    {
        let message = format!("A registration with Id [{taken}] already exists.");
        errors.field("registration.id", "duplicate", message);
    }
    let app = application_of(call, &new, &mut errors).await?;
    if combined {
        return create_both(call, id, new, app, errors).await;
    }
    let Some(id) = id else {
        errors.field("userId", "missing", "The Id of the User was not specified on the URL.");
        return Err(errors.into());
    };
    let user = store::user(&call.state.db, &id).await?.filter(|user| call.sees(&user.tenant));
    let Some(user) = user else {
        if call.settings.fusionauth.unknown_user_404 {
            return Err(Refusal::not_found());
        }
        let message = format!("The user with Id [{id}] does not exist.");
        errors.field("userId", "invalid", message);
        return Err(errors.into());
    };
    if let Some(app) = &app {
        let app_id = text_of(app, "id");
        if text_of(app, "tenantId") != user.tenant && !errors.concerns(APPLICATION_ID) {
            unknown_application(app_id, &mut errors);
        }
        if store::registration(&call.state.db, &id, app_id).await?.is_some() {
            let message = format!("User [{id}] is already registered for application [{app_id}].");
            errors.field("registration", "duplicate", message);
        }
    }
    errors.check()?;
    let Some(app) = app else { return Err(Refusal::malformed()) };
    let registration = document(call, new, &app, None)?;
    let mut connection = call.state.db.begin().await?;
    store::save_registration(&mut connection, &id, &registration).await?;
    connection.commit().await?;
    answer(call, &user, &app, registration, json!({}), true).await
}

/// User and registration in one request: both or nothing.
async fn create_both(
    call: &Call,
    id: Option<String>,
    new: Map<String, Value>,
    app: Option<Value>,
    mut errors: Errors,
) -> Result<Reply, Refusal> {
    let tenant_id = match (&call.tenant, &app) {
        (None, Some(app)) if !call.settings.fusionauth.strict_tenant => {
            text_of(app, "tenantId").to_owned()
        }
        _ => call.need_tenant().await?,
    };
    let tenant = tenant::of(&call.state, &tenant_id).await?;
    let draft = new_user::draft(call, &call.body, id, &tenant, &mut errors).await?;
    errors.check()?;
    let (Some(app), Some(draft)) = (app, draft) else { return Err(Refusal::malformed()) };
    let registration = document(call, new, &app, None)?;
    let created = draft.finish(call).await?;
    let mut transaction = call.state.db.begin().await?;
    created.user.save_in(&mut transaction).await?;
    store::save_registration(&mut transaction, &created.user.id, &registration).await?;
    transaction.commit().await?;
    let app_id = text_of(&app, "id");
    let mut body = new_user::announce(call, &created, &tenant, Some(app_id)).await?;
    let shown = user::view(call, &created.user, false).await?;
    json_patch::merge(&mut body, &json!({"user": shown}));
    answer(call, &created.user, &app, registration, body, !created.set_password).await
}

/// What creating answers: the registration, its open verification, tokens.
async fn answer(
    call: &Call,
    user: &User,
    app: &Value,
    registration: Value,
    mut body: Value,
    with_tokens: bool,
) -> Result<Reply, Refusal> {
    let unverified = !is_set(&registration, "/verified");
    if unverified {
        let made = verify_registration::make(&call.state, user, app, true).await?;
        if made.code.is_some() || !call.settings.fusionauth.classic {
            set_member(&mut body, "registrationVerificationId", made.id);
        }
        if let Some(code) = made.code {
            set_member(&mut body, "registrationVerificationOneTimeCode", code);
        }
    }
    let tenant = tenant::of(&call.state, &user.tenant).await?;
    let gated = (unverified && application::is_gated(app)) || user::is_gated(&tenant, user);
    // A user who is kept out gets tokens here, as in the vendor's sample, but nobody takes them.
    if with_tokens && !gated && is_set(app, "/active") {
        let grant = Grant {
            user,
            tenant: &tenant,
            application: Some(app),
            registration: Some(&registration),
            kind: "REGISTRATION",
        };
        tokens::issue(call, &grant, &mut body).await?;
    }
    set_member(&mut body, "registration", registration);
    Ok(Reply::json(body))
}

/// `GET /api/user/registration/{userId}/{applicationId}`
pub(super) async fn retrieve(call: &Call) -> Result<Reply, Refusal> {
    let (_, registration) = find(call).await?;
    Ok(Reply::json(json!({"registration": registration})))
}

/// `PUT /api/user/registration/{userId}[/{applicationId}]`
pub(super) async fn update(call: &Call) -> Result<Reply, Refusal> {
    replace(call, &call.body).await
}

/// `PATCH /api/user/registration/{userId}[/{applicationId}]`
pub(super) async fn patch(call: &Call) -> Result<Reply, Refusal> {
    let id = call.need_id(0, "userId")?;
    let in_path = call.id(1, "applicationId")?;
    let in_body = call.body.pointer("/registration/applicationId").and_then(Value::as_str);
    let app = in_path.clone().or_else(|| in_body.and_then(normalize::uuid));
    let current = match &app {
        Some(app) => store::registration(&call.state.db, &id, app).await?,
        None => None,
    };
    let blind = in_path.is_none() && call.settings.fusionauth.bug_3061;
    let current = match current {
        _ if blind => json!({}),
        Some(mut current) => {
            // What cannot be patched is not there to be patched.
            if let Value::Object(members) = &mut current {
                members.remove("id");
            }
            current
        }
        // With the application only in a patch document there is nothing to apply it to.
        None if call.mode != patches::Mode::Original && in_body.is_none() && in_path.is_none() => {
            return replace(call, &json!({"registration": {}})).await;
        }
        None => json!({}),
    };
    let mut document = json!({"registration": current});
    if call.mode == patches::Mode::Json && in_path.is_some() && current_is_empty(&document) {
        return Err(Refusal::not_found());
    }
    if call.mode == patches::Mode::Original
        && call.body.get("registration").is_none_or(Value::is_null)
    {
        document = json!({});
    }
    replace(call, &patches::apply(call.mode, document, &call.body)?).await
}

fn current_is_empty(document: &Value) -> bool {
    document.get("registration").and_then(Value::as_object).is_none_or(Map::is_empty)
}

async fn replace(call: &Call, body: &Value) -> Result<Reply, Refusal> {
    let id = call.need_id(0, "userId")?;
    let mut errors = Errors::default();
    let new = read(call, body, &mut errors)?;
    let user = store::user(&call.state.db, &id).await?.filter(|user| call.sees(&user.tenant));
    let current = match (&user, new.get("applicationId").and_then(Value::as_str)) {
        (Some(_), Some(app)) => store::registration(&call.state.db, &id, app).await?,
        _ => None,
    };
    let has_id = new.contains_key("applicationId");
    let (Some(_), Some(current), true) = (user, &current, has_id) else {
        // What is wrong with the request is told first.
        errors.check()?;
        return Err(Refusal::not_found());
    };
    let app = application_of(call, &new, &mut errors).await?;
    errors.check()?;
    let Some(app) = app else { return Err(Refusal::not_found()) };
    let registration = document(call, new, &app, Some(current))?;
    let mut connection = call.state.db.begin().await?;
    store::save_registration(&mut connection, &id, &registration).await?;
    connection.commit().await?;
    Ok(Reply::json(json!({"registration": registration})))
}

/// `DELETE /api/user/registration/{userId}/{applicationId}`
pub(super) async fn delete(call: &Call) -> Result<Reply, Refusal> {
    let (user, registration) = find(call).await?;
    let app = text_of(&registration, "applicationId");
    let query = "DELETE FROM fusionauth_registration WHERE user_id = $1 AND application_id = $2";
    sqlx::query(query).bind(&user.id).bind(app).execute(&call.state.db).await?;
    tickets::end(&call.state.db, tickets::Kind::Registration, &user.id, Some(app)).await?;
    Ok(Reply::empty())
}

const APPLICATION_ID: &str = "registration.applicationId";

async fn find(call: &Call) -> Result<(User, Value), Refusal> {
    let id = call.need_id(0, "userId")?;
    let app = call.need_id(1, "applicationId")?;
    let user = store::user(&call.state.db, &id).await?.filter(|user| call.sees(&user.tenant));
    let user = user.ok_or_else(Refusal::not_found)?;
    let registration = store::registration(&call.state.db, &id, &app).await?;
    registration.map(|registration| (user, registration)).ok_or_else(Refusal::not_found)
}

/// The registration's members as sent; the application on the URL counts more than the one in the body.
fn read(call: &Call, body: &Value, errors: &mut Errors) -> Result<Map<String, Value>, Refusal> {
    let in_path = call.id(1, "applicationId")?;
    let Some(mut object) = member(body, "registration", errors) else {
        if errors.is_empty() {
            errors.missing("registration");
        }
        return Ok(Map::new());
    };
    if let Some(app) = in_path {
        object.insert("applicationId".into(), app.into());
    }
    let new = fields::read(&object, fields::REGISTRATION, "registration", errors);
    if !new.contains_key("applicationId") && !errors.concerns(APPLICATION_ID) {
        errors.missing(APPLICATION_ID);
    }
    identity::languages(&new, "registration", errors);
    let name = new.get("username").and_then(Value::as_str).unwrap_or_default();
    if name.chars().count() > identity::LONGEST {
        let field = "registration.username";
        errors.field(field, "tooLong", identity::too_long(field));
    }
    Ok(new)
}

/// The application of a request, with the roles asked for checked against it.
async fn application_of(
    call: &Call,
    new: &Map<String, Value>,
    errors: &mut Errors,
) -> Result<Option<Value>, Refusal> {
    let Some(id) = new.get("applicationId").and_then(Value::as_str) else { return Ok(None) };
    let found = application::find(&call.state.db, id).await?;
    let Some(app) = found.filter(|app| call.sees(text_of(app, "tenantId"))) else {
        unknown_application(id, errors);
        return Ok(None);
    };
    let known = application::roles(&app, false);
    let asked = new.get("roles").and_then(Value::as_array).into_iter().flatten();
    for role in asked.filter_map(Value::as_str).filter(|role| !known.iter().any(|k| k == role)) {
        let message = format!(
            "The role [{role}] does not exist in the Application indicated by the [registration.applicationId] property."
        );
        errors.field("registration.roles", "invalid", message);
    }
    Ok(Some(app))
}

fn unknown_application(id: &str, errors: &mut Errors) {
    let message = format!(
        "The [registration.applicationId] property is not valid. No application exists with Id [{id}]."
    );
    errors.field(APPLICATION_ID, "invalid", message);
}

/// The document to keep: what was sent, and what the server says of it.
fn document(
    call: &Call,
    mut new: Map<String, Value>,
    app: &Value,
    current: Option<&Value>,
) -> Result<Value, Refusal> {
    if call.flag("generateAuthenticationToken")? {
        new.insert("authenticationToken".into(), token::random_code(32)?.into());
    }
    // Without the application's consent there are no such tokens.
    if !is_set(app, "/authenticationTokenConfiguration/enabled") {
        new.remove("authenticationToken");
    }
    let now = call.state.clock.now_ms();
    let mut doc = json!({"data": {}, "preferredLanguages": []});
    let verified =
        !is_set(app, "/verifyRegistration") || call.flag("skipRegistrationVerification")?;
    let own = match current {
        Some(current) => {
            new.remove("id");
            let kept = ["id", "insertInstant", "lastLoginInstant", "verified", "verifiedInstant"];
            let kept = kept
                .iter()
                .filter_map(|name| Some(((*name).to_owned(), current.get(*name)?.clone())));
            set_member(&mut doc, "roles", json!([]));
            Value::Object(kept.collect())
        }
        None => {
            set_member(&mut doc, "roles", application::roles(app, true));
            let id = new.remove("id").unwrap_or_else(|| normalize::new_id().into());
            let mut own = json!({"id": id, "insertInstant": now, "verified": verified});
            if verified {
                set_member(&mut own, "verifiedInstant", now);
            }
            own
        }
    };
    json_patch::merge(&mut doc, &Value::Object(new));
    json_patch::merge(&mut doc, &own);
    set_member(&mut doc, "lastUpdateInstant", now);
    set_member(&mut doc, "usernameStatus", "ACTIVE");
    Ok(doc)
}

/// Registers a user who has just logged in, with the default roles.
pub(super) async fn by_itself(call: &Call, user: &User, app: &Value) -> Result<Value, Refusal> {
    let new = Map::from_iter([("applicationId".to_owned(), json!(text_of(app, "id")))]);
    let registration = document(call, new, app, None)?;
    let mut connection = call.state.db.begin().await?;
    store::save_registration(&mut connection, &user.id, &registration).await?;
    connection.commit().await?;
    if !is_set(&registration, "/verified") {
        verify_registration::make(&call.state, user, app, true).await?;
    }
    Ok(registration)
}
