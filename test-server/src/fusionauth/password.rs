//! The ids with which users can change their passwords.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::call::Call;
use super::errors::Refusal;
use super::store::User;
use super::tickets::{Kind, Ticket};
use super::verify_identity::Identity;
use super::{attempts, refresh, store, tickets};
use crate::db::{Reader, Writer};

/// The data that is stored with the id for a forgotten password.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Memory {
    /// Whether the id was sent to an e-mail address (`email`) or to a phone number (`phoneNumber`) of the user.
    /// `None` if it was sent to neither.
    pub(super) sent: Option<String>,
    /// The `state` of the request that began the change of the password. The answer to the change repeats
    /// this `state`.
    pub(super) state: Option<Value>,
}

/// The data that is stored with a one-time password.
#[derive(Serialize, Deserialize)]
pub(super) struct OneTime {
    /// Whether a login with the one-time password gives a refresh token.
    pub(super) refresh: bool,
    /// The `state` of the request that began the change of the password. The answer to the login
    /// repeats this `state`.
    pub(super) state: Option<Value>,
}

/// A change of a password that an id allows.
pub(super) struct Permit {
    pub(super) ticket: Ticket,
    pub(super) user: User,
    /// The type of the identity (address or number) to which the id was sent. The use of the id proves
    /// that this address or number belongs to the user.
    pub(super) confirms: Option<Identity>,
    pub(super) state: Option<Value>,
}

/// The change that this id allows.
pub(super) fn permit(call: &Call, db: &Reader, id: &str) -> Result<Permit, Refusal> {
    for kind in [Kind::Password, Kind::SetPassword] {
        let Some(ticket) = tickets::find(&call.state, db, kind, id)? else { continue };
        let user = store::user(db, &ticket.user)?;
        let user = user.filter(|user| user.is("active") && call.sees(&user.tenant));
        let user = user.ok_or_else(Refusal::not_found)?;
        let kept = ticket.state.as_deref();
        let Memory { sent, state } = match (kind, kept) {
            (Kind::SetPassword, _) => Memory { sent: kept.map(str::to_owned), state: None },
            (_, Some(kept)) => serde_json::from_str(kept)?,
            (_, None) => Memory::default(),
        };
        let confirms = sent.as_deref().and_then(Identity::named);
        return Ok(Permit { ticket, user, confirms, state });
    }
    Err(Refusal::not_found())
}

/// Call this function after a user has got a new password. It ends the user's open password changes,
/// one-time passwords, refresh tokens, and logins that wait for a second factor. It also sets
/// the numbers of wrong passwords and of wrong codes back to zero.
pub(super) fn end_earlier(db: &Writer, user: &User) -> Result<(), Refusal> {
    attempts::password_changed(db, &user.id)?;
    for kind in [Kind::Password, Kind::SetPassword, Kind::OneTimePassword, Kind::TwoFactor] {
        tickets::end(db, kind, &user.id, None)?;
    }
    refresh::end_of_user(db, &user.id)
}
