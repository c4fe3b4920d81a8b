//! Sends the verification mail for a registration again.

use axum::http::{Method, StatusCode};
use serde_json::json;

use crate::db::Writer;
use crate::fusionauth::answers::resent;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::{Errors, Refusal};
use crate::fusionauth::members::{is_set, set_member, text_of};
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{application, normalize, store, verify_registration};
use crate::openapi::schema::{boolean, format, text};

pub(super) const OPERATION: Operation = Operation {
    name: "resendRegistration",
    routes: &[
        Route::open(Method::PUT, "/api/user/verify-registration"),
        Route::open(Method::PUT, "/api/user/verify-registration/{verificationId}"),
    ],
    summary: "Send the verification mail for a registration again",
    describe: |_, _, about| {
        resent(about.query(&[
            ("applicationId", format("uuid")),
            ("email", text()),
            ("sendVerifyRegistrationEmail", boolean()),
            ("sendVerifyPasswordEmail", boolean()),
        ]))
    },
    run: Run::Write(resend),
};

fn resend(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let mut errors = Errors::default();
    let sent = call.query.get("applicationId");
    let id = sent.and_then(normalize::uuid_parameter);
    if id.is_none() {
        if sent.is_some() {
            errors.field("applicationId", "couldNotConvert", "Invalid UUID");
        }
        let message = "You must specify the [applicationId] as a parameter.";
        errors.field("applicationId", "missing", message);
    }
    let email = call.query.get("email");
    if email.is_none() {
        errors.field("email", "blank", "You must specify the [email] as a parameter.");
    }
    let mut mail = true;
    for name in ["sendVerifyRegistrationEmail", "sendVerifyPasswordEmail"] {
        mail &= call.query_flag(name)?.unwrap_or(true);
    }
    errors.check()?;
    if !mail && !call.with_key() {
        return Err(Refusal::unauthorized());
    }
    let (Some(id), Some(email)) = (id, email) else { return Err(Refusal::not_found()) };
    let app = application::find(db, &id)?;
    let app =
        app.filter(|app| call.sees(text_of(app, "tenantId"))).ok_or_else(Refusal::not_found)?;
    if !is_set(&app, "/verifyRegistration") {
        return Err(Refusal::Empty(StatusCode::FORBIDDEN));
    }
    let tenant = text_of(&app, "tenantId");
    let user = store::by_email(db, tenant, email)?;
    let user = user.ok_or_else(Refusal::not_found)?;
    if store::registration(db, &user.id, &id)?.is_none() {
        return Err(Refusal::not_found());
    }
    let made = verify_registration::make(&call.state, db, &user, &app, mail)?;
    if !call.with_key() {
        return Ok(Reply::empty().with_letter(made.letter));
    }
    let mut body = json!({"verificationId": made.id});
    if let Some(code) = made.code {
        set_member(&mut body, "oneTimeCode", code);
    }
    Ok(Reply::json(body).with_letter(made.letter))
}
