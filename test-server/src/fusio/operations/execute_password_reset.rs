//! Sets a new password with a mailed token.

use axum::http::Method;

use crate::fusio::call::Call;
use crate::fusio::operation::Operation;
use crate::fusio::payload::text;
use crate::fusio::reply::{ApiError, Reply};
use crate::fusio::{answers, one_time, users, validator};

pub(super) const OPERATION: Operation = Operation {
    method: Method::PUT,
    path: "consumer/password_reset",
    id: "consumer.account.executePasswordReset",
    scope: None,
    body: Some(&[text("token"), text("newPassword")]),
    summary: "Set a new password with the mailed token",
    describe: |document, operation| {
        let refusal = answers::refusal(document);
        answers::done(document, operation).answer(404, "The request has no token", refusal)
    },
    run: |call| Box::pin(execute(call)),
};

async fn execute(call: &Call) -> Result<Reply, ApiError> {
    let db = &call.state.db;
    let token =
        call.payload.text("token").ok_or_else(|| ApiError::not_found("No token was provided"))?;
    let hash = one_time::verify(call, token)?;
    if db.read(|db| users::by_reset(db, &hash))?.is_none() {
        return Err(one_time::unknown());
    }
    let Some(password) = call.payload.text("newPassword") else {
        db.write(|db| users::use_reset(db, &hash, None))?;
        return Err(ApiError::bad_request("Provided no new password"));
    };
    // The vendor accepts any password here. If this server refuses one, the token stays valid.
    validator::password(password, call.settings.fusio.user_pw_length)?;
    let password = call.state.hasher.hash(users::hashed(password)).await?;
    if !db.write(|db| users::use_reset(db, &hash, Some(&password)))? {
        return Err(one_time::unknown());
    }
    Reply::success("Password successful changed")
}
