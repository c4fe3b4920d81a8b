//! What keeps a user out, whichever way the user comes: deactivation, expiry, actions.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::errors::Refusal;
use super::members::text_of;
use super::reply::Reply;
use super::store::{self, User};
use crate::state::State;

/// Why a user is kept out.
pub(super) enum Barred {
    Inactive,
    Expired,
    Actions(Vec<Value>),
}

/// Why the user is kept out now, if so.
pub(super) async fn find(state: &State, user: &User) -> Result<Option<Barred>, Refusal> {
    if !user.is("active") {
        return Ok(Some(Barred::Inactive));
    }
    let expiry = user.doc.get("expiry").and_then(Value::as_i64);
    if expiry.is_some_and(|expiry| expiry <= state.clock.now_ms()) {
        return Ok(Some(Barred::Expired));
    }
    let actions = preventing(state, &user.id).await?;
    Ok((!actions.is_empty()).then_some(Barred::Actions(actions)))
}

impl Barred {
    /// What a login answers.
    pub(super) fn reply(self) -> Reply {
        match self {
            Self::Inactive => Reply::of(StatusCode::LOCKED, None),
            Self::Expired => Reply::of(StatusCode::GONE, None),
            Self::Actions(actions) => {
                Reply::of(StatusCode::CONFLICT, Some(json!({"actions": actions})))
            }
        }
    }
}

/// The actions that keep a user out now.
async fn preventing(state: &State, user: &str) -> Result<Vec<Value>, Refusal> {
    let mut actions = store::list(&state.db, store::ACTION).await?;
    let now = state.clock.now_ms();
    actions.retain(|action| {
        let expiry = action.get("expiry").and_then(Value::as_i64);
        text_of(action, "actioneeUserId") == user && expiry.is_none_or(|expiry| expiry > now)
    });
    Ok(actions)
}
