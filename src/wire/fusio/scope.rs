//! The bodies of the scope operations, and a page of a list.

use serde::{Deserialize, Serialize};

use crate::wire::Members;

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Collection<T> {
    /// The number of entries on all pages.
    pub total_results: u64,
    /// The index of the first entry of this page, from 0.
    #[serde(default)]
    #[cfg_attr(js, tsify(optional))]
    pub start_index: u64,
    /// The largest number of entries on a page.
    #[serde(default)]
    #[cfg_attr(js, tsify(optional))]
    pub items_per_page: u64,
    /// The entries of this page; the server leaves an empty list out.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(js, tsify(optional))]
    pub entry: Vec<T>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// A scope: a permission of a token.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct Scope {
    /// The number of the scope.
    pub id: i64,
    /// The name, as in the scope of a token.
    pub name: String,
    /// A description for users.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The operator's own data about the scope.
    #[serde(default, skip_serializing_if = "Members::is_empty")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub metadata: Members,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// The answer of `GET /consumer/scope/categories`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct ScopeCategories {
    /// The categories that contain scopes of the user, sorted by name.
    #[serde(default)]
    #[cfg_attr(js, tsify(optional))]
    pub categories: Vec<ScopeCategory>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// A group of scopes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct ScopeCategory {
    /// The number of the category.
    pub id: i64,
    /// The name of the category.
    pub name: String,
    /// The user's scopes in the category, sorted by name.
    #[serde(default)]
    #[cfg_attr(js, tsify(optional))]
    pub scopes: Vec<Scope>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}
