//! Applies kickstart documents: FusionAuth's format for the first data of a server.

mod document;
pub(crate) mod error;
pub(crate) mod include;
mod own;
mod template;
mod unused;

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Method, Request, header};
use http_body_util::BodyExt;
use serde_json::Value;

use self::document::{Document, Step};
use self::error::wrong;
use self::template::{Variables, filled, text};
use super::api_key::ApiKey;
use super::errors::{Errors, Refusal};
use super::filters::handle_as;
use super::{api_key, dispatch};
use crate::db::Writer;
use crate::secret::Secret;
use crate::state::State;

pub use self::error::KickstartError;

/// Applies a kickstart document: its variables, its keys, then its requests in their order.
pub(crate) async fn apply(state: &Arc<State>, document: &Value) -> Result<(), KickstartError> {
    let file = Document::read(document)?;
    // The tenant manager is an application, so lists of applications contain it. Therefore the server makes
    // the tenant manager only if the document names it.
    let names_manager = document.to_string().contains("TENANT_MANAGER");
    let variables = own::variables(state, file.variables, names_manager)?;
    let failed = |_: Refusal| wrong("the database cannot be written");
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
    let mut unused = BTreeSet::new();
    for (position, step) in file.requests.iter().enumerate() {
        run(state, position, step, &variables, &mut unused).await?;
    }
    if !unused.is_empty() {
        let names = unused.into_iter().collect::<Vec<_>>().join(", ");
        tracing::warn!("kickstart: the server stores these parts, but does not use them: {names}");
    }
    Ok(())
}

async fn run(
    state: &Arc<State>,
    position: usize,
    step: &Step,
    variables: &Variables,
    unused: &mut BTreeSet<String>,
) -> Result<(), KickstartError> {
    let place = format!("requests[{position}]");
    let url = text(&step.url, variables, &place)?;
    let url = format!("/{}", url.trim_start_matches('/'));
    let name = format!("{place} {} {url}", step.method);
    let path = url.split('?').next().unwrap_or_default();
    if !dispatch::owns(path) {
        return Err(wrong(format!("{name} is not supported")));
    }
    let method = match step.method.as_str() {
        "POST" => Method::POST,
        "PUT" => Method::PUT,
        "PATCH" => Method::PATCH,
        _ => return Err(wrong(format!("{name} must have the method POST, PUT or PATCH"))),
    };
    let mut request = Request::builder().method(method.clone()).uri(&url);
    if let Some(tenant) = &step.tenant_id {
        request = request.header("x-fusionauth-tenantid", text(tenant, variables, &place)?);
    }
    let body = step.body.as_ref().map(|body| filled(body, variables, &place)).transpose()?;
    let sent = match &body {
        Some(body) => {
            let kind = step.content_type.as_deref().unwrap_or("application/json");
            request = request.header(header::CONTENT_TYPE, kind);
            Body::from(body.to_string())
        }
        None => Body::empty(),
    };
    let request =
        request.body(sent).map_err(|_| wrong(format!("{name} is not a valid request")))?;
    // No request applies another kickstart file, so this does not recurse.
    let response = Box::pin(handle_as(state.clone(), request, Some(ApiKey::own()))).await;
    let status = response.status();
    if status.is_success() {
        unused::add(unused, &method, path, body.as_ref());
        return Ok(());
    }
    if matches!(status.as_u16(), 404 | 405 | 501) {
        let problem = "is not supported, or names an object that does not exist";
        return Err(wrong(format!("{name} {problem} ({status})")));
    }
    let body = response.into_body().collect().await.map(http_body_util::Collected::to_bytes);
    let body: Value =
        body.ok().and_then(|body| serde_json::from_slice(&body).ok()).unwrap_or_default();
    // The error has only the codes, because the messages quote values that may be secret.
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
