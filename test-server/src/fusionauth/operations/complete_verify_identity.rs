//! Completes the verification of an e-mail address or a phone number.

use axum::http::Method;
use serde_json::{Value, json};

use super::send_verify_identity::id;
use crate::db::Writer;
use crate::fusionauth::answers::json_body;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::members::set_member;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::tickets::{self, Kind, Ticket};
use crate::fusionauth::verify_identity::{self, Identity};
use crate::fusionauth::{proven, store};
use crate::openapi::Content;
use crate::openapi::schema::{any, object, optional, text};

pub(super) const OPERATION: Operation = Operation {
    name: "completeVerifyIdentity",
    routes: &[Route::key(Method::POST, "/api/identity/verify/complete")],
    summary: "Complete the verification of an address or a phone number",
    describe: |_, _, about| {
        let body = optional([("oneTimeCode", text()), ("verificationId", text())]);
        let answer = Content::json(object([("state?", any())]));
        json_body(about, body).answer(200, "Verified", answer)
    },
    run: Run::Write(complete),
};

fn complete(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let id = id(call)?;
    let unknown =
        || Refusal::not_found().or_status(call.settings.fusionauth.choices.verify_unknown_id);
    if let Some(claim) = proven::find(call, db, Kind::NewIdentity, id)? {
        check_code(call, &claim.ticket)?;
        tickets::change_kind(db, &claim.ticket, Kind::ProvenIdentity)?;
        return Ok(answer(claim.state));
    }
    for identity in Identity::ALL {
        let Some(ticket) = tickets::find(&call.state, db, identity.kind(), id)? else { continue };
        let user = store::user(db, &ticket.user)?.filter(|user| call.sees(&user.tenant));
        let mut user = user.ok_or_else(unknown)?;
        check_code(call, &ticket)?;
        tickets::take(db, &ticket)?;
        verify_identity::mark(call, db, &mut user, identity, "Completed")?;
        let state = ticket.state.as_deref().map(serde_json::from_str).transpose()?;
        return Ok(answer(state));
    }
    Err(unknown())
}

fn answer(state: Option<Value>) -> Reply {
    let mut body = json!({});
    if let Some(state) = state {
        set_member(&mut body, "state", state);
    }
    Reply::json(body)
}

/// If the verification has a code, the request must send this code.
fn check_code(call: &Call, ticket: &Ticket) -> Result<(), Refusal> {
    let Some(code) = &ticket.code else { return Ok(()) };
    let (reason, message) = match call.text("oneTimeCode")? {
        Some(sent) if sent.trim().eq_ignore_ascii_case(code) => return Ok(()),
        Some(_) => ("invalid", "The [oneTimeCode] property is not valid."),
        None => ("blank", "You must specify the [oneTimeCode] property."),
    };
    let status = call.settings.fusionauth.choices.verify_one_time_code;
    Err(Refusal::field("oneTimeCode", reason, message).or_status(status))
}
