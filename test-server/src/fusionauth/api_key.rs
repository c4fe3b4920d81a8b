//! The API keys from the settings, from kickstart files and from the API.

use serde_json::{Map, Value};

use super::errors::{Errors, Refusal};
use super::members::is_set;
use super::{fields, normalize, objects, store};
use crate::db::{Reader, Writer};
use crate::secret::Secret;
use crate::settings::{ApiKeySettings, Settings};
use crate::state::State;
use crate::token;

/// Endpoints, and the methods allowed there.
pub(super) type Permissions = Vec<(String, Vec<String>)>;

/// What a key may do.
pub(super) struct ApiKey {
    /// The tenant that the key is locked to, if any.
    pub(super) tenant: Option<String>,
    /// Whether the key may make other keys.
    pub(super) manager: bool,
    permissions: Permissions,
}

impl ApiKey {
    /// The key of the server itself, which no request can send.
    pub(super) fn own() -> Self {
        Self { tenant: None, manager: true, permissions: Vec::new() }
    }

    /// Whether the key allows this method at this endpoint. A key without permissions allows everything.
    pub(super) fn allows(&self, endpoint: &str, method: &str) -> bool {
        let named = |(path, methods): &(String, Vec<String>)| {
            path == endpoint && methods.iter().any(|allowed| allowed == method)
        };
        self.permissions.is_empty() || self.permissions.iter().any(named)
    }

    /// Whether this key allows everything that another key with these permissions would allow.
    pub(super) fn covers(&self, others: &Permissions) -> bool {
        let covered = |(path, methods): &(String, Vec<String>)| {
            methods.iter().all(|method| self.allows(path, method))
        };
        self.permissions.is_empty() || (!others.is_empty() && others.iter().all(covered))
    }
}

/// Looks a key up: first in the database, which has only hashes of keys, then in the settings.
pub(super) fn find(state: &State, db: &Reader, text: &str) -> Result<Option<ApiKey>, Refusal> {
    if let Some(doc) = store::get(db, store::API_KEY, &token::stored(text))? {
        return Ok(made(state, &doc));
    }
    let settings = state.settings();
    Ok(configured(&settings, text).and_then(|key| {
        let tenant = key.tenant_id.as_deref().map(normalize::uuid_parameter);
        // A key whose tenant id is invalid must not work.
        if tenant == Some(None) {
            return None;
        }
        Some(ApiKey {
            tenant: tenant.flatten(),
            manager: key.key_manager,
            permissions: key.permissions.clone().into_iter().collect(),
        })
    }))
}

pub(super) fn configured<'a>(settings: &'a Settings, text: &str) -> Option<&'a ApiKeySettings> {
    settings.fusionauth.api_keys.iter().find(|key| key.key.matches(text))
}

/// A key from the database; `None` if it has expired or cannot be read.
fn made(state: &State, doc: &Value) -> Option<ApiKey> {
    let mut errors = Errors::default();
    let members = read(doc.as_object()?, "", &mut errors);
    errors.check().ok()?;
    let doc = Value::Object(members);
    let ends = doc.get("expirationInstant").and_then(Value::as_i64);
    ends.is_none_or(|ends| ends > state.clock.now_ms()).then(|| ApiKey {
        tenant: doc.get("tenantId").and_then(Value::as_str).map(str::to_owned),
        manager: is_set(&doc, "/keyManager"),
        permissions: permissions(&doc),
    })
}

/// The members of a key. Adds an error for each value of the wrong type.
pub(super) fn read(
    object: &Map<String, Value>,
    path: &str,
    errors: &mut Errors,
) -> Map<String, Value> {
    fields::overlay(object, objects::API_KEY, path, errors)
}

/// The permissions of a key that `read` has read.
pub(super) fn permissions(doc: &Value) -> Permissions {
    let endpoints = doc.pointer("/permissions/endpoints").and_then(Value::as_object);
    let methods = |list: &Value| {
        let list = list.as_array().into_iter().flatten();
        list.filter_map(Value::as_str).map(str::to_owned).collect()
    };
    endpoints.into_iter().flatten().map(|(path, list)| (path.clone(), methods(list))).collect()
}

/// Stores a key. Its text is stored only as a hash.
pub(super) fn add(db: &Writer, key: &Secret, members: Map<String, Value>) -> Result<(), Refusal> {
    let mut doc = Value::Object(members);
    if let Value::Object(members) = &mut doc {
        members.remove("key");
    }
    store::put(db, store::API_KEY, &token::stored(key.expose()), &doc)
}
