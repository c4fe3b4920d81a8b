//! The bodies of Fusio's consumer API. Section numbers are those of the wire reference.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Members;
use crate::secret::Secret;

/// `POST /consumer/register` (5.1).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct RegisterRequest {
    /// 3 to 255 of `a-z A-Z 0-9 - _ .`; unique.
    pub name: String,
    /// Unique. The confirmation mail goes there.
    pub email: String,
    /// At least 8 printable ASCII characters without blanks (the server may ask for more).
    pub password: Secret,
    /// The answer of the captcha widget, when the server asks for one. It is good for one try.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub captcha: Option<Secret>,
}

impl RegisterRequest {
    /// A registration without a captcha.
    pub fn new(
        name: impl Into<String>,
        email: impl Into<String>,
        password: impl Into<Secret>,
    ) -> Self {
        Self { name: name.into(), email: email.into(), password: password.into(), captcha: None }
    }
}

/// `POST /consumer/activate` (5.2).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct ActivateRequest {
    /// The token from the link in the mail; good once, for one hour.
    pub token: Secret,
}

impl ActivateRequest {
    /// Confirms with the token from the mail.
    pub fn new(token: impl Into<Secret>) -> Self {
        Self { token: token.into() }
    }
}

/// `POST /consumer/login` (5.3).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct LoginRequest {
    /// The name or the e-mail address. A name of more than 32 characters logs in by e-mail only.
    pub username: String,
    /// The password.
    pub password: Secret,
    /// What the token shall be good for; left out, all that the user may do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scopes: Option<Vec<String>>,
}

impl LoginRequest {
    /// A login for all scopes of the user.
    pub fn new(username: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self { username: username.into(), password: password.into(), scopes: None }
    }
}

/// `PUT /consumer/login` (5.4).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct RefreshRequest {
    /// The refresh token of the last login or refresh; good for 3 days after its issue by default.
    pub refresh_token: Secret,
}

impl RefreshRequest {
    /// Asks for new tokens.
    pub fn new(refresh_token: impl Into<Secret>) -> Self {
        Self { refresh_token: refresh_token.into() }
    }
}

/// The answer to a login, a refresh and a provider callback (5.3, 5.4, 6).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct LoginResponse {
    /// The access token, to be sent as `Authorization: Bearer …`.
    pub token: Secret,
    /// Seconds until the access token expires; before Fusio 4.0.3 the instant in epoch seconds.
    /// [`expires_at`] tells the two apart. Absent before Fusio 1.9.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_in: Option<u64>,
    /// What buys the next access token. Absent before Fusio 1.9.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<Secret>,
    /// What the token is good for, separated by commas. Absent before Fusio 2.2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
}

/// `POST /consumer/password_reset` (5.5).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct RequestPasswordResetRequest {
    /// The address of the account.
    pub email: String,
    /// The answer of the captcha widget, when the server asks for one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub captcha: Option<Secret>,
}

impl RequestPasswordResetRequest {
    /// Asks for a mail with a reset link.
    pub fn new(email: impl Into<String>) -> Self {
        Self { email: email.into(), captcha: None }
    }
}

/// `PUT /consumer/password_reset` (5.6).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ExecutePasswordResetRequest {
    /// The token from the link in the mail; good once, for one hour.
    pub token: Secret,
    /// The new password.
    pub new_password: Secret,
}

impl ExecutePasswordResetRequest {
    /// Sets a new password with the token from the mail.
    pub fn new(token: impl Into<Secret>, new_password: impl Into<Secret>) -> Self {
        Self { token: token.into(), new_password: new_password.into() }
    }
}

/// `PUT /consumer/account/change_password` (5.8).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ChangePasswordRequest {
    /// The password so far.
    pub old_password: Secret,
    /// The new password.
    pub new_password: Secret,
    /// The new password once more, as the user typed it again.
    pub verify_password: Secret,
}

impl ChangePasswordRequest {
    /// Changes the password.
    pub fn new(
        old_password: impl Into<Secret>,
        new_password: impl Into<Secret>,
        verify_password: impl Into<Secret>,
    ) -> Self {
        Self {
            old_password: old_password.into(),
            new_password: new_password.into(),
            verify_password: verify_password.into(),
        }
    }
}

/// `PUT /consumer/account` (5.7). The server changes the e-mail address and nothing else.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct UpdateAccountRequest {
    /// The new address; left out, nothing changes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

impl UpdateAccountRequest {
    /// Changes the e-mail address.
    pub fn new(email: impl Into<String>) -> Self {
        Self { email: Some(email.into()) }
    }
}

