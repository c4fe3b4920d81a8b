//! Replaces an application, or reactivates one.

use axum::http::Method;
use serde_json::json;

use crate::fusionauth::answers::{json_body, member};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{application, shapes, store};
use crate::openapi::schema::{boolean, optional};

pub(super) const OPERATION: Operation = Operation {
    name: "updateApplication",
    routes: &[Route::key(Method::PUT, "/api/application/{applicationId}")],
    writes: true,
    summary: "Replace an application, or reactivate one",
    describe: |shapes, _, about| {
        let body = optional([("application", shapes::sent_application())]);
        member(json_body(about, body), "application", &shapes.application)
            .query(&[("reactivate", boolean())])
    },
    run: |call| Box::pin(update(call)),
};

async fn update(call: &Call) -> Result<Reply, Refusal> {
    let (id, mut current) = application::visible(call).await?;
    if call.query_flag("reactivate")? == Some(true) {
        json_patch::merge(&mut current, &json!({"active": true, "state": "Active"}));
        store::put(&call.state.db, store::APPLICATION, &id, None, &current).await?;
        return Ok(Reply::json(json!({"application": current})));
    }
    application::replace(call, &id, &current, &call.body).await
}
