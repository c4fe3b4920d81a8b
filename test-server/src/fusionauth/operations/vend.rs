//! Makes a token with the claims of a request.

use axum::http::Method;
use serde_json::{Value, json};

use crate::db::Writer;
use crate::fusionauth::answers::json_body;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::{Errors, Refusal};
use crate::fusionauth::members::{number_at, text_of, wrong_type};
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{application, keys, normalize, store, tenant};
use crate::openapi::Content;
use crate::openapi::schema::{any, format, integer, object, optional, text};

pub(super) const OPERATION: Operation = Operation {
    name: "vend",
    routes: &[Route::key(Method::POST, "/api/jwt/vend")],
    summary: "Sign claims",
    describe: |_, _, about| {
        let body =
            [("claims", any()), ("keyId", format("uuid")), ("timeToLiveInSeconds", integer())];
        json_body(about, optional(body)).answer(
            200,
            "The token",
            Content::json(object([("token", text())])),
        )
    },
    run: Run::Wait(|call| Box::pin(vend(call))),
};

async fn vend(call: &Call) -> Result<Reply, Refusal> {
    keys::ready(&call.state).await?;
    call.state.db.write(|db| sign(call, db))
}

fn sign(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let mut errors = Errors::default();
    let mut claims = call.object("claims", &mut errors).unwrap_or_default();
    let life = match call.body.get("timeToLiveInSeconds") {
        None | Some(Value::Null) => None,
        Some(life) => {
            let wrong = || wrong_type("timeToLiveInSeconds", "an integer is expected");
            Some(life.as_i64().ok_or_else(wrong)?)
        }
    };
    if life.is_some_and(|life| life <= 0) {
        errors.field("timeToLiveInSeconds", "invalid", "The value must be greater than zero.");
    }
    let mut key = call.body_id("keyId")?;
    if let Some(key) = &key
        && store::get(db, store::KEY, key)?.is_none()
    {
        errors.field("keyId", "invalid", format!("No key exists with Id [{key}]."));
    }
    errors.check()?;
    let tenant = match &call.tenant {
        Some(id) => {
            // The token belongs to the tenant that the request or the API key names, so the claim `tid`
            // has the id of this tenant. A `tid` in the request is replaced.
            claims.insert("tid".into(), id.as_str().into());
            tenant::of(db, id)?
        }
        None => tenant::of(db, &application::default_tenant(db)?)?,
    };
    key = key.or_else(|| keys::named(&tenant));
    let usual = number_at(&tenant, "/jwtConfiguration/timeToLiveInSeconds", 3_600);
    let life = life.unwrap_or(usual.max(1));
    let now = call.state.clock.now();
    for reserved in ["amr", "cnf"] {
        claims.remove(reserved);
    }
    claims.insert("iat".into(), now.into());
    claims.insert("exp".into(), now.saturating_add(life).into());
    claims.entry("iss").or_insert_with(|| text_of(&tenant, "issuer").into());
    claims.entry("jti").or_insert_with(|| normalize::new_id().into());
    let token = keys::sign(&call.state, db, key.as_deref(), &Value::Object(claims))?;
    Ok(Reply::json(json!({"token": token})))
}
