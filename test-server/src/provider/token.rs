//! Access tokens: the exchange of a code for a token, and the user of a token.

use std::sync::Arc;

use axum::extract::{Form, State as Shared};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use schemars::JsonSchema;
use serde::Deserialize;

use super::grants::TOKEN_LIFE;
use super::kind::Kind;
use super::shapes;
use crate::control::http::Parameters;
use crate::settings::ProviderKind;
use crate::state::State;
use crate::token;

#[derive(Deserialize, JsonSchema)]
pub(super) struct TokenRequest {
    #[serde(default)]
    grant_type: Option<String>,
    #[serde(default)]
    code: String,
    #[serde(default)]
    redirect_uri: String,
    #[serde(default)]
    client_id: String,
    #[serde(default)]
    client_secret: String,
}

pub(super) async fn token_by_get(
    Shared(state): Shared<Arc<State>>,
    Kind(kind): Kind,
    headers: HeaderMap,
    Parameters(request): Parameters<TokenRequest>,
) -> Response {
    match kind {
        ProviderKind::Facebook => token(&state, kind, &headers, request),
        _ => StatusCode::METHOD_NOT_ALLOWED.into_response(),
    }
}

pub(super) async fn token_by_post(
    Shared(state): Shared<Arc<State>>,
    Kind(kind): Kind,
    headers: HeaderMap,
    Form(request): Form<TokenRequest>,
) -> Response {
    token(&state, kind, &headers, request)
}

/// Exchanges a code for a token. After the checks of the client and of the grant type, the code is used up, even if the
/// exchange is then refused, for example because of the redirect URI.
fn token(
    state: &State,
    kind: ProviderKind,
    headers: &HeaderMap,
    request: TokenRequest,
) -> Response {
    let (client_id, client_secret) =
        basic(headers).unwrap_or((request.client_id, request.client_secret));
    let settings = state.settings();
    let mut clients = settings.provider.clients.iter();
    if !clients
        .any(|client| client.client_id == client_id && client.client_secret.matches(&client_secret))
    {
        return shapes::refusal(kind, headers, "invalid_client");
    }
    // GitHub and Facebook do not ask for a grant type, so it may be missing.
    if request.grant_type.is_some_and(|grant| grant != "authorization_code") {
        return shapes::refusal(kind, headers, "unsupported_grant_type");
    }
    let now = state.clock.now();
    let code = state.grants.take_code(&request.code).filter(|code| {
        code.kind == kind
            && code.expires > now
            && code.client_id == client_id
            && code.redirect_uri == request.redirect_uri
    });
    let (Some(code), Ok(access)) = (code, token::random_hex(20)) else {
        return shapes::refusal(kind, headers, "invalid_grant");
    };
    let response = shapes::token(state, &code, headers, &access);
    state.grants.add_token(access, code.profile, now + TOKEN_LIFE);
    response
}

pub(super) async fn userinfo(
    Shared(state): Shared<Arc<State>>,
    Kind(kind): Kind,
    headers: HeaderMap,
) -> Response {
    let authorization = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = authorization
        .and_then(|value| value.strip_prefix("Bearer ").or_else(|| value.strip_prefix("token ")));
    let profile = token.and_then(|token| state.grants.profile(token, state.clock.now()));
    shapes::userinfo(kind, profile.as_ref())
}

fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let encoded = headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Basic ")?;
    let decoded = String::from_utf8(BASE64_STANDARD.decode(encoded).ok()?).ok()?;
    decoded.split_once(':').map(|(id, secret)| (id.to_owned(), secret.to_owned()))
}
