//! Whether users may register, and which role new users get.

use axum::http::StatusCode;

use super::call::Call;
use super::reply::ApiError;
use super::roles;

/// Refuses with 503 when registration is switched off.
pub(super) fn check(call: &Call) -> Result<(), ApiError> {
    if call.settings.fusio.registration {
        return Ok(());
    }
    Err(ApiError::new(StatusCode::SERVICE_UNAVAILABLE, "User registration is not enabled"))
}

/// The configured role of new users. If this role does not exist, the answer has the status 500.
/// Unlike most answers with this status, this answer names the cause.
pub(super) fn role(name: &str) -> Result<&'static roles::Role, ApiError> {
    roles::role(name).ok_or_else(|| {
        ApiError::new(StatusCode::INTERNAL_SERVER_ERROR, "Invalid default role configured")
    })
}
