//! Actions that keep users from logging in: `POST /api/user/action`, as little as 409 needs.

use serde_json::{Value, json};

use super::call::Call;
use super::errors::{Errors, Refusal};
use super::members::text_of;
use super::reply::Reply;
use super::{normalize, refresh, store};
use crate::state::State;

/// Takes an action on a user; all actions here prevent logins until they expire.
pub(super) async fn act(call: &Call) -> Result<Reply, Refusal> {
    let mut errors = Errors::default();
    let action = Value::Object(call.object("action", &mut errors).unwrap_or_default());
    let user = normalize::uuid(text_of(&action, "actioneeUserId")).unwrap_or_default();
    let found = store::user(&call.state.db, &user).await?;
    if !found.is_some_and(|user| call.sees(&user.tenant)) {
        errors.field("action.actioneeUserId", "invalid", "There is no such user.");
    }
    let expiry = action.get("expiry").and_then(normalize::instant);
    if expiry.is_none() && action.get("expiry").is_some_and(|value| !value.is_null()) {
        errors.invalid_json("action.expiry", "milliseconds since 1970 are expected");
    }
    errors.check()?;
    let doc = normalize::without_nulls(json!({
        "actionId": normalize::new_id(),
        "actioneeUserId": user,
        "actionerUserId": action.get("actionerUserId"),
        "expiry": expiry,
        "localizedName": action.get("name"),
        "name": action.get("name"),
        "option": action.get("option"),
        "reason": action.get("reason"),
    }));
    let id = text_of(&doc, "actionId").to_owned();
    store::put(&call.state.db, store::ACTION, &id, None, &doc).await?;
    refresh::end_of_user(&call.state.db, &user).await?;
    Ok(Reply::json(json!({"action": doc})))
}

/// The actions that keep a user out now.
pub(super) async fn preventing(state: &State, user: &str) -> Result<Vec<Value>, Refusal> {
    let mut actions = store::list(&state.db, store::ACTION).await?;
    let now = state.clock.now_ms();
    actions.retain(|action| {
        let expiry = action.get("expiry").and_then(Value::as_i64);
        text_of(action, "actioneeUserId") == user && expiry.is_none_or(|expiry| expiry > now)
    });
    Ok(actions)
}
