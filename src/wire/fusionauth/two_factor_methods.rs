//! The bodies for the second factors of a user: to add, remove and name them, and for secrets and recovery codes.

use serde::{Deserialize, Serialize};

use super::event_info::EventInfo;
use crate::{secret::Secret, wire::Members};

/// The answer of `GET /api/two-factor/secret`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct TwoFactorSecretResponse {
    /// The secret, in base64.
    pub secret: Secret,
    /// The same secret in base32, the form that authenticator apps read.
    pub secret_base32_encoded: Secret,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// `POST /api/user/two-factor[/{userId}]`: adds a second factor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct TwoFactorRequest {
    /// The application (UUID).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_id: Option<String>,
    /// The id of the authenticator.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authenticator_id: Option<String>,
    /// A code of the new second factor: from the authenticator app, or from the e-mail or text message.
    pub code: Secret,
    /// The e-mail address that the code was sent to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The origin of the call: device, IP address and location. The server passes it on to webhooks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_info: Option<EventInfo>,
    /// The type of the second factor: `authenticator`, `email` or `sms`.
    pub method: String,
    /// The phone number that the code was sent to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mobile_phone: Option<String>,
    /// A name for the second factor. Since 1.68.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The secret of an authenticator, in base64.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret: Option<Secret>,
    /// The secret in base32, instead of `secret`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret_base32_encoded: Option<Secret>,
    /// The `two_factor_id` of a login that waits for a second factor. If the request has this id, the answer
    /// has the code that completes the login. Since 1.42.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub two_factor_id: Option<Secret>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl TwoFactorRequest {
    /// Adds an authenticator app with this secret (base64).
    #[must_use]
    pub fn authenticator(secret: impl Into<Secret>, code: impl Into<Secret>) -> Self {
        Self { secret: Some(secret.into()), ..Self::with("authenticator", code.into()) }
    }

    /// Adds this e-mail address.
    #[must_use]
    pub fn email(email: impl Into<String>, code: impl Into<Secret>) -> Self {
        Self { email: Some(email.into()), ..Self::with("email", code.into()) }
    }

    /// Adds this phone number.
    #[must_use]
    pub fn phone(mobile_phone: impl Into<String>, code: impl Into<Secret>) -> Self {
        Self { mobile_phone: Some(mobile_phone.into()), ..Self::with("sms", code.into()) }
    }

    fn with(method: &str, code: Secret) -> Self {
        Self {
            method: method.into(),
            code,
            application_id: None,
            authenticator_id: None,
            email: None,
            event_info: None,
            mobile_phone: None,
            name: None,
            secret: None,
            secret_base32_encoded: None,
            two_factor_id: None,
            extra: Members::default(),
        }
    }
}

/// The answer of `POST /api/user/two-factor[/{userId}]`. It has recovery codes if the user had no
/// second factor before, and a code if the request had a `two_factor_id`. Otherwise it is empty.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct TwoFactorResponse {
    /// The code that completes the login with the `two_factor_id` of the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<Secret>,
    /// Recovery codes, for users who lost their second factor. Each code works once. Since 1.68.0, the server
    /// does not show the codes again.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Secret[]"))]
    pub recovery_codes: Option<Vec<Secret>>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// The query of `DELETE /api/user/two-factor/{userId}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct TwoFactorDisableQuery {
    /// A code of the second factor, or a recovery code. A recovery code removes all second factors.
    pub code: Secret,
    /// The id of the second factor.
    pub method_id: String,
}

impl TwoFactorDisableQuery {
    /// Removes a second factor.
    #[must_use]
    pub fn new(method_id: impl Into<String>, code: impl Into<Secret>) -> Self {
        Self { code: code.into(), method_id: method_id.into() }
    }
}

/// `DELETE /api/user/two-factor[/{userId}]`: removes a second factor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct TwoFactorDisableRequest {
    /// The application (UUID).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_id: Option<String>,
    /// A code of the second factor, or a recovery code. A recovery code removes all second factors.
    pub code: Secret,
    /// The origin of the call: device, IP address and location. The server passes it on to webhooks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_info: Option<EventInfo>,
    /// The id of the second factor.
    pub method_id: String,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl TwoFactorDisableRequest {
    /// Removes a second factor.
    #[must_use]
    pub fn new(method_id: impl Into<String>, code: impl Into<Secret>) -> Self {
        Self {
            code: code.into(),
            method_id: method_id.into(),
            application_id: None,
            event_info: None,
            extra: Members::default(),
        }
    }
}

/// `PUT /api/user/two-factor/{userId}`: the name of a second factor. Since 1.68.0.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct TwoFactorUpdateRequest {
    /// The id of the second factor.
    pub method_id: String,
    /// The new name. Without it, the server removes the old name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl TwoFactorUpdateRequest {
    /// Changes the name.
    #[must_use]
    pub fn new(method_id: impl Into<String>, name: Option<String>) -> Self {
        Self { method_id: method_id.into(), name, extra: Members::default() }
    }
}

/// The answer of `/api/user/two-factor/recovery-code/{userId}`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct TwoFactorRecoveryCodesResponse {
    /// The codes. Since 1.68.0, a GET returns none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Secret[]"))]
    pub recovery_codes: Option<Vec<Secret>>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}
