//! Sends the verification mail for an address again.

use axum::http::{Method, StatusCode};
use serde_json::json;

use crate::db::Writer;
use crate::fusionauth::answers::resent;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::members::{is_set, set_member, text_of};
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::verify_identity::{self, Identity};
use crate::fusionauth::{application, store, tenant};
use crate::openapi::schema::{boolean, format, text};

pub(super) const OPERATION: Operation = Operation {
    name: "resendEmail",
    routes: &[
        Route::open(Method::PUT, "/api/user/verify-email"),
        Route::open(Method::PUT, "/api/user/verify-email/{verificationId}"),
    ],
    summary: "Send the verification mail for an address again",
    describe: |_, _, about| {
        resent(about.query(&[
            ("applicationId", format("uuid")),
            ("email", text()),
            ("sendVerifyEmail", boolean()),
        ]))
    },
    run: Run::Write(resend),
};

fn resend(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    call.query_id("applicationId")?;
    let mail = call.query_flag("sendVerifyEmail")?.unwrap_or(true);
    let Some(email) = call.query.get("email") else {
        let message = "You must specify the [email] as a parameter.";
        return Err(Refusal::field("email", "blank", message));
    };
    if !mail && !call.with_key() {
        return Err(Refusal::unauthorized());
    }
    let tenant = match call.query_id("applicationId")? {
        Some(app) if call.tenant.is_none() => {
            let app = application::find(db, &app)?;
            text_of(&app.ok_or_else(Refusal::not_found)?, "tenantId").to_owned()
        }
        _ => call.need_tenant(db)?,
    };
    let tenant = tenant::of(db, &tenant)?;
    if !is_set(&tenant, "/emailConfiguration/verifyEmail") {
        return Err(Refusal::Empty(StatusCode::FORBIDDEN));
    }
    let user = store::by_email(db, text_of(&tenant, "id"), email)?;
    let user = user.ok_or_else(Refusal::not_found)?;
    let mut made = verify_identity::make(&call.state, db, &user, &tenant, Identity::Email)?;
    made.letter = made.letter.filter(|_| mail);
    if !call.with_key() {
        return Ok(Reply::empty().with_letter(made.letter));
    }
    let mut body = json!({"verificationId": made.id});
    if let Some(code) = made.code {
        set_member(&mut body, "oneTimeCode", code);
    }
    Ok(Reply::json(body).with_letter(made.letter))
}
