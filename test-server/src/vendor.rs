//! The vendors' own lists of operations. A request for a listed operation that this server does not
//! have gets 501.

use std::sync::LazyLock;

use axum::http::Method;
use serde::Deserialize;

use crate::pattern::{Table, ids};
use crate::requests;

/// An operation of a vendor.
#[derive(Deserialize)]
pub(crate) struct Listed {
    /// Its name in the vendor's own client.
    pub(crate) name: &'static str,
    method: &'static str,
    /// Its path; a segment such as `{userId}` or `:form_id` stands for any segment.
    path: &'static str,
}

/// The operations of one vendor.
pub(crate) struct List(LazyLock<Table<Listed>>);

pub(crate) static FUSIO: List = List(LazyLock::new(|| read(include_str!("../vendors/fusio.json"))));
pub(crate) static FUSIONAUTH: List =
    List(LazyLock::new(|| read(include_str!("../vendors/fusionauth.json"))));

/// Reads a list. A text that cannot be read gives an empty list. A test checks that both lists can be
/// read.
fn read(text: &'static str) -> Table<Listed> {
    let listed: Vec<Listed> = serde_json::from_str(text).unwrap_or_default();
    Table::new(listed.into_iter().map(|listed| (listed.path, listed)))
}

impl List {
    /// The number of variable segments in the path that fits these segments best, and the operations on
    /// this path. The path with the fewest variable segments fits best.
    pub(crate) fn find(&self, segments: &[&str]) -> Option<(usize, Vec<&Listed>)> {
        let mut best: Option<(usize, Vec<&Listed>)> = None;
        for listed in self.0.get(segments) {
            let Some(ids) = ids(listed.path, segments).map(|ids| ids.len()) else { continue };
            match &mut best {
                Some((fewest, _)) if *fewest < ids => {}
                Some((fewest, found)) if *fewest == ids => found.push(listed),
                _ => best = Some((ids, vec![listed])),
            }
        }
        best
    }
}

impl Listed {
    /// Whether the operation has this method.
    pub(crate) fn has(&self, method: &Method) -> bool {
        method == self.method
    }

    pub(crate) fn method(&self) -> &'static str {
        self.method
    }

    /// Logs that this server does not have the operation; returns a message that says so.
    pub(crate) fn unserved(&self) -> String {
        let Self { name, method, path } = self;
        tracing::warn!(operation = name, %method, %path, "not served");
        format!("This test server does not have {method} {path} ({name})")
    }
}

/// Like `unserved`, for a path that is not in the vendor's own list, and that has no operation on this
/// server.
pub(crate) fn unknown(method: &Method, path: &str) -> String {
    let path = requests::shown(path);
    tracing::warn!(%method, path, "not served");
    format!("This test server does not have {method} {path}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_segment_fits_better_than_a_variable_segment() {
        let found = |list: &List, segments: &[&str]| {
            list.find(segments).map(|(ids, found)| {
                let names: Vec<_> = found.iter().map(|listed| listed.name).collect();
                (ids, names.join(" "))
            })
        };
        let import = found(&FUSIONAUTH, &["api", "user", "import"]).unwrap();
        assert_eq!(import, (0, "importUsers".to_owned()));
        let (ids, page) = found(&FUSIO, &["consumer", "page", "7"]).unwrap();
        assert_eq!((ids, page.contains("get")), (1, true), "{page}");
        assert_eq!(found(&FUSIO, &["consumer", "nope"]), None);
        assert_eq!(found(&FUSIONAUTH, &["api"]), None);
        for second in FUSIO.0.seconds().chain(FUSIONAUTH.0.seconds()) {
            assert!(!second.is_empty() && !second.starts_with(['{', ':']), "{second}");
        }
    }
}
