//! Replaces a tenant.

use axum::http::Method;
use serde_json::json;

use crate::db::Writer;
use crate::fusionauth::answers::{json_body, member};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{shapes, tenant};
use crate::openapi::schema::optional;

pub(super) const OPERATION: Operation = Operation {
    name: "updateTenant",
    routes: &[Route::key(Method::PUT, "/api/tenant/{tenantId}")],
    summary: "Replace a tenant",
    describe: |shapes, _, about| {
        let body = optional([("tenant", shapes::sent_tenant())]);
        member(json_body(about, body), "tenant", &shapes.tenant)
    },
    run: Run::Write(update),
};

fn update(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let (id, current) = tenant::visible(call, db)?;
    let members = tenant::read(&call.state, db, &call.body, Some(&current))?;
    let doc = tenant::keep(&call.state, db, &id, members, Some(&current))?;
    Ok(Reply::json(json!({"tenant": tenant::shown(&call.state, doc)})))
}
