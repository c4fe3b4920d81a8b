//! Ends refresh tokens; answers 200 whatever happens.

use axum::http::Method;
use serde_json::Value;

use crate::fusionauth::answers::{empty, json_body};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{fields, refresh};
use crate::openapi::schema::{boolean, optional, text};

pub(super) const OPERATION: Operation = Operation {
    name: "logout",
    routes: &[Route::open(Method::POST, "/api/logout")],
    writes: true,
    summary: "End refresh tokens",
    describe: |_, _, about| {
        let body = optional([("global", boolean()), ("refreshToken", text())]);
        empty(json_body(about, body)).query(&[("global", boolean()), ("refreshToken", text())])
    },
    run: |call| Box::pin(logout(call)),
};

/// Ends a refresh token, or with `global` all of its owner's.
async fn logout(call: &Call) -> Result<Reply, Refusal> {
    let in_body = call.body.get("refreshToken").and_then(Value::as_str);
    let token = in_body.or_else(|| call.query.get("refreshToken"));
    let token = token.or_else(|| call.cookie("refresh_token"));
    let global = call.body.get("global").and_then(fields::boolean).unwrap_or_default()
        || call.query_flag("global").ok().flatten().unwrap_or_default();
    if let Some(token) = token
        && let Some(session) = refresh::find(&call.state, token).await?
        && call.sees(&session.tenant)
    {
        match global {
            true => refresh::end_of_user(&call.state.db, &session.user).await?,
            false => refresh::end(&call.state.db, &session.id).await?,
        }
    }
    let reply = Reply::empty().with_cookie("access_token", None, false);
    Ok(reply.with_cookie("refresh_token", None, false))
}
