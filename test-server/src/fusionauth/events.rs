//! Makes the events about users and registrations.

use axum::http::header;
use serde_json::{Value, json};

use super::call::Call;
use super::errors::Refusal;
use super::event::{Event, Kind};
use super::members::{set_member, text_of};
use super::store::{self, User};
use super::{normalize, user};
use crate::db::Reader;

/// Makes the member `info` of an event from the body's `eventInfo`. If `eventInfo` has no IP address, the
/// address comes from the connection. If `eventInfo` has no user agent, the user agent comes from the
/// headers.
fn info(call: &Call) -> Value {
    let sent = call.body.get("eventInfo").filter(|info| info.is_object());
    let mut info = sent.map_or_else(|| json!({}), |info| normalize::without_nulls(info.clone()));
    let agent = call.headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
    for (name, seen) in [("ipAddress", call.ip.as_deref()), ("userAgent", agent)] {
        if let (None, Some(seen)) = (info.get(name), seen) {
            set_member(&mut info, name, seen);
        }
    }
    info
}

/// Makes the event about a user and perhaps one registration of the user. `original` is the registration
/// before an update. Returns `None` if there is no webhook.
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
        "info": info(call),
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

/// Copies a registration without the token that works as a password.
fn without_token(registration: &Value) -> Value {
    let mut shown = registration.clone();
    if let Value::Object(members) = &mut shown {
        members.remove("authenticationToken");
    }
    shown
}
