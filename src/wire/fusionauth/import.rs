//! The body of an import of users.

use serde::{Deserialize, Serialize};

use super::{event_info::EventInfo, user::User};
use crate::wire::Members;

/// `POST /api/user/import`.
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
pub struct ImportRequest {
    /// How the server hashes passwords that are in plain text. Default: the setting of the server. A password
    /// is in plain text if its user has no `encryption_scheme`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encryption_scheme: Option<String>,
    /// The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_info: Option<EventInfo>,
    /// The work factor of the hashes that the server makes of passwords in plain text. Default: the setting of the
    /// server.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub factor: Option<u64>,
    /// The users, with their `registrations`. A user without `active: true` cannot log in.
    #[cfg_attr(js, tsify(type = "User<UserData, RegistrationData>[]"))]
    pub users: Vec<User>,
    /// Whether errors name the users who exist already; true makes the import slower. Default false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub validate_db_constraints: Option<bool>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl ImportRequest {
    /// A request that imports these users. The password of a user without an `encryption_scheme` is
    /// in plain text.
    #[must_use]
    pub fn new(users: Vec<User>) -> Self {
        Self { users, ..Self::default() }
    }
}
