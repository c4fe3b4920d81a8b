//! Who a name and a password belong to.

use super::reply::ApiError;
use super::users::{self, User};
use super::validator;
use crate::state::State;

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
