//! Deactivates an application, or deletes one.

use axum::http::Method;
use serde_json::json;

use crate::fusionauth::answers::empty;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{application, refresh, store};
use crate::openapi::schema::boolean;

pub(super) const OPERATION: Operation = Operation {
    name: "deleteApplication",
    routes: &[Route::key(Method::DELETE, "/api/application/{applicationId}")],
    writes: true,
    summary: "Deactivate an application, or delete one",
    describe: |_, _, about| empty(about).query(&[("hardDelete", boolean())]),
    run: |call| Box::pin(delete(call)),
};

async fn delete(call: &Call) -> Result<Reply, Refusal> {
    let (id, mut doc) = application::visible(call).await?;
    let db = &call.state.db;
    if id == application::ADMIN {
        let message = "The FusionAuth application cannot be deleted.";
        return Err(Refusal::field("applicationId", "invalid", message));
    }
    if call.query_flag("hardDelete")? == Some(true) || call.flag("hardDelete")? {
        sqlx::query("DELETE FROM fusionauth_registration WHERE application_id = $1")
            .bind(&id)
            .execute(db)
            .await?;
        store::delete(db, store::APPLICATION, &id).await?;
    } else {
        json_patch::merge(&mut doc, &json!({"active": false, "state": "Inactive"}));
        store::put(db, store::APPLICATION, &id, None, &doc).await?;
    }
    refresh::end_of(db, None, Some(&id)).await?;
    Ok(Reply::empty())
}
