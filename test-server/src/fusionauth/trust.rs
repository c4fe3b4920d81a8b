//! Two proofs that the user has given a second factor before: the trust in a device, and the trust token
//! for a change of the password.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::call::Call;
use super::errors::Refusal;
use super::members::{number_at, text_of};
use super::store::User;
use super::tickets::{Kind, New, Ticket};
use super::{normalize, second_factor, tickets};
use crate::db::{Reader, Writer};
use crate::state::State;
use crate::token;

/// The cookie with the id of a trusted device.
pub(super) const COOKIE: &str = "fusionauth.trust";

/// A device that was trusted just now.
pub(super) struct Device {
    /// The id with which the device needs no second factor.
    pub(super) id: String,
    /// How long the trust lasts, in seconds.
    pub(super) seconds: i64,
}

/// The data in the ticket of a trusted device.
#[derive(Serialize, Deserialize)]
struct Life {
    /// How long the trust lasts, in seconds.
    seconds: i64,
}

/// The data in the ticket of a trust token.
#[derive(Serialize, Deserialize)]
struct Bound {
    /// The hash of the challenge that the change of the password must repeat.
    challenge: Option<String>,
}

/// Trusts a device from which a user logs in to this application.
pub(super) fn device(
    state: &State,
    db: &Writer,
    user: &User,
    tenant: &Value,
    application: Option<&Value>,
) -> Result<Device, Refusal> {
    let ttl = "/externalIdentifierConfiguration/twoFactorTrustIdTimeToLiveInSeconds";
    let general = number_at(tenant, ttl, 2_592_000);
    let own = application.filter(|app| has_policy(app));
    let seconds = own.map_or(general, |app| number_at(app, ttl, general));
    let life = serde_json::to_string(&Life { seconds })?;
    let new = New {
        kind: Kind::Trust,
        user: &user.id,
        application: application.map(|app| text_of(app, "id")),
        with_code: false,
        state: Some(&life),
        seconds,
    };
    Ok(Device { id: tickets::make(state, db, &new)?.id, seconds })
}

/// Whether the application asks for second factors by its own policy. Only then do its own settings for
/// trusted devices count.
fn has_policy(application: &Value) -> bool {
    let policy = application.pointer("/multiFactorConfiguration/loginPolicy");
    policy.and_then(Value::as_str).is_some_and(|policy| policy != "Disabled")
}

/// The ticket of a device that the user trusts.
pub(super) fn find(
    state: &State,
    db: &Reader,
    user: &User,
    id: &str,
) -> Result<Option<Ticket>, Refusal> {
    let ticket = tickets::find(state, db, Kind::Trust, id)?;
    Ok(ticket.filter(|ticket| ticket.user == user.id))
}

/// Whether a trusted device needs no second factor at this application.
pub(super) fn counts(ticket: &Ticket, application: Option<&Value>) -> bool {
    let Some(app) = application.filter(|app| has_policy(app)) else { return true };
    let policy = app.pointer("/multiFactorConfiguration/trustPolicy");
    match policy.and_then(Value::as_str) {
        Some("None") => false,
        Some("This") => ticket.application.as_deref() == Some(text_of(app, "id")),
        _ => true,
    }
}

/// A trusted device as the operation `retrieveTwoFactorStatus` shows it.
pub(super) fn shown(ticket: &Ticket) -> Value {
    let life = ticket.state.as_deref().and_then(|state| serde_json::from_str::<Life>(state).ok());
    normalize::without_nulls(json!({
        "applicationId": ticket.application,
        "expiration": ticket.expires,
        "expired": false,
        "startInstant": life.map(|life| ticket.expires - life.seconds.saturating_mul(1_000)),
    }))
}

/// Ends the trust in all devices of a user.
pub(super) fn end(db: &Writer, user: &str) -> Result<(), Refusal> {
    tickets::end(db, Kind::Trust, user, None)
}

/// Makes a trust token for a change of the password. If there is a challenge, the change must repeat it.
pub(super) fn token(
    state: &State,
    db: &Writer,
    user: &User,
    tenant: &Value,
    challenge: Option<String>,
) -> Result<String, Refusal> {
    let bound = serde_json::to_string(&Bound { challenge })?;
    let ttl = "/externalIdentifierConfiguration/trustTokenTimeToLiveInSeconds";
    let new = New {
        kind: Kind::TrustToken,
        user: &user.id,
        application: None,
        with_code: false,
        state: Some(&bound),
        seconds: number_at(tenant, ttl, 180),
    };
    Ok(tickets::make(state, db, &new)?.id)
}

/// The ticket of the request's trust token; `None` if the user has no second factor.
pub(super) fn required(call: &Call, db: &Reader, user: &User) -> Result<Option<Ticket>, Refusal> {
    if second_factor::methods(user).is_empty() {
        return Ok(None);
    }
    let Some(token) = call.text("trustToken")? else { return Err(missing()) };
    let ticket = tickets::find(&call.state, db, Kind::TrustToken, token)?;
    let Some(ticket) = ticket.filter(|ticket| ticket.user == user.id) else {
        return Err(wrong("trustToken"));
    };
    let bound: Bound = serde_json::from_str(ticket.state.as_deref().unwrap_or("{}"))?;
    let challenge = call.text("trustChallenge")?.map(token::stored);
    match bound.challenge.is_none() || bound.challenge == challenge {
        true => Ok(Some(ticket)),
        false => Err(wrong("trustChallenge")),
    }
}

/// Refuses a user who has a second factor, because such a user needs a trust token. Call this function
/// for a request that cannot have a trust token.
pub(super) fn refuse_without_token(user: &User) -> Result<(), Refusal> {
    match second_factor::methods(user).is_empty() {
        true => Ok(()),
        false => Err(missing()),
    }
}

fn missing() -> Refusal {
    let message = "The user has a second factor: get a trust token with the Start Two-Factor API.";
    Refusal::general("[TrustTokenRequired]", message)
}

fn wrong(field: &str) -> Refusal {
    Refusal::field(field, "invalid", format!("The [{field}] property is not valid."))
}
