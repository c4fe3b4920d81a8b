//! Shows the public keys as JWKS.

use axum::http::Method;
use serde_json::{Value, json};

use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::keys;
use crate::fusionauth::members::text_of;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::openapi::Content;
use crate::openapi::schema::{list, object, open, text};

pub(super) const OPERATION: Operation = Operation {
    name: "jwks",
    routes: &[Route::open(Method::GET, "/.well-known/jwks.json")],
    summary: "The public keys as JWKS",
    describe: |_, _, about| {
        let key =
            open(object([("alg", text()), ("kid", text()), ("kty", text()), ("use", text())]));
        about.answer(200, "The keys", Content::json(object([("keys", list(&key))])))
    },
    run: Run::Wait(|call| Box::pin(jwks(call))),
};

async fn jwks(call: &Call) -> Result<Reply, Refusal> {
    let keys = keys::public(&call.state).await?;
    let keys: Vec<Value> = keys
        .iter()
        .map(|key| {
            let mut jwk = key.get("jwk").cloned().unwrap_or_else(|| json!({}));
            let (alg, kid) = (text_of(key, "algorithm"), text_of(key, "kid"));
            json_patch::merge(&mut jwk, &json!({"alg": alg, "kid": kid, "use": "sig"}));
            jwk
        })
        .collect();
    Ok(Reply::json(json!({"keys": keys})))
}
