//! An event for webhooks.

use serde_json::Value;

use super::members::set_member;
use super::normalize;
use crate::state::State;

/// The kind of a change. Webhooks get an event before the change is stored, and may refuse the change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    UserCreate,
    RegistrationCreate,
    RegistrationUpdate,
    RegistrationDelete,
    RegistrationVerified,
}

impl Kind {
    pub(super) const ALL: [Self; 5] = [
        Self::UserCreate,
        Self::RegistrationCreate,
        Self::RegistrationUpdate,
        Self::RegistrationDelete,
        Self::RegistrationVerified,
    ];

    /// The type of the event that is sent before the change is stored.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::UserCreate => "user.create",
            Self::RegistrationCreate => "user.registration.create",
            Self::RegistrationUpdate => "user.registration.update",
            Self::RegistrationDelete => "user.registration.delete",
            Self::RegistrationVerified => "user.registration.verified",
        }
    }

    /// The type of the event that is sent after the change is stored, if there is such an event.
    pub(super) fn complete(self) -> Option<&'static str> {
        match self {
            Self::UserCreate => Some("user.create.complete"),
            Self::RegistrationCreate => Some("user.registration.create.complete"),
            Self::RegistrationUpdate => Some("user.registration.update.complete"),
            Self::RegistrationDelete => Some("user.registration.delete.complete"),
            Self::RegistrationVerified => None,
        }
    }
}

/// An event for webhooks.
pub(super) struct Event {
    pub(super) kind: Kind,
    pub(super) tenant: String,
    /// All members except `createInstant`, `id` and `type`.
    pub(super) members: Value,
}

impl Event {
    /// The event as it is sent, with the type `name`.
    pub(super) fn body(&self, state: &State, name: &str) -> Value {
        let mut body = self.members.clone();
        set_member(&mut body, "createInstant", state.clock.now_ms());
        set_member(&mut body, "id", normalize::new_id());
        set_member(&mut body, "type", name);
        body
    }
}
