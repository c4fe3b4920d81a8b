//! `PUT /consumer/login`: a new pair of tokens for a refresh token.

use super::call::Call;
use super::reply::{ApiError, Reply};
use super::tokens::{self, Issued, Renewable};
use super::users;
use crate::state::State;

/// Renews a token.
pub(super) async fn refresh(call: &Call) -> Result<Reply, ApiError> {
    let refresh = call
        .payload
        .text("refresh_token")
        .ok_or_else(|| ApiError::bad_request("No refresh token provided"))?;
    Reply::json(&renew(&call.state, refresh).await?.login_body())
}

/// Ends the old pair and issues a new one with the same scopes for the same app.
pub(super) async fn renew(state: &State, refresh: &str) -> Result<Issued, ApiError> {
    let old = match tokens::renewable(state, refresh).await? {
        Renewable::Unknown => return Err(ApiError::bad_request("Invalid refresh token")),
        Renewable::Expired => return Err(ApiError::bad_request("Refresh token is expired")),
        Renewable::Good(old) => old,
    };
    // The vendor ends the access token first, and asks then whose it was.
    tokens::end_access(state, &old).await?;
    let user = users::by_id(&state.db, old.user_id)
        .await?
        .ok_or_else(|| ApiError::bad_request("Invalid user"))?;
    if user.status != users::ACTIVE {
        return Err(ApiError::bad_request("Invalid user status"));
    }
    if let Some(key) = &old.app_key {
        let settings = state.settings();
        let app = settings.fusio.apps.iter().find(|app| app.key == *key);
        let app = app.ok_or_else(|| ApiError::bad_request("Invalid app"))?;
        if app.status != 1 {
            return Err(ApiError::bad_request("Invalid app status"));
        }
    }
    if !tokens::end(&state.db, &old).await? {
        return Err(ApiError::bad_request("Invalid refresh token"));
    }
    tokens::issue(state, &user, old.app_key.as_deref(), old.scopes).await
}
