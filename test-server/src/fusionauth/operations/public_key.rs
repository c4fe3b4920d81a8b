//! Shows the public keys as PEM.

use axum::http::Method;
use serde_json::{Map, Value, json};

use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::members::text_of;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{application, keys};
use crate::openapi::Content;
use crate::openapi::schema::{format, map, object, text};

pub(super) const OPERATION: Operation = Operation {
    name: "publicKey",
    routes: &[Route::open(Method::GET, "/api/jwt/public-key")],
    summary: "The public keys as PEM",
    describe: |_, _, about| {
        let key = object([("publicKey", text())]);
        let keys = object([("publicKeys", map(&text()))]);
        about
            .query(&[("kid", text()), ("keyId", text()), ("applicationId", format("uuid"))])
            .answer(200, "The key, or all keys", Content::json(json!({"anyOf": [key, keys]})))
    },
    run: Run::Wait(|call| Box::pin(public_key(call))),
};

async fn public_key(call: &Call) -> Result<Reply, Refusal> {
    let id = call.query.get("kid").or_else(|| call.query.get("keyId"));
    if id.is_some() {
        // A tenant already names its default key before this key has signed a token.
        keys::ready(&call.state).await?;
    }
    let keys = keys::public(&call.state).await?;
    let pem = |key: &Value| json!({"publicKey": key.get("publicKey")});
    if let Some(id) = id {
        let key = keys.iter().find(|key| text_of(key, "kid") == id || text_of(key, "id") == id);
        return key.map(|key| Reply::json(pem(key))).ok_or_else(Refusal::not_found);
    }
    if let Some(app) = call.query_id("applicationId")? {
        keys::ready(&call.state).await?;
        let key = call.state.db.read(|db| {
            let app = application::find(db, &app)?;
            let app = app.filter(|app| call.sees(text_of(app, "tenantId")));
            keys::of_application(&call.state, db, &app.ok_or_else(Refusal::not_found)?)
        })?;
        return match key.get("publicKey") {
            Some(_) => Ok(Reply::json(pem(&key))),
            None => Err(Refusal::not_found()),
        };
    }
    let all: Map<String, Value> = keys
        .iter()
        .map(|key| (text_of(key, "kid").to_owned(), text_of(key, "publicKey").into()))
        .collect();
    Ok(Reply::json(json!({"publicKeys": all})))
}
