//! Lists as Fusio answers them: paged, searched, sorted.

use schemars::JsonSchema;
use serde::Serialize;

use super::Query;

/// Entries per page unless asked otherwise.
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

/// The page a query asks for. `name` is what entries are searched and, unless asked otherwise, sorted by.
pub(super) fn page<T>(
    mut entries: Vec<T>,
    query: &Query,
    name: impl Fn(&T) -> &str,
    id: impl Fn(&T) -> i64,
) -> Collection<T> {
    let number = |key| query.get(key).and_then(|text| text.parse::<usize>().ok());
    if let Some(search) = query.get("search") {
        entries.retain(|entry| name(entry).to_lowercase().contains(&search.to_lowercase()));
    }
    match query.get("sortBy") {
        Some("id") => entries.sort_by_key(|entry| id(entry)),
        _ => entries.sort_by(|one, other| name(one).cmp(name(other))),
    }
    // Fusio writes 0 and 1, or the words.
    if query
        .get("sortOrder")
        .is_some_and(|order| order == "1" || order.eq_ignore_ascii_case("desc"))
    {
        entries.reverse();
    }
    let start_index = number("startIndex").unwrap_or(0);
    let items_per_page = number("count").filter(|count| (1..=1024).contains(count)).unwrap_or(PAGE);
    let total_results = entries.len();
    let entry = entries.into_iter().skip(start_index).take(items_per_page).collect();
    Collection { total_results, start_index, items_per_page, entry }
}
