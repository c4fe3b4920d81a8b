//! Deletes a tenant and everything in it.

use axum::http::Method;
use serde_json::{Value, json};

use crate::db::Pool;
use crate::fusionauth::answers::empty;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::members::text_of;
use crate::fusionauth::operation::{Operation, Route};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{api_key, application, store, tenant};

pub(super) const OPERATION: Operation = Operation {
    name: "deleteTenant",
    routes: &[Route::key(Method::DELETE, "/api/tenant/{tenantId}")],
    writes: true,
    summary: "Delete a tenant and everything in it",
    describe: |_, _, about| empty(about),
    run: |call| Box::pin(delete(call)),
};

/// The default tenant stays.
async fn delete(call: &Call) -> Result<Reply, Refusal> {
    let (id, _) = tenant::visible(call).await?;
    if text_of(&default(&call.state.db).await?, "id") == id {
        let message = "The default Tenant cannot be deleted.";
        return Err(Refusal::field("tenantId", "invalid", message));
    }
    for user in store::users(&call.state.db, Some(&id)).await? {
        store::delete_user(&call.state.db, &user.id).await?;
    }
    for application in store::list(&call.state.db, store::APPLICATION).await? {
        if text_of(&application, "tenantId") == id {
            store::delete(&call.state.db, store::APPLICATION, text_of(&application, "id")).await?;
        }
    }
    api_key::end_of_tenant(&call.state.db, &id).await?;
    store::delete(&call.state.db, store::TENANT, &id).await?;
    Ok(Reply::empty())
}

/// The tenant that the server started with: the one of the admin application.
async fn default(db: &Pool) -> Result<Value, Refusal> {
    let admin = store::get(db, store::APPLICATION, application::ADMIN).await?;
    let id = admin.map(|doc| text_of(&doc, "tenantId").to_owned());
    Ok(json!({"id": id.unwrap_or_else(|| tenant::DEFAULT.to_owned())}))
}
