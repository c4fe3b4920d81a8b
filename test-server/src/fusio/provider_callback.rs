//! `POST /consumer/provider/{provider}`: social login of the time before Fusio 4.0.

use super::call::Call;
use super::remote::{self, Credentials, Newcomer};
use super::reply::{ApiError, Reply};
use super::tokens;
use crate::settings::{Identity, ProviderKind};

/// Logs a provider's user in with a code that the app itself has fetched.
pub(super) async fn provider_callback(call: &Call) -> Result<Reply, ApiError> {
    let kind = ProviderKind::named(&call.id)
        .ok_or_else(|| ApiError::not_found("Could not find provider"))?;
    let body = &call.payload;
    let code = body.text("code").ok_or_else(|| ApiError::bad_request("No code provided"))?;
    let client_id =
        body.text("clientId").ok_or_else(|| ApiError::bad_request("No client id provided"))?;
    let redirect_uri = body
        .text("redirectUri")
        .ok_or_else(|| ApiError::bad_request("No redirect uri provided"))?;

    // The secret and endpoints are those of the identity for this provider, else the built-in ones.
    let mut identities = call.settings.fusio.identities.iter();
    let identity = identities.find(|identity| identity.provider == kind && identity.status == 1);
    let identity =
        identity.cloned().unwrap_or_else(|| Identity { provider: kind, ..Identity::default() });
    let endpoints = remote::endpoints(&identity, &call.state);
    let credentials =
        Credentials { client_id, client_secret: identity.client_secret.expose(), redirect_uri };
    let profile = remote::profile(call, &endpoints, code, &credentials).await;
    // In this era every refusal of the provider reads the same.
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
    let user = remote::user(call, &profile, &newcomer).await?;
    let issued = tokens::issue(&call.state, &user, None, user.scopes.clone()).await?;
    Reply::json(&issued.login_body())
}
