//! Makes a tenant.

use axum::http::Method;
use serde_json::{Value, json};

use crate::db::{Reader, Writer};
use crate::fusionauth::answers::{json_body, member};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{normalize, shapes, tenant};
use crate::openapi::schema::{format, optional};

pub(super) const OPERATION: Operation = Operation {
    name: "createTenant",
    routes: &[
        Route::global(Method::POST, "/api/tenant"),
        Route::global(Method::POST, "/api/tenant/{tenantId}"),
    ],
    summary: "Create a tenant",
    describe: |shapes, _, about| {
        let body =
            optional([("sourceTenantId", format("uuid")), ("tenant", shapes::sent_tenant())]);
        member(json_body(about, body), "tenant", &shapes.tenant)
    },
    run: Run::Write(create),
};

/// A request with the id and the name of an existing tenant replaces this tenant. If only the id is the same, the
/// request is refused.
fn create(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    // A call whose header names a tenant must not make or replace tenants.
    if call.tenant.is_some() {
        return Err(Refusal::unauthorized());
    }
    let id = call.id(0, "tenantId")?;
    let current = match &id {
        Some(id) => tenant::find(db, id)?,
        None => None,
    };
    let body = copied(call, db)?;
    let members = tenant::read(&call.state, db, &body, current.as_ref())?;
    let same = current.as_ref().is_some_and(|doc| doc.get("name") == members.get("name"));
    if let (Some(id), true, false) = (&id, current.is_some(), same) {
        let message = format!("A Tenant with Id [{id}] already exists.");
        return Err(Refusal::field("tenantId", "duplicate", message));
    }
    let id = id.unwrap_or_else(normalize::new_id);
    let doc = tenant::keep(&call.state, db, &id, members, current.as_ref())?;
    Ok(Reply::json(json!({"tenant": tenant::shown(&call.state, doc)})))
}

/// The body of the request. Members that are missing there come from the tenant with the id in
/// `sourceTenantId`.
fn copied(call: &Call, db: &Reader) -> Result<Value, Refusal> {
    let Some(source) = call.body_id("sourceTenantId")? else { return Ok(call.body.clone()) };
    let Some(mut tenant) = tenant::find(db, &source)? else {
        let message = format!("No Tenant exists with Id [{source}].");
        return Err(Refusal::field("sourceTenantId", "invalid", message));
    };
    if let Value::Object(members) = &mut tenant {
        // The copy has its own id and times. The request must contain a name for the copy.
        for own in ["id", "insertInstant", "lastUpdateInstant", "name"] {
            members.remove(own);
        }
    }
    let mut body = json!({"tenant": tenant});
    json_patch::merge(&mut body, &call.body);
    Ok(body)
}
