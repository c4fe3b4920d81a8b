//! Verifies a registration with the mailed id. This also verifies the address to which the id was mailed, if the tenant
//! allows this.

use axum::http::Method;
use serde_json::json;

use crate::db::Writer;
use crate::fusionauth::answers::{announced, empty, json_body};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::tickets::Kind;
use crate::fusionauth::verify_identity::{self, Identity};
use crate::fusionauth::{event, events, shapes, store, tenant, tickets};

pub(super) const OPERATION: Operation = Operation {
    name: "verifyRegistration",
    routes: &[
        Route::open(Method::POST, "/api/user/verify-registration"),
        Route::open(Method::POST, "/api/user/verify-registration/{verificationId}"),
    ],
    summary: "Verify a registration",
    describe: |shapes, _, about| announced(shapes, empty(json_body(about, shapes::verification()))),
    run: Run::Write(verify),
};

fn verify(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let id = call.text("verificationId")?.or(call.ids.first().map(String::as_str));
    let Some(id) = id else {
        let message = "You must specify the [verificationId] property.";
        return Err(Refusal::field("verificationId", "missing", message));
    };
    let ticket = tickets::find(&call.state, db, Kind::Registration, id)?;
    let ticket = ticket.ok_or_else(Refusal::not_found)?;
    let user = store::user(db, &ticket.user)?;
    let user = user.filter(|user| call.sees(&user.tenant));
    let mut user = user.ok_or_else(Refusal::not_found)?;
    tickets::check_code(call, ticket.code.as_deref())?;
    let app = ticket.application.as_deref().unwrap_or_default();
    let registration = store::registration(db, &user.id, app)?;
    let Some(mut registration) = registration else { return Err(Refusal::not_found()) };
    if !tickets::take(db, &ticket)? {
        return Err(Refusal::not_found());
    }
    let now = call.now_ms();
    let verified = json!({"verified": true, "verifiedInstant": now, "lastUpdateInstant": now});
    json_patch::merge(&mut registration, &verified);
    store::save_registration(db, &user.id, &registration)?;
    if let Some(identity) = ticket.state.as_deref().and_then(Identity::named) {
        let tenant = tenant::of(db, &user.tenant)?;
        verify_identity::imply(call, db, &mut user, &tenant, identity)?;
    }
    let kind = event::Kind::RegistrationVerified;
    let event = events::event(call, db, kind, &user, Some(&registration), None)?;
    Ok(Reply::empty().with_events(event))
}
