//! Tickets: ids that expire, for verifications, password changes, logins and trusted devices. Most
//! of them work only once.

use super::call::Call;
use super::errors::Refusal;
use super::mails::Letter;
use crate::db::{self, Reader, Row, Writer, params};
use crate::state::State;
use crate::token;

/// What a ticket is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A verification of a registration; `state` is the type of the identity to which the id was sent. No
    /// `state` if the id was not sent to an identity of the user.
    Registration,
    Email,
    /// A password change that the user or the server has started; `state` may have a `password::Memory`.
    Password,
    /// The first password of a new user, who gets the id in a message. The use of the id also confirms the
    /// identity to which the message was sent; `state` is the type of this identity.
    SetPassword,
    /// A login with a one-time password, and without a login id; `state` has a `password::OneTime`.
    OneTimePassword,
    /// A login that waits for the second factor.
    TwoFactor,
    /// A code that was sent to add or remove a second factor.
    FactorCode,
    /// A device that needs no second factor.
    Trust,
    /// The proof that a user has given a second factor for a change of the password.
    TrustToken,
    /// A login without a password.
    Passwordless,
    /// A verification of a user's phone number.
    Phone,
    /// A verification of an address or a phone number that has no user yet.
    NewIdentity,
    /// A complete verification of an address or a phone number that has no user yet. It allows a request
    /// to make a user with this address or number.
    ProvenIdentity,
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Registration => "registration",
            Self::Email => "email",
            Self::Password => "password",
            Self::SetPassword => "set_password",
            Self::OneTimePassword => "one_time_password",
            Self::TwoFactor => "two_factor",
            Self::FactorCode => "factor_code",
            Self::Trust => "trust",
            Self::TrustToken => "trust_token",
            Self::Passwordless => "passwordless",
            Self::Phone => "phone",
            Self::NewIdentity => "new_identity",
            Self::ProvenIdentity => "proven_identity",
        }
    }

    /// Whether a caller with a key may see the id while the ticket is open. For all other tickets,
    /// the database stores only a hash of the id.
    fn is_shown(self) -> bool {
        matches!(self, Self::Registration | Self::Email | Self::Phone)
    }

    /// Six random characters that a user can type in.
    fn code(self) -> Result<String, token::MakeError> {
        match self {
            Self::Passwordless => token::random_of(b"0123456789", 6),
            _ => token::random_hex(3).map(|code| code.to_uppercase()),
        }
    }

    /// Whether a new ticket leaves the earlier tickets of this kind open, for example because the user logs in on
    /// several devices. If not, a new ticket ends the user's earlier ticket for the same application.
    fn may_be_many(self) -> bool {
        matches!(self, Self::TwoFactor | Self::Trust | Self::TrustToken | Self::NewIdentity)
    }
}

/// An open ticket.
pub(super) struct Ticket {
    hash: String,
    pub(super) user: String,
    pub(super) application: Option<String>,
    /// The id itself, if it may be shown.
    pub(super) shown: Option<String>,
    pub(super) code: Option<String>,
    pub(super) state: Option<String>,
    /// When the ticket ends, in milliseconds since 1970.
    pub(super) expires: i64,
}

impl Ticket {
    fn from_row(row: &Row<'_>) -> Result<Self, db::Error> {
        Ok(Self {
            hash: row.get("hash")?,
            user: row.get("user_id")?,
            application: row.get("application_id")?,
            shown: row.get("shown")?,
            code: row.get("code")?,
            state: row.get("state")?,
            expires: row.get("expires")?,
        })
    }
}

/// A ticket to be made.
pub(super) struct New<'a> {
    pub(super) kind: Kind,
    pub(super) user: &'a str,
    pub(super) application: Option<&'a str>,
    pub(super) with_code: bool,
    pub(super) state: Option<&'a str>,
    pub(super) seconds: i64,
}

/// A ticket that was made: the id, and perhaps a code and the message to send.
pub(super) struct Made {
    pub(super) id: String,
    pub(super) code: Option<String>,
    pub(super) letter: Option<Letter>,
}

/// Makes a ticket with a new id. For most kinds, a user has at most one ticket for each application; then this
/// function ends the earlier one.
pub(super) fn make(state: &State, db: &Writer, new: &New<'_>) -> Result<Made, Refusal> {
    make_with(state, db, new, token::random_code(32)?)
}

/// Makes a ticket with an id that the caller has chosen. No other ticket may have this id.
pub(super) fn make_with(
    state: &State,
    db: &Writer,
    new: &New<'_>,
    id: String,
) -> Result<Made, Refusal> {
    let code = new.with_code.then(|| new.kind.code()).transpose()?;
    let (kind, now) = (new.kind.as_str(), state.clock.now_ms());
    db.run("DELETE FROM fusionauth_ticket WHERE expires <= ?1", [now])?;
    if !new.kind.may_be_many() {
        let statement = "DELETE FROM fusionauth_ticket WHERE kind = ?1 AND user_id = ?2 \
                         AND COALESCE(application_id, '') = ?3";
        db.run(statement, [kind, new.user, new.application.unwrap_or_default()])?;
    }
    let statement = "INSERT INTO fusionauth_ticket \
         (hash, kind, user_id, application_id, shown, code, state, expires) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let shown = new.kind.is_shown().then_some(&id);
    let expires = now.saturating_add(new.seconds.saturating_mul(1_000));
    let hash = token::stored(&id);
    let values = params![hash, kind, new.user, new.application, shown, code, new.state, expires];
    db.run(statement, values)?;
    Ok(Made { id, code, letter: None })
}

