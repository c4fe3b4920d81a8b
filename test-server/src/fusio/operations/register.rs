//! Registers a user.

use axum::http::Method;

use crate::db::Reader;
use crate::fusio::call::Call;
use crate::fusio::operation::Operation;
use crate::fusio::payload::text;
use crate::fusio::reply::{ApiError, Reply};
use crate::fusio::users::{NewUser, Purpose};
use crate::fusio::{answers, captcha, one_time, registration, users, validator};

pub(super) const OPERATION: Operation = Operation {
    method: Method::POST,
    path: "consumer/register",
    id: "consumer.account.register",
    scope: None,
    body: Some(&[text("name"), text("email"), text("password"), text("captcha")]),
    summary: "Register a user",
    describe: answers::registration,
    run: |call| Box::pin(register(call)),
};

/// Registers a user. If users need approval, the user is disabled until somebody uses the token in
/// the mail.
async fn register(call: &Call) -> Result<Reply, ApiError> {
    let (state, fusio) = (&call.state, &call.settings.fusio);
    registration::check(call)?;
    captcha::check(call).await?;
    let role = registration::role(&fusio.role_default)?;
    let name = call
        .payload
        .text("name")
        .ok_or_else(|| ApiError::bad_request("No username was provided"))?;
    let email =
        call.payload.text("email").ok_or_else(|| ApiError::bad_request("No email was provided"))?;
    let password = call
        .payload
        .text("password")
        .ok_or_else(|| ApiError::bad_request("No password was provided"))?;
    let check = |db: &Reader| {
        validator::name(name)?;
        users::name_is_free(db, name)?;
        validator::email(email)?;
        users::email_is_free(db, email)
    };
    state.db.read(check)?;
    validator::password(password, fusio.user_pw_length)?;

    let hash = state.hasher.hash(users::hashed(password)).await?;
    let status = if fusio.user_approval { users::DISABLED } else { users::ACTIVE };
    let user = NewUser {
        role,
        status,
        name,
        email: Some(email),
        password: Some(&hash),
        points: fusio.points_default,
        remote: None,
    };
    let token = state.db.write(|db| {
        check(db)?;
        let id = users::create(db, &user, state.clock.now())?;
        let approval = fusio.user_approval;
        approval.then(|| one_time::issue(call, db, id, Purpose::Activation)).transpose()
    })?;
    if let Some(token) = token {
        one_time::mail(call, Purpose::Activation, name, email, &token).await?;
    }
    Reply::success("Registration successful")
}
