//! Changes settings: merges a patch, reads the result, and says which key is wrong.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::check;
use super::refused::SettingsError;
use super::tree::Settings;

impl Settings {
    /// These settings with a patch merged into them. Objects are merged member by member; an array
    /// replaces the old array.
    pub(crate) fn patched(&self, patch: Value) -> Result<Self, SettingsError> {
        let mut tree = serde_json::to_value(self)
            .map_err(|error| SettingsError::new("settings", error.to_string()))?;
        merge(&mut tree, patch, "")?;
        read::<Self>(tree)?.checked()
    }

    /// Gives apps and identities their numbers. Refuses values that have the right type but are wrong.
    pub(crate) fn checked(mut self) -> Result<Self, SettingsError> {
        check::number_and_check(&mut self)?;
        Ok(self)
    }
}

/// Reads a tree of values. The error names the wrong key, but not its value, which may be a secret.
pub(crate) fn read<'de, T: DeserializeOwned>(
    tree: impl serde::Deserializer<'de>,
) -> Result<T, SettingsError> {
    serde_path_to_error::deserialize(tree).map_err(|error| {
        let key = error.path().to_string();
        let text = error.inner().to_string();
        let missing = text.strip_prefix("missing field `").and_then(|text| text.strip_suffix('`'));
        if let Some(name) = missing {
            let key = if key == "." { name.to_owned() } else { format!("{key}.{name}") };
            return SettingsError::new(key, "is missing");
        }
        // serde quotes the wrong value before the last ", expected ": only the text after it is used.
        let problem = match text.rsplit_once(", expected ") {
            _ if text.starts_with("unknown field") => "is unknown".to_owned(),
            Some((_, expected)) => {
                format!("must be {}", in_words(expected.lines().next().unwrap_or(expected)))
            }
            None => "has an invalid value".to_owned(),
        };
        SettingsError { key, problem }
    })
}

/// What serde expected, for readers who do not know Rust.
fn in_words(expected: &str) -> &str {
    match expected {
        "u16" => "a number from 0 to 65535",
        "u32" => "a number from 0 to 4294967295",
        "u64" | "usize" => "a whole number, 0 or more",
        "i64" => "a whole number",
        "a sequence" => "a list",
        _ if expected.starts_with("struct ") => "an object",
        other => other,
    }
}

fn merge(tree: &mut Value, patch: Value, path: &str) -> Result<(), SettingsError> {
    match (tree, patch) {
        (Value::Object(members), Value::Object(patch)) => {
            patch.into_iter().try_for_each(|(key, value)| {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                merge(members.entry(key).or_insert(Value::Null), value, &path)
            })
        }
        // serde would accept a list in place of an object, and read the items as the members, in order.
        (Value::Object(_), _) => Err(SettingsError::new(
            if path.is_empty() { "settings" } else { path },
            "must be an object",
        )),
        (tree, patch) => {
            *tree = patch;
            Ok(())
        }
    }
}
