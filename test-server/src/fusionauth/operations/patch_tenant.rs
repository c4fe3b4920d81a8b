//! Changes a tenant.

use axum::http::Method;
use serde_json::json;

use crate::fusionauth::answers::{member, patch_body};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{patch as patches, shapes, tenant};
use crate::openapi::schema::optional;

pub(super) const OPERATION: Operation = Operation {
    name: "patchTenant",
    routes: &[Route::key(Method::PATCH, "/api/tenant/{tenantId}")],
    writes: true,
    summary: "Change a tenant",
    describe: |shapes, _, about| {
        let body = optional([("tenant", shapes::sent_tenant())]);
        member(patch_body(shapes, about, body), "tenant", &shapes.tenant)
    },
    run: |call| Box::pin(patch(call)),
};

async fn patch(call: &Call) -> Result<Reply, Refusal> {
    let (id, current) = tenant::visible(call).await?;
    let patched = patches::apply(call.mode, json!({"tenant": current}), &call.body)?;
    let members = tenant::read(call, &patched, Some(&current)).await?;
    let doc = tenant::keep(&call.state, &id, members, Some(&current)).await?;
    Ok(Reply::json(json!({"tenant": doc})))
}
