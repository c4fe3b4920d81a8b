//! The settings, with their values on a fresh server.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fusionauth::FusionAuthSettings;
use crate::secret::Secret;

/// All settings, as `GET /_test/settings` shows them and the config file sets them.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// The settings of the part that answers like Fusio.
    pub fusio: FusioSettings,
    /// The settings of the part that answers like FusionAuth.
    pub fusionauth: FusionAuthSettings,
    /// How mails are sent.
    pub mail: MailSettings,
    /// Which web pages may call the server.
    pub cors: CorsSettings,
    /// What the built-in captcha verifier accepts.
    pub captcha: CaptchaSettings,
    /// Who may use the built-in provider.
    pub provider: ProviderSettings,
}

/// The settings of the part that answers like Fusio. Settings that Fusio has, too, have Fusio's
/// names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FusioSettings {
    /// Whether users may register. If not, `register` and `activate` answer 503.
    pub registration: bool,
    /// Whether a new user has to confirm the e-mail address first.
    pub user_approval: bool,
    /// Name of the role of new users.
    pub role_default: String,
    /// How many points a new user has at first.
    pub points_default: i64,
    /// Minimum length of a password; values below 8 count as 8.
    pub user_pw_length: usize,
    /// The secret for the captcha check. If it is empty, no captcha is needed.
    pub recaptcha_secret: Secret,
    /// The URL that verifies captchas; without it, the built-in verifier does this.
    pub recaptcha_url: Option<String>,
    /// Life of an access token in seconds.
    pub expire_token: u32,
    /// Life of a refresh token in seconds, from its issue.
    pub expire_refresh: u32,
    /// Life of an activation or reset token in seconds.
    pub expire_one_time: u32,
    /// The value of `{apps_url}` in mails; default: the server's URL followed by `/apps`.
    pub apps_url: Option<String>,
    /// Subject of the activation mail.
    pub mail_register_subject: String,
    /// Text of the activation mail, with the placeholders `{apps_url}`, `{name}`, `{email}` and `{token}`.
    pub mail_register_body: String,
    /// Subject of the password reset mail.
    pub mail_pw_reset_subject: String,
    /// Text of the password reset mail, with the placeholders of `mail_register_body`.
    pub mail_pw_reset_body: String,
    /// Whether error answers contain the exception class, place, trace and context, as with
    /// `APP_DEBUG=true`.
    pub debug: bool,
    /// How many requests a caller may send.
    pub rate_limit: RateLimit,
    /// When an address that causes many errors is banned.
    pub firewall: Firewall,
    /// Whether the legacy `POST /consumer/provider/{name}` exists (Fusio before 4.0).
    pub provider_endpoint: bool,
    /// The format of the answer of a login, which depends on the version of Fusio.
    pub login_answer: LoginAnswer,
    /// Apps, which may ask for tokens.
    pub apps: Vec<App>,
    /// Identities: the providers that users can log in with.
    pub identities: Vec<Identity>,
}

impl Default for FusioSettings {
    fn default() -> Self {
        Self {
            registration: true,
            user_approval: true,
            role_default: "Consumer".into(),
            points_default: 0,
            user_pw_length: 8,
            recaptcha_secret: Secret::default(),
            recaptcha_url: None,
            expire_token: 2 * 86_400,
            expire_refresh: 3 * 86_400,
            expire_one_time: 3_600,
            apps_url: None,
            mail_register_subject: "Fusio registration".into(),
            mail_register_body: "Hello {name},\n\nyou have registered with {email}.\nTo activate your account, please open the following link:\n{apps_url}/developer/register/activate/{token}\n".into(),
            mail_pw_reset_subject: "Fusio password reset".into(),
            mail_pw_reset_body: "Hello {name},\n\na new password was requested for your account.\nTo set it, please open the following link:\n{apps_url}/developer/password/confirm/{token}\n".into(),
            debug: false,
            rate_limit: RateLimit::default(),
            firewall: Firewall::default(),
            provider_endpoint: true,
            login_answer: LoginAnswer::default(),
            apps: Vec::new(),
            identities: Vec::new(),
        }
    }
}

/// The answer of a login or a refresh in different versions of Fusio.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LoginAnswer {
    /// `token`, `expires_in` as a number of seconds, `refresh_token`, `scope`.
    #[default]
    Current,
    /// Only `token` (Fusio 1.0 to 1.8).
    TokenOnly,
    /// The same members as `current`, but `expires_in` is a Unix time (before Fusio 4.0.3).
    AbsoluteExpiry,
}

/// How many requests a caller may send in a window of time. Off by default so that test suites can run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RateLimit {
    /// Whether requests over the limit are refused. Requests are counted even if this is off.
    pub enabled: bool,
    /// How many requests one address may send in a window. All its requests count, but above this
    /// limit only requests without a valid token are refused.
    pub anonymous: u32,
    /// How many requests one user may send in a window.
    pub authenticated: u32,
    /// Length of the window in seconds.
    pub window_seconds: u32,
}

impl Default for RateLimit {
    fn default() -> Self {
        Self { enabled: false, anonymous: 900, authenticated: 3_600, window_seconds: 3_600 }
    }
}

/// When an address that causes many errors is banned. Off by default so that test suites can run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Firewall {
    /// Whether errors lead to a ban.
    pub enabled: bool,
    /// How many errors (4xx) an address may cause within the window. As in Fusio, one more is allowed: if
    /// this is 32, the 34th error causes the ban.
    pub max_retry: u32,
    /// Length of the window in seconds.
    pub find_time: u32,
    /// Length of a ban in seconds.
    pub ban_time: u32,
    /// Addresses that are never banned.
    pub ignore_ip: Vec<String>,
}

