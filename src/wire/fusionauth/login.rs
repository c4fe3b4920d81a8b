//! The bodies of login and logout.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    event_info::EventInfo,
    user::{TwoFactorMethod, User},
};
use crate::{secret::Secret, wire::Members};

/// The outcome of a login. Only `signed_in` is a complete login. Each other outcome says what is missing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[cfg_attr(
    js,
    tsify(
        type_params = "UserData = Record<string, unknown>, RegistrationData = Record<string, unknown>",
        type = "{ [Status in LoginStatus]: { status: Status; response: Having<FusionAuthLoginResponse<UserData, RegistrationData>, LoginMembers[Status]> } }[LoginStatus]"
    )
)]
#[serde(tag = "status", content = "response", rename_all = "snake_case")]
pub enum LoginOutcome {
    /// 200: the user is logged in.
    SignedIn(LoginResponse),
    /// 202: the user is logged in, but not registered with the application. The token has no roles.
    NotRegistered(LoginResponse),
    /// 203: the password must be changed first; the body has the `change_password_id` for this.
    PasswordChangeRequired(LoginResponse),
    /// 212: the e-mail address or the phone number must be verified first.
    IdentityUnverified(LoginResponse),
    /// 213: the registration must be verified first. Since 1.27.0.
    RegistrationUnverified(LoginResponse),
    /// 242: a second factor is required; the body has the `two_factor_id` for this.
    TwoFactorRequired(LoginResponse),
}

impl LoginOutcome {
    /// The body of the answer. Every outcome has a body.
    #[must_use]
    pub fn response(&self) -> &LoginResponse {
        match self {
            Self::SignedIn(response)
            | Self::NotRegistered(response)
            | Self::PasswordChangeRequired(response)
            | Self::IdentityUnverified(response)
            | Self::RegistrationUnverified(response)
            | Self::TwoFactorRequired(response) => response,
        }
    }
}

/// The outcome of a login ping (`PUT /api/login`), which records a login and checks no password.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[cfg_attr(
    js,
    tsify(
        type_params = "UserData = Record<string, unknown>, RegistrationData = Record<string, unknown>",
        type = "{ status: 'recorded' | 'not_registered'; response: FusionAuthLoginResponse<UserData, RegistrationData> }"
    )
)]
#[serde(tag = "status", content = "response", rename_all = "snake_case")]
pub enum LoginPingOutcome {
    /// 200: the login is recorded.
    Recorded(LoginResponse),
    /// 202: the login is recorded, and the user is not registered with the application.
    NotRegistered(LoginResponse),
}

/// `POST /api/login`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[cfg_attr(js, tsify(rename = "FusionAuthLoginRequest"))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct LoginRequest {
    /// The application (UUID) to log in to. Without an application, the access token has no roles, and
    /// the answer has no refresh token. A server with several tenants then needs the tenant's id from the
    /// configuration of the client.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_id: Option<String>,
    /// The result of a bot detection: how likely it is that the user is a program.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "number"))]
    pub bot_detection_score: Option<Value>,
    /// The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_info: Option<EventInfo>,
    /// The IP address of the user. It takes precedence over the header `X-Forwarded-For`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip_address: Option<String>,
    /// The e-mail address or the user name, or the phone number if `login_id_types` contains `phoneNumber`.
    /// The server does not trim an address or a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub login_id: Option<String>,
    /// The types that `login_id` may have: one or more of `email`, `username` and `phoneNumber`. The server
    /// tries them in the order of this list. Default: `email`, then `username`. Since 1.59.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub login_id_types: Option<Vec<String>>,
    /// The data, such as the device, that is stored with the refresh token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meta_data: Option<MetaData>,
    /// Whether the device is new for this user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_device: Option<bool>,
    /// Whether the server leaves the tokens out of the answer. Default false.
    #[serde(rename = "noJWT", skip_serializing_if = "Option::is_none")]
    pub no_jwt: Option<bool>,
    /// The one-time password from the answer to a password change, instead of `login_id` and `password`.
    /// By default, it is valid for 60 seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one_time_password: Option<Secret>,
    /// The password, or the authentication token of the user's registration with the application.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password: Option<Secret>,
    /// The trust id from an earlier login with a second factor. If this id is valid for the application,
    /// the login needs no second factor. The cookie `fusionauth.trust` takes precedence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub two_factor_trust_id: Option<Secret>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl LoginRequest {
    /// A login with an e-mail address or a user name, and a password.
    #[must_use]
    pub fn new(login_id: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self { login_id: Some(login_id.into()), password: Some(password.into()), ..Self::default() }
    }
}

