//! Logins at a provider: exchanges a code for a token, reads the profile with the token, and finds or
//! creates the user of the profile.

use serde_json::Value;

use super::call::Call;
use super::reply::ApiError;
use super::users::{self, NewUser, User};
use super::{registration, validator};
use crate::db::Writer;
use crate::http_client::Answer;
use crate::settings::{Identity, ProviderKind};
use crate::state::State;

/// The addresses of a provider, and the names of the members that Fusio reads from its profiles.
pub(super) struct Endpoints {
    pub(super) authorization: String,
    token: String,
    user_info: String,
    id: String,
    name: String,
    email: String,
}

/// How a client identifies itself to a provider.
pub(super) struct Credentials<'a> {
    pub(super) client_id: &'a str,
    pub(super) client_secret: &'a str,
    pub(super) redirect_uri: &'a str,
}

/// The provider's description of a user.
pub(super) struct Profile {
    id: String,
    name: String,
    email: Option<String>,
}

/// How a user who logs in for the first time is registered.
pub(super) struct Newcomer<'a> {
    /// The name of the provider in the user's row.
    pub(super) provider: &'a str,
    pub(super) role: &'a str,
    pub(super) allowed: bool,
    /// What replaces the spaces in a name.
    pub(super) space: &'a str,
}

/// The configured endpoints. If an endpoint is not configured, the built-in provider's endpoint is used.
pub(super) fn endpoints(identity: &Identity, state: &State) -> Endpoints {
    let kind = identity.provider;
    let built_in = |base, path| format!("{base}/_test/provider/{}/{path}", kind.as_str());
    let (id, name) = match kind {
        ProviderKind::Github => ("id", "login"),
        ProviderKind::Google => ("sub", "name"),
        ProviderKind::Facebook | ProviderKind::Openid => ("id", "name"),
    };
    let or = |configured: &Option<String>, default: &str| {
        configured.clone().unwrap_or_else(|| default.to_owned())
    };
    Endpoints {
        authorization: identity
            .authorization_uri
            .clone()
            .unwrap_or_else(|| built_in(&state.url, "authorize")),
        token: identity.token_uri.clone().unwrap_or_else(|| built_in(&state.itself, "token")),
        user_info: identity
            .user_info_uri
            .clone()
            .unwrap_or_else(|| built_in(&state.itself, "userinfo")),
        id: or(&identity.id_property, id),
        name: or(&identity.name_property, name),
        email: or(&identity.email_property, "email"),
    }
}

/// Exchanges a code for a profile, in two real HTTP calls.
pub(super) async fn profile(
    call: &Call,
    endpoints: &Endpoints,
    code: &str,
    credentials: &Credentials<'_>,
) -> Result<Profile, ApiError> {
    let http = &call.state.http;
    let form = [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("client_id", credentials.client_id),
        ("client_secret", credentials.client_secret),
        ("redirect_uri", credentials.redirect_uri),
    ];
    let answer = http.post_form(&endpoints.token, &form).await?;
    let body = json(
        &answer,
        "Could not request access token, the server returned a wrong HTTP code",
        "access token",
    )?;
    let member = |name| body.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    if let Some(error) = member("error") {
        let details = [member("error_description"), member("error_uri")];
        return Err(ApiError::bad_request(provider_error(
            "Could not obtain token",
            error,
            details,
        )));
    }
    // The vendor needs `token_type`, too. Without it, the vendor answers 500; this server answers 400.
    let (Some(token), Some(_)) = (member("access_token"), member("token_type")) else {
        return Err(ApiError::bad_request("Could not obtain access token"));
    };
    let answer = http.get_bearer(&endpoints.user_info, token).await?;
    let body = json(
        &answer,
        "Could not request user info, the server returned an invalid HTTP code",
        "user info",
    )?;
    let text = |name: &str| match body.get(name) {
        Some(Value::String(text)) if !text.is_empty() => Some(text.clone()),
        Some(Value::Number(number)) => Some(number.to_string()),
        _ => None,
    };
    let (Some(id), Some(name)) = (text(&endpoints.id), text(&endpoints.name)) else {
        return Err(ApiError::bad_request("Could not request user information"));
    };
    Ok(Profile { id, name, email: text(&endpoints.email) })
}

/// The user of a profile. Finds the user by the id at the provider. If there is no such user, creates
/// the user, but only if `newcomer` allows this.
pub(super) fn user(
    call: &Call,
    db: &Writer,
    profile: &Profile,
    newcomer: &Newcomer<'_>,
) -> Result<User, ApiError> {
    if let Some(user) = users::by_remote(db, newcomer.provider, &profile.id)? {
        if user.status != users::ACTIVE {
            return Err(ApiError::bad_request("Invalid user status"));
        }
        return Ok(user);
    }
    if !newcomer.allowed {
        return Err(ApiError::bad_request("Provided user is not available"));
    }
    let role = registration::role(newcomer.role)?;
    let name = profile.name.replace(' ', newcomer.space);
    let name = name.split('@').next().unwrap_or_default();
    validator::name(name)?;
    users::name_is_free(db, name)?;
    if let Some(email) = &profile.email {
        validator::email(email)?;
        users::email_is_free(db, email)?;
    }
    let user = NewUser {
        role,
        status: users::ACTIVE,
        name,
        email: profile.email.as_deref(),
        password: None,
        points: call.settings.fusio.points_default,
        remote: Some((newcomer.provider, &profile.id)),
    };
    let id = users::create(db, &user, call.state.clock.now())?;
    users::by_id(db, id)?.ok_or_else(|| ApiError::bad_request("Could not request user information"))
}

/// A provider's refusal in the vendor's words. As with the vendor, the message has the description twice.
pub(super) fn provider_error(
    prefix: &str,
    error: &str,
    [description, uri]: [Option<&str>; 2],
) -> String {
    let parts = [Some(error), description, description, uri];
    format!("{prefix}: {}", parts.into_iter().flatten().collect::<Vec<_>>().join(" - "))
}

fn json(answer: &Answer, wrong_code: &str, what: &str) -> Result<Value, ApiError> {
    if answer.status != 200 {
        return Err(ApiError::bad_request(format!("{wrong_code}: {}", answer.status)));
    }
    let body = serde_json::from_slice(&answer.body).ok().filter(Value::is_object);
    body.ok_or_else(|| {
        ApiError::bad_request(format!(
            "Could not request {what}, the server returned an invalid JSON payload"
        ))
    })
}
