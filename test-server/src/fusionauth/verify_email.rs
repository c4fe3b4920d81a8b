//! Verifications of e-mail addresses.

use serde_json::Value;

use super::errors::Refusal;
use super::mails::Letter;
use super::members::{number_at, set_member};
use super::store::User;
use super::tickets::{Kind, Made, New};
use super::{application, mails, tickets};
use crate::db::Writer;
use crate::state::State;

/// Makes a verification id and, if `mail` is true, the mail with this id.
pub(super) fn make(
    state: &State,
    db: &Writer,
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
    let mut made = tickets::make(state, db, &new)?;
    if mail {
        made.letter =
            mails::letter(mails::Why::VerifyEmail, user, None, &made.id, made.code.as_deref());
    }
    Ok(made)
}

/// Makes a verification, and puts its id into the answer. Returns the mail with the id.
pub(super) fn announce(
    state: &State,
    db: &Writer,
    user: &User,
    tenant: &Value,
    body: &mut Value,
) -> Result<Option<Letter>, Refusal> {
    let made = make(state, db, user, tenant, true)?;
    set_member(body, "emailVerificationId", made.id);
    if let Some(code) = made.code {
        set_member(body, "emailVerificationOneTimeCode", code);
    }
    Ok(made.letter)
}

/// The open verification of an address, or a new one.
pub(super) fn open(
    state: &State,
    db: &Writer,
    user: &User,
    tenant: &Value,
) -> Result<Made, Refusal> {
    for ticket in tickets::open(state, db, Kind::Email, &user.id)? {
        if let Some(shown) = ticket.shown {
            return Ok(Made { id: shown, code: ticket.code, letter: None });
        }
    }
    make(state, db, user, tenant, false)
}

/// Marks the address as verified.
pub(super) fn mark(state: &State, db: &Writer, user: &mut User) -> Result<(), Refusal> {
    let now = state.clock.now_ms();
    set_member(&mut user.doc, "verified", true);
    set_member(&mut user.doc, "verifiedInstant", now);
    set_member(&mut user.doc, "verifiedReason", "Completed");
    set_member(&mut user.doc, "lastUpdateInstant", now);
    user.save(db)?;
    tickets::end(db, Kind::Email, &user.id, None)
}
