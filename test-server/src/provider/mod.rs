//! A small login provider under `/_test/provider`, so that social login runs over real HTTP.

mod consent;
mod routes;
mod shapes;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Form, FromRequestParts, Path, Query, State as Shared};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) use routes::routes;

use crate::settings::ProviderKind;
use crate::state::State;
use crate::token;

/// A code has to be used in this many seconds.
const CODE_LIFE: i64 = 600;
/// An access token lives this many seconds.
const TOKEN_LIFE: i64 = 3_600;
/// More logins than this at once: then the oldest are forgotten all together.
const MOST_GRANTS: usize = 10_000;

/// What a user has allowed, by code and by access token.
#[derive(Default)]
pub(crate) struct Grants(Mutex<Tables>);

#[derive(Default)]
struct Tables {
    codes: HashMap<String, Code>,
    tokens: HashMap<String, (Profile, i64)>,
}

struct Code {
    kind: ProviderKind,
    client_id: String,
    redirect_uri: String,
    scope: String,
    nonce: Option<String>,
    profile: Profile,
    expires: i64,
}

/// The user of the provider.
#[derive(Clone)]
struct Profile {
    login: String,
    email: Option<String>,
}

impl Grants {
    /// Forgets everything.
    pub(crate) fn clear(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Tables::default();
    }

    fn add_code(&self, text: String, code: Code) {
        let mut tables = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if tables.codes.len() >= MOST_GRANTS {
            tables.codes.clear();
        }
        tables.codes.insert(text, code);
    }

    fn take_code(&self, text: &str) -> Option<Code> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).codes.remove(text)
    }

    fn add_token(&self, text: String, profile: Profile, expires: i64) {
        let mut tables = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if tables.tokens.len() >= MOST_GRANTS {
            tables.tokens.clear();
        }
        tables.tokens.insert(text, (profile, expires));
    }

    fn profile(&self, text: &str, now: i64) -> Option<Profile> {
        let tables = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        tables
            .tokens
            .get(text)
            .filter(|(_, expires)| *expires > now)
            .map(|(profile, _)| profile.clone())
    }
}

/// The kind of provider that the path names; 404 when there is none.
struct Kind(ProviderKind);

impl<S: Send + Sync> FromRequestParts<S> for Kind {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, StatusCode> {
        let name = Path::<String>::from_request_parts(parts, state).await.ok();
        let kind = name.and_then(|Path(name)| ProviderKind::named(&name));
        kind.map(Self).ok_or(StatusCode::NOT_FOUND)
    }
}

#[derive(Deserialize, JsonSchema)]
struct TokenRequest {
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

async fn token_by_get(
    Shared(state): Shared<Arc<State>>,
    Kind(kind): Kind,
    headers: HeaderMap,
    Query(request): Query<TokenRequest>,
) -> Response {
    match kind {
        ProviderKind::Facebook => token(&state, kind, &headers, request),
        _ => StatusCode::METHOD_NOT_ALLOWED.into_response(),
    }
}

async fn token_by_post(
    Shared(state): Shared<Arc<State>>,
    Kind(kind): Kind,
    headers: HeaderMap,
    Form(request): Form<TokenRequest>,
) -> Response {
    token(&state, kind, &headers, request)
}

/// Trades a code for a token; the code is used up whatever comes of it.
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
    // GitHub and Facebook do not ask for a grant type.
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

async fn userinfo(
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
