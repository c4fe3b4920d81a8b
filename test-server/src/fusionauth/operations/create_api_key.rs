//! Makes an API key. Only the answer to this request shows the key.

use axum::http::Method;
use serde_json::{Value, json};

use crate::db::Writer;
use crate::fusionauth::answers::{json_body, member};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::{Errors, Refusal};
use crate::fusionauth::members::{set_member, text_of};
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{api_key, fields, normalize, objects, store};
use crate::openapi::schema::{format, integer, object, open, optional, text};
use crate::token;

pub(super) const OPERATION: Operation = Operation {
    name: "createApiKey",
    routes: &[
        Route::manager(Method::POST, "/api/api-key"),
        Route::manager(Method::POST, "/api/api-key/{keyId}"),
    ],
    summary: "Create an API key",
    describe: |_, _, about| {
        let key = open(optional(fields::schemas(objects::API_KEY)));
        let made = open(object([
            ("id", format("uuid")),
            ("insertInstant", integer()),
            ("key", text()),
            ("lastUpdateInstant", integer()),
        ]));
        member(json_body(about, optional([("apiKey", key)])), "apiKey", &made)
    },
    run: Run::Write(create),
};

fn create(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let Some(own) = &call.key else { return Err(Refusal::unauthorized()) };
    let mut errors = Errors::default();
    let object = call.object("apiKey", &mut errors).unwrap_or_default();
    let mut doc = Value::Object(api_key::read(&object, "apiKey", &mut errors));
    if let Some(tenant) = doc.get("tenantId").and_then(Value::as_str) {
        let known = store::get(db, store::TENANT, tenant)?.is_some();
        if !known || !call.sees(tenant) {
            errors.field("apiKey.tenantId", "invalid", "There is no such tenant.");
        }
    } else if let Some(tenant) = &call.tenant {
        set_member(&mut doc, "tenantId", tenant.as_str());
    }
    if !own.covers(&api_key::permissions(&doc)) {
        let message = "An API key cannot give more permissions than it has.";
        errors.field("apiKey.permissions.endpoints", "invalid", message);
    }
    let key = match text_of(&doc, "key") {
        "" => token::random_code(32)?,
        sent => sent.to_owned(),
    };
    let kept = store::get(db, store::API_KEY, &token::stored(&key))?;
    if kept.is_some() || api_key::configured(&call.settings, &key).is_some() {
        errors.field("apiKey.key", "duplicate", "This key already exists.");
    }
    let id = call.id(0, "keyId")?.unwrap_or_else(normalize::new_id);
    if !store::named(db, store::API_KEY, &id)?.is_empty() {
        errors.field("keyId", "duplicate", format!("An API key with Id [{id}] already exists."));
    }
    errors.check()?;
    let now = call.state.clock.now_ms();
    json_patch::merge(
        &mut doc,
        // Only kickstart files and settings make keys that manage keys.
        &json!({"id": id, "insertInstant": now, "keyManager": false, "lastUpdateInstant": now}),
    );
    api_key::add(db, &key.as_str().into(), doc.as_object().cloned().unwrap_or_default())?;
    set_member(&mut doc, "key", key);
    Ok(Reply::json(json!({"apiKey": doc})))
}
