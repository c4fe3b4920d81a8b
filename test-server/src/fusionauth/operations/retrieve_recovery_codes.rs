//! Shows the recovery codes of a user. Only their hashes are stored, so the list is always empty.

use axum::http::Method;
use serde_json::json;

use crate::db::Reader;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::user;
use crate::openapi::Content;
use crate::openapi::schema::{list, object, text};

pub(super) const OPERATION: Operation = Operation {
    name: "retrieveTwoFactorRecoveryCodes",
    routes: &[Route::key(Method::GET, "/api/user/two-factor/recovery-code/{userId}")],
    summary: "The recovery codes: an empty list, because only their hashes are stored",
    describe: |_, _, about| {
        let answer = object([("recoveryCodes", list(&text()))]);
        about.answer(200, "An empty list", Content::json(answer))
    },
    run: Run::Read(retrieve),
};

fn retrieve(call: &Call, db: &Reader) -> Result<Reply, Refusal> {
    user::visible(call, db)?;
    Ok(Reply::json(json!({"recoveryCodes": []})))
}
