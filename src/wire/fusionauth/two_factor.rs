//! The bodies of logins with a second factor.

use serde::{Deserialize, Serialize};

use super::{event_info::EventInfo, login::MetaData, user::TwoFactorMethod};
use crate::{secret::Secret, wire::Members};

/// Whether a user needs a second factor for the next step, such as a login.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(tag = "status", content = "response", rename_all = "snake_case")]
pub enum TwoFactorStatus {
    /// 200: no second factor is needed.
    NotNeeded(TwoFactorStatusResponse),
    /// 242: a second factor is needed.
    Needed(TwoFactorStatusResponse),
}

/// `POST /api/two-factor/login`: the code that completes a login.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct TwoFactorLoginRequest {
    /// The application (UUID) to log in to. Default: the application of the login's first step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_id: Option<String>,
    /// The code from the authenticator app or from the message, or a recovery code.
    pub code: Secret,
    /// The origin of the call: device, IP address and location. The server passes it on to webhooks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_info: Option<EventInfo>,
    /// The IP address of the user. It takes precedence over the header `X-Forwarded-For`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip_address: Option<String>,
    /// The data, such as the device, that is stored with the refresh token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meta_data: Option<MetaData>,
    /// Whether the device is new for this user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_device: Option<bool>,
    /// Whether the server leaves the tokens out of the answer. Default false.
    #[serde(rename = "noJWT", skip_serializing_if = "Option::is_none")]
    pub no_jwt: Option<bool>,
    /// Whether the answer has a `two_factor_trust_id`. While this id is valid, later logins that send it need
    /// no second factor. Default false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trust_computer: Option<bool>,
    /// The id from the first step of the login; by default valid for five minutes.
    pub two_factor_id: Secret,
    /// The user (UUID). The server refuses the login of any other user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl TwoFactorLoginRequest {
    /// Completes the login with this id.
    #[must_use]
    pub fn new(two_factor_id: impl Into<Secret>, code: impl Into<Secret>) -> Self {
        Self {
            code: code.into(),
            two_factor_id: two_factor_id.into(),
            application_id: None,
            event_info: None,
            ip_address: None,
            meta_data: None,
            new_device: None,
            no_jwt: None,
            trust_computer: None,
            user_id: None,
            extra: Members::default(),
        }
    }
}

/// `POST /api/two-factor/send[/{twoFactorId}]`: where the server sends a code.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct TwoFactorSendRequest {
    /// The application (UUID). Since 1.46.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_id: Option<String>,
    /// The e-mail address that becomes a second factor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The type of the message: `SMS` or `Voice`. Since 1.65.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_type: Option<String>,
    /// The type of the second factor that the user adds: `email` or `sms`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// The id of a second factor that the user has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method_id: Option<String>,
    /// The number that becomes a second factor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mobile_phone: Option<String>,
    /// The user (UUID) who adds or removes a second factor. Needed if the call has an API key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl TwoFactorSendRequest {
    /// Sends a code to a second factor that the user has.
    #[must_use]
    pub fn to_method(method_id: impl Into<String>) -> Self {
        Self { method_id: Some(method_id.into()), ..Self::default() }
    }

    /// Sends a code to an e-mail address that becomes a second factor.
    #[must_use]
    pub fn to_email(email: impl Into<String>) -> Self {
        Self { method: Some("email".into()), email: Some(email.into()), ..Self::default() }
    }

    /// Sends a code to a phone number that becomes a second factor.
    #[must_use]
    pub fn to_phone(mobile_phone: impl Into<String>) -> Self {
        Self {
            method: Some("sms".into()),
            mobile_phone: Some(mobile_phone.into()),
            ..Self::default()
        }
    }
}

/// `POST /api/two-factor/start`: starts a check of a user's second factor, for example before a password
/// change. `two_factor_login` completes the check. Since 1.26.0.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct TwoFactorStartRequest {
    /// The application (UUID).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_id: Option<String>,
    /// A code of your own. Default: the server makes one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<Secret>,
    /// The e-mail address or the user name, or the phone number if `login_id_types` contains `phoneNumber`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub login_id: Option<String>,
    /// The types that `login_id` may have: one or more of `email`, `username` and `phoneNumber`. The server
    /// tries them in the order of this list. Default: `email`, then `username`. Since 1.59.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub login_id_types: Option<Vec<String>>,
    /// Values that the answer of `two_factor_login` returns.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub state: Option<Members>,
    /// A text of your choice. The request that changes the password must contain the same text as its
    /// `trust_challenge`. Since 1.33.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trust_challenge: Option<Secret>,
    /// The user (UUID), instead of `login_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl TwoFactorStartRequest {
    /// Starts a check of the second factor of this user (UUID).
    #[must_use]
    pub fn new(user_id: impl Into<String>) -> Self {
        Self { user_id: Some(user_id.into()), ..Self::default() }
    }
}

/// The answer of `POST /api/two-factor/start`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct TwoFactorStartResponse {
    /// The code that completes the check. Use it only if your application, and not the server,
    /// sends the code to the user.
    pub code: Secret,
    /// The second factors of the user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub methods: Option<Vec<TwoFactorMethod>>,
    /// The id of the check, for the request of `two_factor_login`.
    pub two_factor_id: Secret,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// The query of `GET /api/two-factor/status[/{twoFactorTrustId}]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct TwoFactorStatusQuery {
    /// The application (UUID).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_id: Option<String>,
    /// The user (UUID).
    pub user_id: String,
}

impl TwoFactorStatusQuery {
    /// Asks about this user.
    #[must_use]
    pub fn new(user_id: impl Into<String>) -> Self {
        Self { user_id: user_id.into(), application_id: None }
    }
}

/// `POST /api/two-factor/status`. Since 1.62.0.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct TwoFactorStatusRequest {
    /// The access token of the user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access_token: Option<Secret>,
    /// The next step: `login` (the default), `changePassword` or `stepUp`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// The application (UUID).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_id: Option<String>,
    /// The trust id from an earlier login with a second factor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub two_factor_trust_id: Option<Secret>,
    /// The user (UUID).
    pub user_id: String,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl TwoFactorStatusRequest {
    /// Asks about this user.
    #[must_use]
    pub fn new(user_id: impl Into<String>) -> Self {
        Self {
            user_id: user_id.into(),
            access_token: None,
            action: None,
            application_id: None,
            two_factor_trust_id: None,
            extra: Members::default(),
        }
    }
}

/// The answer of `/api/two-factor/status`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct TwoFactorStatusResponse {
    /// The trust in the device that has this trust id: when it began, when it ends, and for which application.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trusts: Option<Vec<TwoFactorTrust>>,
    /// The trust id of the request, even if it is not valid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub two_factor_trust_id: Option<Secret>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// The trust in a device: a login on this device needs no second factor.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct TwoFactorTrust {
    /// The application (UUID) of the login with which the trust began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_id: Option<String>,
    /// When the trust ends, in epoch milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expiration: Option<i64>,
    /// Whether the trust has ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expired: Option<bool>,
    /// When the trust began, in epoch milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_instant: Option<i64>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}
