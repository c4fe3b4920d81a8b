//! Starts the change of a forgotten password.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::db::Writer;
use crate::fusionauth::answers::json_body;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::mails::{self, To};
use crate::fusionauth::members::{number_at, text_of};
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::password::Memory;
use crate::fusionauth::reply::Reply;
use crate::fusionauth::tickets::{Kind, New};
use crate::fusionauth::verify_identity::Identity;
use crate::fusionauth::{application, tenant, tickets, user};
use crate::openapi::Content;
use crate::openapi::schema::{any, boolean, format, list, object, optional, text};

pub(super) const OPERATION: Operation = Operation {
    name: "forgotPassword",
    routes: &[Route::open(Method::POST, "/api/user/forgot-password")],
    summary: "Start changing a forgotten password",
    describe: |_, _, about| {
        let body = optional([
            ("applicationId", format("uuid")),
            ("changePasswordId", text()),
            ("loginId", text()),
            ("loginIdTypes", list(&text())),
            ("sendForgotPasswordEmail", boolean()),
            ("sendForgotPasswordMessage", boolean()),
            ("state", any()),
        ]);
        let answer = Content::json(object([("changePasswordId", text())])).or_none();
        json_body(about, body)
            .answer(200, "Done; a caller with an API key gets the changePasswordId", answer)
            .answer(403, "There is no template for the message", Content::none())
            .answer(422, "The user has no address", Content::none())
    },
    run: Run::Write(forgot),
};

fn forgot(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let mut login = None;
    for name in ["loginId", "email", "username"] {
        login = login.or(call.text(name)?);
    }
    let Some(login) = login else {
        let message = "You must specify the [loginId] property.";
        return Err(Refusal::field("loginId", "blank", message));
    };
    // Without a key, the message is always sent: it is the only way to the id.
    let mut sends = true;
    for name in ["sendForgotPasswordEmail", "sendForgotPasswordMessage"] {
        let wanted = call.body.get(name).is_none_or(Value::is_null) || call.flag(name)?;
        sends &= wanted || !call.with_key();
    }
    let app = call.body_id("applicationId")?;
    let tenant = match (&call.tenant, &app) {
        (None, Some(app)) => {
            let found = application::find(db, app)?;
            text_of(&found.ok_or_else(Refusal::not_found)?, "tenantId").to_owned()
        }
        _ => call.need_tenant(db)?,
    };
    let tenant = tenant::of(db, &tenant)?;
    if let Some(app) = &app {
        application::named(db, app, text_of(&tenant, "id"))?;
    }
    let kinds = call.login_kinds()?;
    let found = user::found_by(db, text_of(&tenant, "id"), login, &kinds)?;
    // The message goes to the number only if the user was found by the number.
    let kind = found.as_ref().map(|(_, kind)| *kind).or(kinds.first().copied());
    let identity = kind.map_or(Identity::Email, Identity::of);
    if sends && !has_template(&tenant, identity) {
        return Err(Refusal::Empty(StatusCode::FORBIDDEN));
    }
    let user = found.map(|(user, _)| user).filter(|user| user.is("active"));
    let user = user.ok_or_else(Refusal::not_found)?;
    let to = match identity {
        Identity::Email => user.mail_address().map(To::Email),
        Identity::Phone => user.text("phoneNumber").map(To::Phone),
    };
    if sends && to.is_none() {
        return Err(Refusal::Empty(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let ttl = "/externalIdentifierConfiguration/changePasswordIdTimeToLiveInSeconds";
    let to = to.filter(|_| sends);
    let own = to.is_some_and(|to| Some(to.text()) == identity.of_user(&user));
    let sent = own.then(|| identity.name().to_owned());
    let memory = serde_json::to_string(&Memory { sent, state: call.state_to_repeat() })?;
    let new = New {
        kind: Kind::Password,
        user: &user.id,
        application: app.as_deref(),
        with_code: false,
        state: Some(&memory),
        seconds: number_at(&tenant, ttl, 600),
    };
    let made = match call.text("changePasswordId")?.filter(|_| call.with_key()) {
        Some(id) if tickets::is_taken(&call.state, db, id)? => {
            let message = "The [changePasswordId] property is in use.";
            return Err(Refusal::field("changePasswordId", "duplicate", message));
        }
        Some(id) => tickets::make_with(&call.state, db, &new, id.to_owned())?,
        None => tickets::make(&call.state, db, &new)?,
    };
    let letter = to.map(|to| {
        let why = mails::Why::ForgotPassword;
        mails::message(why, to, &user.tenant, app.as_deref(), &made.id, None)
    });
    let reply = match call.with_key() {
        true => Reply::json(json!({"changePasswordId": made.id})),
        false => Reply::empty(),
    };
    Ok(reply.with_letter(letter))
}

/// Whether the tenant has a template for the message to the address or to the number.
fn has_template(tenant: &Value, identity: Identity) -> bool {
    let template = match identity {
        Identity::Email => "/emailConfiguration/forgotPasswordEmailTemplateId",
        Identity::Phone => "/phoneConfiguration/forgotPasswordTemplateId",
    };
    tenant.pointer(template).is_some_and(|template| !template.is_null())
}
