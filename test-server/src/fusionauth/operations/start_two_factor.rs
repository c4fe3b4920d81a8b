//! Starts a check of the second factor of a user who is already known, for example before a change
//! of the password.

use axum::http::Method;
use serde_json::json;

use crate::db::Writer;
use crate::fusionauth::answers::json_body;
use crate::fusionauth::call::Call;
use crate::fusionauth::challenge::{self, Waiting};
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::members::set_member;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{application, second_factor, shapes, store, tenant, user};
use crate::openapi::Content;
use crate::openapi::schema::{any, format, list, object, optional, text};
use crate::token;

pub(super) const OPERATION: Operation = Operation {
    name: "startTwoFactorLogin",
    routes: &[Route::key(Method::POST, "/api/two-factor/start")],
    summary: "Start a check of the second factor of a user",
    describe: |_, _, about| {
        let body = optional([
            ("applicationId", format("uuid")),
            ("code", text()),
            ("loginId", text()),
            ("loginIdTypes", list(&text())),
            ("state", any()),
            ("trustChallenge", text()),
            ("userId", format("uuid")),
        ]);
        let answer = object([
            ("code", text()),
            ("methods?", list(&shapes::factor())),
            ("twoFactorId", text()),
        ]);
        json_body(about, body).answer(200, "The check's id, and the code", Content::json(answer))
    },
    run: Run::Write(start),
};

fn start(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let app = call.body_id("applicationId")?;
    let kinds = call.login_kinds()?;
    let user = match (call.body_id("userId")?, call.text("loginId")?) {
        (Some(id), _) => store::user(db, &id)?.filter(|user| call.sees(&user.tenant)),
        (None, Some(login)) => {
            let tenant = application::tenant(call, db, app.as_deref())?;
            user::by_login(db, &tenant, login, &kinds)?
        }
        (None, None) => {
            let message = "You must specify the [userId] or the [loginId] property.";
            return Err(Refusal::field("userId", "missing", message));
        }
    };
    let user = user.ok_or_else(Refusal::not_found)?;
    let tenant = tenant::of(db, &user.tenant)?;
    if let Some(app) = &app {
        application::named(db, app, &user.tenant)?;
    }
    let waiting = Waiting {
        state: call.state_to_repeat(),
        challenge: call.text("trustChallenge")?.map(token::stored),
        ..Waiting::default()
    };
    let code = match call.text("code")? {
        Some(code) => code.to_owned(),
        None => second_factor::new_code()?,
    };
    let id = challenge::start(&call.state, db, &user, &tenant, app.as_deref(), waiting, &code)?;
    let mut body = json!({"code": code, "twoFactorId": id});
    let methods = second_factor::methods(&user);
    if !methods.is_empty() {
        set_member(&mut body, "methods", methods);
    }
    Ok(Reply::json(body))
}