/// The answer of `GET /consumer/account` and `GET /authorization/whoami` (5.7, 5.16).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Account {
    /// The number of the user.
    pub id: i64,
    /// The number of the user's role.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role_id: Option<i64>,
    /// The number of the user's plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan_id: Option<i64>,
    /// 1 active, 2 waiting for its confirmation, 0 deleted; other values are kept as they come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<i64>,
    /// The user name.
    pub name: String,
    /// The address; a user of a social login may have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The points left, where the server counts them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<i64>,
    /// What the user may do, the plan's scopes included.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(js, tsify(optional))]
    pub scopes: Vec<String>,
    /// The plans of the user.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(js, tsify(optional))]
    pub plans: Vec<Plan>,
    /// The operator's own data about the user.
    #[serde(default, skip_serializing_if = "is_empty")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub metadata: Members,
    /// When the user was made (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// What else the server said.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// A plan of an [`Account`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Plan {
    /// The number of the plan.
    pub id: i64,
    /// The name of the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The price in the currency of the server.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<f64>,
    /// The points that the plan gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<i64>,
    /// How often the plan is paid, as a number of the server's.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(type = "unknown"))]
    pub period: Option<Value>,
}

/// What an operation without another answer says (1.6).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct Message {
    /// True: a refusal is an error.
    pub success: bool,
    /// What was done, in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The id of what was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Collection<T> {
    /// How many there are on all pages.
    pub total_results: u64,
    /// The first of this page, from 0.
    #[serde(default)]
    #[cfg_attr(js, tsify(optional))]
    pub start_index: u64,
    /// How many a page holds at the most.
    #[serde(default)]
    #[cfg_attr(js, tsify(optional))]
    pub items_per_page: u64,
    /// This page; the server leaves it out when it is empty.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(js, tsify(optional))]
    pub entry: Vec<T>,
}

/// The query of `GET /consumer/identity` (5.9).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct IdentitiesRequest {
    /// The key of the app whose identities are asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app_key: Option<String>,
    /// The number of the app; the server calls this deprecated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app_id: Option<i64>,
    /// The first to list, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_index: Option<u64>,
    /// How many to list, 1 to 1024; else the server lists 16.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// Lists those whose name holds this text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    /// The member to sort by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort_by: Option<String>,
    /// `ASC` or `DESC`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort_order: Option<String>,
}

/// A way to log in through somebody else (5.9).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct Identity {
    /// The number of the identity.
    pub id: i64,
    /// The name to show.
    pub name: String,
    /// A class of Bootstrap's icons, for example `bi-github`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icon: Option<String>,
    /// Where the login starts; see `identity_redirect`, which adds what is needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect: Option<String>,
}

/// What a token can be good for (5.12).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct Scope {
    /// The number of the scope.
    pub id: i64,
    /// The name, as it stands in a token's scope.
    pub name: String,
    /// What it allows, for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The operator's own data about the scope.
    #[serde(default, skip_serializing_if = "is_empty")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub metadata: Members,
}

/// The answer of `GET /consumer/scope/categories` (5.12).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct ScopeCategories {
    /// The categories that are not empty, by name.
    #[serde(default)]
    #[cfg_attr(js, tsify(optional))]
    pub categories: Vec<ScopeCategory>,
}

/// A group of scopes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct ScopeCategory {
    /// The number of the category.
    pub id: i64,
    /// The name of the category.
    pub name: String,
    /// Its scopes, by name.
    #[serde(default)]
    #[cfg_attr(js, tsify(optional))]
    pub scopes: Vec<Scope>,
}

/// What a token is asked for with: the form of `POST /authorization/token` (5.15).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(tag = "grant_type", rename_all = "snake_case")]
#[non_exhaustive]
pub enum TokenRequest {
    /// The client itself; Fusio takes a user's name and password as client, too.
    ClientCredentials {
        /// The scopes, separated by commas or blanks; left out, all.
        #[serde(skip_serializing_if = "Option::is_none")]
        scope: Option<String>,
    },
    /// A user's name and password, sent by an app.
    Password {
        /// The name or the e-mail address.
        username: String,
        /// The password.
        password: Secret,
        /// The scopes, separated by commas or blanks; left out, all.
        #[serde(skip_serializing_if = "Option::is_none")]
        scope: Option<String>,
    },
    /// A refresh token.
    RefreshToken {
        /// The refresh token.
        refresh_token: Secret,
    },
    /// A code of the consent page; good for 30 minutes.
    AuthorizationCode {
        /// The code.
        code: Secret,
        /// The redirect address that the code was made for.
        redirect_uri: String,
    },
}

