//! The types of events, and the part of a tenant's configuration that enables them.

use serde_json::{Map, Value};

use super::errors::Errors;
use super::event::Kind;
use super::fields;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_that_is_sent_is_an_event_of_the_vendor() {
        for kind in Kind::ALL {
            assert!(TYPES.contains(&kind.name()));
            assert!(kind.complete().is_none_or(|name| TYPES.contains(&name)));
        }
        assert!(is_sent("user.registration.create.complete") && !is_sent("user.login.success"));
    }
}
