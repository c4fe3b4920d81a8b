//! The bodies of the verification of registrations and e-mail addresses.

use serde::{Deserialize, Serialize};

use super::event_info::EventInfo;
use crate::{secret::Secret, wire::Members};

/// `POST /api/user/verify-registration`. Since 1.27.0.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct VerifyRegistrationRequest {
    /// The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_info: Option<EventInfo>,
    /// The code that the user entered, if the user got a code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one_time_code: Option<Secret>,
    /// The id of the verification: 43 characters; valid once, and by default for a day.
    pub verification_id: Secret,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl VerifyRegistrationRequest {
    /// A request without a code.
    #[must_use]
    pub fn new(verification_id: impl Into<Secret>) -> Self {
        Self {
            verification_id: verification_id.into(),
            event_info: None,
            one_time_code: None,
            extra: Members::default(),
        }
    }
}

/// The query of `PUT /api/user/verify-registration`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ResendRegistrationVerificationRequest {
    /// The application (UUID).
    pub application_id: String,
    /// The e-mail address of the user.
    pub email: String,
    /// The same as `send_verify_registration_email`, under the name that the vendor's own clients use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub send_verify_password_email: Option<bool>,
    /// Whether the mail is sent. With false, the server only makes a new id; this needs an API key.
    /// Default true.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub send_verify_registration_email: Option<bool>,
}

impl ResendRegistrationVerificationRequest {
    /// A request that sends the mail.
    #[must_use]
    pub fn new(application_id: impl Into<String>, email: impl Into<String>) -> Self {
        Self {
            application_id: application_id.into(),
            email: email.into(),
            send_verify_password_email: None,
            send_verify_registration_email: None,
        }
    }
}

/// The new verification id and its code. Without an API key, the answer is empty.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct VerificationResponse {
    /// The code that belongs to the id, if the user gets a code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one_time_code: Option<Secret>,
    /// The id for verifying the registration or the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verification_id: Option<Secret>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// `POST /api/user/verify-email`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct VerifyEmailRequest {
    /// The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_info: Option<EventInfo>,
    /// The code that the user entered, if the user got a code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one_time_code: Option<Secret>,
    /// The user (UUID) whose address is verified. A request has this member or `verification_id`. This
    /// member needs an API key. Since 1.37.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    /// The id of the verification.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verification_id: Option<Secret>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl VerifyEmailRequest {
    /// A request without a code.
    #[must_use]
    pub fn new(verification_id: impl Into<Secret>) -> Self {
        Self { verification_id: Some(verification_id.into()), ..Self::default() }
    }
}

/// The query of `PUT /api/user/verify-email`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ResendEmailVerificationRequest {
    /// The application (UUID) whose template is used. Since 1.21.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_id: Option<String>,
    /// The e-mail address of the user.
    pub email: String,
    /// Whether the mail is sent. With false, the server only makes a new id; this needs an API key.
    /// Default true.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub send_verify_email: Option<bool>,
}

impl ResendEmailVerificationRequest {
    /// A request that sends the mail.
    #[must_use]
    pub fn new(email: impl Into<String>) -> Self {
        Self { email: email.into(), application_id: None, send_verify_email: None }
    }
}
