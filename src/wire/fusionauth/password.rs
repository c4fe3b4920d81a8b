//! The bodies of forgotten and changed passwords, and of the rules for passwords.

use serde::{Deserialize, Serialize};

use super::event_info::EventInfo;
use crate::{secret::Secret, wire::Members};

/// `POST /api/user/forgot-password`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ForgotPasswordRequest {
    /// The application (UUID) whose template is used for the message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_id: Option<String>,
    /// The id for changing the password; needs an API key. Default: a random id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change_password_id: Option<Secret>,
    /// The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_info: Option<EventInfo>,
    /// The e-mail address or the user name, or the phone number if `login_id_types` contains `phoneNumber`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub login_id: Option<String>,
    /// The types that `login_id` may have: one or more of `email`, `username` and `phoneNumber`. The server
    /// tries them in the order of this list. Default: `email`, then `username`. Since 1.59.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub login_id_types: Option<Vec<String>>,
    /// Whether the server sends the e-mail. Without an API key, it always does. Default true. Deprecated
    /// since 1.59.0: use `send_forgot_password_message`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub send_forgot_password_email: Option<bool>,
    /// Whether the server sends the message (an e-mail or a text message) to the user. Without an API key,
    /// it always does. Default true. Since 1.59.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub send_forgot_password_message: Option<bool>,
    /// Values that the answer to the password change returns.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub state: Option<Members>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl ForgotPasswordRequest {
    /// Asks the server to send the message to this user.
    #[must_use]
    pub fn new(login_id: impl Into<String>) -> Self {
        Self { login_id: Some(login_id.into()), ..Self::default() }
    }
}

/// The answer of `POST /api/user/forgot-password`. Without an API key it is empty.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ForgotPasswordResponse {
    /// The id for changing the password; by default valid for ten minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change_password_id: Option<Secret>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// `POST /api/user/change-password` with the id for changing the password.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[cfg_attr(js, tsify(rename = "FusionAuthChangePasswordRequest"))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ChangePasswordRequest {
    /// The application (UUID).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_id: Option<String>,
    /// The id for changing the password. It is in the message to the user, or in the answer to a login that
    /// requires a new password.
    pub change_password_id: Secret,
    /// The current password. If the request has it, the server checks it before the change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_password: Option<Secret>,
    /// The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_info: Option<EventInfo>,
    /// The new password.
    pub password: Secret,
    /// A refresh token of the user. The vendor documents this member only for
    /// `ChangePasswordUsingJwtRequest`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<Secret>,
    /// The `trust_challenge` that was sent to `start_two_factor_login`, if there was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trust_challenge: Option<Secret>,
    /// A token that proves that the user has passed the second factor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trust_token: Option<Secret>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl ChangePasswordRequest {
    /// Changes the password.
    #[must_use]
    pub fn new(change_password_id: impl Into<Secret>, password: impl Into<Secret>) -> Self {
        Self {
            change_password_id: change_password_id.into(),
            password: password.into(),
            application_id: None,
            current_password: None,
            event_info: None,
            refresh_token: None,
            trust_challenge: None,
            trust_token: None,
            extra: Members::default(),
        }
    }
}

/// `POST /api/user/change-password` with an e-mail address, a user name or a phone number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ChangePasswordByIdentityRequest {
    /// The application (UUID).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_id: Option<String>,
    /// The current password. If the request has it, the server checks it before the change. An operator who
    /// does not know the current password leaves this member out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_password: Option<Secret>,
    /// The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_info: Option<EventInfo>,
    /// The e-mail address or the user name, or the phone number if `login_id_types` contains `phoneNumber`.
    pub login_id: String,
    /// The types that `login_id` may have: one or more of `email`, `username` and `phoneNumber`. The server
    /// tries them in the order of this list. Default: `email`, then `username`. Since 1.59.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub login_id_types: Option<Vec<String>>,
    /// The new password.
    pub password: Secret,
    /// The `trust_challenge` that was sent to `start_two_factor_login`, if there was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trust_challenge: Option<Secret>,
    /// A token that proves that the user has passed the second factor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trust_token: Option<Secret>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl ChangePasswordByIdentityRequest {
    /// A change by an operator, without the current password.
    #[must_use]
    pub fn new(login_id: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self {
            login_id: login_id.into(),
            password: password.into(),
            application_id: None,
            current_password: None,
            event_info: None,
            login_id_types: None,
            trust_challenge: None,
            trust_token: None,
            extra: Members::default(),
        }
    }
}

/// `POST /api/user/change-password` with an access token.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ChangePasswordUsingJwtRequest {
    /// The application (UUID).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_id: Option<String>,
    /// The current password.
    pub current_password: Secret,
    /// The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_info: Option<EventInfo>,
    /// The new password.
    pub password: Secret,
    /// A refresh token of the user. The change revokes it, as all refresh tokens of the user. But only with this
    /// member does a login with the `one_time_password` of the answer return a new refresh token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<Secret>,
    /// The `trust_challenge` that was sent to `start_two_factor_login`, if there was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trust_challenge: Option<Secret>,
    /// A token that proves that the user has passed the second factor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trust_token: Option<Secret>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl ChangePasswordUsingJwtRequest {
    /// Changes the password.
    #[must_use]
    pub fn new(current_password: impl Into<Secret>, password: impl Into<Secret>) -> Self {
        Self {
            current_password: current_password.into(),
            password: password.into(),
            application_id: None,
            event_info: None,
            refresh_token: None,
            trust_challenge: None,
            trust_token: None,
            extra: Members::default(),
        }
    }
}

/// The answer to a password change. It is empty if the change needed an API key.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ChangePasswordResponse {
    /// A one-time password to log in with. By default, it is valid for 60 seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one_time_password: Option<Secret>,
    /// The `state` of the `forgot_password` request, if it had one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub state: Option<Members>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// The answer of `GET /api/tenant/password-validation-rules`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PasswordValidationRulesResponse {
    /// The rules.
    pub password_validation_rules: PasswordValidationRules,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// The password rules of a tenant.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PasswordValidationRules {
    /// How breached passwords are handled.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub breach_detection: Option<Members>,
    /// Whether a password must not contain the user's address or name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disallow_user_login_id: Option<bool>,
    /// The maximum length, in characters. Default 256.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_length: Option<i64>,
    /// The minimum length, in characters. Default 8.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_length: Option<i64>,
    /// Whether earlier passwords are refused, and how many.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub remember_previous_passwords: Option<Members>,
    /// Whether a password must have upper and lower case letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub require_mixed_case: Option<bool>,
    /// Whether a password must have a character that is not a letter or digit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub require_non_alpha: Option<bool>,
    /// Whether a password must have a digit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub require_number: Option<bool>,
    /// Whether the rules are checked at login, too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub validate_on_login: Option<bool>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}
