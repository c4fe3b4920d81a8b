//! Deletes a tenant and everything in it.

use axum::http::Method;

use crate::db::Writer;
use crate::fusionauth::answers::empty;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{application, store, tenant};
use crate::openapi::Content;
use crate::openapi::schema::boolean;

pub(super) const OPERATION: Operation = Operation {
    name: "deleteTenant",
    routes: &[Route::key(Method::DELETE, "/api/tenant/{tenantId}")],
    summary: "Delete a tenant and everything in it",
    describe: |_, _, about| {
        empty(about).query(&[("async", boolean())]).answer(202, "Done", Content::none())
    },
    run: Run::Write(delete),
};

/// Refuses to delete the default tenant. The parameter `async` only changes the status: the tenant is
/// deleted before the answer.
fn delete(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let (id, _) = tenant::visible(call, db)?;
    if application::default_tenant(db)? == id {
        let message = "The default Tenant cannot be deleted.";
        return Err(Refusal::field("tenantId", "invalid", message));
    }
    let later = call.query_flag("async")? == Some(true);
    store::delete_tenant(db, &id)?;
    Ok(Reply::empty().with_status(if later { 202 } else { 200 }))
}
