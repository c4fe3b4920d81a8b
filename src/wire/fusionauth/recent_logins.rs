//! The query and the answer of the list of recent logins.

use serde::{Deserialize, Serialize};

use crate::wire::Members;

/// The query of `GET /api/user/recent-login`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RecentLoginsQuery {
    /// The maximum number of logins in the answer. Default 10.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u64>,
    /// How many of the newest logins the answer skips. Default 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<u64>,
    /// The user (UUID). Default: all users.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
}

/// The answer with the recent logins, newest first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RecentLoginsResponse {
    /// The logins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logins: Option<Vec<RecentLogin>>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// A recent login.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RecentLogin {
    /// The application (UUID), if the login named one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_id: Option<String>,
    /// The name of the application.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_name: Option<String>,
    /// When the user logged in, in epoch milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instant: Option<i64>,
    /// The IP address of the user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip_address: Option<String>,
    /// The e-mail address, user name or phone number with which the user logged in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub login_id: Option<String>,
    /// The type of `login_id`: `email`, `username` or `phoneNumber`. Since 1.59.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub login_id_type: Option<String>,
    /// The user (UUID).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}
