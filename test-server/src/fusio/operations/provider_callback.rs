//! Logs a user in with the code of a provider, as before Fusio 4.0.

use axum::http::Method;

use crate::fusio::call::Call;
use crate::fusio::operation::Operation;
use crate::fusio::payload::text;
use crate::fusio::remote::{Credentials, Newcomer};
use crate::fusio::reply::{ApiError, Reply};
use crate::fusio::{answers, remote, tokens};
use crate::settings::{Identity, ProviderKind};

pub(super) const OPERATION: Operation = Operation {
    method: Method::POST,
    path: "consumer/provider/{provider}",
    id: "consumer.user.provider",
    scope: None,
    body: Some(&[text("code"), text("clientId"), text("redirectUri")]),
    summary: "Log in with a provider's code, as before Fusio 4.0",
    describe: |document, operation| {
        let refusal = answers::refusal(document);
        answers::login(document, operation).answer(404, "There is no such provider", refusal)
    },
    run: |call| Box::pin(provider_callback(call)),
};

/// Logs a provider's user in with a code that the app itself has fetched.
async fn provider_callback(call: &Call) -> Result<Reply, ApiError> {
    let kind = ProviderKind::named(&call.id)
        .ok_or_else(|| ApiError::not_found("Could not find provider"))?;
    let body = &call.payload;
    let code = body.text("code").ok_or_else(|| ApiError::bad_request("No code provided"))?;
    let client_id =
        body.text("clientId").ok_or_else(|| ApiError::bad_request("No client id provided"))?;
    let redirect_uri = body
        .text("redirectUri")
        .ok_or_else(|| ApiError::bad_request("No redirect uri provided"))?;

    // The secret and the endpoints come from the first active identity for this provider. If there is
    // no such identity, the defaults are used, which are for the built-in provider.
    let mut identities = call.settings.fusio.identities.iter();
    let identity = identities.find(|identity| identity.provider == kind && identity.status == 1);
    let identity =
        identity.cloned().unwrap_or_else(|| Identity { provider: kind, ..Identity::default() });
    let endpoints = remote::endpoints(&identity, &call.state);
    let credentials =
        Credentials { client_id, client_secret: identity.client_secret.expose(), redirect_uri };
    let profile = remote::profile(call, &endpoints, code, &credentials).await;
    // Before Fusio 4.0, all refusals by the provider had the same message.
    let profile = profile.map_err(|error| match error.status.is_client_error() {
        true => ApiError::bad_request("Could not request user information"),
        false => error,
    })?;
    let newcomer = Newcomer {
        provider: kind.as_str(),
        role: &call.settings.fusio.role_default,
        allowed: true,
        space: ".",
    };
    let issued = call.state.db.write(|db| {
        let user = remote::user(call, db, &profile, &newcomer)?;
        tokens::issue(&call.state, db, &user, None, user.scopes.clone())
    })?;
    Reply::json(&issued.login_body())
}
