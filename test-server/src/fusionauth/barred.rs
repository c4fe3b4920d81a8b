//! The reasons to refuse a login or a token of a user: deactivation, expiry, user actions.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::errors::Refusal;
use super::members::set_member;
use super::normalize;
use super::reply::Reply;
use super::store::{self, User};
use crate::db::Reader;
use crate::state::State;

/// Why a user is refused.
pub(super) enum Barred {
    Inactive,
    Expired,
    Actions(Vec<Value>),
}

/// Why the user is refused now; `None` if the user is not refused.
pub(super) fn find(state: &State, db: &Reader, user: &User) -> Result<Option<Barred>, Refusal> {
    if !user.is("active") {
        return Ok(Some(Barred::Inactive));
    }
    let expiry = user.doc.get("expiry").and_then(Value::as_i64);
    if expiry.is_some_and(|expiry| expiry <= state.clock.now_ms()) {
        return Ok(Some(Barred::Expired));
    }
    let actions = preventing(state, db, &user.id)?;
    Ok((!actions.is_empty()).then_some(Barred::Actions(actions)))
}

/// Refuses a user who is inactive, or whose logins a user action prevents. This function is called before
/// a password or a code is checked. It does not refuse an expired user. The login refuses an expired user
/// only after the right password or the right code.
pub(super) fn check(state: &State, db: &Reader, user: &User) -> Result<(), Refusal> {
    match find(state, db, user)? {
        Some(Barred::Inactive) => Err(Refusal::Empty(StatusCode::LOCKED)),
        Some(Barred::Actions(actions)) => {
            Err(Refusal::Body(StatusCode::CONFLICT, json!({"actions": actions})))
        }
        Some(Barred::Expired) | None => Ok(()),
    }
}

impl Barred {
    /// The answer to a login.
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

/// The user actions that prevent a login of the user now.
fn preventing(state: &State, db: &Reader, user: &str) -> Result<Vec<Value>, Refusal> {
    let mut actions = store::named(db, store::ACTION, user)?;
    let now = state.clock.now_ms();
    actions.retain(|action| {
        let expiry = action.get("expiry").and_then(Value::as_i64);
        expiry.is_none_or(|expiry| expiry > now)
    });
    Ok(actions.iter().map(shown).collect())
}

/// A user action as the answer to a login shows it. There, `actionId` is the id of the kind of action.
fn shown(action: &Value) -> Value {
    let mut shown = json!({"actionId": action.get("userActionId")});
    for name in ["actionerUserId", "expiry", "localizedName", "name", "option", "reason"] {
        set_member(&mut shown, name, action.get(name).cloned());
    }
    normalize::without_nulls(shown)
}
