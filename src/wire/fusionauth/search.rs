//! The requests and answers of the search for users, and of the deletion of many users.

use serde::{Deserialize, Serialize};

use super::{event_info::EventInfo, user::User};
use crate::wire::Members;

/// The query of `GET /api/user/search` with ids.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct UserIdsQuery {
    /// The ids of the users (UUIDs).
    pub ids: Vec<String>,
}

impl UserIdsQuery {
    /// A query with these ids.
    #[must_use]
    pub fn new(ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { ids: ids.into_iter().map(Into::into).collect() }
    }
}

/// `POST /api/user/search`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct UserSearchRequest {
    /// Which additional data of each user the answer has: `memberships` and `registrations`. Default: both.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expand: Option<Vec<String>>,
    /// Which users the answer has, and in which order.
    pub search: UserSearchCriteria,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl UserSearchRequest {
    /// A request for the first page of the users that this query string finds.
    #[must_use]
    pub fn new(query_string: impl Into<String>) -> Self {
        let search =
            UserSearchCriteria { query_string: Some(query_string.into()), ..Default::default() };
        Self { search, ..Self::default() }
    }
}

/// Which users a search finds, and which of them the answer has.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct UserSearchCriteria {
    /// Whether `total` is exact beyond 10,000. Default false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accurate_total: Option<bool>,
    /// The ids of the users (UUIDs), instead of a query or a query string.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ids: Option<Vec<String>>,
    /// The text `next_results` of the previous answer. The new answer continues after the previous answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_results: Option<String>,
    /// The maximum number of users in the answer. Default 25.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number_of_results: Option<u64>,
    /// A query in the JSON of the search engine, instead of a query string.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub query: Option<String>,
    /// The query string. `*` finds all users. A word finds the users whose name, e-mail address or phone number is equal
    /// to the word. If the server has a search engine, queries such as `email:*example.com` work, too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub query_string: Option<String>,
    /// The order of the users.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort_fields: Option<Vec<SortField>>,
    /// How many of the found users the answer skips. Default 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_row: Option<u64>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// A member by which found users are sorted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SortField {
    /// Where users without the member come: `_first` or `_last` (the default).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "'_first' | '_last'"))]
    pub missing: Option<String>,
    /// The name of the member, such as `email`, `fullName`, `insertInstant`, `lastLoginInstant`, `login` or
    /// `username`.
    pub name: String,
    /// `asc` (the default) or `desc`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "'asc' | 'desc'"))]
    pub order: Option<String>,
}

impl SortField {
    /// Sorts the users by this member.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }
}

/// The answer of a search for users.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[cfg_attr(
    js,
    tsify(
        type_params = "UserData = Record<string, unknown>, RegistrationData = Record<string, unknown>"
    )
)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct UserSearchResponse {
    /// Which of `memberships` and `registrations` the answer leaves out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expandable: Option<Vec<String>>,
    /// The text for `next_results` of the next request, which continues after this answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_results: Option<String>,
    /// The number of all users that were found, including users that are not in this answer. It may stop at
    /// 10,000 if the request has no `accurate_total`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<u64>,
    /// The users.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "User<UserData, RegistrationData>[]"))]
    pub users: Option<Vec<User>>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// The query of `DELETE /api/user/bulk` with ids.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct UserDeleteQuery {
    /// The ids of the users (UUIDs).
    pub user_id: Vec<String>,
}

impl UserDeleteQuery {
    /// A query with these ids.
    #[must_use]
    pub fn new(ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { user_id: ids.into_iter().map(Into::into).collect() }
    }
}

/// `DELETE /api/user/bulk`: give ids, a query string or a query.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct UserDeleteRequest {
    /// Whether the server only says which users it would delete or deactivate. Default false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dry_run: Option<bool>,
    /// The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_info: Option<EventInfo>,
    /// Whether the users are deleted permanently. Default false: they are deactivated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hard_delete: Option<bool>,
    /// The maximum number of users that the request deletes or deactivates. Default 10,000.
    /// Since 1.48.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u64>,
    /// A query in the JSON of the search engine.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub query: Option<String>,
    /// A query string, as in a search.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub query_string: Option<String>,
    /// The ids of the users (UUIDs).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_ids: Option<Vec<String>>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// The answer of a bulk delete.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct UserDeleteResponse {
    /// Whether this was a dry run, which changes nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dry_run: Option<bool>,
    /// Whether the request asked for permanent deletion. If false, it asked for deactivation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hard_delete: Option<bool>,
    /// The number of users that the server deletes or deactivates (in a dry run: would delete or deactivate).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<u64>,
    /// The ids of the users that `total` counts (UUIDs). Absent if there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_ids: Option<Vec<String>>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}
