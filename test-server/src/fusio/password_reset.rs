//! `POST` and `PUT /consumer/password_reset`

use super::call::Call;
use super::reply::{ApiError, Reply};
use super::users::{self, Purpose};
use super::{captcha, one_time, validator};

/// Mails a reset token.
pub(super) async fn request(call: &Call) -> Result<Reply, ApiError> {
    captcha::check(call).await?;
    let email =
        call.payload.text("email").ok_or_else(|| ApiError::bad_request("No email was provided"))?;
    let user = users::by_email(&call.state.db, email).await?;
    // A deleted user is as good as unknown.
    let user = user.filter(|user| user.status == users::ACTIVE || user.status == users::DISABLED);
    let user = user.ok_or_else(|| ApiError::not_found("Could not find user"))?;
    if user.password.is_none() {
        return Err(ApiError::bad_request("Provided user is not a local user"));
    }
    let token = one_time::issue(call, user.id, Purpose::Reset).await?;
    one_time::mail(call, Purpose::Reset, &user.name, email, &token).await?;
    Reply::success("Password reset email was send")
}

/// Sets a new password with a reset token.
pub(super) async fn execute(call: &Call) -> Result<Reply, ApiError> {
    let db = &call.state.db;
    let token =
        call.payload.text("token").ok_or_else(|| ApiError::not_found("No token was provided"))?;
    let hash = one_time::verify(call, token)?;
    if users::by_one_time(db, Purpose::Reset, &hash).await?.is_none() {
        return Err(one_time::unknown());
    }
    let Some(password) = call.payload.text("newPassword") else {
        users::use_reset(db, &hash, None).await?;
        return Err(ApiError::bad_request("Provided no new password"));
    };
    // The vendor accepts any password here. A refusal of ours must not cost the user the token.
    validator::password(password, call.settings.fusio.user_pw_length)?;
    let password = call.state.hasher.hash(users::hashed(password)).await?;
    if !users::use_reset(db, &hash, Some(&password)).await? {
        return Err(one_time::unknown());
    }
    Reply::success("Password successful changed")
}
