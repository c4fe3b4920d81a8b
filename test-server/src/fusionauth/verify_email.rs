//! Verifications of e-mail addresses.

use serde_json::Value;

use super::errors::Refusal;
use super::members::{number_at, set_member};
use super::store::User;
use super::tickets::{Kind, Made, New};
use super::{application, mails, tickets};
use crate::state::State;

/// Makes a verification id and mails it.
pub(super) async fn make(
    state: &State,
    user: &User,
    tenant: &Value,
    mail: bool,
) -> Result<Made, Refusal> {
    let ttl = "/externalIdentifierConfiguration/emailVerificationIdTimeToLiveInSeconds";
    let new = New {
        kind: Kind::Email,
        user: &user.id,
        application: None,
        with_code: application::by_code(tenant.get("emailConfiguration").unwrap_or(&Value::Null)),
        state: None,
        seconds: number_at(tenant, ttl, 86_400),
    };
    let made = tickets::make(state, new).await?;
    if mail {
        mails::send(state, mails::Why::VerifyEmail, user, None, &made).await;
    }
    Ok(made)
}

/// The open verification of an address, or a new one.
pub(super) async fn open(state: &State, user: &User, tenant: &Value) -> Result<Made, Refusal> {
    for ticket in tickets::open(state, Kind::Email, &user.id).await? {
        if let Some(shown) = ticket.shown {
            return Ok(Made { id: shown, code: ticket.code });
        }
    }
    make(state, user, tenant, false).await
}

/// Marks the address as verified.
pub(super) async fn mark(state: &State, user: &mut User) -> Result<(), Refusal> {
    let now = state.clock.now_ms();
    set_member(&mut user.doc, "verified", true);
    set_member(&mut user.doc, "verifiedInstant", now);
    set_member(&mut user.doc, "verifiedReason", "Completed");
    set_member(&mut user.doc, "lastUpdateInstant", now);
    user.save(&state.db).await?;
    tickets::end(&state.db, Kind::Email, &user.id, None).await
}
