//! `FusionAuth`: registrations, their verification, login, tokens, users.
//!
//! | operation | endpoint |
//! |---|---|
//! | [`register`](Client::register) | `POST /api/user/registration/{userId}` |
//! | [`create_and_register`](Client::create_and_register) | `POST /api/user/registration/{userId}` |
//! | [`retrieve_registration`](Client::retrieve_registration) | `GET /api/user/registration/{userId}/{applicationId}` |
//! | [`update_registration`](Client::update_registration) | `PUT /api/user/registration/{userId}/{applicationId}` |
//! | [`delete_registration`](Client::delete_registration) | `DELETE /api/user/registration/{userId}/{applicationId}` |
//! | [`patch_registration`](Client::patch_registration) | `PATCH /api/user/registration/{userId}/{applicationId}` |
//! | [`merge_patch_registration`](Client::merge_patch_registration) | `PATCH /api/user/registration/{userId}/{applicationId}` |
//! | [`json_patch_registration`](Client::json_patch_registration) | `PATCH /api/user/registration/{userId}/{applicationId}` |
//! | [`verify_registration`](Client::verify_registration) | `POST /api/user/verify-registration/{verificationId}` |
//! | [`verify_user_registration`](Client::verify_user_registration) | `POST /api/user/verify-registration` |
//! | [`resend_registration_verification`](Client::resend_registration_verification) | `PUT /api/user/verify-registration` |
//! | [`login`](Client::login) | `POST /api/login` |
//! | [`login_ping`](Client::login_ping) | `PUT /api/login` |
//! | [`logout`](Client::logout) | `POST /api/logout` |
//! | [`refresh`](Client::refresh) | `POST /api/jwt/refresh` |
//! | [`revoke_refresh_tokens`](Client::revoke_refresh_tokens) | `DELETE /api/jwt/refresh` |
//! | [`revoke_refresh_token`](Client::revoke_refresh_token) | `DELETE /api/jwt/refresh/{tokenId}` |
//! | [`retrieve_refresh_tokens`](Client::retrieve_refresh_tokens) | `GET /api/jwt/refresh` |
//! | [`retrieve_refresh_token`](Client::retrieve_refresh_token) | `GET /api/jwt/refresh/{tokenId}` |
//! | [`validate_jwt`](Client::validate_jwt) | `GET /api/jwt/validate` |
//! | [`issue_jwt`](Client::issue_jwt) | `GET /api/jwt/issue` |
//! | [`retrieve_jwt_public_key`](Client::retrieve_jwt_public_key) | `GET /api/jwt/public-key` |
//! | [`retrieve_json_web_key_set`](Client::retrieve_json_web_key_set) | `GET /.well-known/jwks.json` |
//! | [`create_user`](Client::create_user) | `POST /api/user/{userId}` |
//! | [`retrieve_user`](Client::retrieve_user) | `GET /api/user/{userId}` |
//! | [`find_user`](Client::find_user) | `GET /api/user` |
//! | [`update_user`](Client::update_user) | `PUT /api/user/{userId}` |
//! | [`patch_user`](Client::patch_user) | `PATCH /api/user/{userId}` |
//! | [`merge_patch_user`](Client::merge_patch_user) | `PATCH /api/user/{userId}` |
//! | [`json_patch_user`](Client::json_patch_user) | `PATCH /api/user/{userId}` |
//! | [`deactivate_user`](Client::deactivate_user) | `DELETE /api/user/{userId}` |
//! | [`reactivate_user`](Client::reactivate_user) | `PUT /api/user/{userId}?reactivate=true` |
//! | [`delete_user`](Client::delete_user) | `DELETE /api/user/{userId}?hardDelete=true` |
//! | [`verify_email_address`](Client::verify_email_address) | `POST /api/user/verify-email` |
//! | [`resend_email_verification`](Client::resend_email_verification) | `PUT /api/user/verify-email` |
//! | [`forgot_password`](Client::forgot_password) | `POST /api/user/forgot-password` |
//! | [`change_password`](Client::change_password) | `POST /api/user/change-password` |
//! | [`change_password_by_identity`](Client::change_password_by_identity) | `POST /api/user/change-password` |
//! | [`change_password_using_jwt`](Client::change_password_using_jwt) | `POST /api/user/change-password` |
//! | [`retrieve_password_validation_rules`](Client::retrieve_password_validation_rules) | `GET /api/tenant/password-validation-rules/{tenantId}` |
//! | [`create_application`](Client::create_application) | `POST /api/application/{applicationId}` |
//! | [`retrieve_application`](Client::retrieve_application) | `GET /api/application/{applicationId}` |
//! | [`retrieve_applications`](Client::retrieve_applications) | `GET /api/application` |
//! | [`update_application`](Client::update_application) | `PUT /api/application/{applicationId}` |
//! | [`delete_application`](Client::delete_application) | `DELETE /api/application/{applicationId}?hardDelete=true` |
//! | [`create_tenant`](Client::create_tenant) | `POST /api/tenant/{tenantId}` |
//! | [`retrieve_tenant`](Client::retrieve_tenant) | `GET /api/tenant/{tenantId}` |
//! | [`retrieve_tenants`](Client::retrieve_tenants) | `GET /api/tenant` |
//!
//! Instants are epoch milliseconds, except inside of tokens, which have epoch seconds.

