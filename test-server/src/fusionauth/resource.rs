//! Resources: objects that requests create, replace, change, read and delete by their ids.

use serde_json::{Map, Value, json};

use super::call::Call;
use super::errors::Refusal;
use super::members::{needed, number_at, set_member, text_of};
use super::reply::Reply;
use super::{normalize, patch as patches, store};
use crate::db::{Reader, Writer};

/// A kind of resources: its names, and the functions that differ between kinds.
pub(super) struct Resource {
    /// The name of the kind in the store.
    pub(super) kind: &'static str,
    /// The member of a body that holds one object.
    pub(super) one: &'static str,
    /// The member of a body that holds all objects of the kind.
    pub(super) many: &'static str,
    /// The name of the variable segment in the path.
    pub(super) id: &'static str,
    /// Whether the caller can see an object. If not, the object does not exist for the caller.
    pub(super) sees: fn(&Call, &Reader, &Value) -> Result<bool, Refusal>,
    /// Checks the object in a request, and returns the members to store.
    pub(super) read: fn(&Call, &Reader, &Sent<'_>) -> Result<Value, Refusal>,
    /// An object as answers show it.
    pub(super) shown: fn(&Reader, Value) -> Result<Value, Refusal>,
    /// The body of a request that would store this object as it is. A patch is applied to this body.
    pub(super) body: fn(&Self, &Reader, &Value) -> Result<Value, Refusal>,
}

/// The object in a request that creates an object or replaces one.
pub(super) struct Sent<'a> {
    pub(super) id: &'a str,
    pub(super) object: Map<String, Value>,
    /// The body of the request. If the request is a patch, the body after the patch.
    pub(super) body: &'a Value,
    /// The object that is replaced; `None` if the request creates an object.
    pub(super) current: Option<&'a Value>,
}

impl Resource {
    /// A kind of resources that this server only stores and shows. It does not check their members.
    pub(super) const fn unchecked(one: &'static str, many: &'static str, id: &'static str) -> Self {
        Self {
            kind: one,
            one,
            many,
            id,
            sees: |_, _, _| Ok(true),
            read: |_, _, sent| Ok(normalize::without_nulls(sent.object.clone().into())),
            shown: |_, object| Ok(object),
            body: |resource, _, object| Ok(json!({resource.one: object})),
        }
    }

    pub(super) fn create(&self, call: &Call, db: &Writer) -> Result<Reply, Refusal> {
        let id = call.id(0, self.id)?.unwrap_or_else(normalize::new_id);
        if store::get(db, self.kind, &id)?.is_some() {
            let message = format!("The Id [{id}] is in use.");
            return Err(Refusal::field(self.id, "duplicate", message));
        }
        self.keep(call, db, &id, &call.body, None)
    }

    pub(super) fn update(&self, call: &Call, db: &Writer) -> Result<Reply, Refusal> {
        let current = self.find(call, db)?;
        self.replace(call, db, &current, &call.body)
    }

    pub(super) fn patch(&self, call: &Call, db: &Writer) -> Result<Reply, Refusal> {
        let current = self.find(call, db)?;
        let body = (self.body)(self, db, &current)?;
        let patched = patches::apply(call.mode, body, &call.body)?;
        self.replace(call, db, &current, &patched)
    }

    /// Shows the object that the path names, or all objects that the caller can see.
    pub(super) fn retrieve(&self, call: &Call, db: &Reader) -> Result<Reply, Refusal> {
        if !call.ids.is_empty() {
            let object = self.find(call, db)?;
            return Ok(Reply::json(json!({self.one: (self.shown)(db, object)?})));
        }
        let mut objects = Vec::new();
        for object in store::list(db, self.kind)? {
            if (self.sees)(call, db, &object)? {
                objects.push((self.shown)(db, object)?);
            }
        }
        Ok(Reply::json(json!({self.many: objects})))
    }

    pub(super) fn delete(&self, call: &Call, db: &Writer) -> Result<Reply, Refusal> {
        let object = self.find(call, db)?;
        store::delete(db, self.kind, text_of(&object, "id"))?;
        Ok(Reply::empty())
    }

    /// The object that the path names.
    pub(super) fn find(&self, call: &Call, db: &Reader) -> Result<Value, Refusal> {
        let id = call.need_id(0, self.id)?;
        let object = store::get(db, self.kind, &id)?.ok_or_else(Refusal::not_found)?;
        if (self.sees)(call, db, &object)? { Ok(object) } else { Err(Refusal::not_found()) }
    }

    fn replace(
        &self,
        call: &Call,
        db: &Writer,
        current: &Value,
        body: &Value,
    ) -> Result<Reply, Refusal> {
        self.keep(call, db, text_of(current, "id"), body, Some(current))
    }

    /// Stores the object in a body. `current` is the object that is replaced.
    pub(super) fn keep(
        &self,
        call: &Call,
        db: &Writer,
        id: &str,
        body: &Value,
        current: Option<&Value>,
    ) -> Result<Reply, Refusal> {
        let sent = Sent { id, object: needed(body, self.one)?, body, current };
        let mut object = (self.read)(call, db, &sent)?;
        let now = call.state.clock.now_ms();
        let inserted = current.map_or(now, |doc| number_at(doc, "/insertInstant", now));
        set_member(&mut object, "id", id);
        set_member(&mut object, "insertInstant", inserted);
        set_member(&mut object, "lastUpdateInstant", now);
        store::put(db, self.kind, id, &object)?;
        Ok(Reply::json(json!({self.one: (self.shown)(db, object)?})))
    }
}
