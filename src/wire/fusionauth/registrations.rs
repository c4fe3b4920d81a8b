//! The bodies of the registrations API.

use serde::{Deserialize, Serialize};

use super::{event_info::EventInfo, registration::Registration, user::User};
use crate::{secret::Secret, wire::Members};

/// `POST /api/user/registration/{userId}` and `PUT /api/user/registration/{userId}[/{applicationId}]`: a
/// registration of an existing user. The request never contains a user: a `POST` with a user would also create
/// this user.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[cfg_attr(js, tsify(type_params = "RegistrationData = Record<string, unknown>"))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RegistrationRequest {
    /// The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_info: Option<EventInfo>,
    /// Whether the server generates an authentication token. The generated token takes precedence
    /// over the token in the registration. Default false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub generate_authentication_token: Option<bool>,
    /// The registration.
    #[cfg_attr(js, tsify(type = "Registration<RegistrationData>"))]
    pub registration: Registration,
    /// Whether the registration is verified immediately, without a message. Default false; only at creation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skip_registration_verification: Option<bool>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl RegistrationRequest {
    /// A request with the defaults of the server.
    #[must_use]
    pub fn new(registration: Registration) -> Self {
        Self {
            registration,
            event_info: None,
            generate_authentication_token: None,
            skip_registration_verification: None,
            extra: Members::default(),
        }
    }
}

/// `POST /api/user/registration[/{userId}]`: creates a user and registers it. If one of these
/// steps fails, the server changes nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[cfg_attr(
    js,
    tsify(
        type_params = "UserData = Record<string, unknown>, RegistrationData = Record<string, unknown>"
    )
)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CreateAndRegisterRequest {
    /// Whether an address of a blocked domain is accepted. Default false. Since 1.30.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_domain_block: Option<bool>,
    /// The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_info: Option<EventInfo>,
    /// Whether the server generates an authentication token. The generated token takes precedence
    /// over the token in the registration. Default false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub generate_authentication_token: Option<bool>,
    /// The registration.
    #[cfg_attr(js, tsify(type = "Registration<RegistrationData>"))]
    pub registration: Registration,
    /// Whether the user gets a mail to set a password; a given password is then ignored. Default
    /// false. Deprecated since 1.59.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub send_set_password_email: Option<bool>,
    /// Where the message to set a password goes: `doNotSend` (the default), `email` or `phone`.
    /// Since 1.59.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "'doNotSend' | 'email' | 'phone'"))]
    pub send_set_password_identity_type: Option<String>,
    /// Whether the registration is verified immediately, without a message. Default false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skip_registration_verification: Option<bool>,
    /// Whether the e-mail address and the phone number count as verified immediately, without a message.
    /// Default false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skip_verification: Option<bool>,
    /// The user. Its `id` is ignored: the server uses the id in the path, or else chooses one.
    #[cfg_attr(js, tsify(type = "User<UserData, RegistrationData>"))]
    pub user: User,
    /// The ids of completed identity verifications. The new user gets each verified address and number. If `user`
    /// has another address or number of the same type, the server refuses the request. Since 1.62.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verification_ids: Option<Vec<Secret>>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl CreateAndRegisterRequest {
    /// A request with the defaults of the server.
    #[must_use]
    pub fn new(user: User, registration: Registration) -> Self {
        Self {
            user,
            registration,
            disable_domain_block: None,
            event_info: None,
            generate_authentication_token: None,
            send_set_password_email: None,
            send_set_password_identity_type: None,
            skip_registration_verification: None,
            skip_verification: None,
            verification_ids: None,
            extra: Members::default(),
        }
    }
}

/// The answer of operations that return a registration.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[cfg_attr(
    js,
    tsify(
        type_params = "UserData = Record<string, unknown>, RegistrationData = Record<string, unknown>"
    )
)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RegistrationResponse {
    /// The refresh token. Only at creation, if the application generates refresh tokens; since
    /// 1.17.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<Secret>,
    /// The id of the refresh token (UUID). Sent with the refresh token. Since 1.37.0, but 1.53
    /// does not send it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token_id: Option<String>,
    /// The registration.
    #[cfg_attr(js, tsify(type = "Registration<RegistrationData>"))]
    pub registration: Registration,
    /// The id for verifying the registration, if it is not yet verified. Since 1.27.0; before 1.49.0
    /// only if the user gets a code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registration_verification_id: Option<Secret>,
    /// The code that belongs to `registration_verification_id`, if the user gets a code. Since 1.49.2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registration_verification_one_time_code: Option<Secret>,
    /// The access token (a JWT). Only at creation, and not if a message to set a password was sent.
    /// Since 1.16.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<Secret>,
    /// When the access token expires, in epoch milliseconds. Sent with the token; since
    /// 1.33.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_expiration_instant: Option<i64>,
    /// The user, if this call created it; without its password and other secrets.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "User<UserData, RegistrationData>"))]
    pub user: Option<User>,
    /// The ids for verifying the unverified identities of the user. Since 1.62.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verification_ids: Option<Vec<VerificationId>>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// The id for verifying an identity of a user. Since 1.59.0.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct VerificationId {
    /// The id itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Secret>,
    /// The code that belongs to the id, if the user gets a code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one_time_code: Option<Secret>,
    /// The type of the identity: `email` or `phoneNumber`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The address or the number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}