use std::{sync::Arc, time::Duration};

use crate::{
    config::Config,
    error::Error,
    secret::Secret,
    transport::{Http, Sender},
};

pub use crate::wire::fusionauth::*;

pub(crate) mod application;
pub(crate) mod jwt;
pub(crate) mod login;
pub(crate) mod password;
pub(crate) mod patch_registration;
pub(crate) mod patch_user;
mod refusals;
pub(crate) mod register;
pub(crate) mod registration;
pub(crate) mod user;
pub(crate) mod verify_email;
pub(crate) mod verify_registration;

/// The header that names the tenant of a call.
const TENANT: &str = "X-FusionAuth-TenantId";

/// A client of one `FusionAuth` server. It holds no session, is cheap to clone and can be shared.
///
/// Dropping the future of a call ends the call. An API key of the configuration is sent with the
/// calls that take one; where there is none, some calls take the token of the configuration.
///
/// ```
/// # use matricula::{Config, fusionauth::Client};
/// let mut config = Config::new("https://auth.example.com");
/// config.api_key = Some("bf69486b-4733-4470-a592-f1bfce7af580".into());
/// let client = Client::new(config)?;
/// let other = client.for_tenant("30663132-6464-6665-3032-326466613934")?;
/// # Ok::<(), matricula::Error>(())
/// ```
#[derive(Clone)]
pub struct Client {
    pub(crate) http: Arc<Http>,
}

impl Client {
    /// A client for the server at `config.base_url`.
    ///
    /// # Errors
    /// `Validation` when the address is not `http` or `https`, or holds credentials, a query or a
    /// fragment, or when the API key or a header cannot be sent or is `Authorization`.
    pub fn new(config: Config) -> Result<Self, Error> {
        Self::with_sender(config, Sender::new()?)
    }

    pub(crate) fn with_sender(mut config: Config, sender: Sender) -> Result<Self, Error> {
        set_tenant(&mut config);
        let refuse = |spec: &_, status, body: Option<&_>, _: Option<&_>| {
            refusals::refuse(spec, status, body)
        };
        Ok(Self { http: Arc::new(Http::new(config, refuse, sender)?) })
    }

    /// The same client for another tenant (UUID), which every call then names (1.3).
    ///
    /// # Errors
    /// `Validation` when the id cannot be sent.
    pub fn for_tenant(&self, tenant_id: impl Into<String>) -> Result<Self, Error> {
        self.with(|config| config.tenant_id = Some(tenant_id.into()))
    }

    /// The same client with the access token of another user; see [`Config::token`].
    ///
    /// # Errors
    /// None that this changes.
    pub fn with_token(&self, token: impl Into<Secret>) -> Result<Self, Error> {
        self.with(|config| config.token = Some(token.into()))
    }

    /// The same client with another time limit for its calls, retries included.
    #[must_use]
    pub fn with_timeout(&self, timeout: Duration) -> Self {
        let mut http = Http::clone(&self.http);
        http.set_timeout(timeout);
        Self { http: Arc::new(http) }
    }

    fn with(&self, change: impl FnOnce(&mut Config)) -> Result<Self, Error> {
        let mut config = self.http.config().clone();
        change(&mut config);
        set_tenant(&mut config);
        Ok(Self { http: Arc::new(self.http.configured(config)?) })
    }

