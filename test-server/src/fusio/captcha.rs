//! The captcha check of registration and of password reset. It comes before the checks of other fields.

use super::call::Call;
use super::reply::ApiError;

/// Passes if no secret is configured, or if the verifier says that the captcha is solved.
pub(super) async fn check(call: &Call) -> Result<(), ApiError> {
    let secret = &call.settings.fusio.recaptcha_secret;
    if secret.is_empty() {
        return Ok(());
    }
    let solved = match call.payload.text("captcha") {
        Some(captcha) => {
            crate::captcha::verify(&call.state, secret.expose(), captcha, call.ip).await?
        }
        None => false,
    };
    if solved { Ok(()) } else { Err(ApiError::bad_request("Invalid captcha")) }
}
