//! What the four kinds of provider answer: each in the format of the provider that it imitates.

use std::sync::Arc;

use axum::Json;
use axum::extract::State as Shared;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use url::form_urlencoded;

use super::grants::{Code, Profile, TOKEN_LIFE};
use crate::settings::ProviderKind;
use crate::state::State;

/// The id of a user: a number, as at GitHub and Facebook. A login name always gets the same id.
fn number(login: &str) -> u64 {
    Sha256::digest(login).iter().take(5).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// The answer to a valid code.
pub(super) fn token(state: &State, code: &Code, headers: &HeaderMap, access: &str) -> Response {
    let body = match code.kind {
        ProviderKind::Github => {
            return github(
                headers,
                &[("access_token", access), ("scope", &code.scope), ("token_type", "bearer")],
            );
        }
        ProviderKind::Facebook => {
            json!({"access_token": access, "token_type": "bearer", "expires_in": TOKEN_LIFE})
        }
        ProviderKind::Google => json!({
            "access_token": access, "expires_in": TOKEN_LIFE, "scope": code.scope, "token_type": "Bearer",
            "id_token": id_token(state, code),
        }),
        ProviderKind::Openid => json!({
            "access_token": access, "token_type": "Bearer", "expires_in": TOKEN_LIFE, "scope": code.scope,
            "id_token": id_token(state, code),
        }),
    };
    ([(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
}

/// The refusal of a code, a client or a grant type. GitHub's refusals have the status 200.
pub(super) fn refusal(kind: ProviderKind, headers: &HeaderMap, error: &str) -> Response {
    let description = match error {
        "invalid_client" => "The client id or secret is wrong.",
        "unsupported_grant_type" => "The grant type must be authorization_code.",
        _ => {
            "The code is wrong, used or expired, or the redirect URI is not the one that the code was issued for."
        }
    };
    match kind {
        ProviderKind::Github => {
            let error = match error {
                "invalid_client" => "incorrect_client_credentials",
                "invalid_grant" => "bad_verification_code",
                other => other,
            };
            github(headers, &[("error", error), ("error_description", description)])
        }
        ProviderKind::Facebook => {
            let body =
                json!({"error": {"message": description, "type": "OAuthException", "code": 100}});
            (StatusCode::BAD_REQUEST, Json(body)).into_response()
        }
        ProviderKind::Google | ProviderKind::Openid => {
            let status = if error == "invalid_client" {
                StatusCode::UNAUTHORIZED
            } else {
                StatusCode::BAD_REQUEST
            };
            (status, Json(json!({"error": error, "error_description": description})))
                .into_response()
        }
    }
}

/// The user in the provider's format; without a user, the provider's refusal.
pub(super) fn userinfo(kind: ProviderKind, profile: Option<&Profile>) -> Response {
    let Some(Profile { login, email }) = profile else {
        let body = match kind {
            ProviderKind::Github => json!({"message": "Bad credentials", "status": "401"}),
            ProviderKind::Facebook => {
                json!({"error": {"message": "Invalid OAuth access token.", "type": "OAuthException", "code": 190}})
            }
            ProviderKind::Google | ProviderKind::Openid => {
                json!({"error": "invalid_token", "error_description": "Invalid Credentials"})
            }
        };
        return (
            StatusCode::UNAUTHORIZED,
            [(header::WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"")],
            Json(body),
        )
            .into_response();
    };
    let id = number(login);
    Json(match kind {
        ProviderKind::Github => json!({"login": login, "id": id, "type": "User", "name": login, "email": email}),
        ProviderKind::Google => without_null(json!({
            "sub": id.to_string(), "name": login, "given_name": login, "email": email,
            "email_verified": email.as_ref().map(|_| true),
        })),
        ProviderKind::Facebook => without_null(json!({"id": id.to_string(), "name": login, "email": email})),
        // By default, Fusio reads the user's id from `id`; other clients read it from `sub`.
        ProviderKind::Openid => without_null(json!({
            "sub": id.to_string(), "id": id.to_string(), "name": login, "preferred_username": login, "email": email,
        })),
    })
    .into_response()
}

/// `GET /_test/provider/openid/.well-known/openid-configuration`
pub(super) async fn discovery(Shared(state): Shared<Arc<State>>) -> Json<Value> {
    let issuer = issuer(&state, ProviderKind::Openid);
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "userinfo_endpoint": format!("{issuer}/userinfo"),
        "jwks_uri": format!("{issuer}/jwks"),
        "response_types_supported": ["code"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["public"],
        "scopes_supported": ["openid", "profile", "email"],
        "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
        "id_token_signing_alg_values_supported": ["HS256"],
    }))
}

/// `GET /_test/provider/openid/jwks`: empty, because the client secret is the key, as
/// `OpenID Connect` allows (Core, 10.1).
pub(super) async fn jwks() -> Json<Value> {
    Json(json!({"keys": []}))
}

fn issuer(state: &State, kind: ProviderKind) -> String {
    format!("{}/_test/provider/{}", state.url, kind.as_str())
}

/// An ID token, signed with the client's secret, which the provider and the client know.
fn id_token(state: &State, code: &Code) -> Option<String> {
    let settings = state.settings();
    let client =
        settings.provider.clients.iter().find(|client| client.client_id == code.client_id)?;
    let now = state.clock.now();
    let claims = without_null(json!({
        "iss": issuer(state, code.kind), "sub": number(&code.profile.login).to_string(), "aud": code.client_id,
        "iat": now, "exp": now + TOKEN_LIFE, "nonce": code.nonce,
        "name": code.profile.login, "email": code.profile.email,
    }));
    let key = EncodingKey::from_secret(client.client_secret.expose().as_bytes());
    jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &key).ok()
}

/// GitHub's answer is form-encoded unless the request asks for JSON.
fn github(headers: &HeaderMap, members: &[(&str, &str)]) -> Response {
    let json = headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accept| accept.contains("json"));
    if json {
        let body: serde_json::Map<String, Value> =
            members.iter().map(|(name, value)| ((*name).to_owned(), Value::from(*value))).collect();
        return Json(body).into_response();
    }
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(members).finish();
    ([(header::CONTENT_TYPE, "application/x-www-form-urlencoded; charset=utf-8")], body)
        .into_response()
}

fn without_null(mut body: Value) -> Value {
    if let Some(members) = body.as_object_mut() {
        members.retain(|_, value| !value.is_null());
    }
    body
}
