//! Reads registrations from requests, checks them and stores them.

use serde_json::{Map, Value, json};

use super::call::Call;
use super::errors::{Errors, Refusal};
use super::event::{Event, Kind};
use super::mails::Letter;
use super::members::{flag, is_set, member, set_member, text_of};
use super::reply::Reply;
use super::store::User;
use super::{
    application, events, fields, identity, normalize, objects, store, user_words,
    verify_registration,
};
use crate::db::{Reader, Writer};
use crate::token;

pub(super) fn replace(call: &Call, db: &Writer, body: &Value) -> Result<Reply, Refusal> {
    let id = call.need_id(0, "userId")?;
    let mut errors = Errors::default();
    let new = read(call, body, &mut errors)?;
    let user = store::user(db, &id)?.filter(|user| call.sees(&user.tenant));
    let current = match (&user, new.get("applicationId").and_then(Value::as_str)) {
        (Some(_), Some(app)) => store::registration(db, &id, app)?,
        _ => None,
    };
    let has_id = new.contains_key("applicationId");
    let (Some(user), Some(current), true) = (user, &current, has_id) else {
        // If the request has other problems, the answer is 400 with these problems, and not 404.
        errors.check()?;
        return Err(Refusal::not_found());
    };
    let app = application_of(call, db, &new, &mut errors)?;
    errors.check()?;
    let Some(app) = app else { return Err(Refusal::not_found()) };
    let registration = document(call, body, new, &app, Some(current))?;
    store::save_registration(db, &id, &registration)?;
    let kind = Kind::RegistrationUpdate;
    let event = events::event(call, db, kind, &user, Some(&registration), Some(current))?;
    Ok(Reply::json(json!({"registration": registration})).with_events(event))
}

pub(super) const APPLICATION_ID: &str = "registration.applicationId";

pub(super) fn find(call: &Call, db: &Reader) -> Result<(User, Value), Refusal> {
    let id = call.need_id(0, "userId")?;
    let app = call.need_id(1, "applicationId")?;
    let user = store::user(db, &id)?.filter(|user| call.sees(&user.tenant));
    let user = user.ok_or_else(Refusal::not_found)?;
    let registration = store::registration(db, &id, &app)?;
    registration.map(|registration| (user, registration)).ok_or_else(Refusal::not_found)
}

/// Reads the members of the registration in a request. An application in the path overrides the
/// application in the body.
pub(super) fn read(
    call: &Call,
    body: &Value,
    errors: &mut Errors,
) -> Result<Map<String, Value>, Refusal> {
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
    let new = fields::read(&object, objects::REGISTRATION, "registration", errors);
    if !new.contains_key("applicationId") && !errors.concerns(APPLICATION_ID) {
        errors.missing(APPLICATION_ID);
    }
    identity::languages(&new, "registration", errors);
    let name = new.get("username").and_then(Value::as_str).unwrap_or_default();
    if name.chars().count() > user_words::LONGEST {
        let field = "registration.username";
        errors.field(field, "tooLong", identity::too_long(field));
    }
    Ok(new)
}

/// The application of a request. Adds an error if there is no such application, and for each requested
/// role that the application does not have.
pub(super) fn application_of(
    call: &Call,
    db: &Reader,
    new: &Map<String, Value>,
    errors: &mut Errors,
) -> Result<Option<Value>, Refusal> {
    let Some(id) = new.get("applicationId").and_then(Value::as_str) else { return Ok(None) };
    let found = application::find(db, id)?;
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

pub(super) fn unknown_application(id: &str, errors: &mut Errors) {
    let message = format!(
        "The [registration.applicationId] property is not valid. No application exists with Id [{id}]."
    );
    errors.field(APPLICATION_ID, "invalid", message);
}

/// The document to store: the members in `new`, and the members that the server sets. `body` is the body
/// of the request, which has options such as `skipRegistrationVerification`.
pub(super) fn document(
    call: &Call,
    body: &Value,
    mut new: Map<String, Value>,
    app: &Value,
    current: Option<&Value>,
) -> Result<Value, Refusal> {
    if flag(body, "generateAuthenticationToken")? {
        new.insert("authenticationToken".into(), token::random_code(32)?.into());
    }
    // A registration has an authentication token only if the application enables these tokens.
    if !is_set(app, "/authenticationTokenConfiguration/enabled") {
        new.remove("authenticationToken");
    }
    let now = call.now_ms();
    let mut doc = json!({"data": {}, "preferredLanguages": []});
    let verified =
        !is_set(app, "/verifyRegistration") || flag(body, "skipRegistrationVerification")?;
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

/// Registers a user who has just logged in. The registration has the default roles. Also returns the mail
/// to send, and the event for webhooks.
pub(super) fn by_itself(
    call: &Call,
    db: &Writer,
    user: &User,
    app: &Value,
) -> Result<(Value, Option<Letter>, Option<Event>), Refusal> {
    let new = Map::from_iter([
        ("applicationId".to_owned(), json!(text_of(app, "id"))),
        ("id".to_owned(), call.new_registration_id().into()),
    ]);
    // The request is a login, so its body has no members for the registration.
    let registration = document(call, &Value::Null, new, app, None)?;
    store::save_registration(db, &user.id, &registration)?;
    let mut letter = None;
    if !is_set(&registration, "/verified") {
        letter = verify_registration::make(&call.state, db, user, app, true)?.letter;
    }
    let event = events::event(call, db, Kind::RegistrationCreate, user, Some(&registration), None)?;
    Ok((registration, letter, event))
}
