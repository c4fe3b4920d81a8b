//! The API. A handler with a `Caller` argument accepts only calls with a valid access token.

use axum::{
    Json, Router,
    extract::FromRequestParts,
    http::{StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
    routing::get,
};
use matricula::{ErrorKind, Secret, token::Verifier};
use serde::{Deserialize, Serialize};

pub(crate) fn router(verifier: Verifier) -> Router {
    Router::new().route("/me", get(me)).route("/report", get(report)).with_state(verifier)
}

async fn me(caller: Caller) -> Json<Caller> {
    Json(caller)
}

async fn report(caller: Caller) -> Result<&'static str, Refusal> {
    caller.must_be("admin")?;
    Ok("no problems today")
}

/// The caller, from a verified token. Add the claims that you need.
#[derive(Serialize, Deserialize)]
pub(crate) struct Caller {
    sub: String,
    #[serde(default)]
    roles: Vec<String>,
}

impl Caller {
    fn must_be(&self, role: &str) -> Result<(), Refusal> {
        if self.roles.iter().any(|has| has == role) { Ok(()) } else { Err(Refusal::Role) }
    }
}

impl FromRequestParts<Verifier> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, verifier: &Verifier) -> Result<Self, Refusal> {
        let header = parts.headers.get(header::AUTHORIZATION).ok_or(Refusal::NoToken)?;
        let (scheme, token) =
            header.to_str().ok().and_then(|text| text.split_once(' ')).ok_or(Refusal::NoToken)?;
        if !scheme.eq_ignore_ascii_case("bearer") {
            return Err(Refusal::NoToken);
        }
        verifier.verify(&Secret::from(token.trim())).await.map_err(|error| match error.kind() {
            ErrorKind::InvalidToken => Refusal::Token(error),
            // The keys could not be fetched, which is not the caller's fault.
            _ => Refusal::Unavailable,
        })
    }
}

/// The reason for a refusal. The answer has the error code of RFC 6750, if there is one.
pub(crate) enum Refusal {
    NoToken,
    Token(matricula::Error),
    Role,
    Unavailable,
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let challenge = |text: String| [(header::WWW_AUTHENTICATE, text)];
        match self {
            // A call without a token gets no error code (RFC 6750, 3.1).
            Self::NoToken => (StatusCode::UNAUTHORIZED, challenge("Bearer".into())).into_response(),
            // The errors of `matricula` never quote the token.
            Self::Token(error) => {
                let why = format!(r#"Bearer error="invalid_token", error_description="{error}""#);
                (StatusCode::UNAUTHORIZED, challenge(why)).into_response()
            }
            Self::Role => {
                let why = r#"Bearer error="insufficient_scope""#.into();
                (StatusCode::FORBIDDEN, challenge(why)).into_response()
            }
            Self::Unavailable => {
                (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "5")]).into_response()
            }
        }
    }
}
