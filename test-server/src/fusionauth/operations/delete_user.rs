//! Deactivates a user, or deletes one.

use axum::http::Method;

use crate::fusionauth::answers::empty;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::members::set_member;
use crate::fusionauth::operation::{Operation, Route};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{refresh, store, user};
use crate::openapi::schema::boolean;

pub(super) const OPERATION: Operation = Operation {
    name: "deleteUser",
    routes: &[Route::key(Method::DELETE, "/api/user/{userId}")],
    writes: true,
    summary: "Deactivate a user, or delete one",
    describe: |_, _, about| empty(about).query(&[("hardDelete", boolean())]),
    run: |call| Box::pin(delete(call)),
};

async fn delete(call: &Call) -> Result<Reply, Refusal> {
    let mut user = user::visible(call).await?;
    if call.query_flag("hardDelete")? == Some(true) || call.flag("hardDelete")? {
        store::delete_user(&call.state.db, &user.id).await?;
    } else {
        set_member(&mut user.doc, "active", false);
        user.save(&call.state.db).await?;
        refresh::end_of_user(&call.state.db, &user.id).await?;
    }
    Ok(Reply::empty())
}
