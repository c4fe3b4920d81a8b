//! Sends the code of a login without a password. For a request in the older form, also makes the code.

use axum::http::Method;

use crate::db::Writer;
use crate::fusionauth::answers::{empty, json_body};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::members::text_of;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{passwordless, user};
use crate::openapi::schema::{any, format, optional, text};

pub(super) const OPERATION: Operation = Operation {
    name: "sendPasswordlessCode",
    routes: &[Route::open(Method::POST, "/api/passwordless/send")],
    summary: "Send the code of a login without a password",
    describe: |_, _, about| {
        let body = optional([
            ("applicationId", format("uuid")),
            ("code", text()),
            ("loginId", text()),
            ("state", any()),
        ]);
        empty(json_body(about, body))
    },
    run: Run::Write(send),
};

fn send(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let made;
    let code = match call.text("code")? {
        Some(code) => code,
        None => {
            made = make(call, db)?;
            &made
        }
    };
    let started = passwordless::find(call, db, code)?;
    let mut started = started.ok_or_else(|| {
        let message = "The [code] property is not valid. It is unknown, used or expired.";
        Refusal::field("code", "invalid", message)
    })?;
    let letter = passwordless::letter(db, &mut started, code)?;
    Ok(Reply::empty().with_letter(letter))
}

/// Makes the code for a request in the older form. Such a request has no code: it names the user by
/// address or username.
fn make(call: &Call, db: &Writer) -> Result<String, Refusal> {
    if call.text("loginId")?.is_none() && call.body_id("applicationId")?.is_none() {
        let message = "You must specify the [code] property.";
        return Err(Refusal::field("code", "blank", message));
    }
    let app = passwordless::application(call, db)?;
    let login = call.text("loginId")?.unwrap_or_default();
    let found = user::found_by(db, text_of(&app, "tenantId"), login, &[])?;
    let (user, kind) = found.ok_or_else(Refusal::not_found)?;
    Ok(passwordless::start(call, db, &app, &user, kind)?.id)
}
