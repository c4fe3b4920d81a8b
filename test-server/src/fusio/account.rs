//! The account of a user, as the caller sees it.

use schemars::JsonSchema;
use serde::Serialize;

use super::call::Call;
use super::reply::{ApiError, Reply};
use super::users::{self, User};
use super::{answers, roles};
use crate::clock;
use crate::db::Reader;
use crate::openapi::{self, Content, Document};

/// The user as the API shows it. Plans and metadata are always absent, because this server never
/// sets them.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "FusioAccount")]
struct Account<'a> {
    id: i64,
    role_id: i64,
    status: i64,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    points: Option<i64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    scopes: Vec<&'a str>,
    date: String,
}

/// Describes an operation whose answer is the account.
pub(super) fn describe(
    document: &mut Document,
    operation: openapi::Operation,
) -> openapi::Operation {
    let account = document.answered::<Account<'_>>();
    answers::of_user(document, operation).answer(200, "The account", Content::json(account))
}

/// The caller's account.
pub(super) fn show(call: &Call) -> Result<Reply, ApiError> {
    let user = call.state.db.read(|db| current(call, db))?;
    Reply::json(&Account {
        id: user.id,
        role_id: user.role_id,
        status: user.status,
        name: &user.name,
        email: user.email.as_deref(),
        points: Some(user.points).filter(|points| *points != 0),
        scopes: roles::split(&user.scopes).collect(),
        date: clock::rfc3339(user.date),
    })
}

/// The user to whom the caller's token belongs.
pub(super) fn current(call: &Call, db: &Reader) -> Result<User, ApiError> {
    let found = users::by_id(db, call.caller()?.user_id)?;
    found.ok_or_else(|| ApiError::not_found("Could not find user"))
}
