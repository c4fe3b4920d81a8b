//! Makes a token with the claims of a request.

use axum::http::Method;
use serde_json::{Value, json};

use crate::db::Writer;
use crate::fusionauth::answers::json_body;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::{Errors, Refusal};
use crate::fusionauth::members::{text_of, wrong_type};
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{keys, normalize, store, tenant};
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
        None | Some(Value::Null) => 3_600,
        Some(life) => life
            .as_i64()
            .ok_or_else(|| wrong_type("timeToLiveInSeconds", "an integer is expected"))?,
    };
    if life <= 0 {
        errors.field("timeToLiveInSeconds", "invalid", "The value must be greater than zero.");
    }
    let mut key = call.body_id("keyId")?;
    if let Some(key) = &key
        && store::get(db, store::KEY, key)?.is_none()
    {
        errors.field("keyId", "invalid", format!("No key exists with Id [{key}]."));
    }
    errors.check()?;
    let mut issuer = "acme.com".to_owned();
    if let Some(id) = &call.tenant {
        let tenant = tenant::of(db, id)?;
        issuer = text_of(&tenant, "issuer").to_owned();
        key = key.or_else(|| keys::named(&tenant));
        // The claim `tid` of the request does not count: the token belongs to this tenant.
        claims.insert("tid".into(), id.as_str().into());
    }
    let now = call.state.clock.now();
    for reserved in ["amr", "cnf"] {
        claims.remove(reserved);
    }
    claims.insert("iat".into(), now.into());
    claims.insert("exp".into(), now.saturating_add(life).into());
    claims.entry("iss").or_insert_with(|| issuer.into());
    claims.insert("jti".into(), normalize::new_id().into());
    let token = keys::sign(&call.state, db, key.as_deref(), &Value::Object(claims))?;
    Ok(Reply::json(json!({"token": token})))
}
