//! The bodies of the verification of e-mail addresses and phone numbers.

use serde::{Deserialize, Serialize};

use super::event_info::EventInfo;
use crate::{secret::Secret, wire::Members};

/// `POST /api/identity/verify/start`. Since 1.59.0.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct VerifyStartRequest {
    /// An application (UUID). The server uses the tenant and the templates of this application.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_id: Option<String>,
    /// Whether a user with this `login_id` must exist or must not exist. Default `mustExist`. Since
    /// 1.62.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "'mustExist' | 'mustNotExist'"))]
    pub existing_user_strategy: Option<String>,
    /// The e-mail address, or the phone number in any usual form.
    pub login_id: String,
    /// The type of `login_id`: `email` or `phoneNumber`.
    #[cfg_attr(js, tsify(type = "'email' | 'phoneNumber'"))]
    pub login_id_type: String,
    /// Values that the answer of `complete_verify_identity` returns.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub state: Option<Members>,
    /// Whether the user clicks a link or types in a code. Default: the setting of the tenant.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "'ClickableLink' | 'FormField'"))]
    pub verification_strategy: Option<String>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl VerifyStartRequest {
    /// A verification of the e-mail address of a user.
    #[must_use]
    pub fn email(email: impl Into<String>) -> Self {
        Self::of("email", email.into())
    }

    /// A verification of the phone number of a user.
    #[must_use]
    pub fn phone_number(number: impl Into<String>) -> Self {
        Self::of("phoneNumber", number.into())
    }

    fn of(kind: &str, login_id: String) -> Self {
        Self {
            application_id: None,
            existing_user_strategy: None,
            login_id,
            login_id_type: kind.to_owned(),
            state: None,
            verification_strategy: None,
            extra: Members::default(),
        }
    }
}

/// The id of a verification, and its code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct VerifyStartResponse {
    /// The code that the user types in, if the user gets one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one_time_code: Option<Secret>,
    /// The id: 43 characters; valid once, and by default for a day.
    pub verification_id: Secret,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// `POST /api/identity/verify/send`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct VerifySendRequest {
    /// The id from the answer of `start_verify_identity`.
    pub verification_id: Secret,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl VerifySendRequest {
    /// Sends the message of a verification.
    #[must_use]
    pub fn new(verification_id: impl Into<Secret>) -> Self {
        Self { verification_id: verification_id.into(), extra: Members::default() }
    }
}

/// `POST /api/identity/verify/complete`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct VerifyCompleteRequest {
    /// The origin of the call: device, IP address and location. The server passes it on to webhooks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_info: Option<EventInfo>,
    /// The code that the user typed in, if the user got one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one_time_code: Option<Secret>,
    /// The id from the answer of `start_verify_identity`, or `identity_verification_id` of a login.
    pub verification_id: Secret,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl VerifyCompleteRequest {
    /// A request without a code.
    #[must_use]
    pub fn new(verification_id: impl Into<Secret>) -> Self {
        Self {
            event_info: None,
            one_time_code: None,
            verification_id: verification_id.into(),
            extra: Members::default(),
        }
    }
}

/// The answer of `POST /api/identity/verify/complete`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct VerifyCompleteResponse {
    /// The `state` of the `start_verify_identity` request, if it had one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub state: Option<Members>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// `POST /api/identity/verify`. Since 1.59.0.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct VerifyRequest {
    /// The origin of the call: device, IP address and location. The server passes it on to webhooks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_info: Option<EventInfo>,
    /// The e-mail address of a user, or the phone number in any usual form.
    pub login_id: String,
    /// The type of `login_id`: `email` or `phoneNumber`.
    #[cfg_attr(js, tsify(type = "'email' | 'phoneNumber'"))]
    pub login_id_type: String,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl VerifyRequest {
    /// Marks this identity of a user as verified. The type of the identity is `email` or `phoneNumber`.
    #[must_use]
    pub fn new(login_id_type: impl Into<String>, login_id: impl Into<String>) -> Self {
        Self {
            event_info: None,
            login_id: login_id.into(),
            login_id_type: login_id_type.into(),
            extra: Members::default(),
        }
    }
}