    /// The parameters of a path that very old servers know only without its second.
    fn path<'a>(&self, both: &'a [&'a str; 2]) -> &'a [&'a str] {
        if self.http.config().short_paths { both.get(..1).unwrap_or(both) } else { both }
    }
}

/// Makes a header of the configured tenant.
fn set_tenant(config: &mut Config) {
    if let Some(tenant) = &config.tenant_id {
        let header = (TENANT.to_owned(), Secret::from(tenant.as_str()));
        config.headers.retain(|(name, _)| !name.eq_ignore_ascii_case(TENANT));
        config.headers.push(header);
    }
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let base = self.http.base();
        f.debug_struct("fusionauth::Client").field("base_url", &base).finish_non_exhaustive()
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use serde::de::DeserializeOwned;

    use super::*;
    use crate::transport::operation::Operation;

    const OPERATIONS: &str = include_str!("../../docs/operations.md");

    fn agrees<Req, Res: DeserializeOwned>(operation: &Operation<Req, Res>) {
        let (spec, sample) = (&operation.spec, operation.spec.sample());
        assert!(
            OPERATIONS.contains(&format!("`{}`", spec.name)),
            "{}: not in docs/operations.md",
            spec.name
        );
        let decodes =
            |body: &serde_json::Value| serde_json::from_value::<Res>(body.clone()).is_ok();
        assert!(decodes(&sample), "{}: the type asks for more than the operation", spec.name);
        for member in sample.as_object().into_iter().flat_map(|sample| sample.keys()) {
            let mut less = sample.clone();
            less.as_object_mut().unwrap().remove(member);
            assert!(!decodes(&less), "{}: the type does without {member}", spec.name);
        }
    }

    #[test]
    fn javascript_and_rust_ask_the_same_of_every_answer() {
        agrees(&register::REGISTER);
        agrees(&register::CREATE_AND_REGISTER);
        agrees(&registration::RETRIEVE_REGISTRATION);
        agrees(&registration::UPDATE_REGISTRATION);
        agrees(&registration::DELETE_REGISTRATION);
        agrees(&patch_registration::PATCH_REGISTRATION);
        agrees(&patch_registration::MERGE_PATCH_REGISTRATION);
        agrees(&patch_registration::JSON_PATCH_REGISTRATION);
        agrees(&verify_registration::VERIFY_REGISTRATION);
        agrees(&verify_registration::VERIFY_USER_REGISTRATION);
        agrees(&verify_registration::RESEND_REGISTRATION_VERIFICATION);
        agrees(&login::LOGIN);
        agrees(&login::LOGIN_PING);
        agrees(&login::LOGOUT);
        agrees(&jwt::REFRESH);
        agrees(&jwt::REVOKE_REFRESH_TOKENS);
        agrees(&jwt::REVOKE_REFRESH_TOKEN);
        agrees(&jwt::RETRIEVE_REFRESH_TOKENS);
        agrees(&jwt::RETRIEVE_REFRESH_TOKEN);
        agrees(&jwt::VALIDATE_JWT);
        agrees(&jwt::ISSUE_JWT);
        agrees(&jwt::RETRIEVE_JWT_PUBLIC_KEY);
        agrees(&jwt::RETRIEVE_JSON_WEB_KEY_SET);
        agrees(&user::CREATE_USER);
        agrees(&user::RETRIEVE_USER);
        agrees(&user::FIND_USER);
        agrees(&user::UPDATE_USER);
        agrees(&patch_user::PATCH_USER);
        agrees(&patch_user::MERGE_PATCH_USER);
        agrees(&patch_user::JSON_PATCH_USER);
        agrees(&user::DEACTIVATE_USER);
        agrees(&user::REACTIVATE_USER);
        agrees(&user::DELETE_USER);
        agrees(&verify_email::VERIFY_EMAIL_ADDRESS);
        agrees(&verify_email::RESEND_EMAIL_VERIFICATION);
        agrees(&password::FORGOT_PASSWORD);
        agrees(&password::CHANGE_PASSWORD);
        agrees(&password::CHANGE_PASSWORD_BY_IDENTITY);
        agrees(&password::CHANGE_PASSWORD_USING_JWT);
        agrees(&password::RETRIEVE_PASSWORD_VALIDATION_RULES);
        agrees(&application::CREATE_APPLICATION);
        agrees(&application::RETRIEVE_APPLICATION);
        agrees(&application::RETRIEVE_APPLICATIONS);
        agrees(&application::UPDATE_APPLICATION);
        agrees(&application::DELETE_APPLICATION);
        agrees(&application::CREATE_TENANT);
        agrees(&application::RETRIEVE_TENANT);
        agrees(&application::RETRIEVE_TENANTS);
    }

    #[test]
    fn a_tenant_is_named_once() {
        let mut config = Config::new("https://a.example");
        config.tenant_id = Some("one".to_owned());
        let client = Client::new(config).unwrap().for_tenant("two").unwrap();
        let headers = &client.http.config().headers;
        assert_eq!(headers, &[(TENANT.to_owned(), Secret::from("two"))]);
        assert!(client.for_tenant("not\nsendable").is_err());
    }

    #[test]
    fn a_key_that_no_header_can_carry_is_refused_without_being_quoted() {
        let mut config = Config::new("https://a.example");
        config.api_key = Some("hunter2\n".into());
        let error = Client::new(config).unwrap_err();
        assert!(error.field_error("apiKey").is_some());
        assert!(!format!("{error} {error:?}").contains("hunter2"));
    }

    #[test]
    fn old_servers_get_the_short_path() {
        let mut config = Config::new("https://a.example");
        let both = ["user", "application"];
        assert_eq!(Client::new(config.clone()).unwrap().path(&both), both);
        config.short_paths = true;
        assert_eq!(Client::new(config).unwrap().path(&both), ["user"]);
    }
}
