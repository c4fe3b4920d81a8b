//! Makes the secret of an authenticator. Nothing is stored.

use axum::http::Method;
use serde_json::json;

use crate::db::Reader;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{tokens, totp};
use crate::openapi::Content;
use crate::openapi::schema::{object, text};

pub(super) const OPERATION: Operation = Operation {
    name: "generateTwoFactorSecret",
    routes: &[Route::open(Method::GET, "/api/two-factor/secret")],
    summary: "A secret for an authenticator",
    describe: |_, _, about| {
        let answer = object([("secret", text()), ("secretBase32Encoded", text())]);
        about.security(&["apiKey", "accessToken", "accessTokenCookie"]).answer(
            200,
            "The secret in two forms",
            Content::json(answer),
        )
    },
    run: Run::Read(make),
};

fn make(call: &Call, db: &Reader) -> Result<Reply, Refusal> {
    if !call.with_key() && tokens::caller(call, db)?.is_none() {
        return Err(Refusal::unauthorized());
    }
    let secret = totp::new_secret()?;
    let [base64, base32] = [totp::in_base64(&secret), totp::in_base32(&secret)];
    Ok(Reply::json(json!({"secret": base64, "secretBase32Encoded": base32})))
}
