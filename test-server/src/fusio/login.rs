//! `POST /consumer/login`

use super::call::Call;
use super::reply::{ApiError, Reply};
use super::users::{self, User};
use super::{roles, tokens, validator};
use crate::state::State;

/// Logs a user in by name or e-mail address.
pub(super) async fn login(call: &Call) -> Result<Reply, ApiError> {
    let username = call
        .payload
        .text("username")
        .ok_or_else(|| ApiError::bad_request("No username provided"))?;
    let password = call
        .payload
        .text("password")
        .ok_or_else(|| ApiError::bad_request("No password provided"))?;
    let user = authenticate(&call.state, username, password).await?;
    let user = user.ok_or_else(|| ApiError::bad_request("Invalid name or password"))?;
    let scope = roles::granted(&user.scopes, &call.payload.texts("scopes"));
    if scope.is_empty() {
        return Err(ApiError::bad_request(NO_SCOPE));
    }
    let issued = tokens::issue(&call.state, &user, None, scope).await?;
    Reply::json(&issued.login_body())
}

/// What is said when none of the asked scopes may be had.
pub(super) const NO_SCOPE: &str = "No valid scope given";

/// The active user with this name or address and password. All other cases look and take the same.
pub(super) async fn authenticate(
    state: &State,
    username: &str,
    password: &str,
) -> Result<Option<User>, ApiError> {
    let user = if validator::is_login_name(username) {
        users::by_name(&state.db, username).await?
    } else {
        users::by_email(&state.db, username).await?
    };
    let user = user.filter(|user| user.status == users::ACTIVE);
    let hash = user.as_ref().and_then(|user| user.password.as_deref());
    let right = state.hasher.verify(users::hashed(password), hash).await?;
    Ok(user.filter(|_| right))
}
