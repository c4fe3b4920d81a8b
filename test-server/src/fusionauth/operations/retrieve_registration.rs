//! Shows a registration.

use axum::http::Method;
use serde_json::json;

use crate::fusionauth::answers::member;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route};
use crate::fusionauth::registration;
use crate::fusionauth::reply::Reply;

pub(super) const OPERATION: Operation = Operation {
    name: "retrieveRegistration",
    routes: &[Route::key(Method::GET, "/api/user/registration/{userId}/{applicationId}")],
    writes: false,
    summary: "A registration",
    describe: |shapes, _, about| member(about, "registration", &shapes.registration),
    run: |call| Box::pin(retrieve(call)),
};

async fn retrieve(call: &Call) -> Result<Reply, Refusal> {
    let (_, registration) = registration::find(call).await?;
    Ok(Reply::json(json!({"registration": registration})))
}
