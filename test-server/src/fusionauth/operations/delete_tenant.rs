//! Deletes a tenant and everything in it.

use axum::http::Method;

use crate::db::Writer;
use crate::fusionauth::answers::empty;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{application, store, tenant};

pub(super) const OPERATION: Operation = Operation {
    name: "deleteTenant",
    routes: &[Route::key(Method::DELETE, "/api/tenant/{tenantId}")],
    summary: "Delete a tenant and everything in it",
    describe: |_, _, about| empty(about),
    run: Run::Write(delete),
};

/// Refuses to delete the default tenant.
fn delete(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let (id, _) = tenant::visible(call, db)?;
    if application::default_tenant(db)? == id {
        let message = "The default Tenant cannot be deleted.";
        return Err(Refusal::field("tenantId", "invalid", message));
    }
    store::delete_tenant(db, &id)?;
    Ok(Reply::empty())
}
