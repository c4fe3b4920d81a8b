//! Changes an application.

use axum::http::Method;
use serde_json::json;

use crate::db::Writer;
use crate::fusionauth::answers::{member, patch_body};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{application, patch as patches, shapes};
use crate::openapi::schema::optional;

pub(super) const OPERATION: Operation = Operation {
    name: "patchApplication",
    routes: &[Route::key(Method::PATCH, "/api/application/{applicationId}")],
    summary: "Change an application",
    describe: |shapes, _, about| {
        let body = optional([("application", shapes::sent_application())]);
        member(patch_body(shapes, about, body), "application", &shapes.application)
    },
    run: Run::Write(patch),
};

fn patch(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let (id, current) = application::visible(call, db)?;
    let patched = patches::apply(call.mode, json!({"application": current}), &call.body)?;
    application::replace(call, db, &id, &current, patched)
}
