//! Sends the browser to a provider.

use axum::http::Method;
use url::Url;

use crate::db::params;
use crate::fusio::call::Call;
use crate::fusio::operation::Operation;
use crate::fusio::reply::{ApiError, Reply};
use crate::fusio::{answers, identity, remote};
use crate::net::is_loopback;
use crate::openapi::{Content, schema};
use crate::settings::{Identity, ProviderKind};
use crate::token;

pub(super) const OPERATION: Operation =
    Operation {
        method: Method::GET,
        path: "consumer/identity/{identity}/redirect",
        id: "consumer.identity.redirect",
        scope: None,
        body: None,
        summary: "Redirect to a provider",
        describe: |document, operation| {
            answers::of_identity(document, operation)
                .query(&[("redirect_uri", schema::text())])
                .answer(302, "Redirect to the provider", Content::html())
        },
        run: |call| Box::pin(async move { redirect(call) }),
    };

fn redirect(call: &Call) -> Result<Reply, ApiError> {
    let identity = identity::find(call)?;
    let redirect_uri = call.query.get("redirect_uri");
    if let Some(uri) = redirect_uri {
        check_host(call, identity, uri)?;
    }
    let state = token::random_hex(16)?;
    let now = call.state.clock.now();
    let insert = "INSERT INTO fusio_identity_request (state, identity_id, redirect_uri, date) \
                  VALUES (?1, ?2, ?3, ?4)";
    call.state.db.write(|db| {
        let oldest = now - identity::REQUEST_LIFE;
        db.run("DELETE FROM fusio_identity_request WHERE date <= ?1", [oldest])?;
        db.run(insert, params![state, identity.id, redirect_uri, now])
    })?;
    let endpoints = remote::endpoints(identity, &call.state);
    let mut url =
        Url::parse(&endpoints.authorization).map_err(|error| ApiError::internal(&error))?;
    // The vendor, too, drops the query of the configured URL.
    url.set_query(None);
    url.query_pairs_mut()
        .append_pair("response_type", "code")
        .append_pair("client_id", &identity.client_id)
        .append_pair("state", &state)
        .append_pair("redirect_uri", &identity::exchange_uri(call, identity));
    match identity.provider {
        ProviderKind::Openid => url.query_pairs_mut().append_pair("scope", "openid"),
        ProviderKind::Google => url.query_pairs_mut().append_pair("scope", "openid profile email"),
        ProviderKind::Github | ProviderKind::Facebook => &mut url.query_pairs_mut(),
    };
    Ok(Reply::redirect(url.into()))
}

/// Refuses a `redirect_uri` that may not get tokens. It must be an http or https URL. Its host must be
/// the host of the app's URL, or this machine if no app's URL is configured. As with the vendor, any
/// port is allowed.
fn check_host(call: &Call, identity: &Identity, uri: &str) -> Result<(), ApiError> {
    let apps = &call.settings.fusio.apps;
    let app = identity.app_id.and_then(|id| apps.iter().find(|app| app.id == id));
    let target = Url::parse(uri).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    let fits = match (target, app.and_then(|app| app.url.as_deref()).map(Url::parse)) {
        (Some(target), Some(Ok(own))) => target.host() == own.host(),
        // Without the URL of an app there is no host to compare with: only this machine is safe.
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
