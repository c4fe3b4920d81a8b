//! `POST /api/logout`: 200 whatever happens.

use super::call::Call;
use super::errors::Refusal;
use super::reply::Reply;
use super::{fields, refresh};

/// Ends a refresh token, or with `global` all of its owner's.
pub(super) async fn logout(call: &Call) -> Result<Reply, Refusal> {
    let in_body = call.body.get("refreshToken").and_then(serde_json::Value::as_str);
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
