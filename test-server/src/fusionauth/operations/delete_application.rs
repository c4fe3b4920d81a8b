//! Deactivates or deletes an application.

use axum::http::Method;
use serde_json::json;

use crate::db::Writer;
use crate::fusionauth::answers::empty;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{application, refresh, store};
use crate::openapi::schema::boolean;

pub(super) const OPERATION: Operation = Operation {
    name: "deleteApplication",
    routes: &[Route::key(Method::DELETE, "/api/application/{applicationId}")],
    summary: "Deactivate or delete an application",
    describe: |_, _, about| empty(about).query(&[("hardDelete", boolean())]),
    run: Run::Write(delete),
};

fn delete(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let (id, mut doc) = application::visible(call, db)?;
    if id == application::ADMIN {
        let message = "The FusionAuth application cannot be deleted.";
        return Err(Refusal::field("applicationId", "invalid", message));
    }
    if call.query_flag("hardDelete")? == Some(true) || call.flag("hardDelete")? {
        store::delete_application(db, &id)?;
    } else {
        json_patch::merge(&mut doc, &json!({"active": false, "state": "Inactive"}));
        store::put(db, store::APPLICATION, &id, &doc)?;
    }
    refresh::end_of_application(db, &id)?;
    Ok(Reply::empty())
}
