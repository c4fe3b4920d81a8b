//! The time of the last login, on the user and on the registration.

use serde_json::Value;

use super::call::Call;
use super::errors::Refusal;
use super::members::{set_member, text_of};
use super::store::{self, User};

/// Notes the time of a login on user and registration, and on nothing else.
pub(super) async fn note(
    call: &Call,
    mut user: User,
    mut known: Option<Value>,
) -> Result<(User, Option<Value>), Refusal> {
    let now = call.state.clock.now_ms();
    let db = &call.state.db;
    set_member(&mut user.doc, "lastLoginInstant", now);
    // Only if nobody has written since: a login must not undo a change.
    let update = "UPDATE fusionauth_user SET doc = $1 WHERE id = $2 AND doc = $3";
    let before = store::user(db, &user.id).await?;
    if let Some(before) = before {
        let mut after = before.doc.clone();
        set_member(&mut after, "lastLoginInstant", now);
        sqlx::query(update)
            .bind(after.to_string())
            .bind(&user.id)
            .bind(before.doc.to_string())
            .execute(db)
            .await?;
    }
    if let Some(registration) = &mut known {
        let before = registration.to_string();
        set_member(registration, "lastLoginInstant", now);
        let update = "UPDATE fusionauth_registration SET doc = $1 \
                      WHERE user_id = $2 AND application_id = $3 AND doc = $4";
        sqlx::query(update)
            .bind(registration.to_string())
            .bind(&user.id)
            .bind(text_of(registration, "applicationId"))
            .bind(before)
            .execute(db)
            .await?;
    }
    Ok((user, known))
}
