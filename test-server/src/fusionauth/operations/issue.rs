//! Makes an access token for another application of the same tenant.

use axum::http::Method;
use serde_json::json;

use crate::db::Writer;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::members::{number_at, set_member};
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::tokens::{Expiry, Grant};
use crate::fusionauth::{application, keys, refresh, store, tenant, tokens};
use crate::openapi::Content;
use crate::openapi::schema::{format, object, text};

pub(super) const OPERATION: Operation = Operation {
    name: "issue",
    routes: &[Route::open(Method::GET, "/api/jwt/issue")],
    summary: "An access token for another application",
    describe: |_, _, about| {
        let answer = || Content::json(object([("refreshToken?", text()), ("token", text())]));
        about
            .security(&["accessToken", "accessTokenCookie"])
            .query(&[("applicationId", format("uuid")), ("refreshToken", text())])
            .answer(200, "The tokens", answer())
            .answer(202, "The tokens of a user who is not registered for the application", answer())
    },
    run: Run::Wait(|call| Box::pin(issue(call))),
};

async fn issue(call: &Call) -> Result<Reply, Refusal> {
    keys::ready(&call.state).await?;
    call.state.db.write(|db| make(call, db))
}

fn make(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let user = tokens::caller(call, db)?.ok_or_else(Refusal::unauthorized)?;
    let claims = tokens::claims(call, db)?.ok_or_else(Refusal::unauthorized)?;
    let Some(id) = call.query_id("applicationId")? else {
        let message = "You must specify the [applicationId] as a parameter.";
        return Err(Refusal::field("applicationId", "missing", message));
    };
    let app = application::named(db, &id, &user.tenant)?;
    let tenant = tenant::of(db, &user.tenant)?;
    let known = store::registration(db, &user.id, &id)?;
    let grant = Grant {
        user: &user,
        tenant: &tenant,
        application: Some(&app),
        registration: known.as_ref(),
        kind: "JWT_SSO",
    };
    // The answer has a refresh token only if the request has a valid refresh token of the same user. The answer
    // has no other members: the claim `sid` is the id of the refresh token.
    let own = match call.cookie("refresh_token").or_else(|| call.query.get("refreshToken")) {
        Some(token) => refresh::live(call, db, token)?.filter(|own| own.user.id == user.id),
        None => None,
    };
    let session = match (own, tokens::refreshed(&grant)) {
        (Some(own), Some(app)) => refresh::make_like(call, db, &own, app)?,
        _ => None,
    };
    // The new access token expires at the same time as the access token of the request.
    let expiry = Expiry::At(number_at(&claims, "/exp", 0));
    let (token, _) = tokens::access_for(call, db, &grant, session.as_ref(), expiry)?;
    let mut body = json!({"token": token});
    if let Some(session) = session {
        set_member(&mut body, "refreshToken", session.token);
    }
    let status = if known.is_some() { 200 } else { 202 };
    Ok(Reply::json(body).with_status(status))
}
