//! Replaces or reactivates an application.

use axum::http::Method;
use serde_json::json;

use crate::db::Writer;
use crate::fusionauth::answers::{json_body, member};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{application, shapes, store};
use crate::openapi::schema::{boolean, optional};

pub(super) const OPERATION: Operation = Operation {
    name: "updateApplication",
    routes: &[Route::key(Method::PUT, "/api/application/{applicationId}")],
    summary: "Replace or reactivate an application",
    describe: |shapes, _, about| {
        let body = optional([("application", shapes::sent_application())]);
        member(json_body(about, body), "application", &shapes.application)
            .query(&[("reactivate", boolean())])
    },
    run: Run::Write(update),
};

fn update(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let (id, mut current) = application::visible(call, db)?;
    if call.query_flag("reactivate")? == Some(true) {
        json_patch::merge(&mut current, &json!({"active": true, "state": "Active"}));
        store::put(db, store::APPLICATION, &id, &current)?;
        return Ok(Reply::json(json!({"application": current})));
    }
    application::replace(call, db, &id, &current, call.body.clone())
}
