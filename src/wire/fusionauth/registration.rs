//! The bodies of registrations.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::User;
use crate::{secret::Secret, wire::Members};

/// The registration of a user with an application, in requests and in answers. In requests, servers
/// ignore the members that only they set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[cfg_attr(js, tsify(type_params = "RegistrationData = Record<string, unknown>"))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Registration {
    /// The application (UUID). It cannot be changed.
    pub application_id: String,
    /// The authentication token: it can be used instead of the password to log in to this
    /// application, if its `authenticationTokenConfiguration` is enabled. Ignored if the server is
    /// asked to generate one; an update without it removes the stored one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authentication_token: Option<Secret>,
    /// The id of the user name at `CleanSpeak` (UUID), if the name is moderated. Only in answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clean_speak_id: Option<String>,
    /// The operator's own data about the user in this application. Do not change the types of its
    /// members: the server indexes them.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "RegistrationData"))]
    pub data: Option<Members>,
    /// The id of the registration (UUID); without one at creation, the server chooses one. It
    /// cannot be changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// When the registration was created, in epoch milliseconds. Only in answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub insert_instant: Option<i64>,
    /// When the user last logged in to the application, in epoch milliseconds. Only in answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_login_instant: Option<i64>,
    /// When the registration was last changed, in epoch milliseconds. Only in answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_update_instant: Option<i64>,
    /// The locales that the user prefers, in order of preference (`en`, `en_US`); at most 20, no
    /// duplicates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preferred_languages: Option<Vec<String>>,
    /// The names of the roles that the user has in the application; in answers sorted, without
    /// duplicates. Default at creation: the default roles of the application.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub roles: Option<Vec<String>>,
    /// The time zone of the user, by its IANA name (`America/Denver`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
    /// Tokens of identity providers by name. Only in answers; since 1.1.0, removed in 1.28.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, string>"))]
    pub tokens: Option<BTreeMap<String, Secret>>,
    /// A name to show in this application, of at most 191 characters. It is not unique, and nobody
    /// can log in with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// The moderation status of the name: `ACTIVE` (the default), `PENDING` or `REJECTED`. Only in
    /// answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username_status: Option<String>,
    /// Whether the registration is verified; always true if the application does not verify
    /// registrations. Only in answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified: Option<bool>,
    /// When the registration was verified, in epoch milliseconds. Only in answers; since 1.48.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified_instant: Option<i64>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl Registration {
    /// A registration for the application.
    #[must_use]
    pub fn new(application_id: impl Into<String>) -> Self {
        Self {
            application_id: application_id.into(),
            authentication_token: None,
            clean_speak_id: None,
            data: None,
            id: None,
            insert_instant: None,
            last_login_instant: None,
            last_update_instant: None,
            preferred_languages: None,
            roles: None,
            timezone: None,
            tokens: None,
            username: None,
            username_status: None,
            verified: None,
            verified_instant: None,
            extra: Members::default(),
        }
    }
}

/// `POST` and `PUT /api/user/registration/{userId}`: registers an existing user. It never contains
/// a user, because then the server would also create that user.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[cfg_attr(js, tsify(type_params = "RegistrationData = Record<string, unknown>"))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RegistrationRequest {
    /// The origin of the call, for the webhooks of the server. Since 1.30.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_info: Option<EventInfo>,
    /// Whether the server generates an authentication token; this takes precedence over a given
    /// one. Default false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub generate_authentication_token: Option<bool>,
    /// The registration.
    #[cfg_attr(js, tsify(type = "Registration<RegistrationData>"))]
    pub registration: Registration,
    /// Whether the registration counts as verified at once. Default false; only at creation.
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
/// fails, the server does neither.
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
    /// Whether an address of a blocked domain is accepted. Default false; since 1.30.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_domain_block: Option<bool>,
    /// The origin of the call, for the webhooks of the server. Since 1.30.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_info: Option<EventInfo>,
    /// Whether the server generates an authentication token; this takes precedence over a given
    /// one. Default false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub generate_authentication_token: Option<bool>,
    /// The registration.
    #[cfg_attr(js, tsify(type = "Registration<RegistrationData>"))]
    pub registration: Registration,
    /// Whether the user gets a mail to set a password; a given password is then ignored. Default
    /// false; deprecated since 1.59.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub send_set_password_email: Option<bool>,
    /// Where the message to set a password goes: `doNotSend` (the default), `email` or `phone`.
    /// Since 1.59.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "'doNotSend' | 'email' | 'phone'"))]
    pub send_set_password_identity_type: Option<String>,
    /// Whether the registration counts as verified at once. Default false; only at creation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skip_registration_verification: Option<bool>,
    /// Whether the e-mail address and the phone number count as verified at once. Default false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skip_verification: Option<bool>,
    /// The user. Its `id` is ignored: the server uses the id in the path.
    #[cfg_attr(js, tsify(type = "User<UserData, RegistrationData>"))]
    pub user: User,
    /// The ids of completed identity verifications; they take precedence over the address and the
    /// number of the user, and must match them. Since 1.62.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verification_ids: Option<Vec<String>>,
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
    /// The id of the refresh token (UUID). Sent with the refresh token; since 1.37.0, though 1.53
    /// leaves it out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token_id: Option<String>,
    /// The registration.
    #[cfg_attr(js, tsify(type = "Registration<RegistrationData>"))]
    pub registration: Registration,
    /// The id for verifying the registration, if it is not verified. Since 1.27.0; before 1.49.0
    /// only if the user gets a code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registration_verification_id: Option<Secret>,
    /// The code that belongs to the id, if the user gets one. Since 1.49.2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registration_verification_one_time_code: Option<Secret>,
    /// The access token (a JWT). Only at creation, and not if a message to set a password was sent;
    /// since 1.16.0.
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

/// The id for verifying an identity of a user. Since 1.62.0.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct VerificationId {
    /// The id itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Secret>,
    /// The code that belongs to the id, if the user gets one.
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

/// The origin of a call. It is only passed on to webhooks. Since 1.30.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct EventInfo {
    /// Any data for the webhooks.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub data: Option<Members>,
    /// A description of the device.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_description: Option<String>,
    /// The name of the device.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_name: Option<String>,
    /// The type of the device, for example `BROWSER`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_type: Option<String>,
    /// The IP address of the user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip_address: Option<String>,
    /// The location of the user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
    /// The operating system of the device.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub os: Option<String>,
    /// The user agent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_agent: Option<String>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// The approximate place of a device: city, region, coordinates.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Location {
    /// The city.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// The country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The name of the place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_string: Option<String>,
    /// The latitude in degrees.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "number"))]
    pub latitude: Option<Value>,
    /// The longitude in degrees.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "number"))]
    pub longitude: Option<Value>,
    /// The region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The postal code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zipcode: Option<String>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}
