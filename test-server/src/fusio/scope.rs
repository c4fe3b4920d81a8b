//! `GET /consumer/scope` and `/consumer/scope/categories`

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::call::Call;
use super::reply::{ApiError, Reply};
use super::roles::{self, Listed};
use super::{account, collection};

/// A scope as both operations show it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FusioScope")]
pub(super) struct Scope {
    id: i64,
    name: String,
    description: &'static str,
}

/// A category with the scopes the user has of it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FusioScopeCategory")]
struct Category {
    id: i64,
    name: &'static str,
    scopes: Vec<Scope>,
}

/// All categories.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FusioScopeCategories")]
pub(super) struct Categories {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    categories: Vec<Category>,
}

/// The user's scopes of the category of the user's role.
pub(super) async fn list(call: &Call) -> Result<Reply, ApiError> {
    let own = own(call).await?;
    let listed = own.into_iter().filter(|scope| scope.category == roles::ROLE_CATEGORY);
    // The vendor compares the names with the search between two percent signs, which no name has.
    let found = listed.filter(|_| call.query.get("search").is_none());
    Reply::json(&collection::page(found.map(show).collect(), &call.query))
}

/// All of the user's scopes by category, both sorted by name.
pub(super) async fn categories(call: &Call) -> Result<Reply, ApiError> {
    let mut categories: BTreeMap<&'static str, Vec<Scope>> = BTreeMap::new();
    for scope in own(call).await? {
        categories.entry(scope.category).or_default().push(show(scope));
    }
    let categories = categories.into_iter().map(|(name, mut scopes)| {
        scopes.sort_by(|one, other| one.name.cmp(&other.name));
        Category { id: roles::category_id(name), name, scopes }
    });
    Reply::json(&Categories { categories: categories.collect() })
}

async fn own(call: &Call) -> Result<Vec<Listed>, ApiError> {
    let user = account::current(call).await?;
    Ok(roles::all()
        .filter(|scope| roles::split(&user.scopes).any(|own| own == scope.name))
        .collect())
}

fn show(scope: Listed) -> Scope {
    Scope { id: scope.id, name: scope.name, description: "" }
}
