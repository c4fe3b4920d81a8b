//! One-time tokens for activation and password reset: made, mailed, checked.

use super::call::Call;
use super::reply::ApiError;
use super::users::{self, Purpose};
use crate::db::Writer;
use crate::mail::Letter;
use crate::token::{self, OneTimeClaims};

/// Makes a token. Its hash replaces the hash of the user's previous token for the same purpose.
pub(super) fn issue(
    call: &Call,
    db: &Writer,
    user_id: i64,
    purpose: Purpose,
) -> Result<String, ApiError> {
    let exp = call.state.clock.now() + i64::from(call.settings.fusio.expire_one_time);
    let token = call.state.signer().sign(&OneTimeClaims { exp, jti: token::random_hex(8)? })?;
    users::set_one_time(db, user_id, purpose, &token::stored(&token))?;
    Ok(token)
}

/// Mails a token before the request is answered, as the vendor does.
pub(super) async fn mail(
    call: &Call,
    purpose: Purpose,
    name: &str,
    email: &str,
    token: &str,
) -> Result<(), ApiError> {
    let fusio = &call.settings.fusio;
    let (subject, template) = match purpose {
        Purpose::Activation => (&fusio.mail_register_subject, &fusio.mail_register_body),
        Purpose::Reset => (&fusio.mail_pw_reset_subject, &fusio.mail_pw_reset_body),
    };
    let apps_url = fusio.apps_url.clone().unwrap_or_else(|| format!("{}/apps", call.state.url));
    let values =
        [("apps_url", apps_url.as_str()), ("name", name), ("email", email), ("token", token)];
    let letter = Letter { to: email, subject, template, values: &values };
    call.state.send(letter, &call.settings.mail).await?;
    Ok(())
}

/// Checks form, signature and expiry; returns the token's hash, which the database has in place of the token.
pub(super) fn verify(call: &Call, token: &str) -> Result<String, ApiError> {
    match call.state.signer().verify(token, call.state.clock.now()) {
        Ok(()) => Ok(token::stored(token)),
        Err(_) => Err(ApiError::bad_request("Invalid token provided")),
    }
}

/// The refusal of a token that this server has signed, but that is unknown, used, or replaced by a
/// newer token.
#[track_caller]
pub(super) fn unknown() -> ApiError {
    ApiError::bad_request("Could not find user for token")
}
