//! Adds a member to a family. Makes the family if it does not exist.

use axum::http::Method;
use serde_json::{Value, json};

use crate::db::Writer;
use crate::fusionauth::answers::{json_body, member};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::{Errors, Refusal};
use crate::fusionauth::members::{needed, set_member, text_of};
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{fields, normalize, objects, shapes, store};
use crate::openapi::schema::{format, open, optional};

pub(super) const OPERATION: Operation = Operation {
    name: "putFamily",
    routes: &[
        Route::global(Method::POST, "/api/user/family"),
        Route::global(Method::POST, "/api/user/family/{familyId}"),
        Route::global(Method::PUT, "/api/user/family/{familyId}"),
    ],
    summary: "Create a family, or add a member to a family",
    describe: |_, _, about| {
        let added = open(optional([("userId", format("uuid"))]));
        let body = optional([("familyMember", added)]);
        member(json_body(about, body), "family", &shapes::kept())
    },
    run: Run::Write(put),
};

fn put(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let added = needed(&call.body, "familyMember")?;
    let mut errors = Errors::default();
    let added =
        Value::Object(fields::overlay(&added, objects::FAMILY_MEMBER, "familyMember", &mut errors));
    let user = text_of(&added, "userId");
    if store::user(db, user)?.is_none() && errors.is_empty() {
        errors.field("familyMember.userId", "invalid", "No User exists with this Id.");
    }
    errors.check()?;
    let id = call.id(0, "familyId")?.unwrap_or_else(normalize::new_id);
    let now = call.state.clock.now_ms();
    let mut family = store::get(db, store::FAMILY, &id)?
        .unwrap_or_else(|| json!({"id": id, "insertInstant": now, "members": []}));
    set_member(&mut family, "lastUpdateInstant", now);
    if let Some(members) = family.get_mut("members").and_then(Value::as_array_mut) {
        members.retain(|other| text_of(other, "userId") != user);
        members.push(added);
    }
    store::put(db, store::FAMILY, &id, &family)?;
    Ok(Reply::json(json!({"family": family})))
}
