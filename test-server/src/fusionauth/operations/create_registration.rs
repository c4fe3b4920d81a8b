//! Registers a user for an application. Also creates the user if the request has `user`, or if it has
//! `verificationIds` but no user id.

use axum::http::Method;
use serde_json::{Value, json};

use crate::db::{Reader, Writer};
use crate::fusionauth::answers::{announced, json_body};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::{Errors, Refusal};
use crate::fusionauth::event::Kind;
use crate::fusionauth::members::{is_set, set_member, text_of};
use crate::fusionauth::new_user::Draft;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::store::User;
use crate::fusionauth::tokens::Grant;
use crate::fusionauth::{
    application, events, hooks, keys, new_user, proven, registration, shapes, store, tenant,
    tokens, user, verify_identity, verify_registration,
};
use crate::openapi::Content;
use crate::openapi::schema::object;

pub(super) const OPERATION: Operation = Operation {
    name: "createRegistration",
    routes: &[
        Route::key(Method::POST, "/api/user/registration"),
        Route::key(Method::POST, "/api/user/registration/{userId}"),
        Route::key(Method::POST, "/api/user/registration/{userId}/{applicationId}"),
    ],
    summary: "Register a user for an application; with `user`, also create the user",
    describe: |shapes, _, about| {
        let mut answer = shapes::tokens();
        answer.extend(shapes::registration_verifications());
        answer.extend([
            ("registration", shapes.registration.clone()),
            ("user?", shapes.user.clone()),
        ]);
        let about = json_body(about, shapes::registration_request()).answer(
            200,
            "The registration",
            Content::json(object(answer)),
        );
        announced(shapes, about)
    },
    run: Run::Wait(|call| Box::pin(create(call))),
};

async fn create(call: &Call) -> Result<Reply, Refusal> {
    let new = call.state.db.read(|db| read(call, db))?;
    let hash = match &new.subject {
        Subject::New(draft) => draft.hash(call).await?,
        Subject::Known(_) => None,
    };
    keys::ready(&call.state).await?;
    hooks::write(call, (), |db| write(call, db, read(call, db)?, hash.clone())).await
}

/// What the request creates. `read` is called again in the transaction that writes, because the
/// database may have changed.
struct New {
    subject: Subject,
    tenant: Value,
    app: Value,
    registration: Value,
}

/// The user whom the request registers.
enum Subject {
    Known(User),
    New(Draft),
}

fn read(call: &Call, db: &Reader) -> Result<New, Refusal> {
    let mut errors = Errors::default();
    let id = call.id(0, "userId")?;
    let named = call.body.get("user").is_some_and(|user| !user.is_null());
    let combined = named || id.is_none() && proven::has_ids(call);
    let (mut body, mut zone) = (call.body.clone(), None);
    let lenient = call.settings.fusionauth.lenient_timezone || call.settings.fusionauth.classic;
    if let (true, true, Some(Value::Object(members))) =
        (combined, lenient, body.get_mut("registration"))
    {
        zone = members.remove("timezone").filter(Value::is_string);
    }
    let mut new = registration::read(call, &body, &mut errors)?;
    if let Some(zone) = zone {
        new.insert("timezone".into(), zone);
    }
    if let Some(taken) = new.get("id").and_then(Value::as_str)
        && store::registration_id_taken(db, taken)?
    {
        let message = format!("A registration with Id [{taken}] already exists.");
        errors.field("registration.id", "duplicate", message);
    }
    let app = registration::application_of(call, db, &new, &mut errors)?;
    let (subject, tenant) = match combined {
        true => new_subject(call, db, id, app.as_ref(), &mut errors)?,
        false => known_subject(call, db, id, app.as_ref(), &mut errors)?,
    };
    errors.check()?;
    let (Some(app), Some(subject)) = (app, subject) else { return Err(Refusal::malformed()) };
    new.entry("id").or_insert_with(|| call.new_registration_id().into());
    let registration = registration::document(call, &call.body, new, &app, None)?;
    Ok(New { subject, tenant, app, registration })
}

