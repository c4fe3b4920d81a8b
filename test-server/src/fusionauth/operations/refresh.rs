//! Exchanges a refresh token for an access token.

use axum::http::Method;
use serde_json::json;

use crate::db::Writer;
use crate::fusionauth::answers::json_body;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::members::is_set;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::refresh::Live;
use crate::fusionauth::reply::Reply;
use crate::fusionauth::tokens::Grant;
use crate::fusionauth::{keys, refresh, tenant, tokens};
use crate::openapi::Content;
use crate::openapi::schema::{format, object, optional, text};

pub(super) const OPERATION: Operation = Operation {
    name: "refresh",
    routes: &[Route::open(Method::POST, "/api/jwt/refresh")],
    summary: "Exchange a refresh token for an access token",
    describe: |_, _, about| {
        let answer =
            [("refreshToken", text()), ("refreshTokenId", format("uuid")), ("token", text())];
        json_body(about, optional([("refreshToken", text())])).answer(
            200,
            "The tokens",
            Content::json(object(answer)),
        )
    },
    run: Run::Wait(|call| Box::pin(refresh(call))),
};

async fn refresh(call: &Call) -> Result<Reply, Refusal> {
    keys::ready(&call.state).await?;
    call.state.db.write(|db| exchange(call, db))
}

fn exchange(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let invalid =
        || Refusal::field("refreshToken", "invalid", "The [refreshToken] property is not valid.");
    let token = match call.cookie("refresh_token") {
        Some(token) => Some(token),
        None => call.text("refreshToken")?,
    };
    let Some(token) = token else {
        let message = "You must specify the [refreshToken] property.";
        return Err(Refusal::field("refreshToken", "missing", message));
    };
    let Live { session, user, app, registration } =
        refresh::live(call, db, token)?.ok_or_else(invalid)?;
    if app.as_ref().is_some_and(|app| !is_set(app, "/loginConfiguration/allowTokenRefresh")) {
        return Err(invalid());
    }
    let next = refresh::renew(&call.state, db, &session, token)?.ok_or_else(invalid)?;
    let tenant = tenant::of(db, &session.tenant)?;
    let grant = Grant {
        user: &user,
        tenant: &tenant,
        application: app.as_ref(),
        registration: registration.as_ref(),
        kind: "REFRESH_TOKEN",
    };
    let (token, _) = tokens::access(call, db, &grant, Some(&next))?;
    let body = json!({"refreshToken": next.token, "refreshTokenId": next.id, "token": token});
    let reply = Reply::json(body).with_cookie("access_token", Some(&token), None);
    Ok(reply.with_cookie("refresh_token", Some(&next.token), Some(next.seconds)))
}
