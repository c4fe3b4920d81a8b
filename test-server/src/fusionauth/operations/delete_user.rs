//! Deactivates or deletes a user.

use axum::http::Method;

use crate::db::Writer;
use crate::fusionauth::answers::empty;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::members::set_member;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::store::User;
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
    let hard = call.query_flag("hardDelete")? == Some(true) || call.flag("hardDelete")?;
    end(db, user::visible(call, db)?, hard)?;
    Ok(Reply::empty())
}

/// Deletes the user if `hard` is true; otherwise, deactivates the user and ends the user's refresh tokens.
pub(super) fn end(db: &Writer, mut user: User, hard: bool) -> Result<(), Refusal> {
    if hard {
        return store::delete_user(db, &user.id);
    }
    set_member(&mut user.doc, "active", false);
    user.save(db)?;
    refresh::end_of_user(db, &user.id)
}
