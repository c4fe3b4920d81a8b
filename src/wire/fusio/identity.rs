//! The types of social login.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{secret::Secret, wire::Members};

/// The query of `GET /consumer/identity`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct IdentitiesRequest {
    /// The key of the app whose identities are listed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app_key: Option<String>,
    /// The number of the app; deprecated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app_id: Option<i64>,
    /// The index of the first entry, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_index: Option<u64>,
    /// The number of entries, 1 to 1024; default 16.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// Lists only identities with this text in their name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    /// The member to sort by; default `name`. For an unknown member the server uses `id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort_by: Option<String>,
    /// The order; default ascending.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort_order: Option<SortOrder>,
}

/// The order of a list: `asc` or `desc`, in lower case. The server ignores `DESC`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum SortOrder {
    /// Ascending.
    Asc,
    /// Descending.
    Desc,
}

/// A provider of social login.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct Identity {
    /// The number of the identity.
    pub id: i64,
    /// The name to show.
    pub name: String,
    /// The CSS class of a Bootstrap icon, for example `bi-github`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icon: Option<String>,
    /// The address where the login starts. Its query does not say to which page of the app the browser returns.
    /// Use `identity_redirect` of the client instead: it adds this page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect: Option<String>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// The address that the browser opens for a social login, and the nonce to check when the browser
/// comes back.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct LoginStart {
    /// The address that the browser opens.
    pub url: String,
    /// The nonce. Keep it (for example in `sessionStorage`) until the browser comes back.
    pub nonce: Secret,
}

impl fmt::Debug for LoginStart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The query is left out, because it contains the nonce.
        let url = self.url.split('?').next().unwrap_or_default();
        f.debug_struct("LoginStart").field("url", &url).field("nonce", &self.nonce).finish()
    }
}

/// The data that an app needs to send the browser directly to a provider.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct AuthorizeRequest {
    /// The provider's authorization endpoint.
    pub authorization_endpoint: String,
    /// The client id of the app at the provider.
    pub client_id: String,
    /// The address that the provider sends the browser back to.
    pub redirect_uri: String,
    /// The requested scopes, separated by spaces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
}

impl AuthorizeRequest {
    /// A request without a scope.
    pub fn new(
        authorization_endpoint: impl Into<String>,
        client_id: impl Into<String>,
        redirect_uri: impl Into<String>,
    ) -> Self {
        Self {
            authorization_endpoint: authorization_endpoint.into(),
            client_id: client_id.into(),
            redirect_uri: redirect_uri.into(),
            scope: None,
        }
    }
}

/// `POST /consumer/provider/{provider}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ProviderCallbackRequest {
    /// The code from the provider, in the address that the browser came back to.
    pub code: Secret,
    /// The client id of the app at the provider.
    pub client_id: String,
    /// The redirect address that was used to get the code.
    pub redirect_uri: String,
}

impl ProviderCallbackRequest {
    /// A request that exchanges the provider's code for a token.
    pub fn new(
        code: impl Into<Secret>,
        client_id: impl Into<String>,
        redirect_uri: impl Into<String>,
    ) -> Self {
        Self { code: code.into(), client_id: client_id.into(), redirect_uri: redirect_uri.into() }
    }
}
