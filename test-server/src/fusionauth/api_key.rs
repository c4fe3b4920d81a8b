//! API keys: those of the settings, and those that kickstart and the API make.

use serde_json::{Map, Value, json};

use super::errors::{Errors, Refusal};
use super::reply::Reply;
use super::{Call, normalize, store};
use crate::db::Pool;
use crate::secret::Secret;
use crate::state::State;
use crate::token;

/// What a key may do.
pub(super) struct ApiKey {
    pub(super) tenant: Option<String>,
    permissions: Vec<(String, Vec<String>)>,
}

impl ApiKey {
    /// Without permissions everything is allowed.
    pub(super) fn allows(&self, endpoint: &str, method: &str) -> bool {
        let named = |(path, methods): &(String, Vec<String>)| {
            path == endpoint && methods.iter().any(|allowed| allowed == method)
        };
        self.permissions.is_empty() || self.permissions.iter().any(named)
    }
}

/// Looks a key up; made ones are kept as hashes.
pub(super) async fn find(state: &State, text: &str) -> Result<Option<ApiKey>, Refusal> {
    let settings = state.settings();
    let configured = settings.fusionauth.api_keys.iter();
    if let Some(key) = configured.into_iter().find(|key| key.key.matches(text)) {
        let tenant = key.tenant_id.as_deref().and_then(normalize::uuid_parameter);
        // A lock that cannot be read must not open.
        if key.tenant_id.is_some() && tenant.is_none() {
            return Ok(None);
        }
        let permissions = key.permissions.clone().into_iter().collect();
        return Ok(Some(ApiKey { tenant, permissions }));
    }
    let made = store::get(&state.db, store::API_KEY, &token::stored(text)).await?;
    Ok(made.map(|doc| {
        let endpoints = doc.pointer("/permissions/endpoints").and_then(Value::as_object);
        let methods = |value: &Value| {
            let list = value.as_array().into_iter().flatten();
            list.filter_map(Value::as_str).map(str::to_owned).collect()
        };
        let permissions = endpoints.into_iter().flatten();
        ApiKey {
            tenant: doc.get("tenantId").and_then(Value::as_str).map(str::to_owned),
            permissions: permissions.map(|(path, value)| (path.clone(), methods(value))).collect(),
        }
    }))
}

/// Keeps a key; its text only as a hash.
pub(super) async fn add(
    db: &Pool,
    key: &Secret,
    members: Map<String, Value>,
) -> Result<(), Refusal> {
    let mut doc = Value::Object(members);
    if let Value::Object(members) = &mut doc {
        members.remove("key");
    }
    store::put(db, store::API_KEY, &token::stored(key.expose()), None, &doc).await
}

/// `POST /api/api-key`: the key is shown once.
pub(super) async fn create(call: &Call) -> Result<Reply, Refusal> {
    let mut errors = Errors::default();
    let mut members = call.object("apiKey", &mut errors).unwrap_or_default();
    errors.check()?;
    if let Some(tenant) = members.get("tenantId").filter(|value| !value.is_null()) {
        let tenant = tenant.as_str().and_then(normalize::uuid).unwrap_or_default();
        if store::get(&call.state.db, store::TENANT, &tenant).await?.is_none() {
            let field = "apiKey.tenantId";
            return Err(Refusal::field(field, "invalid", "There is no such tenant."));
        }
        members.insert("tenantId".into(), tenant.into());
    }
    if let Some(own) = &call.tenant {
        members.insert("tenantId".into(), json!(own));
    }
    let id = call.id(0, "keyId")?.unwrap_or_else(normalize::new_id);
    let sent = members.get("key").and_then(Value::as_str).filter(|text| !text.is_empty());
    let key = sent.map_or_else(|| token::random_code(32), |text| Ok(text.to_owned()))?;
    let now = call.state.clock.now_ms();
    members.insert("id".into(), id.into());
    members.insert("insertInstant".into(), now.into());
    members.insert("lastUpdateInstant".into(), now.into());
    add(&call.state.db, &key.as_str().into(), members.clone()).await?;
    members.insert("key".into(), key.into());
    let doc = Value::Object(members);
    Ok(Reply::json(json!({"apiKey": doc})))
}
