//! The bodies of the token endpoint.

use serde::{Deserialize, Serialize};

use crate::{secret::Secret, wire::Members};

/// The form of `POST /authorization/token`: the grant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(tag = "grant_type", rename_all = "snake_case")]
#[non_exhaustive]
pub enum TokenRequest {
    /// The client logs in with its own id and secret. Fusio also accepts a user's name and password instead.
    ClientCredentials {
        /// The scopes, separated by commas or by spaces, not both; default all scopes.
        #[serde(skip_serializing_if = "Option::is_none")]
        scope: Option<String>,
    },
    /// A user's name and password, sent by an app.
    Password {
        /// The name or the e-mail address.
        username: String,
        /// The password.
        password: Secret,
        /// The scopes, separated by commas or by spaces, not both; default all scopes.
        #[serde(skip_serializing_if = "Option::is_none")]
        scope: Option<String>,
    },
    /// A refresh token.
    RefreshToken {
        /// The refresh token.
        refresh_token: Secret,
    },
    /// A code of the consent page; valid for 30 minutes.
    AuthorizationCode {
        /// The code.
        code: Secret,
        /// The redirect address that was used to get the code.
        redirect_uri: String,
    },
}

/// The answer of the token endpoint, and the result of a social login.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct TokenResponse {
    /// The access token; it is sent as `Authorization: Bearer …`.
    pub access_token: Secret,
    /// The type of the token: `bearer`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_type: Option<String>,
    /// Seconds until the access token expires. Fusio before 4.0.3 sends the time of expiry in epoch
    /// seconds instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_in: Option<u64>,
    /// The refresh token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<Secret>,
    /// The scopes of the token, separated by commas.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// The ID token (OpenID Connect), if the scope `openid` was granted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_token: Option<Secret>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}
