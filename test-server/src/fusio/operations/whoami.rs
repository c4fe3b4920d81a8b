//! Shows the caller's account, as `consumer/account` does.

use axum::http::Method;

use crate::fusio::account;
use crate::fusio::operation::Operation;

pub(super) const OPERATION: Operation = Operation {
    method: Method::GET,
    path: "authorization/whoami",
    id: "authorization.getWhoami",
    scope: Some("authorization"),
    body: None,
    summary: "The caller's account",
    describe: account::describe,
    run: |call| Box::pin(async move { account::show(call) }),
};
