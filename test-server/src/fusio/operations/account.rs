//! Shows the caller's account.

use axum::http::Method;

use crate::fusio::account;
use crate::fusio::operation::Operation;

pub(super) const OPERATION: Operation = Operation {
    method: Method::GET,
    path: "consumer/account",
    id: "consumer.account.get",
    scope: Some("consumer.account"),
    body: None,
    summary: "The caller's account",
    describe: account::describe,
    run: |call| Box::pin(async move { account::show(call) }),
};