/// The new user. The user and the registration are stored in one transaction.
fn new_subject(
    call: &Call,
    db: &Reader,
    id: Option<String>,
    app: Option<&Value>,
    errors: &mut Errors,
) -> Result<(Option<Subject>, Value), Refusal> {
    let tenant = match (&call.tenant, app) {
        (None, Some(app)) if !call.settings.fusionauth.strict_tenant => {
            text_of(app, "tenantId").to_owned()
        }
        _ => call.need_tenant(db)?,
    };
    let tenant = tenant::of(db, &tenant)?;
    let id = id.unwrap_or_else(|| call.new_user_id());
    let draft = new_user::draft(call, db, &call.body, Some(id), &tenant, errors)?;
    Ok((draft.map(Subject::New), tenant))
}

fn known_subject(
    call: &Call,
    db: &Reader,
    id: Option<String>,
    app: Option<&Value>,
    errors: &mut Errors,
) -> Result<(Option<Subject>, Value), Refusal> {
    let Some(id) = id else {
        errors.field("userId", "missing", "The Id of the User was not specified on the URL.");
        return Ok((None, Value::Null));
    };
    let user = store::user(db, &id)?.filter(|user| call.sees(&user.tenant));
    let Some(user) = user else {
        if call.settings.fusionauth.unknown_user_404 {
            return Err(Refusal::not_found());
        }
        let message = format!("The user with Id [{id}] does not exist.");
        errors.field("userId", "invalid", message);
        return Ok((None, Value::Null));
    };
    if let Some(app) = app {
        let app_id = text_of(app, "id");
        if text_of(app, "tenantId") != user.tenant && !errors.concerns(registration::APPLICATION_ID)
        {
            registration::unknown_application(app_id, errors);
        }
        if store::registration(db, &id, app_id)?.is_some() {
            let message = format!("User [{id}] is already registered for application [{app_id}].");
            errors.field("registration", "duplicate", message);
        }
    }
    let tenant = tenant::of(db, &user.tenant)?;
    Ok((Some(Subject::Known(user)), tenant))
}

fn write(call: &Call, db: &Writer, new: New, hash: Option<String>) -> Result<Reply, Refusal> {
    let New { subject, tenant, app, registration } = new;
    let mut body = json!({});
    let (mut letters, mut events) = (Vec::new(), Vec::new());
    let mut with_tokens = true;
    let user = match subject {
        Subject::Known(user) => user,
        Subject::New(draft) => {
            let mut created = draft.finish(call, &tenant, hash);
            created.save(db)?;
            let app_id = Some(text_of(&app, "id"));
            let announced;
            (announced, letters) = new_user::announce(call, db, &created, &tenant, app_id)?;
            // Of the members in `announced`, this answer has only `verificationIds`. Other answers also have
            // `emailVerificationId` and its code.
            if let Some(ids) = announced.get("verificationIds") {
                set_member(&mut body, "verificationIds", ids.clone());
            }
            set_member(&mut body, "user", user::view(db, &created.user, false)?);
            with_tokens = created.set_password.is_none();
            events.extend(events::event(call, db, Kind::UserCreate, &created.user, None, None)?);
            created.user
        }
    };
    store::save_registration(db, &user.id, &registration)?;
    let unverified = !is_set(&registration, "/verified");
    if unverified {
        let made = verify_registration::make(&call.state, db, &user, &app, true)?;
        if made.code.is_some() || !call.settings.fusionauth.classic {
            set_member(&mut body, "registrationVerificationId", made.id);
        }
        if let Some(code) = made.code {
            set_member(&mut body, "registrationVerificationOneTimeCode", code);
        }
        letters.extend(made.letter);
    }
    let classic = call.settings.fusionauth.classic;
    let gated = (unverified && application::is_gated(&app))
        || verify_identity::is_gated(&tenant, &user, classic);
    // A user who may not log in (`barred.rs`) gets tokens here, but cannot use them. In a sample answer of the
    // vendor's documentation, an expired user gets a token.
    if with_tokens && !gated && is_set(&app, "/active") {
        let grant = Grant {
            user: &user,
            tenant: &tenant,
            application: Some(&app),
            registration: Some(&registration),
            kind: "REGISTRATION",
        };
        tokens::issue(call, db, &grant, &mut body)?;
    }
    let kind = Kind::RegistrationCreate;
    events.extend(events::event(call, db, kind, &user, Some(&registration), None)?);
    set_member(&mut body, "registration", registration);
    Ok(Reply::json(body).with_letters(letters).with_events(events))
}
