//! Replaces or reactivates a user.

use axum::http::Method;
use serde_json::json;

use crate::fusionauth::answers::{changed_user, json_body};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::members::set_member;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{shapes, user};
use crate::openapi::schema::boolean;

pub(super) const OPERATION: Operation = Operation {
    name: "updateUser",
    routes: &[Route::key(Method::PUT, "/api/user/{userId}")],
    summary: "Replace or reactivate a user",
    describe: |shapes, _, about| {
        changed_user(shapes, json_body(about, shapes::user_request()))
            .query(&[("reactivate", boolean())])
    },
    run: Run::Wait(|call| Box::pin(update(call))),
};

async fn update(call: &Call) -> Result<Reply, Refusal> {
    if call.query_flag("reactivate")? != Some(true) {
        return user::replace(call, |_| Ok(call.body.clone())).await;
    }
    call.state.db.write(|db| {
        let mut user = user::visible(call, db)?;
        set_member(&mut user.doc, "active", true);
        user.save(db)?;
        Ok(Reply::json(json!({"user": user::view(db, &user, true)?})))
    })
}
