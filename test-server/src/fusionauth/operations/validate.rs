//! Shows the claims of an access token.

use axum::http::Method;
use serde_json::json;

use crate::db::Reader;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::tokens;
use crate::openapi::Content;
use crate::openapi::schema::{any, object};

pub(super) const OPERATION: Operation = Operation {
    name: "validate",
    routes: &[Route::open(Method::GET, "/api/jwt/validate")],
    summary: "The claims of an access token",
    describe: |_, _, about| {
        about.security(&["accessToken", "accessTokenCookie"]).answer(
            200,
            "The claims",
            Content::json(object([("jwt", any())])),
        )
    },
    run: Run::Read(validate),
};

fn validate(call: &Call, db: &Reader) -> Result<Reply, Refusal> {
    match tokens::claims(call, db)? {
        Some(claims) => Ok(Reply::json(json!({"jwt": claims}))),
        None => Err(Refusal::unauthorized()),
    }
}
