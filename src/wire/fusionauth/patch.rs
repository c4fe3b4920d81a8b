//! The bodies of patches. `FusionAuth` has three forms of patch: its original form (`patch_user` and
//! `patch_registration`), the merge patch (RFC 7396) and the JSON patch (RFC 6902).
//!
//! In the original form and in a merge patch, a member that is left out does not change, null clears a member, and a
//! value replaces or extends the stored value. A JSON patch is a list of [`PatchOperation`]s.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use super::event_info::EventInfo;
use crate::{secret::Secret, wire::Members};

/// The change of one member in the original form of patch or in a merge patch.
///
/// ```
/// # use matricula::fusionauth::{Change, RegistrationPatch};
/// let mut patch = RegistrationPatch::new("10000000-0000-0002-0000-000000000001");
/// patch.username = Change::Value("johnny".into());
/// patch.timezone = Change::Null;
/// # assert_eq!(serde_json::to_value(&patch)?, serde_json::json!({
/// #     "applicationId": "10000000-0000-0002-0000-000000000001", "username": "johnny", "timezone": null
/// # }));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Change<T> {
    /// The member is not sent and stays as it is.
    #[default]
    Absent,
    /// The member is cleared.
    Null,
    /// The member gets this value. Objects are merged. The original form of patch adds to lists; a
    /// merge patch replaces lists.
    Value(T),
}

impl<T> Change<T> {
    /// Whether the member stays as it is.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}

impl<T> From<T> for Change<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T: Serialize> Serialize for Change<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Absent | Self::Null => serializer.serialize_none(),
            Self::Value(value) => serializer.serialize_some(value),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Change<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(|value| value.map_or(Self::Null, Self::Value))
    }
}

/// `PATCH /api/user/registration/{userId}[/{applicationId}]`. Since 1.12.0; as a merge patch
/// since 1.39.0.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[cfg_attr(js, tsify(type_params = "RegistrationData = Record<string, unknown>"))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PatchRegistrationRequest {
    /// The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_info: Option<EventInfo>,
    /// Whether the server generates an authentication token. Default false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub generate_authentication_token: Option<bool>,
    /// The changes.
    #[cfg_attr(js, tsify(type = "RegistrationPatch<RegistrationData>"))]
    pub registration: RegistrationPatch,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl PatchRegistrationRequest {
    /// A patch of the registration.
    #[must_use]
    pub fn new(registration: RegistrationPatch) -> Self {
        Self {
            registration,
            event_info: None,
            generate_authentication_token: None,
            extra: Members::default(),
        }
    }
}

/// The changes of a registration. Absent members stay as they are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[cfg_attr(js, tsify(type_params = "RegistrationData = Record<string, unknown>"))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RegistrationPatch {
    /// The application (UUID).
    pub application_id: String,
    /// The authentication token, which can be used instead of the password.
    #[serde(default, skip_serializing_if = "Change::is_absent")]
    #[cfg_attr(js, tsify(optional, type = "string | null"))]
    pub authentication_token: Change<Secret>,
    /// The operator's own data, merged member by member.
    #[serde(default, skip_serializing_if = "Change::is_absent")]
    #[cfg_attr(js, tsify(optional, type = "Patch<RegistrationData> | null"))]
    pub data: Change<Members>,
    /// The preferred locales. `patch_registration` adds to them, `merge_patch_registration` replaces them.
    #[serde(default, skip_serializing_if = "Change::is_absent")]
    #[cfg_attr(js, tsify(optional, type = "string[] | null"))]
    pub preferred_languages: Change<Vec<String>>,
    /// The names of the roles. `patch_registration` adds to them, `merge_patch_registration` replaces them.
    #[serde(default, skip_serializing_if = "Change::is_absent")]
    #[cfg_attr(js, tsify(optional, type = "string[] | null"))]
    pub roles: Change<Vec<String>>,
    /// The time zone, by its IANA name.
    #[serde(default, skip_serializing_if = "Change::is_absent")]
    #[cfg_attr(js, tsify(optional, type = "string | null"))]
    pub timezone: Change<String>,
    /// The name to show.
    #[serde(default, skip_serializing_if = "Change::is_absent")]
    #[cfg_attr(js, tsify(optional, type = "string | null"))]
    pub username: Change<String>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl RegistrationPatch {
    /// A patch that changes nothing yet.
    #[must_use]
    pub fn new(application_id: impl Into<String>) -> Self {
        Self {
            application_id: application_id.into(),
            authentication_token: Change::Absent,
            data: Change::Absent,
            preferred_languages: Change::Absent,
            roles: Change::Absent,
            timezone: Change::Absent,
            username: Change::Absent,
            extra: Members::default(),
        }
    }
}

/// `PATCH /api/user/{userId}`. Since 1.12.0; as a merge patch since 1.39.0.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[cfg_attr(js, tsify(type_params = "UserData = Record<string, unknown>"))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PatchUserRequest {
    /// The application (UUID) whose templates and themes are used. Since 1.30.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_id: Option<String>,
    /// The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_info: Option<EventInfo>,
    /// Whether a new address or number counts as verified immediately, without a message. Default false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skip_verification: Option<bool>,
    /// The changes.
    #[cfg_attr(js, tsify(type = "UserPatch<UserData>"))]
    pub user: UserPatch,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl PatchUserRequest {
    /// A patch of the user.
    #[must_use]
    pub fn new(user: UserPatch) -> Self {
        Self {
            user,
            application_id: None,
            event_info: None,
            skip_verification: None,
            extra: Members::default(),
        }
    }
}

