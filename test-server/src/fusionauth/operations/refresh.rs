//! Exchanges a refresh token for an access token.

use axum::http::Method;
use serde_json::{Value, json};

use crate::db::Writer;
use crate::fusionauth::answers::json_body;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::members::is_set;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::refresh::Live;
use crate::fusionauth::reply::Reply;
use crate::fusionauth::tokens::{Expiry, Grant};
use crate::fusionauth::{keys, refresh, tenant, tokens};
use crate::openapi::Content;
use crate::openapi::schema::{format, integer, object, optional, text};

pub(super) const OPERATION: Operation = Operation {
    name: "refresh",
    routes: &[Route::open(Method::POST, "/api/jwt/refresh")],
    summary: "Exchange a refresh token for an access token",
    describe: |_, _, about| {
        let answer =
            [("refreshToken", text()), ("refreshTokenId", format("uuid")), ("token", text())];
        let body = [("refreshToken", text()), ("timeToLiveInSeconds", integer())];
        json_body(about, optional(body)).answer(200, "The tokens", Content::json(object(answer)))
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
    let tenant = tenant::of(db, &session.tenant)?;
    let grant = Grant {
        user: &user,
        tenant: &tenant,
        application: app.as_ref(),
        registration: registration.as_ref(),
        kind: "REFRESH_TOKEN",
    };
    let life = lifetime(call, tokens::lifetime(&grant))?;
    let next = refresh::renew(call, db, &session, token)?.ok_or_else(invalid)?;
    let (token, _) = tokens::access_for(call, db, &grant, Some(&next), Expiry::After(life))?;
    let body = json!({"refreshToken": next.token, "refreshTokenId": next.id, "token": token});
    let reply = Reply::json(body).with_cookie("access_token", Some(&token), None);
    Ok(reply.with_cookie("refresh_token", Some(&next.token), Some(next.seconds)))
}

/// The lifetime of the new access token in seconds: the lifetime that the request asks for, or else
/// `usual`. A lifetime in the request must be shorter than `usual`.
fn lifetime(call: &Call, usual: i64) -> Result<i64, Refusal> {
    match call.body.get("timeToLiveInSeconds") {
        None | Some(Value::Null) => Ok(usual),
        Some(asked) => {
            let life = asked.as_i64().filter(|life| (1..usual).contains(life));
            life.ok_or_else(|| {
                let message = format!("The value must be greater than 0 and less than [{usual}].");
                Refusal::field("timeToLiveInSeconds", "invalid", message)
            })
        }
    }
}
