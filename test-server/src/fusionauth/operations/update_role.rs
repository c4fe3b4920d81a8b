//! Replaces a role of an application.

use axum::http::Method;

use crate::db::Writer;
use crate::fusionauth::answers::{json_body, member};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{role, shapes};
use crate::openapi::schema::optional;

pub(super) const OPERATION: Operation = Operation {
    name: "updateRole",
    routes: &[Route::key(Method::PUT, "/api/application/{applicationId}/role/{roleId}")],
    summary: "Replace a role",
    describe: |shapes, _, about| {
        let body = optional([("role", shapes::sent_role())]);
        member(json_body(about, body), "role", &shapes.role)
    },
    run: Run::Write(update),
};

fn update(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let (application, current) = role::visible(call, db)?;
    role::replace(call, db, &application, &current, &call.body)
}
