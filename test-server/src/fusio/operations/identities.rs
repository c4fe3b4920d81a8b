//! Lists the providers to log in with.

use axum::http::Method;
use schemars::JsonSchema;
use serde::Serialize;

use crate::fusio::call::{Call, Query};
use crate::fusio::collection::Collection;
use crate::fusio::operation::Operation;
use crate::fusio::reply::{ApiError, Reply};
use crate::fusio::{answers, collection};
use crate::openapi::{Content, schema};
use crate::settings::ProviderKind;

pub(super) const OPERATION: Operation = Operation {
    method: Method::GET,
    path: "consumer/identity",
    id: "consumer.identity.getAll",
    scope: None,
    body: None,
    summary: "The providers to log in with",
    describe: |document, operation| {
        let identities = document.answered::<Collection<Entry>>();
        answers::paged(operation)
            .query(&[("appId", schema::text()), ("appKey", schema::text())])
            .answer(200, "The active identities", Content::json(identities))
    },
    run: |call| Box::pin(async move { list(call) }),
};

/// An identity as login pages need it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FusioIdentity")]
struct Entry {
    id: i64,
    name: String,
    icon: String,
    redirect: String,
}

/// The active identities, or only those of the app that the query names.
fn list(call: &Call) -> Result<Reply, ApiError> {
    let fusio = &call.settings.fusio;
    let app_id = match (call.query.get("appKey"), call.query.get("appId")) {
        (Some(key), _) => {
            let app = fusio.apps.iter().find(|app| app.key == key && app.status == 1);
            Some(app.ok_or_else(|| ApiError::bad_request("Provided app key does not exist"))?.id)
        }
        // 0, or a text that is not a number, stands for all apps.
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

/// The entries whose name contains the searched text. The query can name the order. By default,
/// they are sorted by name.
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

fn default_icon(provider: ProviderKind) -> &'static str {
    match provider {
        ProviderKind::Github => "bi-github",
        ProviderKind::Google => "bi-google",
        ProviderKind::Facebook => "bi-facebook",
        ProviderKind::Openid => "bi-openid",
    }
}
