//! Makes an application.

use axum::http::Method;
use serde_json::json;

use crate::db::Writer;
use crate::fusionauth::answers::{json_body, member};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{application, normalize, shapes};
use crate::openapi::schema::optional;

pub(super) const OPERATION: Operation = Operation {
    name: "createApplication",
    routes: &[
        Route::key(Method::POST, "/api/application"),
        Route::key(Method::POST, "/api/application/{applicationId}"),
    ],
    summary: "Create an application",
    describe: |shapes, _, about| {
        let body = optional([("application", shapes::sent_application())]);
        member(json_body(about, body), "application", &shapes.application)
    },
    run: Run::Write(create),
};

fn create(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let tenant = call.need_tenant(db)?;
    let id = call.id(0, "applicationId")?;
    let members = application::read(db, &call.body, &tenant, None)?;
    if let Some(id) = &id
        && application::find(db, id)?.is_some()
    {
        let message = format!("An Application with Id [{id}] already exists.");
        return Err(Refusal::field("applicationId", "duplicate", message));
    }
    let id = id.unwrap_or_else(normalize::new_id);
    let doc = application::keep(&call.state, db, &id, &tenant, members, None)?;
    Ok(Reply::json(json!({"application": doc})))
}
