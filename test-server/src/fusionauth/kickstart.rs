//! Kickstart files: FusionAuth's own format, applied to the server itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Method, Request, header};
use http_body_util::BodyExt;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::api_key::ApiKey;
use super::errors::{Errors, Refusal};
use super::filters::handle_as;
use super::{api_key, application, dispatch, normalize, seed, store, tenant};
use crate::db::Writer;
use crate::secret::Secret;
use crate::state::State;

/// What is wrong with a kickstart file, or what could not be done of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("kickstart: {0}")]
pub struct KickstartError(String);

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct File {
    #[serde(default)]
    variables: BTreeMap<String, Value>,
    #[serde(default)]
    api_keys: Vec<Map<String, Value>>,
    #[serde(default)]
    requests: Vec<Step>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Step {
    method: String,
    url: String,
    tenant_id: Option<String>,
    content_type: Option<String>,
    body: Option<Value>,
}

fn wrong(text: impl Into<String>) -> KickstartError {
    KickstartError(text.into())
}

/// Applies a kickstart document: its variables, its keys, then its requests in their order.
pub(crate) async fn apply(state: &Arc<State>, document: &Value) -> Result<(), KickstartError> {
    let file: File = serde_path_to_error::deserialize(document)
        .map_err(|error| wrong(format!("{} is missing or of the wrong type", error.path())))?;
    let variables = variables(file.variables)?;
    let failed = |_: Refusal| wrong("the database cannot be written");
    if let Some(id) = variables.get("defaultTenantId") {
        let id = normalize::uuid(id).ok_or_else(|| wrong("defaultTenantId must be a UUID"))?;
        rename_tenant(state, &id)?;
    }
    let mut keys = Vec::new();
    for (position, key) in file.api_keys.into_iter().enumerate() {
        let name = format!("apiKeys[{position}]");
        let Value::Object(mut key) = filled(&Value::Object(key), &variables, &name)? else {
            continue;
        };
        let text = match key.remove("key") {
            Some(Value::String(text)) if !text.is_empty() => Secret::from(text),
            _ => return Err(wrong(format!("{name}.key must be a string"))),
        };
        let mut errors = Errors::default();
        let key = api_key::read(&key, &name, &mut errors);
        if let Some(field) = errors.fields().next() {
            return Err(wrong(format!("{field} is of the wrong type")));
        }
        keys.push((text, key));
    }
    let add =
        |db: &Writer| keys.into_iter().try_for_each(|(text, key)| api_key::add(db, &text, key));
    state.db.write(add).map_err(failed)?;
    for (position, step) in file.requests.iter().enumerate() {
        run(state, position, step, &variables).await?;
    }
    Ok(())
}

async fn run(
    state: &Arc<State>,
    position: usize,
    step: &Step,
    variables: &BTreeMap<String, String>,
) -> Result<(), KickstartError> {
    let place = format!("requests[{position}]");
    let url = text(&step.url, variables, &place)?;
    let name = format!("{place} {} {url}", step.method);
    let path = url.split('?').next().unwrap_or_default();
    if !dispatch::owns(path) {
        return Err(wrong(format!("{name} is not supported")));
    }
    let method = Method::from_bytes(step.method.as_bytes())
        .map_err(|_| wrong(format!("{name} has no method")))?;
    let mut request = Request::builder().method(method).uri(&url);
    if let Some(tenant) = &step.tenant_id {
        request = request.header("x-fusionauth-tenantid", text(tenant, variables, &place)?);
    }
    let body = match &step.body {
        Some(body) => {
            let kind = step.content_type.as_deref().unwrap_or("application/json");
            request = request.header(header::CONTENT_TYPE, kind);
            Body::from(filled(body, variables, &place)?.to_string())
        }
        None => Body::empty(),
    };
    let request =
        request.body(body).map_err(|_| wrong(format!("{name} is not a valid request")))?;
    // A kickstart may not start another one, so this does not go round in circles.
    let response = Box::pin(handle_as(state.clone(), request, Some(ApiKey::own()))).await;
    let status = response.status();
    if status.is_success() {
        return Ok(());
    }
    if matches!(status.as_u16(), 404 | 405 | 501) {
        return Err(wrong(format!("{name} is not supported or finds nothing ({status})")));
    }
    let body = response.into_body().collect().await.map(http_body_util::Collected::to_bytes);
    let body: Value =
        body.ok().and_then(|body| serde_json::from_slice(&body).ok()).unwrap_or_default();
    // Codes only: messages quote values, which may be secret.
    let codes: Vec<&str> = ["fieldErrors", "generalErrors"]
        .iter()
        .filter_map(|member| body.get(*member))
        .flat_map(|errors| match errors {
            Value::Object(fields) => {
                fields.values().filter_map(Value::as_array).flatten().collect()
            }
            Value::Array(list) => list.iter().collect::<Vec<_>>(),
            _ => Vec::new(),
        })
        .filter_map(|error| error.get("code").and_then(Value::as_str))
        .collect();
    Err(wrong(format!("{name} is refused with {status} {}", codes.join(" "))))
}

/// The default tenant under the id that the file wants; only while nothing is in it.
fn rename_tenant(state: &State, id: &str) -> Result<(), KickstartError> {
    let renamed = state.db.write(|db| {
        if id == tenant::DEFAULT || store::get(db, store::TENANT, id)?.is_some() {
            return Ok(true);
        }
        if store::has_users(db)? || store::first_ids(db, store::TENANT)?.len() > 1 {
            return Ok(false);
        }
        store::delete(db, store::APPLICATION, application::ADMIN)?;
        store::delete(db, store::TENANT, tenant::DEFAULT)?;
        seed::make(state, db, id).map(|()| true)
    });
    match renamed {
        Ok(true) => Ok(()),
        Ok(false) => Err(wrong("defaultTenantId can only be set on a fresh server")),
        Err::<_, Refusal>(_) => Err(wrong("the database cannot be written")),
    }
}

/// The file's variables beside those that FusionAuth has by itself; each may use earlier ones.
fn variables(given: BTreeMap<String, Value>) -> Result<BTreeMap<String, String>, KickstartError> {
    let mut known = BTreeMap::from([
        ("FUSIONAUTH_APPLICATION_ID".to_owned(), application::ADMIN.to_owned()),
        ("FUSIONAUTH_TENANT_ID".to_owned(), tenant::DEFAULT.to_owned()),
    ]);
    if let Some(Value::String(id)) = given.get("defaultTenantId") {
        known.insert("FUSIONAUTH_TENANT_ID".into(), id.clone());
    }
    for (name, value) in given {
        let value = match value {
            Value::String(value) => value,
            Value::Number(number) => number.to_string(),
            Value::Bool(yes) => yes.to_string(),
            _ => return Err(wrong(format!("variables.{name} must be a string"))),
        };
        let value = text(&value, &known, &format!("variables.{name}"))?;
        known.insert(name, value);
    }
    Ok(known)
}

/// A value with the variables put into its texts.
fn filled(
    value: &Value,
    variables: &BTreeMap<String, String>,
    place: &str,
) -> Result<Value, KickstartError> {
    Ok(match value {
        Value::String(value) => text(value, variables, place)?.into(),
        Value::Array(list) => {
            let list: Result<Vec<_>, _> =
                list.iter().map(|value| filled(value, variables, place)).collect();
            list?.into()
        }
        Value::Object(members) => {
            let mut all = Map::new();
            for (name, value) in members {
                all.insert(text(name, variables, place)?, filled(value, variables, place)?);
            }
            all.into()
        }
        other => other.clone(),
    })
}

/// A text with `#{...}` replaced; a backslash before it leaves it as it is.
fn text(
    template: &str,
    variables: &BTreeMap<String, String>,
    place: &str,
) -> Result<String, KickstartError> {
    let mut written = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("#{") {
        if let Some(before) = before.strip_suffix('\\') {
            written.push_str(before);
            written.push_str("#{");
            rest = after;
            continue;
        }
        let Some((name, after)) = after.split_once('}') else {
            return Err(wrong(format!("{place}: a variable is not closed")));
        };
        written.push_str(before);
        match (name, name.strip_prefix("ENV.")) {
            ("UUID()", _) => written.push_str(&normalize::new_id()),
            (_, Some(variable)) => {
                let value = std::env::var(variable);
                let unknown =
                    |_| wrong(format!("{place}: the environment variable {variable} is not set"));
                written.push_str(&value.map_err(unknown)?);
            }
            _ => {
                let value = variables.get(name);
                let unknown = || wrong(format!("{place}: the variable {name} is not defined"));
                written.push_str(value.ok_or_else(unknown)?);
            }
        }
        rest = after;
    }
    written.push_str(rest);
    if written.starts_with("&{") || written.starts_with("@{") {
        return Err(wrong(format!("{place}: included files are not supported")));
    }
    Ok(written)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn variables_are_put_in() {
        let given = BTreeMap::from([
            ("a".to_owned(), json!("x")),
            ("b".to_owned(), json!("#{a}y")),
            ("id".to_owned(), json!("#{UUID()}")),
        ]);
        let known = variables(given).unwrap();
        assert_eq!(known["b"], "xy");
        assert_eq!(known["id"].len(), 36);
        assert_eq!(text("1#{b}2\\#{b}", &known, "p").unwrap(), "1xy2#{b}");
        assert!(text("#{nope}", &known, "p").unwrap_err().to_string().contains("nope"));
        assert!(text("#{b", &known, "p").is_err());
    }
}
