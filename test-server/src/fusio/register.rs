//! `POST /consumer/register`

use axum::http::StatusCode;

use super::call::Call;
use super::reply::{ApiError, Reply};
use super::users::{self, NewUser, Purpose};
use super::{captcha, one_time, roles, validator};

/// Registers a user; with approval, the user is disabled until the mailed token comes back.
pub(super) async fn register(call: &Call) -> Result<Reply, ApiError> {
    let (state, fusio) = (&call.state, &call.settings.fusio);
    enabled(call)?;
    captcha::check(call).await?;
    let role = role(&fusio.role_default)?;
    let name = call
        .payload
        .text("name")
        .ok_or_else(|| ApiError::bad_request("No username was provided"))?;
    let email =
        call.payload.text("email").ok_or_else(|| ApiError::bad_request("No email was provided"))?;
    let password = call
        .payload
        .text("password")
        .ok_or_else(|| ApiError::bad_request("No password was provided"))?;
    validator::name(name)?;
    users::name_is_free(&state.db, name).await?;
    validator::email(email)?;
    users::email_is_free(&state.db, email).await?;
    validator::password(password, fusio.user_pw_length)?;

    let hash = state.hasher.hash(users::hashed(password)).await?;
    let status = if fusio.user_approval { users::DISABLED } else { users::ACTIVE };
    let user = NewUser {
        role,
        status,
        name,
        email: Some(email),
        password: Some(&hash),
        points: fusio.points_default,
        remote: None,
    };
    let id = users::create(&state.db, &user, state.clock.now()).await?;
    if fusio.user_approval {
        let token = one_time::issue(call, id, Purpose::Activation).await?;
        one_time::mail(call, Purpose::Activation, name, email, &token).await?;
    }
    Reply::success("Registration successful")
}

/// 503 when registration is switched off; activation obeys the same switch.
pub(super) fn enabled(call: &Call) -> Result<(), ApiError> {
    if call.settings.fusio.registration {
        return Ok(());
    }
    Err(ApiError::new(StatusCode::SERVICE_UNAVAILABLE, "User registration is not enabled"))
}

/// The configured role of new users; this 500 keeps its text.
pub(super) fn role(name: &str) -> Result<&'static roles::Role, ApiError> {
    roles::role(name).ok_or_else(|| {
        ApiError::new(StatusCode::INTERNAL_SERVER_ERROR, "Invalid default role configured")
    })
}