impl Default for Firewall {
    fn default() -> Self {
        Self { enabled: false, max_retry: 32, find_time: 120, ban_time: 300, ignore_ip: Vec::new() }
    }
}

/// An app of Fusio.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct App {
    /// Its number; if it is 0, the server chooses a number.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Its key, which is not a secret.
    pub key: String,
    /// Its secret.
    pub secret: Secret,
    /// Its URL: social logins send tokens only to the host of this URL.
    pub url: Option<String>,
    /// The id of the user for whom the app gets tokens when it logs in with its own key and secret.
    pub user_id: i64,
    /// 1 if the app is active; any other number if not.
    pub status: i64,
    /// Its scopes; if empty, all scopes of the user.
    pub scopes: Vec<String>,
}

impl Default for App {
    fn default() -> Self {
        Self {
            id: 0,
            name: String::new(),
            key: String::new(),
            secret: Secret::default(),
            url: None,
            user_id: 2,
            status: 1,
            scopes: Vec::new(),
        }
    }
}

/// A provider to log in with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Identity {
    /// Its number; if it is 0, the server chooses a number.
    pub id: i64,
    /// The number of the app that the identity belongs to. Without an app, or if
    /// the app has no URL, the identity sends tokens to loopback hosts only.
    pub app_id: Option<i64>,
    /// Name of the role of users who register through this identity; default: `role_default`.
    pub role: Option<String>,
    /// Its name.
    pub name: String,
    /// A Bootstrap icon class; default: the icon of the kind of provider.
    pub icon: Option<String>,
    /// The kind of provider.
    pub provider: ProviderKind,
    /// Client id at the provider.
    pub client_id: String,
    /// Client secret at the provider.
    pub client_secret: Secret,
    /// The URL to which the browser goes; default: the built-in provider.
    pub authorization_uri: Option<String>,
    /// The URL at which the server exchanges a code for a token; default: the built-in provider.
    pub token_uri: Option<String>,
    /// The URL at which the server reads the user's data; default: the built-in provider.
    pub user_info_uri: Option<String>,
    /// The member of the user's data that identifies the user; default: `sub` for Google, `id` for
    /// the others.
    pub id_property: Option<String>,
    /// The member of the user's data with the name; default: `login` for GitHub, `name` for the
    /// others.
    pub name_property: Option<String>,
    /// The member with the user's e-mail address; default: `email`.
    pub email_property: Option<String>,
    /// Whether unknown users are registered.
    pub allow_create: bool,
    /// 1 when active, 0 when deleted.
    pub status: i64,
}

impl Default for Identity {
    fn default() -> Self {
        Self {
            id: 0,
            app_id: None,
            role: None,
            name: String::new(),
            icon: None,
            provider: ProviderKind::default(),
            client_id: "demo".into(),
            client_secret: "demo-secret".into(),
            authorization_uri: None,
            token_uri: None,
            user_info_uri: None,
            id_property: None,
            name_property: None,
            email_property: None,
            allow_create: true,
            status: 1,
        }
    }
}

/// The kinds of providers. The server can be a client of a provider of each kind, and its built-in
/// provider can imitate each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ProviderKind {
    /// GitHub.
    Github,
    /// Google.
    Google,
    /// Facebook.
    Facebook,
    /// Any provider of the `OpenIDConnect` kind.
    #[default]
    Openid,
}

impl ProviderKind {
    /// All kinds.
    pub(crate) const ALL: [Self; 4] = [Self::Github, Self::Google, Self::Facebook, Self::Openid];

    /// The kind with this name in paths and settings, in upper or lower case.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str().eq_ignore_ascii_case(name))
    }

    /// The name in paths and settings.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Github => "github",
            Self::Google => "google",
            Self::Facebook => "facebook",
            Self::Openid => "openid",
        }
    }
}

/// How mails are sent. Each mail is in the outbox, whether it is sent or not.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MailSettings {
    /// The URL of the mail server, such as `smtp://host:port` or `smtps://user:password@host`. Without
    /// a URL, no mail is sent.
    pub smtp_url: Option<Secret>,
    /// The sender; default: `registration@` followed by the server's host.
    pub from: Option<String>,
}

/// Which web pages may call the server, besides those of this machine and of private networks.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CorsSettings {
    /// The origins of these pages, such as `https://app.example.com`.
    pub origins: Vec<String>,
}

/// What the built-in captcha verifier accepts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CaptchaSettings {
    /// The captcha responses that count as solved.
    pub accept: Vec<String>,
}

impl Default for CaptchaSettings {
    fn default() -> Self {
        Self { accept: vec!["good".into()] }
    }
}

/// Who may use the built-in provider.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ProviderSettings {
    /// Its clients.
    pub clients: Vec<ProviderClient>,
}

impl Default for ProviderSettings {
    fn default() -> Self {
        Self { clients: vec![ProviderClient::default()] }
    }
}

/// A client of the built-in provider.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ProviderClient {
    /// Its id.
    pub client_id: String,
    /// Its secret.
    pub client_secret: Secret,
    /// The exact URLs that the browser may be sent back to; if empty, any http or https URL of this
    /// machine, and any URL of this server.
    pub redirect_uris: Vec<String>,
}

impl Default for ProviderClient {
    fn default() -> Self {
        Self {
            client_id: "demo".into(),
            client_secret: "demo-secret".into(),
            redirect_uris: Vec::new(),
        }
    }
}
