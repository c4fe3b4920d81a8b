//! `GET /consumer/identity` and `/consumer/identity/{identity}/redirect`

use axum::http::StatusCode;
use percent_encoding::percent_decode_str;
use schemars::JsonSchema;
use serde::Serialize;
use url::Url;

use super::call::{Call, Query};
use super::reply::{ApiError, Reply};
use super::{collection, remote};
use crate::net::is_loopback;
use crate::settings::{Identity, ProviderKind};
use crate::token;

/// How long a login may take at the provider. (The vendor means this hour but never ends it.)
pub(super) const REQUEST_LIFE: i64 = 3_600;

/// An identity as login pages need it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FusioIdentity")]
pub(super) struct Entry {
    id: i64,
    name: String,
    icon: String,
    redirect: String,
}

/// The active identities, of one app when asked so.
pub(super) fn list(call: &Call) -> Result<Reply, ApiError> {
    let fusio = &call.settings.fusio;
    let app_id = match (call.query.get("appKey"), call.query.get("appId")) {
        (Some(key), _) => {
            let app = fusio.apps.iter().find(|app| app.key == key && app.status == 1);
            Some(app.ok_or_else(|| ApiError::bad_request("Provided app key does not exist"))?.id)
        }
        // 0, and what is no number, stands for all.
        (None, id) => id.and_then(|id| id.parse().ok()).filter(|id: &i64| *id != 0),
    };
    let active = fusio.identities.iter().filter(|identity| identity.status == 1);
    let all =
        active.filter(|identity| app_id.is_none() || identity.app_id == app_id).map(|identity| {
            Entry {
                id: identity.id,
                name: identity.name.clone(),
                icon: identity
                    .icon
                    .clone()
                    .unwrap_or_else(|| default_icon(identity.provider).to_owned()),
                redirect: format!("{}/consumer/identity/{}/redirect", call.state.url, identity.id),
            }
        });
    Reply::json(&collection::page(sorted(all.collect(), &call.query), &call.query))
}

/// Those whose name holds what is searched, in the order that is asked for, else by name.
fn sorted(mut entries: Vec<Entry>, query: &Query) -> Vec<Entry> {
    if let Some(search) = query.get("search") {
        entries.retain(|entry| entry.name.to_lowercase().contains(&search.to_lowercase()));
    }
    match query.get("sortBy") {
        None | Some("name") => entries.sort_by(|one, other| one.name.cmp(&other.name)),
        Some(_) => entries.sort_by_key(|entry| entry.id),
    }
    if query.get("sortOrder") == Some("desc") {
        entries.reverse();
    }
    entries
}

/// Sends the browser to the provider.
pub(super) async fn redirect(call: &Call) -> Result<Reply, ApiError> {
    let identity = find(call)?;
    let redirect_uri = call.query.get("redirect_uri");
    if let Some(uri) = redirect_uri {
        check_host(call, identity, uri)?;
    }
    let state = token::random_hex(16)?;
    let now = call.state.clock.now();
    sqlx::query("DELETE FROM fusio_identity_request WHERE date <= $1")
        .bind(now - REQUEST_LIFE)
        .execute(&call.state.db)
        .await?;
    sqlx::query("INSERT INTO fusio_identity_request (state, identity_id, redirect_uri, date) VALUES ($1, $2, $3, $4)")
        .bind(&state)
        .bind(identity.id)
        .bind(redirect_uri)
        .bind(now)
        .execute(&call.state.db)
        .await?;
    let endpoints = remote::endpoints(identity, &call.state);
    let mut url =
        Url::parse(&endpoints.authorization).map_err(|error| ApiError::internal(&error))?;
    // The configured query is dropped, as the vendor does.
    url.set_query(None);
    url.query_pairs_mut()
        .append_pair("response_type", "code")
        .append_pair("client_id", &identity.client_id)
        .append_pair("state", &state)
        .append_pair("redirect_uri", &exchange_uri(call, identity));
    match identity.provider {
        ProviderKind::Openid => url.query_pairs_mut().append_pair("scope", "openid"),
        ProviderKind::Google => url.query_pairs_mut().append_pair("scope", "openid profile email"),
        ProviderKind::Github | ProviderKind::Facebook => &mut url.query_pairs_mut(),
    };
    Ok(Reply::redirect(url.into()))
}

/// The identity in the path: a number, or `~` and a name.
pub(super) fn find(call: &Call) -> Result<&Identity, ApiError> {
    let mut identities = call.settings.fusio.identities.iter();
    let identity = match call.id.strip_prefix('~') {
        Some(name) => {
            let name = percent_decode_str(name).decode_utf8_lossy();
            identities.find(|identity| identity.name == name)
        }
        None => {
            call.id.parse().ok().and_then(|id: i64| identities.find(|identity| identity.id == id))
        }
    };
    let identity = identity.ok_or_else(|| ApiError::not_found("Could not find identity"))?;
    if identity.status == 0 {
        return Err(ApiError::new(StatusCode::GONE, "Identity was deleted"));
    }
    Ok(identity)
}

/// Where the provider sends the browser back to.
pub(super) fn exchange_uri(call: &Call, identity: &Identity) -> String {
    format!("{}/consumer/identity/{}/exchange", call.state.url, identity.id)
}

/// Tokens go to the app's own host only (any port, as the vendor has it), over http or https.
fn check_host(call: &Call, identity: &Identity, uri: &str) -> Result<(), ApiError> {
    let apps = &call.settings.fusio.apps;
    let app = identity.app_id.and_then(|id| apps.iter().find(|app| app.id == id));
    let target = Url::parse(uri).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    let fits = match (target, app.and_then(|app| app.url.as_deref()).map(Url::parse)) {
        (Some(target), Some(Ok(own))) => target.host() == own.host(),
        // Without an app there is no host to compare with: a test's own machine is safe.
        (Some(target), None) => is_loopback(&target),
        _ => false,
    };
    if fits {
        return Ok(());
    }
    Err(ApiError::bad_request(
        "Provided redirect url must have the same host as the configured app url",
    ))
}

fn default_icon(provider: ProviderKind) -> &'static str {
    match provider {
        ProviderKind::Github => "bi-github",
        ProviderKind::Google => "bi-google",
        ProviderKind::Facebook => "bi-facebook",
        ProviderKind::Openid => "bi-openid",
    }
}
