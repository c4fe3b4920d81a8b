//! Revokes the token of the call.

use axum::http::Method;

use crate::fusio::call::Call;
use crate::fusio::operation::Operation;
use crate::fusio::reply::{ApiError, Reply};
use crate::fusio::{answers, tokens};

pub(super) const OPERATION: Operation = Operation {
    method: Method::POST,
    path: "authorization/revoke",
    id: "authorization.revoke",
    scope: Some("authorization"),
    body: None,
    summary: "Revoke the token of this call",
    describe: answers::done,
    run: |call| Box::pin(async move { revoke(call) }),
};

/// Revokes the token of this call together with its refresh token.
fn revoke(call: &Call) -> Result<Reply, ApiError> {
    let token = call.caller()?;
    call.state.db.write(|db| tokens::end(db, token))?;
    Reply::done()
}
