//! Sends the id of a verification, by mail or as a text message.

use axum::http::Method;

use crate::db::Writer;
use crate::fusionauth::answers::{empty, json_body};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::mails::{self, Letter};
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::tickets::{self, Kind};
use crate::fusionauth::verify_identity::Identity;
use crate::fusionauth::{proven, store};
use crate::openapi::schema::{optional, text};

pub(super) const OPERATION: Operation = Operation {
    name: "sendVerifyIdentity",
    routes: &[Route::key(Method::POST, "/api/identity/verify/send")],
    summary: "Send the id of a verification",
    describe: |_, _, about| empty(json_body(about, optional([("verificationId", text())]))),
    run: Run::Write(send),
};

fn send(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let id = id(call)?;
    let letter = letter(call, db, id)?.ok_or_else(Refusal::not_found)?;
    Ok(Reply::empty().with_letter(Some(letter)))
}

/// The id of the verification, from the body.
pub(super) fn id(call: &Call) -> Result<&str, Refusal> {
    call.text("verificationId")?.ok_or_else(|| {
        let message = "You must specify the [verificationId] property.";
        Refusal::field("verificationId", "blank", message)
    })
}

fn letter(call: &Call, db: &Writer, id: &str) -> Result<Option<Letter>, Refusal> {
    if let Some(claim) = proven::find(call, db, Kind::NewIdentity, id)? {
        let (to, why) = (claim.identity.to(&claim.value), claim.identity.why());
        let code = claim.ticket.code.as_deref();
        return Ok(Some(mails::message(why, to, &claim.ticket.user, None, id, code)));
    }
    for identity in Identity::ALL {
        let Some(ticket) = tickets::find(&call.state, db, identity.kind(), id)? else { continue };
        let user = store::user(db, &ticket.user)?.filter(|user| call.sees(&user.tenant));
        let Some(user) = user else { return Ok(None) };
        let Some(value) = identity.of_user(&user) else { return Ok(None) };
        let (to, why, code) = (identity.to(value), identity.why(), ticket.code.as_deref());
        return Ok(Some(mails::message(why, to, &user.tenant, None, id, code)));
    }
    Ok(None)
}
