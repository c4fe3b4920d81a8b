//! The events that webhooks get: their types and their members.

use axum::http::header;
use serde_json::{Map, Value, json};

use super::call::Call;
use super::errors::{Errors, Refusal};
use super::members::{set_member, text_of, wrong_type};
use super::store::{self, User};
use super::{fields, normalize, user};
use crate::db::Reader;
use crate::state::State;

/// What happens. Webhooks hear of it before it is stored, and may refuse it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    UserCreate,
    RegistrationCreate,
    RegistrationUpdate,
    RegistrationDelete,
    RegistrationVerified,
}

impl Kind {
    const ALL: [Self; 5] = [
        Self::UserCreate,
        Self::RegistrationCreate,
        Self::RegistrationUpdate,
        Self::RegistrationDelete,
        Self::RegistrationVerified,
    ];

    /// The type of the event before the change is stored.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::UserCreate => "user.create",
            Self::RegistrationCreate => "user.registration.create",
            Self::RegistrationUpdate => "user.registration.update",
            Self::RegistrationDelete => "user.registration.delete",
            Self::RegistrationVerified => "user.registration.verified",
        }
    }

    /// The type of the event after the change is stored, if there is one.
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

/// All types of events that the vendor has.
pub(super) const TYPES: &[&str] = &[
    "audit-log.create",
    "entity.create",
    "entity.create.complete",
    "entity.delete",
    "entity.delete.complete",
    "entity.update",
    "entity.update.complete",
    "event-log.create",
    "group.create",
    "group.create.complete",
    "group.delete",
    "group.delete.complete",
    "group.member.add",
    "group.member.add.complete",
    "group.member.remove",
    "group.member.remove.complete",
    "group.member.update",
    "group.member.update.complete",
    "group.update",
    "group.update.complete",
    "jwt.public-key.update",
    "jwt.refresh",
    "jwt.refresh-token.revoke",
    "kickstart.success",
    "test",
    "user.action",
    "user.bulk.create",
    "user.create",
    "user.create.complete",
    "user.deactivate",
    "user.delete",
    "user.delete.complete",
    "user.email.update",
    "user.email.verified",
    "user.identity-provider.link",
    "user.identity-provider.unlink",
    "user.identity.update",
    "user.identity.verified",
    "user.login.failed",
    "user.login.new-device",
    "user.login.success",
    "user.login.suspicious",
    "user.loginId.duplicate.create",
    "user.loginId.duplicate.update",
    "user.password.breach",
    "user.password.reset.send",
    "user.password.reset.start",
    "user.password.reset.success",
    "user.password.update",
    "user.reactivate",
    "user.registration.create",
    "user.registration.create.complete",
    "user.registration.delete",
    "user.registration.delete.complete",
    "user.registration.update",
    "user.registration.update.complete",
    "user.registration.verified",
    "user.two-factor.challenge",
    "user.two-factor.failed-attempt",
    "user.two-factor.method.add",
    "user.two-factor.method.remove",
    "user.two-factor.success",
    "user.update",
    "user.update.complete",
];

/// Whether this server sends events of a type.
pub(super) fn is_sent(name: &str) -> bool {
    Kind::ALL.iter().any(|kind| kind.name() == name || kind.complete() == Some(name))
}

/// The ways in which several webhooks decide together about a change.
pub(super) const TRANSACTION_TYPES: &[&str] =
    &["None", "Any", "SimpleMajority", "SuperMajority", "AbsoluteMajority"];

/// Checks the events in a tenant's configuration.
pub(super) fn check_configuration(tenant: &Map<String, Value>, errors: &mut Errors) {
    let events = tenant.get("eventConfiguration").and_then(|events| events.get("events"));
    for (name, setting) in events.and_then(Value::as_object).into_iter().flatten() {
        let path = format!("tenant.eventConfiguration.events[{name}]");
        if !TYPES.contains(&name.as_str()) {
            errors.invalid_json("tenant.eventConfiguration.events", "the type of event is unknown");
            continue;
        }
        if !setting.is_object() {
            errors.invalid_json(&path, "an object is expected");
            continue;
        }
        if fields::boolean(setting.get("enabled").unwrap_or(&Value::Null)).is_none() {
            errors.invalid_json(&format!("{path}.enabled"), "true or false is expected");
        }
        let wanted = setting.get("transactionType").filter(|wanted| !wanted.is_null());
        let known = |wanted: &Value| {
            wanted.as_str().is_some_and(|wanted| TRANSACTION_TYPES.contains(&wanted))
        };
        if wanted.is_some_and(|wanted| !known(wanted)) {
            errors.invalid_json(&format!("{path}.transactionType"), "the value is unknown");
        }
    }
}

/// What a request says about its sender, completed with what the connection shows.
pub(super) fn info(call: &Call) -> Result<Value, Refusal> {
    let sent = match call.body.get("eventInfo") {
        None | Some(Value::Null) => json!({}),
        Some(Value::Object(info)) => normalize::without_nulls(info.clone().into()),
        Some(_) => return Err(wrong_type("eventInfo", "an object is expected")),
    };
    let agent = call.headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
    let mut info = sent;
    for (name, seen) in [("ipAddress", call.ip.as_deref()), ("userAgent", agent)] {
        if let (None, Some(seen)) = (info.get(name), seen) {
            set_member(&mut info, name, seen);
        }
    }
    Ok(info)
}

/// Something that webhooks hear of.
pub(super) struct Event {
    pub(super) kind: Kind,
    pub(super) tenant: String,
    /// All members except those that tell one event from another.
    members: Value,
}

impl Event {
    /// The event of this type, as it is sent.
    pub(super) fn body(&self, state: &State, name: &str) -> Value {
        let mut body = self.members.clone();
        set_member(&mut body, "createInstant", state.clock.now_ms());
        set_member(&mut body, "id", normalize::new_id());
        set_member(&mut body, "type", name);
        body
    }
}

/// The event about a user, and about one registration of the user. Without any webhook, there is no event.
pub(super) fn event(
    call: &Call,
    db: &Reader,
    kind: Kind,
    user: &User,
    registration: Option<&Value>,
    original: Option<&Value>,
) -> Result<Option<Event>, Refusal> {
    if store::first_ids(db, store::WEBHOOK)?.is_empty() {
        return Ok(None);
    }
    let mut members = json!({
        "info": info(call)?,
        "tenantId": user.tenant,
        "user": user::view(db, user, false)?,
    });
    if let Some(registration) = registration {
        set_member(&mut members, "applicationId", text_of(registration, "applicationId"));
        set_member(&mut members, "registration", without_token(registration));
    }
    if let Some(original) = original {
        set_member(&mut members, "original", without_token(original));
    }
    Ok(Some(Event { kind, tenant: user.tenant.clone(), members }))
}

/// A registration without the token that works as a password.
fn without_token(registration: &Value) -> Value {
    let mut shown = registration.clone();
    if let Value::Object(members) = &mut shown {
        members.remove("authenticationToken");
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_that_is_sent_is_one_of_the_vendors() {
        for kind in Kind::ALL {
            assert!(TYPES.contains(&kind.name()));
            assert!(kind.complete().is_none_or(|name| TYPES.contains(&name)));
        }
        assert!(is_sent("user.registration.create.complete") && !is_sent("user.login.success"));
    }
}