/// The answer of the token endpoint, and what a social login brings back (5.11, 5.15).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct TokenResponse {
    /// The access token, to be sent as `Authorization: Bearer …`.
    pub access_token: Secret,
    /// `bearer`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_type: Option<String>,
    /// Seconds until the access token expires; before Fusio 4.0.3 the instant in epoch seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_in: Option<u64>,
    /// What buys the next access token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<Secret>,
    /// What the token is good for, separated by commas.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// The OpenID token, when the scope `openid` was granted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_token: Option<Secret>,
}

/// `POST /consumer/provider/{provider}` (6).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ProviderCallbackRequest {
    /// The code that the provider sent the user back with.
    pub code: Secret,
    /// The client id of the app at the provider.
    pub client_id: String,
    /// The redirect address that the code was made for.
    pub redirect_uri: String,
}

impl ProviderCallbackRequest {
    /// Trades the provider's code for a token.
    pub fn new(
        code: impl Into<Secret>,
        client_id: impl Into<String>,
        redirect_uri: impl Into<String>,
    ) -> Self {
        Self { code: code.into(), client_id: client_id.into(), redirect_uri: redirect_uri.into() }
    }
}

/// Where to send the browser for a social login, and the word to check when it comes back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct LoginStart {
    /// The address to go to.
    pub url: String,
    /// Keep it (for example in `sessionStorage`) until the browser comes back.
    pub nonce: Secret,
}

/// What an app needs to send a browser to a provider by itself (6).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct AuthorizeRequest {
    /// The provider's authorization endpoint.
    pub authorization_endpoint: String,
    /// The client id of the app at the provider.
    pub client_id: String,
    /// Where the provider shall send the browser back to.
    pub redirect_uri: String,
    /// What is asked for, separated by blanks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
}

impl AuthorizeRequest {
    /// A request without a scope.
    pub fn new(
        authorization_endpoint: impl Into<String>,
        client_id: impl Into<String>,
        redirect_uri: impl Into<String>,
    ) -> Self {
        Self {
            authorization_endpoint: authorization_endpoint.into(),
            client_id: client_id.into(),
            redirect_uri: redirect_uri.into(),
            scope: None,
        }
    }
}

fn is_empty(members: &Members) -> bool {
    members.0.is_empty()
}

/// When a token expires, in epoch seconds, from an `expires_in` that came at `now` (epoch seconds).
///
/// Fusio before 4.0.3 sent the instant itself. A value below 529,196,400 (October 1986, or almost
/// 17 years) is a number of seconds, as in the vendor's own client (2.3).
#[must_use]
pub fn expires_at(expires_in: u64, now: u64) -> u64 {
    const FIRST_INSTANT: u64 = 529_196_400;
    if expires_in < FIRST_INSTANT { now.saturating_add(expires_in) } else { expires_in }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expiry_is_read_as_seconds_or_as_an_instant() {
        assert_eq!(expires_at(172_800, 1_795_308_119), 1_795_480_919);
        assert_eq!(expires_at(1_577_836_800, 1_577_833_200), 1_577_836_800);
        assert_eq!(expires_at(529_196_399, u64::MAX), u64::MAX);
    }

    #[test]
    fn what_is_left_out_is_not_sent() {
        let request = LoginRequest::new("baz", "secret");
        let json = serde_json::to_string(&request).unwrap();
        assert_eq!(json, r#"{"username":"baz","password":"secret"}"#);
    }

    #[test]
    fn an_answer_of_the_first_era_is_a_login() {
        let answer: LoginResponse = serde_json::from_str(r#"{"token":"a.b.c"}"#).unwrap();
        assert_eq!(answer.token.expose(), "a.b.c");
        assert!(answer.refresh_token.is_none());
    }

    #[test]
    fn what_a_server_adds_to_an_account_survives() {
        let json =
            r#"{"id":2,"name":"Consumer","status":7,"metadata":{"foo":"bar"},"shoeSize":43}"#;
        let account: Account = serde_json::from_str(json).unwrap();
        assert_eq!(account.status, Some(7));
        assert_eq!(account.extra["shoeSize"], 43);
        let again = serde_json::to_value(&account).unwrap();
        assert_eq!(again, serde_json::from_str::<Value>(json).unwrap());
    }

    #[test]
    fn no_secret_shows_in_debug() {
        let text = format!(
            "{:?} {:?} {:?}",
            RegisterRequest {
                captcha: Some("cap-7".into()),
                ..RegisterRequest::new("n", "e", "pw-7")
            },
            ChangePasswordRequest::new("old-7", "new-7", "again-7"),
            TokenRequest::Password { username: "n".into(), password: "pw-8".into(), scope: None },
        );
        for secret in ["cap-7", "pw-7", "old-7", "new-7", "again-7", "pw-8"] {
            assert!(!text.contains(secret), "{text}");
        }
    }
}
