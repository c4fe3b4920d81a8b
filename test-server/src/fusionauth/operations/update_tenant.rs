//! Replaces a tenant.

use axum::http::Method;
use serde_json::json;

use crate::fusionauth::answers::{json_body, member};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{shapes, tenant};
use crate::openapi::schema::optional;

pub(super) const OPERATION: Operation = Operation {
    name: "updateTenant",
    routes: &[Route::key(Method::PUT, "/api/tenant/{tenantId}")],
    writes: true,
    summary: "Replace a tenant",
    describe: |shapes, _, about| {
        let body = optional([("tenant", shapes::sent_tenant())]);
        member(json_body(about, body), "tenant", &shapes.tenant)
    },
    run: |call| Box::pin(update(call)),
};

async fn update(call: &Call) -> Result<Reply, Refusal> {
    let (id, current) = tenant::visible(call).await?;
    let members = tenant::read(call, &call.body, Some(&current)).await?;
    let doc = tenant::keep(&call.state, &id, members, Some(&current)).await?;
    Ok(Reply::json(json!({"tenant": doc})))
}
