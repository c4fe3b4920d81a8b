//! Verifies an e-mail address. The request has the id from the mail, or an API key and the id of the user.

use axum::http::{Method, StatusCode};

use crate::db::Writer;
use crate::fusionauth::answers::{empty, json_body};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::members::is_set;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::tickets::Kind;
use crate::fusionauth::verify_identity::{self, Identity};
use crate::fusionauth::{shapes, store, tenant, tickets};
use crate::openapi::Content;

pub(super) const OPERATION: Operation = Operation {
    name: "verifyEmail",
    routes: &[
        Route::open(Method::POST, "/api/user/verify-email"),
        Route::open(Method::POST, "/api/user/verify-email/{verificationId}"),
    ],
    summary: "Verify an e-mail address",
    describe: |_, _, about| {
        empty(json_body(about, shapes::verification())).answer(
            403,
            "The tenant does not verify addresses",
            Content::none(),
        )
    },
    run: Run::Write(verify),
};

fn verify(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let id = call.text("verificationId")?.or(call.ids.first().map(String::as_str));
    let (mut user, ticket) = match (id, call.body_id("userId")?) {
        (Some(id), _) => {
            let ticket = tickets::find(&call.state, db, Kind::Email, id)?;
            let ticket = ticket.ok_or_else(Refusal::not_found)?;
            (store::user(db, &ticket.user)?, Some(ticket))
        }
        (None, Some(_)) if !call.with_key() => return Err(Refusal::unauthorized()),
        (None, Some(user)) => (store::user(db, &user)?, None),
        (None, None) => {
            let message = "You must specify the [verificationId] property.";
            return Err(Refusal::field("verificationId", "missing", message));
        }
    };
    user = user.filter(|user| call.sees(&user.tenant));
    let mut user = user.ok_or_else(Refusal::not_found)?;
    let tenant = tenant::of(db, &user.tenant)?;
    let Some(ticket) = ticket else {
        verify_identity::mark(call, db, &mut user, Identity::Email, "Administrative")?;
        return Ok(Reply::empty());
    };
    if !is_set(&tenant, "/emailConfiguration/verifyEmail") {
        return Err(Refusal::Empty(StatusCode::FORBIDDEN));
    }
    tickets::check_code(call, ticket.code.as_deref())?;
    if !tickets::take(db, &ticket)? {
        return Err(Refusal::not_found());
    }
    verify_identity::mark(call, db, &mut user, Identity::Email, "Completed")?;
    Ok(Reply::empty())
}
