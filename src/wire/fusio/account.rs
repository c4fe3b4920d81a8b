//! The bodies of the account operations.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::wire::Members;

/// `PUT /consumer/account`. The server changes only the e-mail address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct UpdateAccountRequest {
    /// The new address; without it, nothing changes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

impl UpdateAccountRequest {
    /// A request that changes the e-mail address.
    pub fn new(email: impl Into<String>) -> Self {
        Self { email: Some(email.into()) }
    }
}

/// The answer of `GET /consumer/account` and `GET /authorization/whoami`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Account {
    /// The number of the user.
    pub id: i64,
    /// The number of the user's role.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role_id: Option<i64>,
    /// The number of the user's plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan_id: Option<i64>,
    /// 1 active, 2 disabled or not confirmed, 0 deleted; other numbers may occur.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<i64>,
    /// The user name.
    pub name: String,
    /// The e-mail address; a user of a social login may have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The remaining points, if the server counts them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<i64>,
    /// The scopes of the user, including those of the plan.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(js, tsify(optional))]
    pub scopes: Vec<String>,
    /// The plans of the user.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(js, tsify(optional))]
    pub plans: Vec<Plan>,
    /// The operator's own data about the user.
    #[serde(default, skip_serializing_if = "Members::is_empty")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub metadata: Members,
    /// When the user was created (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// A plan of an [`Account`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Plan {
    /// The number of the plan.
    pub id: i64,
    /// The name of the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The price in the currency of the server.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<f64>,
    /// The points in the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<i64>,
    /// The payment interval, as a number that the server defines.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(type = "unknown"))]
    pub period: Option<Value>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}
