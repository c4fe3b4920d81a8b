//! The kinds of login ids: an e-mail address, a username, a phone number.

use serde::{Deserialize, Serialize};

use super::store::User;

/// The kind of a login id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum LoginKind {
    Email,
    Username,
    PhoneNumber,
}

impl LoginKind {
    /// The kind for a login without a login id, such as a login with a one-time password: `PhoneNumber`
    /// if the user has a phone number but no e-mail address, otherwise `Email`. If the tenant keeps
    /// unverified users out (`admit.rs`), the number or the address of this kind must be verified.
    pub(super) fn of_user(user: &User) -> Self {
        match user.text("email").is_none() && user.text("phoneNumber").is_some() {
            true => Self::PhoneNumber,
            false => Self::Email,
        }
    }

    /// The kinds that a login tries if the request names no kind.
    pub(super) const USUAL: &[Self] = &[Self::Email, Self::Username];

    /// The name of the kind. In a user object, the member with this kind of login id has the same name.
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
