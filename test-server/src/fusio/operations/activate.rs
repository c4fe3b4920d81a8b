//! Activates a user.

use axum::http::Method;

use crate::fusio::call::Call;
use crate::fusio::operation::Operation;
use crate::fusio::payload::text;
use crate::fusio::reply::{ApiError, Reply};
use crate::fusio::{answers, one_time, registration, users};

pub(super) const OPERATION: Operation = Operation {
    method: Method::POST,
    path: "consumer/activate",
    id: "consumer.account.activate",
    scope: None,
    body: Some(&[text("token")]),
    summary: "Activate a user with the mailed token",
    describe: answers::registration,
    run: |call| Box::pin(async move { activate(call) }),
};

/// Activates the user to whom the token in the request was mailed.
fn activate(call: &Call) -> Result<Reply, ApiError> {
    registration::check(call)?;
    let token =
        call.payload.text("token").ok_or_else(|| ApiError::bad_request("No token provided"))?;
    let hash = one_time::verify(call, token)?;
    if !call.state.db.write(|db| users::activate(db, &hash))? {
        return Err(one_time::unknown());
    }
    Reply::success("Activation successful")
}
