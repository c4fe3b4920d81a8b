//! The time of the last login, on the user and on the registration.

use serde_json::Value;

use super::call::Call;
use super::errors::Refusal;
use super::members::set_member;
use super::store::{self, User};
use crate::db::Writer;

/// Stores the time of a login in the user and in the registration. The caller has read both in this transaction.
pub(super) fn note(
    call: &Call,
    db: &Writer,
    user: &mut User,
    known: Option<&mut Value>,
) -> Result<(), Refusal> {
    let now = call.state.clock.now_ms();
    set_member(&mut user.doc, "lastLoginInstant", now);
    user.save(db)?;
    if let Some(registration) = known {
        set_member(registration, "lastLoginInstant", now);
        store::save_registration(db, &user.id, registration)?;
    }
    Ok(())
}
