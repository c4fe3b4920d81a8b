//! Stores, shows, changes and revokes the consents of users.

use serde_json::{Map, Value, json};

use super::call::Call;
use super::errors::{Errors, Refusal};
use super::members::{set_member, text_of};
use super::reply::Reply;
use super::resource::{Resource, Sent};
use super::store::User;
use super::{fields, normalize, objects, store};
use crate::db::{Reader, Writer};

/// The members that name the consent and the two users. The user comes before the giver, because the giver
/// must be in the tenant of the user.
const KEPT: [&str; 3] = ["consentId", "userId", "giverUserId"];

pub(super) static USER_CONSENT: Resource = Resource {
    kind: store::USER_CONSENT,
    sees: |call, db, doc| Ok(user(call, db, text_of(doc, "userId"))?.is_some()),
    read,
    shown,
    ..Resource::unchecked("userConsent", "userConsents", "userConsentId")
};

/// Shows one consent, or all consents of a user.
pub(super) fn retrieve(call: &Call, db: &Reader) -> Result<Reply, Refusal> {
    if !call.ids.is_empty() {
        return USER_CONSENT.retrieve(call, db);
    }
    let Some(id) = call.query_id("userId")? else {
        let message = "You must specify the [userId] as a parameter.";
        return Err(Refusal::field("userId", "missing", message));
    };
    user(call, db, &id)?.ok_or_else(Refusal::not_found)?;
    let mut consents = Vec::new();
    for doc in store::named(db, store::USER_CONSENT, &id)? {
        consents.push(shown(db, doc)?);
    }
    Ok(Reply::json(json!({"userConsents": consents})))
}

/// Revokes a consent: the user does not consent any more, but the consent can still be read.
pub(super) fn revoke(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let mut doc = USER_CONSENT.find(call, db)?;
    set_member(&mut doc, "status", "Revoked");
    set_member(&mut doc, "lastUpdateInstant", call.state.clock.now_ms());
    store::put(db, store::USER_CONSENT, text_of(&doc, "id"), &doc)?;
    Ok(Reply::empty())
}

fn user(call: &Call, db: &Reader, id: &str) -> Result<Option<User>, Refusal> {
    Ok(store::user(db, id)?.filter(|user| call.sees(&user.tenant)))
}

/// Checks the consent in a request. Returns the consent with the defaults.
fn read(call: &Call, db: &Reader, sent: &Sent<'_>) -> Result<Value, Refusal> {
    let current = sent.current;
    let mut errors = Errors::default();
    let mut members = fields::read(&sent.object, objects::USER_CONSENT, "userConsent", &mut errors);
    // A change cannot replace these members: the current values are kept.
    for name in KEPT {
        if let Some(value) = current.and_then(|current| current.get(name)) {
            members.insert(name.to_owned(), value.clone());
        }
    }
    let status = "userConsent.status";
    if current.is_some() && !members.contains_key("status") && !errors.concerns(status) {
        errors.missing(status);
    }
    let consent = known(call, db, &members, current.is_some(), &mut errors)?;
    let values = |doc: &Value| doc.get("values") == members.get("values");
    if !current.is_some_and(values) {
        check_values(consent.as_ref(), &members, &mut errors);
    }
    errors.check()?;
    let mut doc = json!({"data": {}, "status": "Active"});
    json_patch::merge(&mut doc, &Value::Object(members));
    Ok(doc)
}

/// The consent that the request names. Adds an error for each object that is missing or does not exist. If
/// `keeps_giver` is true, the giver is not checked, because this user may be deleted by now.
fn known(
    call: &Call,
    db: &Reader,
    members: &Map<String, Value>,
    keeps_giver: bool,
    errors: &mut Errors,
) -> Result<Option<Value>, Refusal> {
    let (mut consent, mut tenant) = (None, None);
    for name in KEPT {
        if name == "giverUserId" && keeps_giver {
            continue;
        }
        let field = format!("userConsent.{name}");
        let Some(id) = members.get(name).and_then(Value::as_str) else {
            if !errors.concerns(&field) {
                errors.missing(&field);
            }
            continue;
        };
        let exists = if name == "consentId" {
            consent = store::get(db, store::CONSENT, id)?;
            consent.is_some()
        } else {
            let user = user(call, db, id)?;
            // For the giver, `tenant` is the tenant of the user.
            let same = |user: &User| tenant.as_ref().is_none_or(|tenant| *tenant == user.tenant);
            let user = user.filter(same);
            let exists = user.is_some();
            tenant = tenant.or(user.map(|user| user.tenant));
            exists
        };
        if !exists {
            errors.field(&field, "invalid", format!("Nothing exists with Id [{id}]."));
        }
    }
    Ok(consent)
}

/// Checks the values. They must be in the list of the consent. Only some consents allow several values.
fn check_values(consent: Option<&Value>, members: &Map<String, Value>, errors: &mut Errors) {
    let Some(consent) = consent else { return };
    let list = |value: Option<&Value>| value.and_then(Value::as_array).cloned().unwrap_or_default();
    let (known, sent) = (list(consent.get("values")), list(members.get("values")));
    let several = consent.get("multipleValuesAllowed").and_then(Value::as_bool) == Some(true);
    let field = "userConsent.values";
    if sent.iter().any(|value| !known.contains(value)) {
        errors.field(field, "invalid", "One of these values is not a value of the consent.");
    } else if sent.len() > 1 && !several {
        errors.field(field, "tooMany", "The consent may have one value only.");
    }
}

/// The consent of a user as answers show it: with the object that `consentId` names.
fn shown(db: &Reader, mut doc: Value) -> Result<Value, Refusal> {
    if let Some(consent) = store::get(db, store::CONSENT, text_of(&doc, "consentId"))? {
        set_member(&mut doc, "consent", consent);
    }
    Ok(normalize::without_nulls(doc))
}
