//! Headers as texts.

use axum::http::{HeaderMap, HeaderName, HeaderValue};

/// A header as text; empty if it is absent or not ASCII.
pub(super) fn text(headers: &HeaderMap, name: HeaderName) -> &str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// Sets a header of the answer, unless the value is not valid.
pub(super) fn insert(headers: &mut HeaderMap, name: &'static str, value: &str) {
    if let Ok(value) = HeaderValue::try_from(value) {
        headers.insert(name, value);
    }
}
