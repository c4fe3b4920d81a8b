//! Paths with variable segments.

use std::collections::BTreeMap;

/// A table of values, each for a path with variable segments.
///
/// `get` finds the values by the number of segments and by the second segment, which is never variable.
pub(crate) struct Table<T>(BTreeMap<usize, BTreeMap<&'static str, Vec<T>>>);

impl<T> Table<T> {
    /// A table of values with their paths. Each path begins with a slash.
    pub(crate) fn new(values: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut found: BTreeMap<_, BTreeMap<_, Vec<T>>> = BTreeMap::new();
        for (path, value) in values {
            let second = path.split('/').nth(2).unwrap_or_default();
            let same_length = found.entry(path.matches('/').count()).or_default();
            same_length.entry(second).or_default().push(value);
        }
        Self(found)
    }

    /// The values whose paths may fit these segments.
    pub(crate) fn get(&self, segments: &[&str]) -> &[T] {
        let second = segments.get(1).copied().unwrap_or_default();
        let found = self.0.get(&segments.len()).and_then(|found| found.get(second));
        found.map(Vec::as_slice).unwrap_or_default()
    }

    /// All second segments.
    #[cfg(test)]
    pub(crate) fn seconds(&self) -> impl Iterator<Item = &'static str> {
        self.0.values().flat_map(|found| found.keys().copied())
    }
}

/// The segments of a path that stand for the variables of `pattern` (`{userId}` or `:form_id`). `None` if
/// the path does not fit the pattern.
pub(crate) fn ids<'a>(pattern: &str, segments: &[&'a str]) -> Option<Vec<&'a str>> {
    let parts = pattern.strip_prefix('/')?.split('/');
    let mut ids = Vec::new();
    for (part, segment) in parts.clone().zip(segments) {
        match part.starts_with(['{', ':']) {
            true => ids.push(*segment),
            false if part == *segment => {}
            false => return None,
        }
    }
    (parts.count() == segments.len()).then_some(ids)
}
