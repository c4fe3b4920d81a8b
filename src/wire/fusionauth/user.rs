//! The user.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::registration::Registration;
use crate::{secret::Secret, wire::Members};

/// A user, in requests and in answers. In requests, the server ignores members that only the server sets.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[cfg_attr(
    js,
    tsify(
        type_params = "UserData = Record<string, unknown>, RegistrationData = Record<string, unknown>"
    )
)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct User {
    /// Whether the user is active: a deactivated user cannot log in. Only in answers, and in imports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    /// The date of birth, `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<String>,
    /// When the password was last checked against breached passwords, in epoch milliseconds. Only
    /// in answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub breached_password_last_checked_instant: Option<i64>,
    /// The result of the check against breached passwords: `None`, `CommonPassword`,
    /// `PasswordOnly`, `ExactMatch` or `SubAddressMatch`. Only in answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub breached_password_status: Option<String>,
    /// The id (UUID) of the user name at the moderation service `CleanSpeak`, if the name is moderated.
    /// Only in answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clean_speak_id: Option<String>,
    /// The connector (UUID) that checks the password. Only in answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connector_id: Option<String>,
    /// The operator's own data about the user. If the user has no `email`, mails go to the address in the
    /// member `email` of this data.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "UserData"))]
    pub data: Option<Members>,
    /// The e-mail address: at most 191 characters, at most 64 before the `@`; unique in the
    /// tenant, in lower case. A user has at least one of address, name and phone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// How the password is hashed: `salted-md5`, `salted-sha256`, `salted-hmac-sha256`,
    /// `salted-pbkdf2-hmac-sha256`, `salted-pbkdf2-hmac-sha256-512` (since 1.34.0),
    /// `salted-pbkdf2-hmac-sha512-512` (since 1.43.0), `bcrypt`, `phpass-md5` or `phpass-sha512` (both since
    /// 1.45.0). Default: the setting of the tenant.
    /// Answers contain the scheme since 1.20.1, and only if the call has an API key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encryption_scheme: Option<String>,
    /// When the account expires, in epoch milliseconds. From then on, the user cannot log in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expiry: Option<i64>,
    /// The work factor of the hash, as a number; for the oldest servers as a text. Default: the
    /// usual work factor of this hash. An update with a password that is a hash must have the factor.
    /// Only in requests.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "number | string"))]
    pub factor: Option<Value>,
    /// The first name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// The full name; the server does not build it from the other names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub full_name: Option<String>,
    /// The id of the user (UUID). In requests, only an import uses it: other operations use the id
    /// in the path.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The identities that the user can log in with. Only in answers. Since 1.59.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identities: Option<Vec<UserIdentity>>,
    /// The address of a picture of the user (URI).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image_url: Option<String>,
    /// When the user was created, in epoch milliseconds. Only in answers, and in imports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub insert_instant: Option<i64>,
    /// When the user last logged in, in epoch milliseconds. The creation of the user counts as a login.
    /// Only in answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_login_instant: Option<i64>,
    /// The last name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// When the user was last changed, in epoch milliseconds. Only in answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_update_instant: Option<i64>,
    /// The id of the user in an older system. Since 1.67.0; it cannot be changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legacy_identifier: Option<String>,
    /// The groups that the user belongs to. In requests, only for new users: updates do not change the groups.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub memberships: Option<Vec<Membership>>,
    /// The middle name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub middle_name: Option<String>,
    /// The number of a mobile phone; nobody can log in with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mobile_phone: Option<String>,
    /// The e-mail address of a parent, in lower case. Since 1.7.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_email: Option<String>,
    /// The password in plain text; imports and updates may send its hash instead. It is never in an
    /// answer. Before 1.59.0, a new user must have a password or get a message to set one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password: Option<Secret>,
    /// Why the password must be changed at the next login: `Administrative`, `Breached`, `Expired` or
    /// `Validation`. Only if the password must be changed; in requests, only in imports and updates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password_change_reason: Option<String>,
    /// Whether the password, if there is one, must be changed at the next login. Default false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password_change_required: Option<bool>,
    /// When the password was last changed, in epoch milliseconds. Only in answers, and in imports,
    /// for users with a password.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password_last_update_instant: Option<i64>,
    /// A phone number to log in with, in the form of E.164; unique in the tenant. Since 1.59.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
    /// The locales that the user prefers, in order of preference (`en`, `en_US`); at most 20.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preferred_languages: Option<Vec<String>>,
    /// The registrations of the user. Only in answers of logins and of user operations, and in
    /// imports.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Registration<RegistrationData>[]"))]
    pub registrations: Option<Vec<Registration>>,
    /// The salt of the hash, in Base64; for `bcrypt`, 22 characters of bcrypt's own alphabet. Only in requests with
    /// a password that is a hash.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub salt: Option<Secret>,
    /// The tenant of the user (UUID). Only in answers, and in imports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tenant_id: Option<String>,
    /// The time zone of the user, by its IANA name (`America/Denver`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
    /// The second factors of the user. Since 1.26.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub two_factor: Option<TwoFactor>,
    /// How the code of a second factor is sent: `None` (the default) or `TextMessage`. Removed in 1.26.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub two_factor_delivery: Option<String>,
    /// Whether a second factor is required. Default false; removed in 1.26.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub two_factor_enabled: Option<bool>,
    /// The secret of the second factor, in Base64. Only in requests; removed in 1.26.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub two_factor_secret: Option<Secret>,
    /// The user name with the suffix that makes the name unique. Only in answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unique_username: Option<String>,
    /// The name to log in with; unique in the tenant. `Ada` and `ada` count as the same name, but the server
    /// keeps the upper and lower case of the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// The moderation status of the name: `ACTIVE` (the default), `PENDING` or `REJECTED`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username_status: Option<String>,
    /// Whether the e-mail address is verified. Also true if the server does not check e-mail addresses. Only in
    /// answers, and in imports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified: Option<bool>,
    /// When `verified` became true, or when the phone number was first verified, in epoch milliseconds. It never changes.
    /// Only in answers, and in imports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified_instant: Option<i64>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl User {
    /// A user with an e-mail address.
    #[must_use]
    pub fn new(email: impl Into<String>) -> Self {
        Self { email: Some(email.into()), ..Self::default() }
    }
}

