//! Ends refresh tokens. The answer is 200 even if the request has no valid refresh token.

use axum::http::Method;
use serde_json::Value;

use crate::db::Writer;
use crate::fusionauth::answers::{empty, json_body};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{fields, refresh};
use crate::openapi::schema::{boolean, optional, text};

pub(super) const OPERATION: Operation = Operation {
    name: "logout",
    routes: &[Route::open(Method::POST, "/api/logout")],
    summary: "End refresh tokens",
    describe: |_, _, about| {
        let body = optional([("global", boolean()), ("refreshToken", text())]);
        empty(json_body(about, body)).query(&[("global", boolean()), ("refreshToken", text())])
    },
    run: Run::Write(logout),
};

/// Ends the refresh token of the request. With `global`, ends all refresh tokens of the token's user.
fn logout(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let in_body = call.body.get("refreshToken").and_then(Value::as_str);
    let in_body = in_body.filter(|token| !token.is_empty());
    let token = in_body.or_else(|| call.query.get("refreshToken"));
    let token = token.or_else(|| call.cookie("refresh_token"));
    let global = call.body.get("global").and_then(fields::boolean).unwrap_or_default()
        || call.query_flag("global").ok().flatten().unwrap_or_default();
    if let Some(token) = token
        && let Some(session) = refresh::find(&call.state, db, token)?
        && call.sees(&session.tenant)
    {
        match global {
            true => refresh::end_of_user(db, &session.user)?,
            false => refresh::end(db, &session.id)?,
        }
    }
    let reply = Reply::empty().with_cookie("access_token", None, None);
    Ok(reply.with_cookie("refresh_token", None, None))
}
