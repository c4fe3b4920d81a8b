//! Verifications of registrations.

use serde_json::Value;

use super::errors::Refusal;
use super::members::{number_at, text_of};
use super::store::User;
use super::tickets::{Kind, Made, New};
use super::{application, mails, tenant, tickets};
use crate::state::State;

/// Makes a verification id and mails it.
pub(super) async fn make(
    state: &State,
    user: &User,
    app: &Value,
    mail: bool,
) -> Result<Made, Refusal> {
    let tenant = tenant::of(state, &user.tenant).await?;
    let ttl = "/externalIdentifierConfiguration/registrationVerificationIdTimeToLiveInSeconds";
    let id = text_of(app, "id");
    let new = New {
        kind: Kind::Registration,
        user: &user.id,
        application: Some(id),
        with_code: application::by_code(app),
        state: None,
        seconds: number_at(app, ttl, number_at(&tenant, ttl, 86_400)),
    };
    let made = tickets::make(state, new).await?;
    if mail {
        mails::send(state, mails::Why::VerifyRegistration, user, Some(id), &made).await;
    }
    Ok(made)
}

/// The open verification of a registration, or a new one.
pub(super) async fn open(state: &State, user: &User, app: &Value) -> Result<Made, Refusal> {
    let id = text_of(app, "id");
    for ticket in tickets::open(state, Kind::Registration, &user.id).await? {
        if let (Some(shown), Some(known)) = (ticket.shown, ticket.application)
            && known == id
        {
            return Ok(Made { id: shown, code: ticket.code });
        }
    }
    make(state, user, app, false).await
}
