//! The parts of a kickstart file that this server stores, but does not use.

use std::collections::BTreeSet;

use axum::http::Method;
use serde_json::Value;

use crate::fusionauth::fields::{self, Field};
use crate::fusionauth::{event_types, objects};

/// The objects without any effect, by their paths.
const OBJECTS: &[(&str, &str)] = &[
    ("email/template", "e-mail templates"),
    ("form", "forms"),
    ("identity-provider", "identity providers"),
    ("integration", "integrations"),
    ("lambda", "lambdas"),
    ("message/template", "message templates"),
    ("messenger", "messengers"),
    ("theme", "themes"),
    ("user/family", "families"),
];

/// Objects of which only some members have an effect: the path, the name of the object in the body, and the
/// members with an effect.
const MEMBERS: &[(&str, &str, &[Field])] = &[
    ("application", "application", objects::APPLICATION),
    ("system-configuration", "systemConfiguration", objects::SYSTEM),
    ("tenant", "tenant", objects::TENANT),
    ("webhook", "webhook", objects::WEBHOOK),
];

/// Adds the names of the parts of a request that have no effect. The request has succeeded already.
pub(super) fn add(
    unused: &mut BTreeSet<String>,
    method: &Method,
    path: &str,
    body: Option<&Value>,
) {
    let path = path.strip_prefix("/api/").unwrap_or_default();
    let begins = |start: &str| {
        path.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let objects = OBJECTS.iter().filter(|(start, _)| begins(start));
    unused.extend(objects.map(|(_, name)| (*name).to_owned()));
    for (start, object, fields) in MEMBERS {
        let members = body.and_then(|body| body.get(*object)).and_then(Value::as_object);
        if let Some(members) = members.filter(|_| begins(start)) {
            fields::unread(members, fields, object, unused);
        }
    }
    // Only the creation of an application sets its roles.
    if begins("application")
        && method != Method::POST
        && body.is_some_and(|body| body.pointer("/application/roles").is_some())
    {
        unused.insert("application.roles".to_owned());
    }
    let enabled = body.and_then(|body| body.pointer("/webhook/eventsEnabled"));
    for (name, enabled) in enabled.and_then(Value::as_object).into_iter().flatten() {
        if begins("webhook")
            && !event_types::is_sent(name)
            && fields::boolean(enabled) == Some(true)
        {
            unused.insert(format!("webhook.eventsEnabled[{name}]"));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn roles_have_an_effect_only_in_the_request_that_creates_the_application() {
        let body = json!({"application": {"name": "Forum", "roles": [{"name": "reader"}]}});
        for (method, expected) in [
            (Method::POST, &[][..]),
            (Method::PUT, &["application.roles"]),
            (Method::PATCH, &["application.roles"]),
        ] {
            let mut unused = BTreeSet::new();
            add(&mut unused, &method, "/api/application/id", Some(&body));
            assert_eq!(unused.into_iter().collect::<Vec<_>>(), expected, "{method}");
        }
    }
}
