//! The bodies of the password operations.

use serde::{Deserialize, Serialize};

use crate::secret::Secret;

/// `POST /consumer/password_reset`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct RequestPasswordResetRequest {
    /// The e-mail address of the account.
    pub email: String,
    /// The answer of the captcha widget, if the server asks for one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub captcha: Option<Secret>,
}

impl RequestPasswordResetRequest {
    /// A request for a mail with a reset link.
    pub fn new(email: impl Into<String>) -> Self {
        Self { email: email.into(), captcha: None }
    }
}

/// `PUT /consumer/password_reset`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ExecutePasswordResetRequest {
    /// The token from the link in the mail; valid once, for one hour.
    pub token: Secret,
    /// The new password.
    pub new_password: Secret,
}

impl ExecutePasswordResetRequest {
    /// A request that sets a new password with the token from the mail.
    pub fn new(token: impl Into<Secret>, new_password: impl Into<Secret>) -> Self {
        Self { token: token.into(), new_password: new_password.into() }
    }
}

/// `PUT /consumer/account/change_password`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ChangePasswordRequest {
    /// The current password.
    pub old_password: Secret,
    /// The new password.
    pub new_password: Secret,
    /// The new password again, as the user repeated it.
    pub verify_password: Secret,
}

impl ChangePasswordRequest {
    /// A request that changes the password.
    pub fn new(
        old_password: impl Into<Secret>,
        new_password: impl Into<Secret>,
        verify_password: impl Into<Secret>,
    ) -> Self {
        Self {
            old_password: old_password.into(),
            new_password: new_password.into(),
            verify_password: verify_password.into(),
        }
    }
}
