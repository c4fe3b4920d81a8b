//! Mails a token to set a new password.

use axum::http::Method;

use crate::fusio::call::Call;
use crate::fusio::operation::Operation;
use crate::fusio::payload::text;
use crate::fusio::reply::{ApiError, Reply};
use crate::fusio::users::Purpose;
use crate::fusio::{answers, captcha, one_time, users};

pub(super) const OPERATION: Operation = Operation {
    method: Method::POST,
    path: "consumer/password_reset",
    id: "consumer.account.requestPasswordReset",
    scope: None,
    body: Some(&[text("email"), text("captcha")]),
    summary: "Mail a token to set a new password",
    describe: answers::changed,
    run: |call| Box::pin(request(call)),
};

async fn request(call: &Call) -> Result<Reply, ApiError> {
    captcha::check(call).await?;
    let email =
        call.payload.text("email").ok_or_else(|| ApiError::bad_request("No email was provided"))?;
    let (name, token) = call.state.db.write(|db| {
        let user = users::by_email(db, email)?;
        // A deleted user counts as unknown.
        let user =
            user.filter(|user| user.status == users::ACTIVE || user.status == users::DISABLED);
        let user = user.ok_or_else(|| ApiError::not_found("Could not find user"))?;
        if user.password.is_none() {
            return Err(ApiError::bad_request("Provided user is not a local user"));
        }
        Ok((user.name, one_time::issue(call, db, user.id, Purpose::Reset)?))
    })?;
    one_time::mail(call, Purpose::Reset, &name, email, &token).await?;
    Reply::success("Password reset email was send")
}
