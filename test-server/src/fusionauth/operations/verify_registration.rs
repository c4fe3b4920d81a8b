//! Verifies a registration with the mailed id.

use axum::http::Method;
use serde_json::json;

use crate::fusionauth::answers::{empty, json_body};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::tickets::Kind;
use crate::fusionauth::{shapes, store, tickets};

pub(super) const OPERATION: Operation = Operation {
    name: "verifyRegistration",
    routes: &[
        Route::open(Method::POST, "/api/user/verify-registration"),
        Route::open(Method::POST, "/api/user/verify-registration/{verificationId}"),
    ],
    writes: true,
    summary: "Verify a registration",
    describe: |_, _, about| empty(json_body(about, shapes::verification())),
    run: |call| Box::pin(verify(call)),
};

async fn verify(call: &Call) -> Result<Reply, Refusal> {
    let id = call.text("verificationId")?.or(call.ids.first().map(String::as_str));
    let Some(id) = id else {
        let message = "You must specify the [verificationId] property.";
        return Err(Refusal::field("verificationId", "missing", message));
    };
    let ticket = tickets::find(&call.state, Kind::Registration, id).await?;
    let ticket = ticket.ok_or_else(Refusal::not_found)?;
    let user = store::user(&call.state.db, &ticket.user).await?;
    let user = user.filter(|user| call.sees(&user.tenant)).ok_or_else(Refusal::not_found)?;
    tickets::check_code(call, ticket.code.as_deref())?;
    let app = ticket.application.as_deref().unwrap_or_default();
    let registration = store::registration(&call.state.db, &user.id, app).await?;
    let Some(mut registration) = registration else { return Err(Refusal::not_found()) };
    if !tickets::take(&call.state.db, &ticket).await? {
        return Err(Refusal::not_found());
    }
    let now = call.state.clock.now_ms();
    let verified = json!({"verified": true, "verifiedInstant": now, "lastUpdateInstant": now});
    json_patch::merge(&mut registration, &verified);
    let mut connection = call.state.db.begin().await?;
    store::save_registration(&mut connection, &user.id, &registration).await?;
    connection.commit().await?;
    Ok(Reply::empty())
}