/// The data that is stored with a refresh token.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct MetaData {
    /// The operator's own data.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub data: Option<Members>,
    /// The device.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device: Option<Device>,
    /// The OAuth scopes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scopes: Option<Vec<String>>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// The device of a login.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Device {
    /// A description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The last IP address of the device. Only in answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_accessed_address: Option<String>,
    /// When the device was last used, in epoch milliseconds. Only in answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_accessed_instant: Option<i64>,
    /// The name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The type, for example `BROWSER`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// The body of every outcome of a login or a login ping. Which members it has depends on the outcome.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[cfg_attr(
    js,
    tsify(
        rename = "FusionAuthLoginResponse",
        type_params = "UserData = Record<string, unknown>, RegistrationData = Record<string, unknown>"
    )
)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct LoginResponse {
    /// The user actions that do not prevent the login.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actions: Option<Vec<LoginAction>>,
    /// The id for changing the password, after `password_change_required`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change_password_id: Option<Secret>,
    /// Why the password must be changed: `Administrative`, `Breached`, `Expired` or `Validation`.
    /// Since 1.15.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change_password_reason: Option<String>,
    /// The types of second factors that the user can add: `authenticator`, `email` or `sms`. Only after
    /// `two_factor_required`, if the user has no second factor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub configurable_methods: Option<Vec<String>>,
    /// The id for verifying the e-mail address. Only after `identity_unverified`, if the user gets a
    /// code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email_verification_id: Option<Secret>,
    /// The id for verifying the identity. Only after `identity_unverified`, if the user gets a code.
    /// Since 1.59.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identity_verification_id: Option<Secret>,
    /// The second factors of the user, after `two_factor_required`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub methods: Option<Vec<TwoFactorMethod>>,
    /// The id for linking the user to an identity provider.
    #[serde(rename = "pendingIdPLinkId", skip_serializing_if = "Option::is_none")]
    pub pending_idp_link_id: Option<Secret>,
    /// The refresh token, if the user is registered with the application and the application
    /// generates refresh tokens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<Secret>,
    /// The id of the refresh token (UUID). Since 1.37.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token_id: Option<String>,
    /// The id for verifying the registration. Only after `registration_unverified`, if the user gets
    /// a code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registration_verification_id: Option<Secret>,
    /// The `state` of an earlier request, such as `start_passwordless_login` or `forgot_password`, if that
    /// request had a `state`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub state: Option<Members>,
    /// What makes the login suspicious.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub threats_detected: Option<Vec<String>>,
    /// The access token (a JWT).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<Secret>,
    /// When the access token expires, in epoch milliseconds. Since 1.33.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_expiration_instant: Option<i64>,
    /// Send this token in the request that changes the password: it proves that the user has passed the second
    /// factor. Each completed second factor gives such a token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trust_token: Option<Secret>,
    /// The id of the two-factor login, after `two_factor_required`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub two_factor_id: Option<Secret>,
    /// The trust id. While it is valid, later logins that send it need no second factor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub two_factor_trust_id: Option<Secret>,
    /// The user.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "User<UserData, RegistrationData>"))]
    pub user: Option<User>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// A user action, such as a ban. Some user actions prevent a login.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct LoginAction {
    /// The kind of action (UUID). All bans of the same kind have the same id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action_id: Option<String>,
    /// The user who took the action (UUID).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actioner_user_id: Option<String>,
    /// When the action ends, in epoch milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expiry: Option<i64>,
    /// The name in the language of the user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub localized_name: Option<String>,
    /// The option in the language of the user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub localized_option: Option<String>,
    /// The reason in the language of the user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub localized_reason: Option<String>,
    /// The name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The option.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub option: Option<String>,
    /// The reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The code of the reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason_code: Option<String>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// `PUT /api/login`: records that a user has logged in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct LoginPingRequest {
    /// The application (UUID).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_id: Option<String>,
    /// The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_info: Option<EventInfo>,
    /// The IP address of the user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip_address: Option<String>,
    /// The user (UUID).
    pub user_id: String,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl LoginPingRequest {
    /// Records a login of the user (UUID), without an application.
    #[must_use]
    pub fn new(user_id: impl Into<String>) -> Self {
        Self {
            user_id: user_id.into(),
            application_id: None,
            event_info: None,
            ip_address: None,
            extra: Members::default(),
        }
    }
}

/// `POST /api/logout`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct LogoutRequest {
    /// The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_info: Option<EventInfo>,
    /// Whether to revoke all refresh tokens of the user who owns the given refresh token. Default false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub global: Option<bool>,
    /// The refresh token to revoke.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<Secret>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl LogoutRequest {
    /// Revokes one refresh token.
    #[must_use]
    pub fn new(refresh_token: impl Into<Secret>) -> Self {
        Self { refresh_token: Some(refresh_token.into()), ..Self::default() }
    }
}
