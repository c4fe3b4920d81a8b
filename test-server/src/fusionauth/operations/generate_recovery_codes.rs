//! Makes new recovery codes for a user, in place of the old ones.

use axum::http::Method;
use serde_json::json;

use crate::db::Writer;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{second_factor, user};
use crate::openapi::Content;
use crate::openapi::schema::{list, object, text};

pub(super) const OPERATION: Operation = Operation {
    name: "generateTwoFactorRecoveryCodes",
    routes: &[Route::key(Method::POST, "/api/user/two-factor/recovery-code/{userId}")],
    summary: "New recovery codes",
    describe: |_, _, about| {
        let answer = object([("recoveryCodes", list(&text()))]);
        about.answer(200, "The new codes, which replace the old codes", Content::json(answer))
    },
    run: Run::Write(generate),
};

fn generate(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let user = user::visible(call, db)?;
    if second_factor::methods(&user).is_empty() {
        return Err(Refusal::not_found());
    }
    let codes = second_factor::renew_codes(db, &user.id)?;
    Ok(Reply::json(json!({"recoveryCodes": codes})))
}
