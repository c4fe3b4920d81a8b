//! Registers a user for an application, and makes the user if asked to.

use axum::http::Method;
use serde_json::{Map, Value, json};

use crate::fusionauth::answers::json_body;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::{Errors, Refusal};
use crate::fusionauth::members::{is_set, set_member, text_of};
use crate::fusionauth::operation::{Operation, Route};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::store::User;
use crate::fusionauth::tokens::Grant;
use crate::fusionauth::{
    application, new_user, registration, shapes, store, tenant, tokens, user, verify_registration,
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
    writes: true,
    summary: "Register a user for an application; with `user`, also create the user",
    describe: |shapes, _, about| {
        let mut answer = shapes::created();
        answer.extend([
            ("registration", shapes.registration.clone()),
            ("user?", shapes.user.clone()),
        ]);
        json_body(about, shapes::registration_request()).answer(
            200,
            "The registration",
            Content::json(object(answer)),
        )
    },
    run: |call| Box::pin(create(call)),
};

async fn create(call: &Call) -> Result<Reply, Refusal> {
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
    let mut new = registration::read(call, &body, &mut errors)?;
    if let Some(zone) = zone {
        new.insert("timezone".into(), zone);
    }
    if let Some(taken) = new.get("id").and_then(Value::as_str)
        && store::registration_id_taken(&call.state.db, taken).await?
    {
        let message = format!("A registration with Id [{taken}] already exists.");
        errors.field("registration.id", "duplicate", message);
    }
    let app = registration::application_of(call, &new, &mut errors).await?;
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
        if text_of(app, "tenantId") != user.tenant && !errors.concerns(registration::APPLICATION_ID)
        {
            registration::unknown_application(app_id, &mut errors);
        }
        if store::registration(&call.state.db, &id, app_id).await?.is_some() {
            let message = format!("User [{id}] is already registered for application [{app_id}].");
            errors.field("registration", "duplicate", message);
        }
    }
    errors.check()?;
    let Some(app) = app else { return Err(Refusal::malformed()) };
    let registration = registration::document(call, new, &app, None)?;
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
    let registration = registration::document(call, new, &app, None)?;
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
