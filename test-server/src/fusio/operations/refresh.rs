//! Renews the tokens of a login.

use axum::http::Method;

use crate::fusio::call::Call;
use crate::fusio::operation::Operation;
use crate::fusio::payload::text;
use crate::fusio::reply::{ApiError, Reply};
use crate::fusio::{answers, tokens};

pub(super) const OPERATION: Operation = Operation {
    method: Method::PUT,
    path: "consumer/login",
    id: "consumer.account.refresh",
    scope: None,
    body: Some(&[text("refresh_token")]),
    summary: "Exchange a refresh token for a new pair of tokens",
    describe: answers::login,
    run: |call| Box::pin(async move { refresh(call) }),
};

fn refresh(call: &Call) -> Result<Reply, ApiError> {
    let refresh = call
        .payload
        .text("refresh_token")
        .ok_or_else(|| ApiError::bad_request("No refresh token provided"))?;
    Reply::json(&tokens::renew(&call.state, refresh)?.login_body())
}
