//! Shows a registration.

use axum::http::Method;
use serde_json::json;

use crate::db::Reader;
use crate::fusionauth::answers::member;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::registration;
use crate::fusionauth::reply::Reply;

pub(super) const OPERATION: Operation = Operation {
    name: "retrieveRegistration",
    routes: &[Route::key(Method::GET, "/api/user/registration/{userId}/{applicationId}")],
    summary: "A registration",
    describe: |shapes, _, about| member(about, "registration", &shapes.registration),
    run: Run::Read(retrieve),
};

fn retrieve(call: &Call, db: &Reader) -> Result<Reply, Refusal> {
    let (_, registration) = registration::find(call, db)?;
    Ok(Reply::json(json!({"registration": registration})))
}
