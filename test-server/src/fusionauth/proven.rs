//! Addresses and phone numbers that are verified before they have a user.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::call::Call;
use super::errors::{Errors, Refusal};
use super::members::text_of;
use super::phone;
use super::tickets::{self, Kind, Made, New, Ticket};
use super::verify_identity::Identity;
use crate::db::{Reader, Writer};

/// The data in the ticket. There is no user yet, so the ticket has the id of the tenant as its user.
#[derive(Serialize, Deserialize)]
struct Memory {
    identity: String,
    value: String,
    state: Option<Value>,
}

/// An address or a number with its verification.
pub(super) struct Claim {
    pub(super) ticket: Ticket,
    pub(super) identity: Identity,
    pub(super) value: String,
    /// The `state` of the request that started the verification. The answer to the request that
    /// completes the verification returns this `state`.
    pub(super) state: Option<Value>,
}

/// Starts the verification of an address or a number that has no user.
pub(super) fn start(
    call: &Call,
    db: &Writer,
    tenant: &Value,
    identity: Identity,
    value: &str,
    with_code: bool,
) -> Result<Made, Refusal> {
    let value = value.to_owned();
    let memory = Memory { identity: identity.name().into(), value, state: call.state_to_repeat() };
    let new = New {
        kind: Kind::NewIdentity,
        user: text_of(tenant, "id"),
        application: None,
        with_code,
        state: Some(&serde_json::to_string(&memory)?),
        seconds: identity.seconds(tenant),
    };
    tickets::make(&call.state, db, &new)
}

/// The address or the number of the verification with this id.
pub(super) fn find(
    call: &Call,
    db: &Reader,
    kind: Kind,
    id: &str,
) -> Result<Option<Claim>, Refusal> {
    let ticket = tickets::find(&call.state, db, kind, id)?;
    let Some(ticket) = ticket.filter(|ticket| call.sees(&ticket.user)) else { return Ok(None) };
    let memory: Memory = serde_json::from_str(ticket.state.as_deref().unwrap_or_default())?;
    let Some(identity) = Identity::named(&memory.identity) else { return Ok(None) };
    Ok(Some(Claim { ticket, identity, value: memory.value, state: memory.state }))
}

/// Puts verified addresses and numbers into the members of the new user. The request names the
/// verifications in `verificationIds`.
pub(super) fn of_request(
    call: &Call,
    db: &Reader,
    tenant: &Value,
    members: &mut Map<String, Value>,
    errors: &mut Errors,
) -> Result<Vec<Claim>, Refusal> {
    let mut claims: Vec<Claim> = Vec::new();
    for id in ids(call, errors) {
        let claim = find(call, db, Kind::ProvenIdentity, id)?;
        let claim = claim.filter(|claim| claim.ticket.user == text_of(tenant, "id"));
        let twice = |claim: &Claim| claims.iter().any(|other| other.identity == claim.identity);
        match claim.filter(|claim| !twice(claim)) {
            Some(claim) => claims.push(claim),
            None => {
                let status = call.settings.fusionauth.choices.verification_ids;
                if status != 400 {
                    return Err(Refusal::malformed().or_status(status));
                }
                let message = "The [verificationIds] property is not valid. An id is unknown, used or expired, its verification is not complete, or two ids have the same type.";
                errors.field("verificationIds", "invalid", message);
                break;
            }
        }
    }
    for Claim { identity, value, .. } in &claims {
        let name = identity.name();
        let given = members.get(name).and_then(Value::as_str).map(|given| match identity {
            Identity::Email => given.to_lowercase(),
            Identity::Phone => phone::e164(given).unwrap_or_default(),
        });
        if given.is_some_and(|given| given != *value) {
            let field = format!("user.{name}");
            let message = format!("The [{field}] property does not match the verified value.");
            errors.field(&field, "mismatch", message);
        }
        members.insert(name.to_owned(), value.clone().into());
    }
    Ok(claims)
}

/// Whether the request names at least one verification in `verificationIds`.
pub(super) fn has_ids(call: &Call) -> bool {
    call.body.get("verificationIds").and_then(Value::as_array).is_some_and(|ids| !ids.is_empty())
}

fn ids<'a>(call: &'a Call, errors: &mut Errors) -> Vec<&'a str> {
    let ids = call.body.get("verificationIds").filter(|ids| !ids.is_null());
    let Some(ids) = ids else { return Vec::new() };
    let texts = ids.as_array().map(|ids| ids.iter().filter_map(Value::as_str).collect::<Vec<_>>());
    match (texts, ids.as_array()) {
        (Some(texts), Some(ids)) if texts.len() == ids.len() => texts,
        _ => {
            errors.invalid_json("verificationIds", "a list of strings is expected");
            Vec::new()
        }
    }
}

/// Ends the verifications of a new user. If another request has used one of them in the meantime,
/// this request fails.
pub(super) fn take(db: &Writer, claims: &[Claim]) -> Result<(), Refusal> {
    for claim in claims {
        if !tickets::take(db, &claim.ticket)? {
            return Err(Refusal::not_found());
        }
    }
    Ok(())
}
