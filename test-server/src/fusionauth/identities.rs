//! The identities of a user: the address, the name and the phone number. How a user's document stores their state, and
//! how answers show them.

use serde_json::{Map, Value, json};

use super::members::set_member;
use super::normalize;

/// The member of a user's document that has the verification state of the phone number. The verification
/// state of the address has no such member: it is in the top-level members of the document.
pub(super) const PHONE: &str = "phoneVerification";

/// In a verification state: whether the identity is verified, since when, and the reason for the state.
pub(super) const VERIFIED: &str = "verified";
pub(super) const INSTANT: &str = "verifiedInstant";
pub(super) const REASON: &str = "verifiedReason";

/// In the verification state of the address, the member that says since when it is verified. The member
/// `INSTANT` of the document says since when the user is verified, and never changes.
pub(super) const EMAIL_INSTANT: &str = "emailVerifiedInstant";

/// The reasons of identities that nobody has checked. Answers show these identities as not verified.
pub(super) const UNCHECKED: [&str; 3] = ["Disabled", "Skipped", "Unverifiable"];

/// The member of a user's document with the times of the identities, by type. Answers show these times only in
/// the identities.
pub(super) const TIMES: &str = "identityTimes";

/// The types of the identities. In a user's document, the members with their values have the same names.
pub(super) const TYPES: [&str; 3] = ["email", "username", "phoneNumber"];

/// Stores the time at which the state of the identity of this type has changed.
pub(super) fn changed(doc: &mut Value, kind: &str, now: i64) {
    json_patch::merge(doc, &json!({TIMES: {kind: {"lastUpdateInstant": now}}}));
}

/// Stores the time at which the identity of this type got a new value. Nobody has logged in with this value.
pub(super) fn replaced(doc: &mut Value, kind: &str, now: i64) {
    let times = json!({"lastLoginInstant": null, "lastUpdateInstant": now});
    json_patch::merge(doc, &json!({TIMES: {kind: times}}));
}

/// Stores the time at which the user has logged in with the identity of this type.
pub(super) fn used(doc: &mut Value, kind: &str, now: i64) {
    json_patch::merge(doc, &json!({TIMES: {kind: {"lastLoginInstant": now}}}));
}

/// The identities of the user with these members. Removes the members that answers show only in the
/// identities.
pub(super) fn shown(members: &mut Map<String, Value>) -> Vec<Value> {
    let made = members.get("insertInstant").cloned();
    let verified = members.get(VERIFIED).cloned().unwrap_or_default();
    let mut take = |name: &str| members.remove(name).unwrap_or_default();
    let email = [verified, take(EMAIL_INSTANT), take(REASON)];
    let (mut phone, times) = (take(PHONE), take(TIMES));
    let phone = [VERIFIED, INSTANT, REASON]
        .map(|name| phone.get_mut(name).map(Value::take).unwrap_or_default());
    let mut identities = Vec::new();
    for kind in TYPES {
        let Some(value) = members.get(kind) else { continue };
        let [verified, instant, reason] = match kind {
            "email" => email.clone(),
            "phoneNumber" => phone.clone(),
            _ => [Value::Null, Value::Null, "Unverifiable".into()],
        };
        let unchecked = reason.as_str().is_some_and(|reason| UNCHECKED.contains(&reason));
        let verified = verified == true && !unchecked;
        let mut identity = json!({
            "insertInstant": made,
            "lastUpdateInstant": made,
            "primary": true,
            "type": kind,
            "value": value,
            VERIFIED: verified,
            INSTANT: verified.then_some(instant),
            REASON: reason,
        });
        if kind == "username" {
            set_member(&mut identity, "displayValue", value.clone());
            set_member(&mut identity, "moderationStatus", "ACTIVE");
        }
        if let Some(times) = times.get(kind) {
            json_patch::merge(&mut identity, times);
        }
        identities.push(normalize::without_nulls(identity));
    }
    identities
}
