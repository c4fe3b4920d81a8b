//! Lists the user's scopes by category.

use std::collections::BTreeMap;

use axum::http::Method;
use schemars::JsonSchema;
use serde::Serialize;

use crate::fusio::call::Call;
use crate::fusio::operation::Operation;
use crate::fusio::reply::{ApiError, Reply};
use crate::fusio::scope::Scope;
use crate::fusio::{answers, roles, scope};
use crate::openapi::Content;

pub(super) const OPERATION: Operation = Operation {
    method: Method::GET,
    path: "consumer/scope/categories",
    id: "consumer.scope.getCategories",
    scope: Some("consumer.scope"),
    body: None,
    summary: "All of the user's scopes",
    describe: |document, operation| {
        let categories = document.answered::<Categories>();
        answers::of_user(document, operation).answer(
            200,
            "The user's scopes by category",
            Content::json(categories),
        )
    },
    run: |call| Box::pin(async move { categories(call) }),
};

/// A category, and the user's scopes in it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FusioScopeCategory")]
struct Category {
    id: i64,
    name: &'static str,
    scopes: Vec<Scope>,
}

/// The categories in which the user has scopes.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FusioScopeCategories")]
struct Categories {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    categories: Vec<Category>,
}

/// All of the user's scopes by category. The categories and the scopes are sorted by name.
fn categories(call: &Call) -> Result<Reply, ApiError> {
    let mut categories: BTreeMap<&'static str, Vec<Scope>> = BTreeMap::new();
    for scope in scope::of_caller(call)? {
        categories.entry(scope.category).or_default().push(scope.into());
    }
    let categories = categories.into_iter().map(|(name, mut scopes)| {
        scopes.sort_by(|one, other| one.name.cmp(&other.name));
        Category { id: roles::category_id(name), name, scopes }
    });
    Reply::json(&Categories { categories: categories.collect() })
}
