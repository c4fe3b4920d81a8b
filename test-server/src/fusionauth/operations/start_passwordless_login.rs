//! Starts a login without a password: makes the code, but does not send it.

use axum::http::Method;
use serde_json::json;

use crate::db::Writer;
use crate::fusionauth::answers::json_body;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::members::{set_member, text_of};
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{passwordless, user};
use crate::openapi::Content;
use crate::openapi::schema::{any, format, list, object, one_of, optional, text};

pub(super) const OPERATION: Operation = Operation {
    name: "startPasswordlessLogin",
    routes: &[Route::key(Method::POST, "/api/passwordless/start")],
    summary: "Make the code of a login without a password",
    describe: |_, _, about| {
        let body = optional([
            ("applicationId", format("uuid")),
            ("loginId", text()),
            ("loginIdTypes", list(&text())),
            ("loginStrategy", one_of(&["ClickableLink", "FormField"])),
            ("state", any()),
        ]);
        let answer = object([("code", text()), ("oneTimeCode?", text())]);
        json_body(about, body).answer(200, "The code", Content::json(answer))
    },
    run: Run::Write(start),
};

fn start(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let app = passwordless::application(call, db)?;
    let login = call.text("loginId")?.unwrap_or_default();
    let found = user::found_by(db, text_of(&app, "tenantId"), login, &call.login_kinds()?)?;
    let (user, kind) = found.ok_or_else(Refusal::not_found)?;
    let made = passwordless::start(call, db, &app, &user, kind)?;
    let mut body = json!({"code": made.id});
    if let Some(code) = made.code {
        set_member(&mut body, "oneTimeCode", code);
    }
    Ok(Reply::json(body))
}
