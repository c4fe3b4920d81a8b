//! Shows one refresh token, or all refresh tokens of a user.

use axum::http::Method;
use serde_json::{Value, json};

use crate::db::Reader;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::refresh::Session;
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{refresh, store};
use crate::openapi::Content;
use crate::openapi::schema::{format, list, object};

pub(super) const OPERATION: Operation = Operation {
    name: "retrieveRefresh",
    routes: &[
        Route::key(Method::GET, "/api/jwt/refresh"),
        Route::key(Method::GET, "/api/jwt/refresh/{tokenId}"),
    ],
    summary: "One refresh token, or all refresh tokens of a user",
    describe: |shapes, route, about| {
        if route.names_one() {
            let answer = object([("refreshToken", shapes.refresh_token.clone())]);
            return about.answer(200, "The refresh token, without its text", Content::json(answer));
        }
        let answer = object([("refreshTokens", list(&shapes.refresh_token))]);
        about.query(&[("userId", format("uuid"))]).answer(
            200,
            "The refresh tokens, without their texts",
            Content::json(answer),
        )
    },
    run: Run::Read(retrieve),
};

fn retrieve(call: &Call, db: &Reader) -> Result<Reply, Refusal> {
    if let Some(id) = call.id(0, "tokenId")? {
        let session = refresh::by_id(&call.state, db, &id)?;
        let session = session.filter(|session| call.sees(&session.tenant));
        let session = session.ok_or_else(Refusal::not_found)?;
        return Ok(Reply::json(json!({"refreshToken": session.view()})));
    }
    let Some(user) = call.query_id("userId")? else {
        let message = "You must specify the [userId] as a parameter.";
        return Err(Refusal::field("userId", "missing", message));
    };
    let found = store::user(db, &user)?;
    found.filter(|user| call.sees(&user.tenant)).ok_or_else(Refusal::not_found)?;
    let sessions = refresh::of_user(&call.state, db, &user)?;
    let shown: Vec<Value> = sessions.iter().map(Session::view).collect();
    Ok(Reply::json(json!({"refreshTokens": shown})))
}
