//! Says that the server runs.

use axum::http::Method;
use serde_json::json;

use crate::db::Reader;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::openapi::Content;
use crate::openapi::schema::{object, one_of};

pub(super) const OPERATION: Operation = Operation {
    name: "systemStatus",
    routes: &[Route::open(Method::GET, "/api/status")],
    summary: "Whether the server works",
    describe: |_, _, about| {
        let status = object([("status", one_of(&["Ok"]))]);
        about.answer(200, "The server works", Content::json(status))
    },
    run: Run::Read(status),
};

// FusionAuth also tells a caller with an API key about the machine. This server does not.
fn status(_: &Call, _: &Reader) -> Result<Reply, Refusal> {
    Ok(Reply::json(json!({"status": "Ok"})))
}
