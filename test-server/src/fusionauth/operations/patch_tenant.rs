//! Changes a tenant.

use axum::http::Method;
use serde_json::json;

use crate::db::Writer;
use crate::fusionauth::answers::{member, patch_body};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{patch as patches, shapes, tenant};
use crate::openapi::schema::optional;

pub(super) const OPERATION: Operation = Operation {
    name: "patchTenant",
    routes: &[Route::key(Method::PATCH, "/api/tenant/{tenantId}")],
    summary: "Change a tenant",
    describe: |shapes, _, about| {
        let body = optional([("tenant", shapes::sent_tenant())]);
        member(patch_body(shapes, about, body), "tenant", &shapes.tenant)
    },
    run: Run::Write(patch),
};

fn patch(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let (id, current) = tenant::visible(call, db)?;
    let shown = tenant::shown(&call.state, current.clone());
    let patched = patches::apply(call.mode, json!({"tenant": shown}), &call.body)?;
    let members = tenant::read(&call.state, db, &patched, Some(&current))?;
    let doc = tenant::keep(&call.state, db, &id, members, Some(&current))?;
    Ok(Reply::json(json!({"tenant": tenant::shown(&call.state, doc)})))
}
