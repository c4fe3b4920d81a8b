//! The ids with which users can change their passwords.

use super::call::Call;
use super::errors::Refusal;
use super::store::User;
use super::tickets::{Kind, Ticket};
use super::{store, tickets};
use crate::db::Reader;

/// The ticket with this id, the user whose password it changes, and whether it also confirms the
/// address.
pub(super) fn ticket(call: &Call, db: &Reader, id: &str) -> Result<(Ticket, User, bool), Refusal> {
    for kind in [Kind::Password, Kind::SetPassword] {
        let Some(ticket) = tickets::find(&call.state, db, kind, id)? else { continue };
        let user = store::user(db, &ticket.user)?;
        let user = user.filter(|user| user.is("active") && call.sees(&user.tenant));
        let user = user.ok_or_else(Refusal::not_found)?;
        return Ok((ticket, user, kind == Kind::SetPassword));
    }
    Err(Refusal::not_found())
}
