//! Objects that this server keeps and shows, but does not use.

use serde_json::{Map, Value, json};

use super::call::Call;
use super::errors::{Errors, Refusal};
use super::members::member;
use super::reply::Reply;
use super::{normalize, patch as patches, store};
use crate::db::{Reader, Writer};

/// A kind of objects that this server keeps, but does not use.
pub(super) struct Kind {
    /// The member of a body that holds one object; also the name of the kind in the store.
    pub(super) one: &'static str,
    /// The member of a body that holds all objects of the kind.
    pub(super) many: &'static str,
    /// The name of the variable segment in the path.
    pub(super) id: &'static str,
}

pub(super) fn create(call: &Call, db: &Writer, kind: &Kind) -> Result<Reply, Refusal> {
    let id = call.id(0, kind.id)?.unwrap_or_else(normalize::new_id);
    if store::get(db, kind.one, &id)?.is_some() {
        return Err(Refusal::field(kind.id, "duplicate", format!("The Id [{id}] is in use.")));
    }
    keep(call, db, kind, &id, &call.body, None)
}

pub(super) fn update(call: &Call, db: &Writer, kind: &Kind) -> Result<Reply, Refusal> {
    let (id, current) = find(call, db, kind)?;
    keep(call, db, kind, &id, &call.body, Some(&current))
}

pub(super) fn patch(call: &Call, db: &Writer, kind: &Kind) -> Result<Reply, Refusal> {
    let (id, current) = find(call, db, kind)?;
    let patched = patches::apply(call.mode, json!({kind.one: current}), &call.body)?;
    keep(call, db, kind, &id, &patched, Some(&current))
}

pub(super) fn retrieve(call: &Call, db: &Reader, kind: &Kind) -> Result<Reply, Refusal> {
    Ok(Reply::json(match call.ids.is_empty() {
        true => json!({kind.many: store::list(db, kind.one)?}),
        false => json!({kind.one: find(call, db, kind)?.1}),
    }))
}

fn find(call: &Call, db: &Reader, kind: &Kind) -> Result<(String, Value), Refusal> {
    let id = call.need_id(0, kind.id)?;
    let doc = store::get(db, kind.one, &id)?;
    doc.map(|doc| (id, doc)).ok_or_else(Refusal::not_found)
}

fn keep(
    call: &Call,
    db: &Writer,
    kind: &Kind,
    id: &str,
    body: &Value,
    current: Option<&Value>,
) -> Result<Reply, Refusal> {
    let members = needed(body, kind.one)?;
    let mut doc = normalize::without_nulls(members.into());
    let now = call.state.clock.now_ms();
    let inserted = current.and_then(|doc| doc.get("insertInstant")).and_then(Value::as_i64);
    json_patch::merge(
        &mut doc,
        &json!({"id": id, "insertInstant": inserted.unwrap_or(now), "lastUpdateInstant": now}),
    );
    store::put(db, kind.one, id, &doc)?;
    Ok(Reply::json(json!({kind.one: doc})))
}

/// A member that has to be an object.
pub(super) fn needed(body: &Value, name: &str) -> Result<Map<String, Value>, Refusal> {
    let mut errors = Errors::default();
    let members = member(body, name, &mut errors);
    if members.is_none() && errors.is_empty() {
        errors.missing(name);
    }
    errors.check()?;
    Ok(members.unwrap_or_default())
}
