//! Changes the caller's password.

use axum::http::Method;

use crate::fusio::call::Call;
use crate::fusio::operation::Operation;
use crate::fusio::payload::text;
use crate::fusio::reply::{ApiError, Reply};
use crate::fusio::{account, answers, users, validator};

pub(super) const OPERATION: Operation = Operation {
    method: Method::PUT,
    path: "consumer/account/change_password",
    id: "consumer.account.changePassword",
    scope: Some("consumer.account"),
    body: Some(&[text("oldPassword"), text("newPassword"), text("verifyPassword")]),
    summary: "Change the caller's password",
    describe: answers::changed,
    run: |call| Box::pin(change_password(call)),
};

async fn change_password(call: &Call) -> Result<Reply, ApiError> {
    let new = call.payload.text("newPassword");
    let new = new.ok_or_else(|| ApiError::bad_request("New password must not be empty"))?;
    let old = call.payload.text("oldPassword");
    let old = old.ok_or_else(|| ApiError::bad_request("Old password must not be empty"))?;
    if call.payload.any_text("verifyPassword") != Some(new) {
        return Err(ApiError::bad_request("New password does not match the verify password"));
    }
    // The vendor applies the rules to both passwords, first to the old one.
    let least = call.settings.fusio.user_pw_length;
    validator::password(old, least)?;
    validator::password(new, least)?;
    let user = call.state.db.read(|db| account::current(call, db))?;
    let old = users::hashed(old);
    if !call.state.hasher.verify(old, user.password.as_deref()).await? {
        return Err(ApiError::bad_request("Changing password failed"));
    }
    let hash = call.state.hasher.hash(users::hashed(new)).await?;
    call.state.db.write(|db| {
        // Another request may have changed the password in the meantime.
        if account::current(call, db)?.password != user.password {
            return Err(ApiError::bad_request("Changing password failed"));
        }
        Ok(users::set_password(db, user.id, &hash)?)
    })?;
    Reply::success("Password successful changed")
}
