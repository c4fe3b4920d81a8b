//! Pages of lists, in Fusio's form.

use schemars::JsonSchema;
use serde::Serialize;

use super::call::Query;

/// Entries per page if the query has no valid `count`.
const PAGE: usize = 16;

/// A page of entries.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "{T}Collection")]
pub(super) struct Collection<T> {
    total_results: usize,
    start_index: usize,
    items_per_page: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    entry: Vec<T>,
}

/// The page of these entries that the query asks for.
pub(super) fn page<T>(entries: Vec<T>, query: &Query) -> Collection<T> {
    let number = |key| query.get(key).and_then(|text| text.parse::<usize>().ok());
    let start_index = number("startIndex").unwrap_or(0);
    let items_per_page = number("count").filter(|count| (1..=1024).contains(count)).unwrap_or(PAGE);
    let total_results = entries.len();
    let entry = entries.into_iter().skip(start_index).take(items_per_page).collect();
    Collection { total_results, start_index, items_per_page, entry }
}
