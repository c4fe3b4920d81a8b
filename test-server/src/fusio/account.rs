//! `GET` and `PUT /consumer/account`

use schemars::JsonSchema;
use serde::Serialize;

use super::call::Call;
use super::reply::{ApiError, Reply};
use super::users::{self, User};
use super::{payload, roles, validator};
use crate::clock;

/// The user as the API shows it; plans and metadata are never set here and so always absent.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "FusioAccount")]
pub(super) struct Account<'a> {
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

/// The caller's account; `whoami` is the same.
pub(super) async fn get(call: &Call) -> Result<Reply, ApiError> {
    let user = current(call).await?;
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

/// Changes the e-mail address; other members are ignored.
pub(super) async fn update(call: &Call) -> Result<Reply, ApiError> {
    let user = current(call).await?;
    if let Some(email) = call.payload.any_text("email") {
        if payload::is_empty(email) {
            return Err(ApiError::bad_request("Email must not be empty"));
        }
        if user.email.as_deref() != Some(email) {
            validator::email(email)?;
            users::email_is_free(&call.state.db, email).await?;
            users::set_email(&call.state.db, user.id, email).await?;
        }
    }
    Reply::success("Account successfully updated")
}

/// The user behind the token.
pub(super) async fn current(call: &Call) -> Result<User, ApiError> {
    let found = users::by_id(&call.state.db, call.caller()?.user_id).await?;
    found.ok_or_else(|| ApiError::not_found("Could not find user"))
}
