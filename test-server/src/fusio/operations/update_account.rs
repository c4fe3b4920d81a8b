//! Changes the caller's account.

use axum::http::Method;

use crate::fusio::call::Call;
use crate::fusio::operation::Operation;
use crate::fusio::payload::{Field, Kind, TEXTS, field, text};
use crate::fusio::reply::{ApiError, Reply};
use crate::fusio::{account, answers, payload, users, validator};

pub(super) const OPERATION: Operation = Operation {
    method: Method::PUT,
    path: "consumer/account",
    id: "consumer.account.update",
    scope: Some("consumer.account"),
    body: Some(BODY),
    summary: "Change the caller's e-mail address",
    describe: answers::changed,
    run: |call| Box::pin(async move { update(call) }),
};

const PLAN: &[Field] = &[
    field("id", Kind::Integer),
    text("name"),
    field("price", Kind::Integer),
    field("points", Kind::Integer),
    field("period", Kind::Integer),
];

const BODY: &[Field] = &[
    field("id", Kind::Integer),
    field("planId", Kind::Integer),
    field("status", Kind::Integer),
    text("name"),
    text("email"),
    field("points", Kind::Integer),
    field("scopes", TEXTS),
    field("plans", Kind::List(&Kind::Object(PLAN))),
    field("metadata", Kind::Object(&[])),
    field("date", Kind::Instant),
];

/// Changes the e-mail address; other members are ignored.
fn update(call: &Call) -> Result<Reply, ApiError> {
    call.state.db.write(|db| {
        let user = account::current(call, db)?;
        let Some(email) = call.payload.any_text("email") else { return Ok(()) };
        if payload::is_empty(email) {
            return Err(ApiError::bad_request("Email must not be empty"));
        }
        if user.email.as_deref() == Some(email) {
            return Ok(());
        }
        validator::email(email)?;
        users::email_is_free(db, email)?;
        users::set_email(db, user.id, email)
    })?;
    Reply::success("Account successfully updated")
}