/// The changes of a user. Absent members stay as they are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[cfg_attr(js, tsify(type_params = "UserData = Record<string, unknown>"))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct UserPatch {
    /// The date of birth, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Change::is_absent")]
    #[cfg_attr(js, tsify(optional, type = "string | null"))]
    pub birth_date: Change<String>,
    /// The operator's own data, merged member by member.
    #[serde(default, skip_serializing_if = "Change::is_absent")]
    #[cfg_attr(js, tsify(optional, type = "Patch<UserData> | null"))]
    pub data: Change<Members>,
    /// The e-mail address.
    #[serde(default, skip_serializing_if = "Change::is_absent")]
    #[cfg_attr(js, tsify(optional, type = "string | null"))]
    pub email: Change<String>,
    /// When the account expires, in epoch milliseconds.
    #[serde(default, skip_serializing_if = "Change::is_absent")]
    #[cfg_attr(js, tsify(optional, type = "number | null"))]
    pub expiry: Change<i64>,
    /// The first name.
    #[serde(default, skip_serializing_if = "Change::is_absent")]
    #[cfg_attr(js, tsify(optional, type = "string | null"))]
    pub first_name: Change<String>,
    /// The full name.
    #[serde(default, skip_serializing_if = "Change::is_absent")]
    #[cfg_attr(js, tsify(optional, type = "string | null"))]
    pub full_name: Change<String>,
    /// The address of a picture.
    #[serde(default, skip_serializing_if = "Change::is_absent")]
    #[cfg_attr(js, tsify(optional, type = "string | null"))]
    pub image_url: Change<String>,
    /// The last name.
    #[serde(default, skip_serializing_if = "Change::is_absent")]
    #[cfg_attr(js, tsify(optional, type = "string | null"))]
    pub last_name: Change<String>,
    /// The middle name.
    #[serde(default, skip_serializing_if = "Change::is_absent")]
    #[cfg_attr(js, tsify(optional, type = "string | null"))]
    pub middle_name: Change<String>,
    /// The number of a mobile phone.
    #[serde(default, skip_serializing_if = "Change::is_absent")]
    #[cfg_attr(js, tsify(optional, type = "string | null"))]
    pub mobile_phone: Change<String>,
    /// The e-mail address of a parent.
    #[serde(default, skip_serializing_if = "Change::is_absent")]
    #[cfg_attr(js, tsify(optional, type = "string | null"))]
    pub parent_email: Change<String>,
    /// The password.
    #[serde(default, skip_serializing_if = "Change::is_absent")]
    #[cfg_attr(js, tsify(optional, type = "string | null"))]
    pub password: Change<Secret>,
    /// Whether the password must be changed at the next login.
    #[serde(default, skip_serializing_if = "Change::is_absent")]
    #[cfg_attr(js, tsify(optional, type = "boolean | null"))]
    pub password_change_required: Change<bool>,
    /// A phone number to log in with. Since 1.59.0.
    #[serde(default, skip_serializing_if = "Change::is_absent")]
    #[cfg_attr(js, tsify(optional, type = "string | null"))]
    pub phone_number: Change<String>,
    /// The preferred locales. `patch_user` adds to them, `merge_patch_user` replaces them.
    #[serde(default, skip_serializing_if = "Change::is_absent")]
    #[cfg_attr(js, tsify(optional, type = "string[] | null"))]
    pub preferred_languages: Change<Vec<String>>,
    /// The time zone, by its IANA name.
    #[serde(default, skip_serializing_if = "Change::is_absent")]
    #[cfg_attr(js, tsify(optional, type = "string | null"))]
    pub timezone: Change<String>,
    /// The name to log in with.
    #[serde(default, skip_serializing_if = "Change::is_absent")]
    #[cfg_attr(js, tsify(optional, type = "string | null"))]
    pub username: Change<String>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// One operation of a JSON patch (RFC 6902). Since 1.39.0.
///
/// In Rust, the output of `Debug` hides `value`, which may be a password.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct PatchOperation {
    /// `add`, `remove`, `replace`, `move`, `copy` or `test`.
    #[cfg_attr(js, tsify(type = "'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test'"))]
    pub op: String,
    /// The path; it starts with the member `registration` or `user`, for example
    /// `/registration/roles/-`.
    pub path: String,
    /// The source path of `move` and `copy`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The value of `add`, `replace` and `test`, which may be null.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "unknown"))]
    pub value: Option<Value>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl fmt::Debug for PatchOperation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PatchOperation")
            .field("op", &self.op)
            .field("path", &self.path)
            .field("from", &self.from)
            .field("value", &self.value.as_ref().map(|_| Secret::default()))
            .field("extra", &self.extra)
            .finish()
    }
}

/// Reads `value` if it is present. A null is kept as a value, so that it differs from an absent `value`.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

impl PatchOperation {
    /// An operation without a value.
    #[must_use]
    pub fn new(op: impl Into<String>, path: impl Into<String>) -> Self {
        Self {
            op: op.into(),
            path: path.into(),
            from: None,
            value: None,
            extra: Members::default(),
        }
    }
}
