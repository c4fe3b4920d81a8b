//! Finds a user by name and password.

use super::reply::ApiError;
use super::users::{self, User};
use super::validator;
use crate::db::Reader;
use crate::state::State;

/// The active user with this name or e-mail address and this password. The search takes the same time
/// if there is no such user.
pub(super) async fn authenticate(
    state: &State,
    username: &str,
    password: &str,
) -> Result<Option<User>, ApiError> {
    let user = state.db.read(|db| match validator::is_login_name(username) {
        true => users::by_name(db, username),
        false => users::by_email(db, username),
    })?;
    let user = user.filter(|user| user.status == users::ACTIVE);
    let hash = user.as_ref().and_then(|user| user.password.as_deref());
    let right = state.hasher.verify(users::hashed(password), hash).await?;
    Ok(user.filter(|_| right))
}

/// Whether the user is still active and still has the password that was checked.
pub(super) fn still_count(db: &Reader, user: &User) -> Result<bool, ApiError> {
    let now = users::by_id(db, user.id)?;
    Ok(now.is_some_and(|now| now.status == users::ACTIVE && now.password == user.password))
}
