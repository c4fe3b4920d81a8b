//! The kinds of texts with which a user logs in.

use serde::{Deserialize, Serialize};

/// What a text is that a user types into a login form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum LoginKind {
    Email,
    Username,
    PhoneNumber,
}

impl LoginKind {
    /// The kinds that a login tries if it names none.
    pub(super) const USUAL: &[Self] = &[Self::Email, Self::Username];

    /// The kind with this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "email" => Some(Self::Email),
            "username" => Some(Self::Username),
            "phoneNumber" => Some(Self::PhoneNumber),
            _ => None,
        }
    }
}
