//! Starts the change of a forgotten password.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::db::Writer;
use crate::fusionauth::answers::json_body;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::members::{number_at, text_of};
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::password::Memory;
use crate::fusionauth::reply::Reply;
use crate::fusionauth::tickets::{Kind, New};
use crate::fusionauth::verify_identity::Identity;
use crate::fusionauth::{application, mails, tenant, tickets, user};
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
            ("state", any()),
        ]);
        let answer = Content::json(object([("changePasswordId", text())])).or_none();
        json_body(about, body)
            .answer(200, "Done; a caller with an API key gets the changePasswordId", answer)
            .answer(403, "There is no template for the mail", Content::none())
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
    let mut mail = true;
    for name in ["sendForgotPasswordEmail", "sendForgotPasswordMessage"] {
        mail &= call.body.get(name).is_none_or(Value::is_null) || call.flag(name)?;
    }
    if !mail && !call.with_key() {
        return Err(Refusal::unauthorized());
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
    if tenant.pointer("/emailConfiguration/forgotPasswordEmailTemplateId").is_none() {
        return Err(Refusal::Empty(StatusCode::FORBIDDEN));
    }
    let user = user::by_login(db, text_of(&tenant, "id"), login, &call.login_kinds())?;
    let user = user.filter(|user| user.is("active")).ok_or_else(Refusal::not_found)?;
    if mail && user.mail_address().is_none() {
        return Err(Refusal::Empty(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let ttl = "/externalIdentifierConfiguration/changePasswordIdTimeToLiveInSeconds";
    let letter = |id: &str| {
        let why = mails::Why::ForgotPassword;
        mails::letter(why, &user, app.as_deref(), id, None).filter(|_| mail)
    };
    let own = user.mail_address().is_some() && user.mail_address() == user.text("email");
    let sent = (mail && own).then(|| Identity::Email.name().to_owned());
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
    let letter = letter(&made.id);
    let reply = match call.with_key() {
        true => Reply::json(json!({"changePasswordId": made.id})),
        false => Reply::empty(),
    };
    Ok(reply.with_letter(letter))
}
