//! Logs in the user who comes back from a provider.

use axum::http::Method;
use url::Url;

use crate::db::{Reader, params};
use crate::fusio::call::Call;
use crate::fusio::operation::Operation;
use crate::fusio::remote::{Credentials, Newcomer};
use crate::fusio::reply::{ApiError, Reply};
use crate::fusio::tokens::Issued;
use crate::fusio::{answers, identity, remote, tokens};
use crate::openapi::{Content, schema};

pub(super) const OPERATION: Operation = Operation {
    method: Method::GET,
    path: "consumer/identity/{identity}/exchange",
    id: "consumer.identity.exchange",
    scope: None,
    body: None,
    summary: "Log in the user who comes back from a provider",
    describe: |document, operation| {
        let names = ["code", "state", "error", "error_description", "error_uri"];
        answers::of_identity(document, operation)
            .query(&names.map(|name| (name, schema::text())))
            .answer(200, "Logged in, without a redirect", Content::html())
            .answer(302, "Logged in, with a redirect to the app", Content::html())
    },
    run: |call| Box::pin(exchange(call)),
};

/// Logs the provider's user in. Sends the browser with the tokens to the app, or shows the tokens
/// if the login has no `redirect_uri`.
async fn exchange(call: &Call) -> Result<Reply, ApiError> {
    let identity = identity::find(call)?;
    let query = &call.query;
    if let Some(error) = query.get("error") {
        let details = [query.get("error_description"), query.get("error_uri")];
        return Err(ApiError::bad_request(remote::provider_error(
            "Could not authenticate user",
            error,
            details,
        )));
    }
    let code = query.get("code").ok_or_else(|| ApiError::bad_request("No code provided"))?;
    let state = query.get("state").ok_or_else(|| ApiError::bad_request("No state provided"))?;
    let uri = call.state.db.read(|db| requested(call, db, identity.id, state))?;

    let endpoints = remote::endpoints(identity, &call.state);
    let credentials = Credentials {
        client_id: &identity.client_id,
        client_secret: identity.client_secret.expose(),
        redirect_uri: &identity::exchange_uri(call, identity),
    };
    let profile = remote::profile(call, &endpoints, code, &credentials).await;
    let newcomer = Newcomer {
        provider: &format!("identity {}", identity.id),
        role: identity.role.as_deref().unwrap_or(&call.settings.fusio.role_default),
        allowed: identity.allow_create,
        space: "_",
    };
    let issued = call.state.db.write(|db| {
        requested(call, db, identity.id, state)?;
        let done = profile.and_then(|profile| {
            let user = remote::user(call, db, &profile, &newcomer)?;
            // The token is not for an app, even if the identity has an app: the tokens recorded from a
            // real Fusio have no `aud`.
            tokens::issue(&call.state, db, &user, None, user.scopes.clone())
        });
        // The state works only once, even if the login is refused (4xx). After another error, the state
        // can be used again.
        if done.as_ref().err().is_none_or(|refused| refused.status.is_client_error()) {
            db.run("DELETE FROM fusio_identity_request WHERE state = ?1", [state])?;
            return Ok(done);
        }
        done.map(Ok)
    })??;
    match uri {
        Some(uri) => back_to(&uri, &issued),
        None => Ok(page(&issued)),
    }
}

/// The `redirect_uri` of the login with this state; refuses a state that is unknown, used or old.
fn requested(
    call: &Call,
    db: &Reader,
    identity: i64,
    state: &str,
) -> Result<Option<String>, ApiError> {
    let query = "SELECT redirect_uri FROM fusio_identity_request \
                 WHERE state = ?1 AND identity_id = ?2 AND date > ?3";
    let oldest = call.state.clock.now() - identity::REQUEST_LIFE;
    let found = db.first(query, params![state, identity, oldest], |row| row.get(0))?;
    found.ok_or_else(|| ApiError::bad_request("Provided identity state was not requested"))
}

fn back_to(uri: &str, issued: &Issued) -> Result<Reply, ApiError> {
    let mut url = Url::parse(uri).map_err(|error| ApiError::internal(&error))?;
    url.query_pairs_mut().extend_pairs(members(issued));
    Ok(Reply::redirect(url.into()))
}

fn page(issued: &Issued) -> Reply {
    let rows = members(issued).map(|(name, value)| {
        format!("<dt>{name}</dt><dd>{}</dd>", html_escape::encode_safe(&value))
    });
    let rows: String = rows.concat();
    Reply::html(format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Logged in</title></head>\
         <body><h1>Logged in</h1><dl>{rows}</dl></body></html>"
    ))
}

fn members(issued: &Issued) -> [(&'static str, String); 5] {
    [
        ("access_token", issued.access.clone()),
        ("token_type", "bearer".to_owned()),
        ("expires_in", issued.expires_in.to_string()),
        ("refresh_token", issued.refresh.clone()),
        ("scope", issued.scope.clone()),
    ]
}
