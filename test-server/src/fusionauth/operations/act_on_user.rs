//! Takes an action on a user, and ends the user's refresh tokens. Until the action expires, logins of the
//! user answer 409.

use axum::http::Method;
use serde_json::{Value, json};

use crate::db::Writer;
use crate::fusionauth::answers::json_body;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::{Errors, Refusal};
use crate::fusionauth::members::text_of;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{normalize, refresh, store};
use crate::openapi::Content;
use crate::openapi::schema::{format, integer, object, open, optional};

pub(super) const OPERATION: Operation = Operation {
    name: "actOnUser",
    routes: &[Route::key(Method::POST, "/api/user/action")],
    summary: "Prevent logins of a user",
    describe: |shapes, _, about| {
        let action = open(optional([
            ("actioneeUserId", format("uuid")),
            ("expiry", integer()),
            ("userActionId", format("uuid")),
        ]));
        let answer = object([("action", shapes.action.clone())]);
        json_body(about, optional([("action", action)])).answer(
            200,
            "The action",
            Content::json(answer),
        )
    },
    run: Run::Write(act),
};

/// Every kind of action prevents logins of the user.
fn act(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let mut errors = Errors::default();
    let action = Value::Object(call.object("action", &mut errors).unwrap_or_default());
    let user = normalize::uuid(text_of(&action, "actioneeUserId")).unwrap_or_default();
    let found = store::user(db, &user)?;
    if !found.is_some_and(|user| call.sees(&user.tenant)) {
        errors.field("action.actioneeUserId", "invalid", "There is no such user.");
    }
    let expiry = action.get("expiry").and_then(normalize::instant);
    if expiry.is_none() && action.get("expiry").is_some_and(|value| !value.is_null()) {
        errors.invalid_json("action.expiry", "milliseconds since 1970 are expected");
    }
    let named = action.get("userActionId").filter(|id| !id.is_null());
    let definition = named.and_then(Value::as_str).and_then(normalize::uuid);
    if named.is_some() && definition.is_none() {
        errors.invalid_json("action.userActionId", "a UUID is expected");
    }
    errors.check()?;
    let id = normalize::new_id();
    let doc = normalize::without_nulls(json!({
        "actioneeUserId": user,
        "actionerUserId": action.get("actionerUserId"),
        "expiry": expiry,
        "id": id,
        "insertInstant": call.now_ms(),
        "localizedName": action.get("name"),
        "name": action.get("name"),
        "option": action.get("option"),
        "reason": action.get("reason"),
        "userActionId": definition,
    }));
    store::put(db, store::ACTION, &id, &doc)?;
    refresh::end_of_user(db, &user)?;
    Ok(Reply::json(json!({"action": doc})))
}
