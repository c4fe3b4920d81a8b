//! Changes a user.

use axum::http::Method;
use serde_json::{Value, json};

use crate::fusionauth::answers::{changed_user, patch_body};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::patch::Mode;
use crate::fusionauth::reply::Reply;
use crate::fusionauth::store::User;
use crate::fusionauth::{patch as patches, shapes, user};

pub(super) const OPERATION: Operation = Operation {
    name: "patchUser",
    routes: &[Route::key(Method::PATCH, "/api/user/{userId}")],
    summary: "Change a user",
    describe: |shapes, _, about| {
        changed_user(shapes, patch_body(shapes, about, shapes::user_request()))
    },
    run: Run::Wait(|call| Box::pin(patch(call))),
};

async fn patch(call: &Call) -> Result<Reply, Refusal> {
    let bare = call.mode == Mode::Original && call.body.get("user").is_none_or(Value::is_null);
    let patched = |user: &User| {
        let document = if bare { json!({}) } else { json!({"user": user.doc}) };
        patches::apply(call.mode, document, &call.body)
    };
    user::replace(call, patched).await
}
