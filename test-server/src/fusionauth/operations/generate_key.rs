//! Makes a key that can sign access tokens and events for webhooks.

use axum::http::Method;
use serde_json::{Value, json};

use crate::db::Reader;
use crate::fusionauth::answers::{json_body, member};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::{Errors, Refusal};
use crate::fusionauth::members::text_of;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{fields, keys, normalize, store};
use crate::openapi::schema::{boolean, format, integer, object, one_of, open, optional, text};
use crate::settings::SigningAlgorithm;

pub(super) const OPERATION: Operation = Operation {
    name: "generateKey",
    routes: &[
        Route::global(Method::POST, "/api/key/generate"),
        Route::global(Method::POST, "/api/key/generate/{keyId}"),
    ],
    summary: "Generate a key that signs access tokens",
    describe: |_, _, about| {
        let algorithm = || one_of(&["HS256", "RS256", "ES256"]);
        let key = open(optional([("algorithm", algorithm()), ("name", text())]));
        let made = object([
            ("algorithm", algorithm()),
            ("hasPrivateKey?", boolean()),
            ("id", format("uuid")),
            ("insertInstant", integer()),
            ("kid", text()),
            ("lastUpdateInstant", integer()),
            ("length?", integer()),
            ("name", text()),
            ("publicKey?", text()),
            ("type", one_of(&["HMAC", "RSA", "EC"])),
        ]);
        member(json_body(about, optional([("key", key)])), "key", &made)
    },
    run: Run::Wait(|call| Box::pin(generate(call))),
};

async fn generate(call: &Call) -> Result<Reply, Refusal> {
    let new = call.state.db.read(|db| read(call, db))?;
    let mut key = keys::make(&call.state, &new.id, new.algorithm, &new.name).await?;
    call.state.db.write(|db| {
        read(call, db)?;
        store::put(db, store::KEY, &new.id, &key)
    })?;
    if let Value::Object(members) = &mut key {
        members.remove("secret");
        members.remove("jwk");
    }
    Ok(Reply::json(json!({"key": key})))
}

/// The requested key.
struct New {
    id: String,
    algorithm: SigningAlgorithm,
    name: String,
}

fn read(call: &Call, db: &Reader) -> Result<New, Refusal> {
    let mut errors = Errors::default();
    let members = call.object("key", &mut errors).unwrap_or_default();
    let members = Value::Object(fields::overlay(&members, &[], "key", &mut errors));
    let algorithm = SigningAlgorithm::named(text_of(&members, "algorithm"));
    if algorithm.is_none() {
        errors.field("key.algorithm", "invalid", "HS256, RS256 and ES256 are supported.");
    }
    let name = text_of(&members, "name").to_owned();
    if name.is_empty() {
        errors.blank("key.name");
    }
    let id = call.id(0, "keyId")?.unwrap_or_else(normalize::new_id);
    if store::get(db, store::KEY, &id)?.is_some() {
        errors.field("keyId", "duplicate", format!("A Key with Id [{id}] already exists."));
    }
    errors.check()?;
    Ok(New { id, algorithm: algorithm.unwrap_or_default(), name })
}
