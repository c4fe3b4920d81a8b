//! Paths with variable segments.

/// The segments that stand for the variables of `pattern` (`{userId}` or `:form_id`), if the path fits.
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
