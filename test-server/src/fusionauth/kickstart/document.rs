//! The members of a kickstart document.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::error::{KickstartError, wrong};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Document {
    #[serde(default)]
    pub(super) variables: BTreeMap<String, Value>,
    #[serde(default)]
    pub(super) api_keys: Vec<Map<String, Value>>,
    #[serde(default)]
    pub(super) requests: Vec<Step>,
}

/// One request.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Step {
    pub(super) method: String,
    pub(super) url: String,
    pub(super) tenant_id: Option<String>,
    pub(super) content_type: Option<String>,
    pub(super) body: Option<Value>,
}

/// The members of the document. This server ignores `license`, `licenseId` and `settings`.
const MEMBERS: &[&str] = &["variables", "apiKeys", "requests", "license", "licenseId", "settings"];
const OF_A_REQUEST: &[&str] = &["method", "url", "tenantId", "contentType", "body"];
const OF_A_KEY: &[&str] = &[
    "description",
    "expirationInstant",
    "id",
    "ipAccessControlListId",
    "key",
    "keyManager",
    "metaData",
    "name",
    "permissions",
    "retrievable",
    "tenantId",
];

impl Document {
    pub(super) fn read(document: &Value) -> Result<Self, KickstartError> {
        known(document, MEMBERS, "")?;
        for (list, members) in [("apiKeys", OF_A_KEY), ("requests", OF_A_REQUEST)] {
            let items = document.get(list).and_then(Value::as_array).into_iter().flatten();
            for (position, item) in items.enumerate() {
                known(item, members, &format!("{list}[{position}]."))?;
            }
        }
        serde_path_to_error::deserialize(document).map_err(|error| wrong(problem(&error)))
    }
}

/// What is wrong, without serde's message, which can quote a value. Only the name of a missing
/// member is taken from this message, because the path does not contain this name.
fn problem(error: &serde_path_to_error::Error<serde_json::Error>) -> String {
    let (path, message) = (error.path(), error.inner().to_string());
    let missing = message.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`'));
    match missing {
        Some(name) => format!("{path}.{name} is missing"),
        None => format!("{path} is of the wrong type"),
    }
}

/// Refuses an object with a member that is not in `members`.
fn known(object: &Value, members: &[&str], place: &str) -> Result<(), KickstartError> {
    let mut names = object.as_object().into_iter().flat_map(Map::keys);
    match names.find(|name| !members.contains(&name.as_str())) {
        Some(name) => Err(wrong(format!("{place}{name} is unknown"))),
        None => Ok(()),
    }
}
