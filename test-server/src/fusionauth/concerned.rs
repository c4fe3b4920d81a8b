//! Finds the user that a call is about. A caller with an API key names the user. Other callers have the
//! access token of the user.

use super::call::Call;
use super::errors::Refusal;
use super::store::{self, User};
use super::tokens;
use crate::db::Reader;

/// The user with the id `named` if the caller has an API key, otherwise the user of the access token.
pub(super) fn user(call: &Call, db: &Reader, named: Option<String>) -> Result<User, Refusal> {
    if !call.with_key() {
        return tokens::caller(call, db)?.ok_or_else(Refusal::unauthorized);
    }
    let Some(id) = named else {
        return Err(Refusal::field("userId", "missing", "You must specify the [userId] property."));
    };
    let user = store::user(db, &id)?;
    user.filter(|user| call.sees(&user.tenant)).ok_or_else(Refusal::not_found)
}
