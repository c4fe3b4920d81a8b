//! Makes an access token for another application of the same tenant.

use axum::http::Method;
use serde_json::json;

use crate::db::Writer;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::members::set_member;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::tokens::Grant;
use crate::fusionauth::{application, keys, refresh, shapes, store, tenant, tokens};
use crate::openapi::Content;
use crate::openapi::schema::{format, object, text};

pub(super) const OPERATION: Operation = Operation {
    name: "issue",
    routes: &[Route::open(Method::GET, "/api/jwt/issue")],
    summary: "An access token for another application",
    describe: |_, _, about| {
        let answer = || Content::json(object(shapes::tokens()));
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
    let mut body = json!({});
    // The answer has a refresh token only if the request has a valid refresh token of the same user.
    let own = match call.query.get("refreshToken").or_else(|| call.cookie("refresh_token")) {
        Some(token) => refresh::live(call, db, token)?,
        None => None,
    };
    if own.is_some_and(|own| own.user.id == user.id) {
        tokens::issue(call, db, &grant, &mut body)?;
    } else {
        set_member(&mut body, "token", tokens::access(call, db, &grant, None)?.0);
    }
    let status = if known.is_some() { 200 } else { 202 };
    Ok(Reply::json(body).with_status(status))
}
