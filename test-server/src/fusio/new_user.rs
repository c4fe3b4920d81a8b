//! The description of a Fusio user in the control API and in the config file.

use schemars::JsonSchema;
use serde::Deserialize;

use super::roles::{self, Role};
use crate::secret::Secret;
use crate::settings::SettingsError;

/// A Fusio user to be created. Fusio's rules for names, e-mail addresses and passwords are not checked,
/// because tests also need unusual users.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FusioUser {
    /// The name, which no other user may have.
    pub name: String,
    /// The e-mail address, which no other user may have.
    pub email: Option<String>,
    /// The password; without one, the user cannot log in with a password.
    pub password: Option<Secret>,
    /// 0 deleted, 1 active, 2 disabled; 1 if it is not given.
    pub status: Option<i64>,
    /// `Administrator`, `Backend` or `Consumer`; `Consumer` if it is not given.
    pub role: Option<String>,
}

impl FusioUser {
    /// The user's role; refuses a role or status that does not exist.
    pub(crate) fn checked(&self) -> Result<&'static Role, SettingsError> {
        self.status.map(known_status).transpose()?;
        let role = roles::role(self.role.as_deref().unwrap_or("Consumer"));
        role.ok_or_else(|| SettingsError::new("role", "is unknown"))
    }
}

/// Returns the status, or an error if Fusio has no such status.
pub(crate) fn known_status(status: i64) -> Result<i64, SettingsError> {
    let problem = "must be 0 (deleted), 1 (active) or 2 (disabled)";
    let known = (0..=2).contains(&status).then_some(status);
    known.ok_or_else(|| SettingsError::new("status", problem))
}
