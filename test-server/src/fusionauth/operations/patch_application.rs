//! Changes an application.

use axum::http::Method;
use serde_json::json;

use crate::fusionauth::answers::{member, patch_body};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{application, patch as patches, shapes};
use crate::openapi::schema::optional;

pub(super) const OPERATION: Operation = Operation {
    name: "patchApplication",
    routes: &[Route::key(Method::PATCH, "/api/application/{applicationId}")],
    writes: true,
    summary: "Change an application",
    describe: |shapes, _, about| {
        let body = optional([("application", shapes::sent_application())]);
        member(patch_body(shapes, about, body), "application", &shapes.application)
    },
    run: |call| Box::pin(patch(call)),
};

async fn patch(call: &Call) -> Result<Reply, Refusal> {
    let (id, current) = application::visible(call).await?;
    let patched = patches::apply(call.mode, json!({"application": current}), &call.body)?;
    application::replace(call, &id, &current, &patched).await
}
