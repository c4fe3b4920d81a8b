//! Families. All members of a family are users of the same tenant.

use serde_json::{Value, json};

use super::call::Call;
use super::errors::{Errors, Refusal};
use super::members::{needed, set_member, text_of};
use super::reply::Reply;
use super::{fields, normalize, objects, store};
use crate::db::{Reader, Writer};

/// Shows the family that the path names.
pub(super) fn retrieve(call: &Call, db: &Reader) -> Result<Reply, Refusal> {
    let id = call.need_id(0, "familyId")?;
    let family = store::get(db, store::FAMILY, &id)?.ok_or_else(Refusal::not_found)?;
    visible_tenant(call, db, &family)?;
    Ok(Reply::json(json!({"family": family})))
}

/// Adds a member to a family. Makes the family if it does not exist.
pub(super) fn put(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let added = needed(&call.body, "familyMember")?;
    let id = call.id(0, "familyId")?.unwrap_or_else(normalize::new_id);
    let known = store::get(db, store::FAMILY, &id)?;
    let tenant = match &known {
        Some(family) => visible_tenant(call, db, family)?,
        None => None,
    };
    let mut errors = Errors::default();
    let added =
        Value::Object(fields::overlay(&added, objects::FAMILY_MEMBER, "familyMember", &mut errors));
    let id_of_user = text_of(&added, "userId");
    let user = store::user(db, id_of_user)?.filter(|user| {
        call.sees(&user.tenant) && tenant.as_ref().is_none_or(|tenant| *tenant == user.tenant)
    });
    if user.is_none() && errors.is_empty() {
        errors.field("familyMember.userId", "invalid", "No User exists with this Id.");
    }
    errors.check()?;
    let now = call.now_ms();
    let mut family =
        known.unwrap_or_else(|| json!({"id": id, "insertInstant": now, "members": []}));
    set_member(&mut family, "lastUpdateInstant", now);
    if let Some(members) = family.get_mut("members").and_then(Value::as_array_mut) {
        members.retain(|other| text_of(other, "userId") != id_of_user);
        members.push(added);
    }
    store::put(db, store::FAMILY, &id, &family)?;
    Ok(Reply::json(json!({"family": family})))
}

/// The tenant of a family; `None` if the family has no member. If the caller may not see this tenant, the
/// answer is 404.
fn visible_tenant(call: &Call, db: &Reader, family: &Value) -> Result<Option<String>, Refusal> {
    let first = family.pointer("/members/0").map(|member| text_of(member, "userId"));
    let user = first.map(|id| store::user(db, id)).transpose()?.flatten();
    match user {
        Some(user) if !call.sees(&user.tenant) => Err(Refusal::not_found()),
        user => Ok(user.map(|user| user.tenant)),
    }
}
