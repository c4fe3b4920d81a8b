//! Each folder or file of `src/`, except `lib.rs`, belongs to a layer. It imports only from its own layer and the
//! layers below, and neither vendor imports from the other.

use std::collections::BTreeMap;

use anyhow::Result;

use super::paths;

/// The folders and files of `src/` in the order of their layers.
const LAYERS: [(&str, u8); 15] = [
    ("error", 0),
    ("secret", 0),
    ("maybe_send", 0),
    ("observe", 0),
    ("config", 1),
    ("wire", 1),
    ("js_value", 1),
    ("transport", 2),
    ("token", 2),
    ("fusio", 4),
    ("fusionauth", 4),
    ("session", 5),
    ("wasm", 6),
    ("operations", 6),
    ("fuzz", 6),
];
const VENDORS: [&str; 2] = ["fusio", "fusionauth"];

/// The module of each name that the crate root re-exports.
pub(super) type Exports = BTreeMap<String, String>;

/// Read the `pub use` lines of the crate root.
pub(super) fn exports(root: &str) -> Result<Exports> {
    let imports = paths::read(root, &[])?.imports.into_iter();
    let public = imports.filter(|import| import.is_public);
    Ok(public
        .filter_map(|import| {
            let mut names = import.path.segments.into_iter();
            let module = names.find(|name| !["crate", "self"].contains(&name.as_str()))?;
            Some((import.name, module))
        })
        .collect())
}

/// Find the imports and paths in one file that go upwards or to the other vendor.
pub(super) fn check(path: &str, text: &str, exports: &Exports) -> Vec<String> {
    let Some(inside) = path.strip_prefix("src/") else { return Vec::new() };
    let module = inside.split(['/', '.']).next().unwrap_or_default();
    if inside == "lib.rs" {
        return Vec::new();
    }
    let Some(own) = layer(module) else {
        return vec![format!(
            "{path}: `{module}` has no layer; give it one in xtask/src/tidy/layers.rs"
        )];
    };
    let Some(inside) = inside.strip_suffix(".rs") else { return Vec::new() };
    let named = match paths::read(text, &paths::module_of(inside)) {
        Ok(named) => named,
        Err(error) => return vec![format!("{path}: {error}")],
    };
    let mut broken = Vec::new();
    for used in named.all() {
        let Some(name) = used.absolute().and_then(|names| names.into_iter().next()) else {
            continue;
        };
        let from = exports.get(&name).map_or(name.as_str(), String::as_str);
        let vendors = VENDORS.contains(&module) && VENDORS.contains(&from);
        if from != module && (vendors || layer(from).is_some_and(|other| other > own)) {
            let why = if vendors {
                "neither vendor may import from the other; move what both need to a lower layer"
            } else {
                "an import must not go upwards; move what both need to the lower layer"
            };
            broken.push(format!("{path}:{}: `{module}` uses `{from}`: {why}", used.line));
        }
    }
    broken.dedup();
    broken
}

fn layer(module: &str) -> Option<u8> {
    LAYERS.iter().find(|(name, _)| *name == module).map(|(_, layer)| *layer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(path: &str, text: &str) -> Vec<String> {
        let exports =
            exports("pub mod session;\npub use session::{Session, Store as Keep};\n").unwrap();
        check(path, text, &exports)
    }

    #[test]
    fn an_import_downwards_is_accepted() {
        let text = "//! crate::wasm in a comment.\nuse crate::{config::Config, error::{Error, ErrorKind}};\n";
        assert!(broken("src/transport/mod.rs", text).is_empty());
        assert!(broken("src/lib.rs", "use crate::wasm;").is_empty());
        assert!(
            broken("src/fusio/login.rs", "use crate::fusio::client::Client;\nuse super::Client;")
                .is_empty()
        );
    }

    #[test]
    fn an_import_upwards_is_found() {
        for text in [
            "use crate::session::Session;",
            "use crate::{\n    error::Error,\n    session::{Session, Store},\n};",
            "fn a() -> crate::session::Session {}",
            "use crate::Session;",
            "use crate::Keep;",
        ] {
            let found = broken("src/transport/json.rs", text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert!(found[0].contains("`transport` uses `session`"), "{found:?}");
        }
        assert_eq!(broken("src/error.rs", "//! Errors.\nuse super::config::Config;").len(), 1);
        assert!(
            broken("src/error.rs", "a\nb\nuse crate::wasm::x;")[0].starts_with("src/error.rs:3: ")
        );
    }

    #[test]
    fn an_import_of_the_other_vendor_is_found() {
        assert_eq!(broken("src/fusio/login.rs", "use crate::fusionauth::Client;").len(), 1);
        assert_eq!(broken("src/fusionauth/mod.rs", "use super::fusio::Client;").len(), 1);
        assert_eq!(broken("src/fusionauth/login.rs", "use super::super::fusio::Client;").len(), 1);
    }

    #[test]
    fn a_new_file_needs_a_layer() {
        assert!(broken("src/extra.rs", "")[0].contains("has no layer"));
    }
}
