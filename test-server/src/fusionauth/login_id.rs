//! The kinds of texts with which a user logs in.

use serde::{Deserialize, Serialize};

use super::store::User;

/// The kind of a text that a user types into a login form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum LoginKind {
    Email,
    Username,
    PhoneNumber,
}

impl LoginKind {
    /// The kind that counts for a login without a login id. It says whether the user's address or number
    /// must be verified for this login.
    pub(super) fn of_user(user: &User) -> Self {
        match user.text("email").is_none() && user.text("phoneNumber").is_some() {
            true => Self::PhoneNumber,
            false => Self::Email,
        }
    }

    /// The kinds that a login tries if the request names no kind.
    pub(super) const USUAL: &[Self] = &[Self::Email, Self::Username];

    /// The name of the kind. The member of the user has the same name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Username => "username",
            Self::PhoneNumber => "phoneNumber",
        }
    }

    /// The kind with this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        let all = [Self::Email, Self::Username, Self::PhoneNumber];
        all.into_iter().find(|kind| kind.name() == name)
    }
}
