//! The bodies of tokens and keys.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{event_info::EventInfo, login::MetaData};
use crate::{secret::Secret, wire::Members};

/// `POST /api/jwt/refresh`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[cfg_attr(js, tsify(rename = "FusionAuthRefreshRequest"))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RefreshRequest {
    /// The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_info: Option<EventInfo>,
    /// The refresh token.
    pub refresh_token: Secret,
    /// The lifetime of the access token, in seconds. It must be less than the lifetime in the settings of the
    /// application or the tenant. Since 1.59.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_to_live_in_seconds: Option<i64>,
    /// The current access token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<Secret>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl RefreshRequest {
    /// Asks for a new access token.
    #[must_use]
    pub fn new(refresh_token: impl Into<Secret>) -> Self {
        Self {
            refresh_token: refresh_token.into(),
            event_info: None,
            time_to_live_in_seconds: None,
            token: None,
            extra: Members::default(),
        }
    }
}

/// The answer to a refresh.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RefreshResponse {
    /// The refresh token for the next refresh. It is a new token if each refresh token works only
    /// once; otherwise it is the same token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<Secret>,
    /// The id of the refresh token (UUID). Since 1.37.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token_id: Option<String>,
    /// The access token (a JWT).
    pub token: Secret,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// The query of `DELETE /api/jwt/refresh`: one refresh token, or all refresh tokens of an application,
/// of a user, or of a user in an application.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RevokeRequest {
    /// The application (UUID).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_id: Option<String>,
    /// The refresh token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<Secret>,
    /// The user (UUID).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
}

/// The query of `GET /api/jwt/refresh`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RefreshTokensRequest {
    /// The user (UUID).
    pub user_id: String,
}

impl RefreshTokensRequest {
    /// Asks for the refresh tokens of a user.
    #[must_use]
    pub fn new(user_id: impl Into<String>) -> Self {
        Self { user_id: user_id.into() }
    }
}

/// A refresh token.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RefreshToken {
    /// The application (UUID).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_id: Option<String>,
    /// The operator's own data.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub data: Option<Members>,
    /// The id (UUID).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// When the token was created, in epoch milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub insert_instant: Option<i64>,
    /// The data, such as the device, that is stored with the token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meta_data: Option<MetaData>,
    /// When the token's lifetime began, in epoch milliseconds. If refreshes extend the lifetime (a sliding
    /// window), the lifetime begins again with each refresh.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_instant: Option<i64>,
    /// The tenant (UUID). Only a token of a single sign-on session has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tenant_id: Option<String>,
    /// The token itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<Secret>,
    /// The user (UUID).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// The answer with one refresh token.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RefreshTokenResponse {
    /// The refresh token.
    pub refresh_token: RefreshToken,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// The answer with the refresh tokens of a user.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RefreshTokensResponse {
    /// The refresh tokens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_tokens: Option<Vec<RefreshToken>>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// The answer of `GET /api/jwt/validate`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct ValidateResponse {
    /// The claims of the token.
    pub jwt: Claims,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// The claims of an access token.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Claims {
    /// The application (UUID); only if the user is registered with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_id: Option<String>,
    /// The audience of the token: the application id, or a list of audiences. The token has an audience even
    /// if the user is not registered with the application.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "string | string[]"))]
    pub aud: Option<Value>,
    /// When the user logged in, in epoch seconds. Since 1.36.0.
    #[serde(rename = "auth_time", skip_serializing_if = "Option::is_none")]
    pub auth_time: Option<i64>,
    /// How the user got the token, for example `PASSWORD` (a login) or `REFRESH_TOKEN` (a refresh).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authentication_type: Option<String>,
    /// The e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Whether the e-mail address is verified.
    #[serde(rename = "email_verified", skip_serializing_if = "Option::is_none")]
    pub email_verified: Option<bool>,
    /// When the token expires, in epoch seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exp: Option<i64>,
    /// When the token was created, in epoch seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iat: Option<i64>,
    /// The issuer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iss: Option<String>,
    /// The id of the token (UUID). Since 1.18.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jti: Option<String>,
    /// The user name. Since 1.5.0.
    #[serde(rename = "preferred_username", skip_serializing_if = "Option::is_none")]
    pub preferred_username: Option<String>,
    /// The names of the roles; only if the user is registered with the application. Very old
    /// servers sent the roles as objects.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "unknown[]"))]
    pub roles: Option<Vec<Value>>,
    /// The OAuth scopes. Since 1.50.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// The id of the refresh token (UUID). Since 1.37.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sid: Option<String>,
    /// The user (UUID).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sub: Option<String>,
    /// The tenant (UUID). Since 1.36.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tid: Option<String>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// The query of `GET /api/jwt/issue`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct IssueRequest {
    /// The application (UUID) that the new token is for.
    pub application_id: String,
    /// A refresh token of the user. If it is valid, the answer can have a refresh token for the
    /// application.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<Secret>,
}

impl IssueRequest {
    /// Asks for an access token.
    #[must_use]
    pub fn new(application_id: impl Into<String>) -> Self {
        Self { application_id: application_id.into(), refresh_token: None }
    }
}

/// The answer with an issued token.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct IssueResponse {
    /// A refresh token for the application. It is missing if the request had no valid refresh token, if the
    /// user is not registered with the application, or if the application generates no refresh tokens. It is also
    /// missing if the expiration policy for refresh tokens differs from that of the application in the request's token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<Secret>,
    /// The access token (a JWT).
    pub token: Secret,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// The query of `GET /api/jwt/public-key`. An empty query asks for all keys.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PublicKeyRequest {
    /// The application (UUID) of the key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_id: Option<String>,
    /// The id of the key, from the header of a token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kid: Option<String>,
}

/// The answer with public keys.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PublicKeyResponse {
    /// The key in PEM, if the request named an application or a key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_key: Option<String>,
    /// All keys in PEM, by their ids, if the request was empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, string>"))]
    pub public_keys: Option<BTreeMap<String, String>>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// The answer of `GET /.well-known/jwks.json`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct JwksResponse {
    /// The public keys; shared secrets are left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keys: Option<Vec<Jwk>>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// A public key (RFC 7517).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Jwk {
    /// The algorithm, for example `RS256`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alg: Option<String>,
    /// The curve.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crv: Option<String>,
    /// The exponent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub e: Option<String>,
    /// The id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kid: Option<String>,
    /// The type, for example `RSA` or `EC`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kty: Option<String>,
    /// The modulus.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub n: Option<String>,
    /// The use: `sig`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#use: Option<String>,
    /// The x coordinate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub x: Option<String>,
    /// The certificate chain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub x5c: Option<Vec<String>>,
    /// The SHA-1 thumbprint of the certificate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub x5t: Option<String>,
    /// The SHA-256 thumbprint of the certificate.
    #[serde(rename = "x5t#S256", skip_serializing_if = "Option::is_none")]
    pub x5t_s256: Option<String>,
    /// The y coordinate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub y: Option<String>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}
