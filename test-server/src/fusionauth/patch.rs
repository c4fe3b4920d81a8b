//! PATCH: the vendor's original merge, merge-patch and JSON-patch.

use json_patch::{PatchErrorKind, PatchOperation};
use serde_json::{Map, Value};

use super::errors::Refusal;

/// How many bytes a document may have after an operation `copy`.
const LONGEST: usize = 1024 * 1024;

/// The lists that the vendor's merge replaces.
const REPLACED: [&str; 3] = [
    "/application/oauthConfiguration/authorizedOriginURLs",
    "/application/oauthConfiguration/authorizedRedirectURLs",
    "/application/oauthConfiguration/enabledGrants",
];

/// How to apply the body of a PATCH: its content type decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// `application/json`: objects are merged, null removes a member, and the items of a list are
    /// added to the existing list. The lists in `REPLACED` are replaced.
    Original,
    /// `application/merge-patch+json`, RFC 7396.
    Merge,
    /// `application/json-patch+json`, RFC 6902.
    Json,
}

/// The document with the patch applied. If any part fails, the whole patch is refused.
pub(super) fn apply(mode: Mode, mut document: Value, patch: &Value) -> Result<Value, Refusal> {
    match mode {
        Mode::Original => merge(&mut document, patch, ""),
        Mode::Merge => json_patch::merge(&mut document, patch),
        Mode::Json => {
            let operations: Vec<PatchOperation> =
                serde_json::from_value(patch.clone()).map_err(|_| Refusal::malformed())?;
            for operation in operations {
                // Copies of copies could fill the memory, so the length is checked after each copy.
                let copies = matches!(operation, PatchOperation::Copy(_));
                json_patch::patch(&mut document, &[operation]).map_err(|error| {
                    match error.kind {
                        PatchErrorKind::TestFailed => Refusal::general(
                            "[JSONPatchTestFailed]",
                            "A test of the JSON patch failed. Nothing was changed.",
                        ),
                        _ => Refusal::malformed(),
                    }
                })?;
                if copies && document.to_string().len() > LONGEST {
                    return Err(Refusal::malformed());
                }
            }
        }
    }
    // A document that is nested too deeply could not be read again, so it must not be stored.
    serde_json::from_str(&document.to_string()).map_err(|_| Refusal::malformed())
}

fn merge(target: &mut Value, patch: &Value, path: &str) {
    match (target, patch) {
        (Value::Object(members), Value::Object(patch)) => {
            for (name, value) in patch {
                let path = format!("{path}/{name}");
                match value {
                    Value::Null => drop(members.remove(name)),
                    Value::Object(_) => {
                        let empty = || Value::Object(Map::new());
                        merge(members.entry(name.clone()).or_insert_with(empty), value, &path);
                    }
                    _ => merge(members.entry(name.clone()).or_insert(Value::Null), value, &path),
                }
            }
        }
        (Value::Array(items), Value::Array(more)) if !REPLACED.contains(&path) => {
            items.extend(more.iter().cloned());
        }
        (target, patch) => *target = patch.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_mode_applies_a_patch_in_its_own_way() {
        let document = || json!({"r": {"a": [1], "d": {"x": {"j": 0}}, "t": "z"}});
        let patch = json!({"r": {"a": [1, 2], "d": {"x": {"k": 1}}, "t": null}});
        let merged = apply(Mode::Original, document(), &patch).unwrap();
        assert_eq!(merged, json!({"r": {"a": [1, 1, 2], "d": {"x": {"j": 0, "k": 1}}}}));
        let merged = apply(Mode::Merge, document(), &patch).unwrap();
        assert_eq!(merged, json!({"r": {"a": [1, 2], "d": {"x": {"j": 0, "k": 1}}}}));
        let patch = json!([{"op": "remove", "path": "/r/t"}]);
        assert!(apply(Mode::Json, document(), &patch).unwrap()["r"]["t"].is_null());
    }

    #[test]
    fn a_patch_that_copies_too_much_or_nests_too_deeply_is_refused() {
        let copies: Vec<_> = (0..60)
            .map(|n| json!({"op": "copy", "from": "/a", "path": format!("/a/{n}")}))
            .collect();
        assert!(apply(Mode::Json, json!({"a": {"x": "y"}}), &Value::Array(copies)).is_err());
        let mut deep = json!({});
        for _ in 0..200 {
            deep = json!({"a": deep});
        }
        assert!(apply(Mode::Merge, json!({}), &deep).is_err());
    }
}
