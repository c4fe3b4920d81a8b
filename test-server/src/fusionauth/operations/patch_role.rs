//! Changes a role of an application.

use axum::http::Method;
use serde_json::json;

use crate::db::Writer;
use crate::fusionauth::answers::{member, patch_body};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{patch as patches, role, shapes};
use crate::openapi::schema::optional;

pub(super) const OPERATION: Operation = Operation {
    name: "patchRole",
    routes: &[Route::key(Method::PATCH, "/api/application/{applicationId}/role/{roleId}")],
    summary: "Change a role",
    describe: |shapes, _, about| {
        let body = optional([("role", shapes::sent_role())]);
        member(patch_body(shapes, about, body), "role", &shapes.role)
    },
    run: Run::Write(patch),
};

fn patch(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let (application, current) = role::visible(call, db)?;
    let patched = patches::apply(call.mode, json!({"role": current}), &call.body)?;
    role::replace(call, db, &application, &current, &patched)
}
