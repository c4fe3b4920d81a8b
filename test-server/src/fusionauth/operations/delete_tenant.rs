//! Deletes a tenant and everything in it.

use axum::http::Method;

use crate::db::{Reader, Writer};
use crate::fusionauth::answers::empty;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::members::text_of;
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

/// The default tenant stays.
fn delete(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let (id, _) = tenant::visible(call, db)?;
    if default(db)? == id {
        let message = "The default Tenant cannot be deleted.";
        return Err(Refusal::field("tenantId", "invalid", message));
    }
    store::delete_tenant(db, &id)?;
    Ok(Reply::empty())
}

/// The tenant that the server started with: the one of the admin application.
fn default(db: &Reader) -> Result<String, Refusal> {
    let admin = store::get(db, store::APPLICATION, application::ADMIN)?;
    let id = admin.map(|doc| text_of(&doc, "tenantId").to_owned());
    Ok(id.unwrap_or_else(|| tenant::DEFAULT.to_owned()))
}
