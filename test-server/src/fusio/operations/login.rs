//! Logs a user in.

use axum::http::Method;

use crate::fusio::call::Call;
use crate::fusio::operation::Operation;
use crate::fusio::payload::{TEXTS, field, text};
use crate::fusio::reply::{ApiError, Reply};
use crate::fusio::{answers, credentials, roles, tokens};

pub(super) const OPERATION: Operation = Operation {
    method: Method::POST,
    path: "consumer/login",
    id: "consumer.account.login",
    scope: None,
    body: Some(&[text("username"), text("password"), field("scopes", TEXTS)]),
    summary: "Log in by name or e-mail address",
    describe: answers::login,
    run: |call| Box::pin(login(call)),
};

async fn login(call: &Call) -> Result<Reply, ApiError> {
    let username = call
        .payload
        .text("username")
        .ok_or_else(|| ApiError::bad_request("No username provided"))?;
    let password = call
        .payload
        .text("password")
        .ok_or_else(|| ApiError::bad_request("No password provided"))?;
    let user = credentials::authenticate(&call.state, username, password).await?;
    let wrong = || ApiError::bad_request("Invalid name or password");
    let user = user.ok_or_else(wrong)?;
    let scope = roles::granted(&user.scopes, &call.payload.texts("scopes"));
    if scope.is_empty() {
        return Err(ApiError::bad_request(roles::NO_SCOPE));
    }
    let issued = call.state.db.write(|db| match credentials::still_count(db, &user)? {
        true => tokens::issue(&call.state, db, &user, None, scope),
        false => Err(wrong()),
    })?;
    Reply::json(&issued.login_body())
}
