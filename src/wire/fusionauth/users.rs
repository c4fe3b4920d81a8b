//! The bodies of the users API.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{event_info::EventInfo, registrations::VerificationId, user::User};
use crate::{secret::Secret, wire::Members};

/// `POST` and `PUT /api/user[/{userId}]`.
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
pub struct UserRequest {
    /// The application (UUID) whose templates and themes are used. Since 1.30.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_id: Option<String>,
    /// The current password. If the request has it, the server checks it before a password change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_password: Option<Secret>,
    /// Whether an address of a blocked domain is accepted. Default false. Since 1.30.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_domain_block: Option<bool>,
    /// The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_info: Option<EventInfo>,
    /// Whether the password of an update is `PLAINTEXT` (the default) or `HASHED`. A new user always has a password in
    /// plain text. Since 1.69.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password_field_type: Option<String>,
    /// Whether the user gets a mail to set a password. Default false; only at creation. Deprecated
    /// since 1.59.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub send_set_password_email: Option<bool>,
    /// Where the message to set a password goes: `doNotSend` (the default), `email` or `phone`.
    /// Only at creation. Since 1.59.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "'doNotSend' | 'email' | 'phone'"))]
    pub send_set_password_identity_type: Option<String>,
    /// Whether the e-mail address and the phone number count as verified immediately, without a message.
    /// Default false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skip_verification: Option<bool>,
    /// The user.
    #[cfg_attr(js, tsify(type = "User<UserData, RegistrationData>"))]
    pub user: User,
    /// The ids of completed identity verifications. The new user gets each verified address and number. If `user`
    /// has another address or number of the same type, the server refuses the request. Only at creation; since
    /// 1.62.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verification_ids: Option<Vec<Secret>>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl UserRequest {
    /// A request with the defaults of the server.
    #[must_use]
    pub fn new(user: User) -> Self {
        Self {
            user,
            application_id: None,
            current_password: None,
            disable_domain_block: None,
            event_info: None,
            password_field_type: None,
            send_set_password_email: None,
            send_set_password_identity_type: None,
            skip_verification: None,
            verification_ids: None,
            extra: Members::default(),
        }
    }
}

/// The answer of operations that return a user.
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
pub struct UserResponse {
    /// The id for verifying the e-mail address, if it is not verified.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email_verification_id: Option<Secret>,
    /// The one-time code that belongs to `email_verification_id`, if the user gets a code. Since 1.49.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email_verification_one_time_code: Option<Secret>,
    /// The ids for verifying unverified registrations, by application id.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, string>"))]
    pub registration_verification_ids: Option<BTreeMap<String, Secret>>,
    /// The codes that belong to `registration_verification_ids`, by application id, if the user gets codes.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, string>"))]
    pub registration_verification_one_time_codes: Option<BTreeMap<String, Secret>>,
    /// The access token (a JWT). Only at creation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<Secret>,
    /// When the access token expires, in epoch milliseconds. Since 1.33.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_expiration_instant: Option<i64>,
    /// The user.
    #[cfg_attr(js, tsify(type = "User<UserData, RegistrationData>"))]
    pub user: User,
    /// The ids for verifying the unverified identities. Since 1.59.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verification_ids: Option<Vec<VerificationId>>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// The query of `GET /api/user`. Set one member; with `login_id`, you can also set `login_id_types`. If no member
/// is set and the client has no API key, the server returns the user of the access token.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct UserQuery {
    /// By the id of a password change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change_password_id: Option<Secret>,
    /// By e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// By e-mail address or user name, or by the types in `login_id_types`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub login_id: Option<String>,
    /// The types that `login_id` may have: one or more of `email`, `username` and `phoneNumber`. The server
    /// tries them in the order of this list. Default: `email`, then `username`. Since 1.59.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub login_id_types: Option<Vec<String>>,
    /// By user name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// By the id of the verification of an e-mail address or a phone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verification_id: Option<Secret>,
}