/// An open ticket by its id.
pub(super) fn find(
    state: &State,
    db: &Reader,
    kind: Kind,
    id: &str,
) -> Result<Option<Ticket>, Refusal> {
    let query = "SELECT * FROM fusionauth_ticket WHERE hash = ?1 AND kind = ?2 AND expires > ?3";
    let values = params![token::stored(id), kind.as_str(), state.clock.now_ms()];
    Ok(db.first(query, values, Ticket::from_row)?)
}

/// Whether any open ticket has this id.
pub(super) fn is_taken(state: &State, db: &Reader, id: &str) -> Result<bool, Refusal> {
    let query = "SELECT 1 FROM fusionauth_ticket WHERE hash = ?1 AND expires > ?2";
    let values = params![token::stored(id), state.clock.now_ms()];
    Ok(db.first(query, values, |_| Ok(()))?.is_some())
}

/// The open tickets of this kind that a user has.
pub(super) fn open(
    state: &State,
    db: &Reader,
    kind: Kind,
    user: &str,
) -> Result<Vec<Ticket>, Refusal> {
    let query = "SELECT * FROM fusionauth_ticket WHERE user_id = ?1 AND kind = ?2 AND expires > ?3";
    let values = params![user, kind.as_str(), state.clock.now_ms()];
    Ok(db.all(query, values, Ticket::from_row)?)
}

/// Ends a ticket. If two requests use the same ticket, only one of them gets `true`.
pub(super) fn take(db: &Writer, ticket: &Ticket) -> Result<bool, Refusal> {
    Ok(db.run("DELETE FROM fusionauth_ticket WHERE hash = ?1", [&ticket.hash])? > 0)
}

/// Changes the kind of an open ticket.
pub(super) fn change_kind(db: &Writer, ticket: &Ticket, kind: Kind) -> Result<(), Refusal> {
    let statement = "UPDATE fusionauth_ticket SET kind = ?1 WHERE hash = ?2";
    db.run(statement, [kind.as_str(), &ticket.hash])?;
    Ok(())
}

/// Changes the state of an open ticket.
pub(super) fn change_state(db: &Writer, ticket: &Ticket, state: &str) -> Result<(), Refusal> {
    db.run("UPDATE fusionauth_ticket SET state = ?1 WHERE hash = ?2", [state, &ticket.hash])?;
    Ok(())
}

/// Ends all tickets of one kind that a user has, or only those for one application.
pub(super) fn end(
    db: &Writer,
    kind: Kind,
    user: &str,
    application: Option<&str>,
) -> Result<(), Refusal> {
    let statement = "DELETE FROM fusionauth_ticket WHERE kind = ?1 AND user_id = ?2 \
                     AND (?3 IS NULL OR application_id = ?3)";
    db.run(statement, params![kind.as_str(), user, application])?;
    Ok(())
}

/// Call this function after a change of the user's address. Ids in earlier mails then confirm no address
/// and log nobody in. Ids for a new password still allow a new password.
pub(super) fn address_changed(db: &Writer, user: &str) -> Result<(), Refusal> {
    end(db, Kind::Email, user, None)?;
    end(db, Kind::Passwordless, user, None)?;
    confirms_no_more(db, user, "email")
}

/// Call this function after a change of the user's phone number. Ids in earlier messages then confirm no
/// number and log nobody in. Ids for a new password still allow a new password.
pub(super) fn number_changed(db: &Writer, user: &str) -> Result<(), Refusal> {
    end(db, Kind::Phone, user, None)?;
    end(db, Kind::Passwordless, user, None)?;
    confirms_no_more(db, user, "phoneNumber")
}

/// The ids for a new password or for a registration that were sent to this identity stay valid, but from now on their
/// use does not confirm the identity. So this function removes from their tickets where the ids were sent.
fn confirms_no_more(db: &Writer, user: &str, identity: &str) -> Result<(), Refusal> {
    let statement = "UPDATE fusionauth_ticket SET kind = ?1, state = NULL \
                     WHERE kind = ?2 AND user_id = ?3 AND state = ?4";
    let (plain, confirming) = (Kind::Password.as_str(), Kind::SetPassword.as_str());
    db.run(statement, [plain, confirming, user, identity])?;
    let statement = "UPDATE fusionauth_ticket SET state = json_remove(state, '$.sent') \
                     WHERE kind = ?1 AND user_id = ?2 AND state ->> '$.sent' = ?3";
    db.run(statement, [plain, user, identity])?;
    let statement = "UPDATE fusionauth_ticket SET state = NULL \
                     WHERE kind = ?1 AND user_id = ?2 AND state = ?3";
    db.run(statement, [Kind::Registration.as_str(), user, identity])?;
    Ok(())
}

/// If a ticket has a code, the request must send this code. The answer to a missing code is 400. The
/// answer to a wrong code is 404.
pub(super) fn check_code(call: &Call, code: Option<&str>) -> Result<(), Refusal> {
    let Some(code) = code else { return Ok(()) };
    let sent = match call.text("oneTimeCode")? {
        Some(sent) => Some(sent),
        None => call.text("verificationOneTimeCode")?,
    };
    let Some(sent) = sent else {
        let message = "You must specify the [oneTimeCode] property.";
        return Err(Refusal::field("oneTimeCode", "missing", message));
    };
    match sent.trim().eq_ignore_ascii_case(code) {
        true => Ok(()),
        false => Err(Refusal::not_found()),
    }
}
