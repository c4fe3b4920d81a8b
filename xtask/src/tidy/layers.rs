//! Each folder is a layer: imports go downwards only, and the two vendors never see each other.

use std::collections::BTreeMap;

/// The folders and files of `src/` in the order of their layers.
const LAYERS: [(&str, u8); 13] = [
    ("error", 0),
    ("secret", 0),
    ("maybe_send", 0),
    ("observe", 0),
    ("config", 1),
    ("wire", 1),
    ("transport", 2),
    ("token", 2),
    ("fusio", 4),
    ("fusionauth", 4),
    ("session", 5),
    ("wasm", 6),
    ("operations", 6),
];
const VENDORS: [&str; 2] = ["fusio", "fusionauth"];

/// The module of each name that the crate root re-exports.
pub(super) type Exports = BTreeMap<String, String>;

/// Read the `pub use` lines of the crate root.
pub(super) fn exports(root: &str) -> Exports {
    let code = without_comments(root);
    let mut exports = Exports::new();
    for statement in code.split("use ").skip(1).filter_map(|rest| rest.split(';').next()) {
        let mut names = identifiers(statement).filter(|name| !["crate", "self"].contains(name));
        let Some(module) = names.next() else { continue };
        exports.extend(names.map(|name| (name.to_owned(), module.to_owned())));
    }
    exports
}

/// The imports of one file that go upwards.
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
    let mut broken = Vec::new();
    for (number, name) in imports(text, is_top_module(inside)) {
        let from = exports.get(&name).map_or(name.as_str(), String::as_str);
        let vendors = VENDORS.contains(&module) && VENDORS.contains(&from);
        if from != module && (vendors || layer(from).is_some_and(|other| other > own)) {
            let why = if vendors {
                "the vendors never see each other; move what both need to a lower layer"
            } else {
                "imports go downwards only; move what both need to the lower layer"
            };
            broken.push(format!("{path}:{number}: `{module}` uses `{from}`: {why}"));
        }
    }
    broken
}

fn layer(module: &str) -> Option<u8> {
    LAYERS.iter().find(|(name, _)| *name == module).map(|(_, layer)| *layer)
}

/// Whether `super` is the crate root in this file: `error.rs` and `fusio/mod.rs`.
fn is_top_module(inside: &str) -> bool {
    !inside.contains('/') || (inside.ends_with("/mod.rs") && inside.matches('/').count() == 1)
}

/// The first names after the crate root, with their line numbers.
fn imports(text: &str, top: bool) -> Vec<(usize, String)> {
    let code = without_comments(text).replace("super::super::", "crate::");
    let code = if top { code.replace("\nuse super::", "\nuse crate::") } else { code };
    let mut found = Vec::new();
    for (start, root) in code.match_indices("crate::") {
        let before = code.get(..start).unwrap_or_default();
        if before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let line = before.matches('\n').count() + 1;
        let rest = code.get(start + root.len()..).unwrap_or_default();
        found.extend(first_names(rest).into_iter().map(|name| (line, name.to_owned())));
    }
    found
}

/// `a::b` gives `a`; `{a::{b, c}, d}` gives `a` and `d`.
fn first_names(path: &str) -> Vec<&str> {
    let Some(group) = path.strip_prefix('{') else {
        return identifiers(path).next().into_iter().collect();
    };
    let mut names = Vec::new();
    let mut depth = 0_u32;
    let mut start = 0;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                names.extend(group.get(start..at).and_then(|item| identifiers(item).next()));
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    names
}

fn identifiers(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|name| !name.is_empty())
}

/// The text without line comments; lines keep their numbers.
fn without_comments(text: &str) -> String {
    let mut code = String::from("\n");
    for line in text.lines() {
        code.push_str(line.split("//").next().unwrap_or_default());
        code.push('\n');
    }
    code.split_off(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(path: &str, text: &str) -> Vec<String> {
        let exports = exports("pub mod session;\npub use session::{Session, Store as Keep};\n");
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
        assert_eq!(broken("src/fusionauth/mod.rs", "use super::super::fusio::Client;").len(), 1);
    }

    #[test]
    fn a_new_folder_needs_a_layer() {
        assert!(broken("src/extra.rs", "")[0].contains("has no layer"));
    }
}
