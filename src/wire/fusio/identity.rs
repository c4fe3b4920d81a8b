//! The bodies of social login.

use serde::{Deserialize, Serialize};

use crate::{secret::Secret, wire::Members};

/// The query of `GET /consumer/identity`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct IdentitiesRequest {
    /// The key of the app whose identities are asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app_key: Option<String>,
    /// The number of the app; the server calls this deprecated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app_id: Option<i64>,
    /// The first to list, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_index: Option<u64>,
    /// How many to list, 1 to 1024; else the server lists 16.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// Lists those whose name holds this text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    /// The member to sort by, else `name`; what the server does not know is `id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort_by: Option<String>,
    /// In which order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort_order: Option<SortOrder>,
}

/// The order of a list; the server takes other words, such as `DESC`, for none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum SortOrder {
    /// The least first.
    Asc,
    /// The greatest first.
    Desc,
}

/// A way to log in through somebody else.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct Identity {
    /// The number of the identity.
    pub id: i64,
    /// The name to show.
    pub name: String,
    /// A class of Bootstrap's icons, for example `bi-github`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icon: Option<String>,
    /// Where the login starts. It needs the app's address and a nonce: ask the client for the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect: Option<String>,
    /// What else the server said.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// Where to send the browser for a social login, and the word to check when it comes back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct LoginStart {
    /// The address to go to.
    pub url: String,
    /// Keep it (for example in `sessionStorage`) until the browser comes back.
    pub nonce: Secret,
}

/// What an app needs to send a browser to a provider by itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct AuthorizeRequest {
    /// The provider's authorization endpoint.
    pub authorization_endpoint: String,
    /// The client id of the app at the provider.
    pub client_id: String,
    /// Where the provider shall send the browser back to.
    pub redirect_uri: String,
    /// What is asked for, separated by blanks.
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
    /// The code that the provider sent the user back with.
    pub code: Secret,
    /// The client id of the app at the provider.
    pub client_id: String,
    /// The redirect address that the code was made for.
    pub redirect_uri: String,
}

impl ProviderCallbackRequest {
    /// Trades the provider's code for a token.
    pub fn new(
        code: impl Into<Secret>,
        client_id: impl Into<String>,
        redirect_uri: impl Into<String>,
    ) -> Self {
        Self { code: code.into(), client_id: client_id.into(), redirect_uri: redirect_uri.into() }
    }
}
