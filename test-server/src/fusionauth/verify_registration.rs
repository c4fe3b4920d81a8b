//! Verifications of registrations.

use serde_json::Value;

use super::errors::Refusal;
use super::members::{number_at, text_of};
use super::store::User;
use super::tickets::{Kind, Made, New};
use super::verify_identity::Identity;
use super::{application, mails, tenant, tickets};
use crate::db::Writer;
use crate::state::State;

/// Makes a verification id and, if `mail` is true, the mail with this id.
pub(super) fn make(
    state: &State,
    db: &Writer,
    user: &User,
    app: &Value,
    mail: bool,
) -> Result<Made, Refusal> {
    let tenant = tenant::of(db, &user.tenant)?;
    let ttl = "/externalIdentifierConfiguration/registrationVerificationIdTimeToLiveInSeconds";
    let id = text_of(app, "id");
    // The mail of a user without an address goes to `data.email`.
    let own = mail && Identity::Email.of_user(user).is_some();
    let new = New {
        kind: Kind::Registration,
        user: &user.id,
        application: Some(id),
        with_code: application::by_code(app),
        state: own.then_some(Identity::Email.name()),
        seconds: number_at(&tenant, ttl, 86_400),
    };
    let mut made = tickets::make(state, db, &new)?;
    if mail {
        made.letter = mails::letter(
            mails::Why::VerifyRegistration,
            user,
            Some(id),
            &made.id,
            made.code.as_deref(),
        );
    }
    Ok(made)
}

/// The open verification of a registration, or else a new verification.
pub(super) fn open(state: &State, db: &Writer, user: &User, app: &Value) -> Result<Made, Refusal> {
    let id = text_of(app, "id");
    for ticket in tickets::open(state, db, Kind::Registration, &user.id)? {
        if let (Some(shown), Some(known)) = (ticket.shown, ticket.application)
            && known == id
        {
            return Ok(Made { id: shown, code: ticket.code, letter: None });
        }
    }
    make(state, db, user, app, false)
}
