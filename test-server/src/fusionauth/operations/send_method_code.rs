//! Sends the code that adds a two-factor method to a user, or removes one.

use axum::http::Method;
use serde_json::json;

use crate::db::Writer;
use crate::fusionauth::answers::{empty, json_body};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::{Errors, Refusal};
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{concerned, messages, tenant};
use crate::openapi::schema::{format, one_of, optional, text};

pub(super) const OPERATION: Operation = Operation {
    name: "sendTwoFactorCodeForEnableDisable",
    routes: &[Route::open(Method::POST, "/api/two-factor/send")],
    summary: "Send the code that adds or removes a second factor",
    describe: |_, _, about| {
        let body = optional([
            ("applicationId", format("uuid")),
            ("email", text()),
            ("messageType", text()),
            ("method", one_of(&["email", "sms"])),
            ("methodId", text()),
            ("mobilePhone", text()),
            ("userId", format("uuid")),
        ]);
        empty(json_body(about, body))
    },
    run: Run::Write(send),
};

fn send(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let user = concerned::user(call, db, call.body_id("userId")?)?;
    let tenant = tenant::of(db, &user.tenant)?;
    let method = match (call.text("methodId")?, call.text("method")?) {
        (Some(_), _) => messages::method(call, &user)?,
        (None, Some(kind)) => {
            let mut errors = Errors::default();
            let address = messages::new_address(call, kind, &mut errors)?;
            errors.check()?;
            match address {
                Some((name, address)) => json!({"method": kind, name: address}),
                None => json!({"method": kind}),
            }
        }
        (None, None) => {
            let message = "You must specify the [method] or the [methodId] property.";
            return Err(Refusal::field("method", "missing", message));
        }
    };
    messages::check(&tenant, &method)?;
    let letter = messages::send_change(&call.state, db, &user, &tenant, &method)?;
    Ok(Reply::empty().with_letter(Some(letter)))
}