/// An identity that a user can log in with. Since 1.59.0.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct UserIdentity {
    /// The value to show. Only for a user name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_value: Option<String>,
    /// When the identity was created, in epoch milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub insert_instant: Option<i64>,
    /// When the user last logged in with the identity, in epoch milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_login_instant: Option<i64>,
    /// When the identity was last changed, in epoch milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_update_instant: Option<i64>,
    /// The moderation status: `ACTIVE`, `PENDING` or `REJECTED`. Only for a user name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moderation_status: Option<String>,
    /// Whether this is the primary identity of its type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub primary: Option<bool>,
    /// The type of the identity: `email`, `username` or `phoneNumber`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The address, the name or the number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Whether the identity is verified. False for the reasons `Disabled`, `Skipped` and `Unverifiable`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified: Option<bool>,
    /// When the identity was verified, in epoch milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified_instant: Option<i64>,
    /// Why the identity is verified or not: `Skipped`, `Trusted`, `Unverifiable`, `Implicit`, `Pending`,
    /// `Completed`, `Disabled`, `Import` or `Administrative`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified_reason: Option<String>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// The membership of a user in a group.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Membership {
    /// The operator's own data about the membership.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub data: Option<Members>,
    /// The group (UUID).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_id: Option<String>,
    /// The id of the membership (UUID).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// When the membership was created, in epoch milliseconds. Only in answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub insert_instant: Option<i64>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// The second factors of a user. Since 1.26.0.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct TwoFactor {
    /// The second factors.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub methods: Option<Vec<TwoFactorMethod>>,
    /// Recovery codes, for users who lost their second factor. Only in answers, and in imports.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Secret[]"))]
    pub recovery_codes: Option<Vec<Secret>>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// A second factor. Since 1.26.0.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct TwoFactorMethod {
    /// How an authenticator app generates its codes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authenticator: Option<Authenticator>,
    /// The e-mail address that codes are sent to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The id of the factor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Whether this factor was used last. Only in answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_used: Option<bool>,
    /// The type of the factor: `authenticator`, `email` or `sms`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// The number that codes are sent to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mobile_phone: Option<String>,
    /// The name that the user gave to the factor. Since 1.68.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The secret of an authenticator; it is never in an answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret: Option<Secret>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// How an authenticator app generates its codes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Authenticator {
    /// The hash algorithm, for example `HmacSHA1`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub algorithm: Option<String>,
    /// The number of digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code_length: Option<i64>,
    /// How long a code is valid, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_step: Option<i64>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}
