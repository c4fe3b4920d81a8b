//! Statuses that FusionAuth does not document. This server chooses them, and tests can change them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::refused::SettingsError;

/// The statuses of refusals for which FusionAuth's documentation names no status. If a test sets
/// another status than the default, the answer has no body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Choices {
    /// A second factor is added with a code that was sent to another address.
    pub enable_other_address: u16,
    /// A login without a password at an application that does not allow such logins.
    pub passwordless_disabled: u16,
    /// A login without a password, with a missing or wrong `oneTimeCode`.
    pub passwordless_one_time_code: u16,
    /// A path below `/api` that belongs to no operation.
    pub unknown_path: u16,
    /// An id in `verificationIds` is unknown, used or expired, its verification is not complete, or two
    /// of the verifications have the same type.
    pub verification_ids: u16,
    /// The verification of an identity, with a missing or wrong `oneTimeCode`.
    pub verify_one_time_code: u16,
    /// The verification of an identity, with a `verificationId` that is unknown, used or expired.
    pub verify_unknown_id: u16,
}

impl Default for Choices {
    fn default() -> Self {
        Self {
            enable_other_address: 400,
            passwordless_disabled: 400,
            passwordless_one_time_code: 404,
            unknown_path: 501,
            verification_ids: 400,
            verify_one_time_code: 400,
            verify_unknown_id: 404,
        }
    }
}

impl Choices {
    /// Checks that each status is the status of a refusal.
    pub(super) fn check(&self) -> Result<(), SettingsError> {
        for (name, status) in [
            ("enable_other_address", self.enable_other_address),
            ("passwordless_disabled", self.passwordless_disabled),
            ("passwordless_one_time_code", self.passwordless_one_time_code),
            ("unknown_path", self.unknown_path),
            ("verification_ids", self.verification_ids),
            ("verify_one_time_code", self.verify_one_time_code),
            ("verify_unknown_id", self.verify_unknown_id),
        ] {
            if !(400..600).contains(&status) {
                let key = format!("fusionauth.choices.{name}");
                return Err(SettingsError::new(key, "must be a status from 400 to 599"));
            }
        }
        Ok(())
    }
}
