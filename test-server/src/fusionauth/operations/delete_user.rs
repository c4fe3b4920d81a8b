//! Deactivates or deletes a user.

use axum::http::Method;

use crate::db::Writer;
use crate::fusionauth::answers::empty;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::members::set_member;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{refresh, store, user};
use crate::openapi::schema::boolean;

pub(super) const OPERATION: Operation = Operation {
    name: "deleteUser",
    routes: &[Route::key(Method::DELETE, "/api/user/{userId}")],
    summary: "Deactivate or delete a user",
    describe: |_, _, about| empty(about).query(&[("hardDelete", boolean())]),
    run: Run::Write(delete),
};

fn delete(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let mut user = user::visible(call, db)?;
    if call.query_flag("hardDelete")? == Some(true) || call.flag("hardDelete")? {
        store::delete_user(db, &user.id)?;
    } else {
        set_member(&mut user.doc, "active", false);
        user.save(db)?;
        refresh::end_of_user(db, &user.id)?;
    }
    Ok(Reply::empty())
}
