//! The bodies of applications and tenants.

use serde::{Deserialize, Serialize};

use super::{event_info::EventInfo, password::PasswordValidationRules};
use crate::wire::Members;

/// `POST` and `PUT /api/application[/{applicationId}]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ApplicationRequest {
    /// The application.
    pub application: Application,
    /// The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_info: Option<EventInfo>,
    /// A role, for the vendor's operations on roles. This client does not have those operations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<ApplicationRole>,
    /// An application (UUID) to copy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_application_id: Option<String>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl ApplicationRequest {
    /// A request for a new application.
    #[must_use]
    pub fn new(application: Application) -> Self {
        Self {
            application,
            event_info: None,
            role: None,
            source_application_id: None,
            extra: Members::default(),
        }
    }
}

/// The answer with one application.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct ApplicationResponse {
    /// The application.
    pub application: Application,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// The answer with the active applications.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct ApplicationsResponse {
    /// The applications.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub applications: Option<Vec<Application>>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// An application that users register with.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Application {
    /// Whether users can log in to the application. Only in answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    /// The settings of authentication tokens: with `enabled`, registrations may have such a token.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub authentication_token_configuration: Option<Members>,
    /// The operator's own data.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub data: Option<Members>,
    /// The id (UUID).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// When the application was created, in epoch milliseconds. Only in answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub insert_instant: Option<i64>,
    /// The settings of access tokens and refresh tokens, such as `timeToLiveInSeconds`. If `enabled` is true,
    /// they replace all the settings of the tenant; otherwise, the settings of the tenant apply.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub jwt_configuration: Option<Members>,
    /// When the application was last changed, in epoch milliseconds. Only in answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_update_instant: Option<i64>,
    /// The login settings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub login_configuration: Option<LoginConfiguration>,
    /// The name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The OAuth settings, such as `clientId`, `clientSecret` and `requireRegistration`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub oauth_configuration: Option<Members>,
    /// The settings of logins without a password. With `enabled`, users may log in without a password.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub passwordless_configuration: Option<Members>,
    /// The settings of self-service registration: `enabled`, `type`, `loginIdType` and the fields
    /// of the form.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub registration_configuration: Option<Members>,
    /// When registrations that are not verified are deleted.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub registration_delete_policy: Option<Members>,
    /// The roles. A request sets them only when it creates the application.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub roles: Option<Vec<ApplicationRole>>,
    /// `Active`, `Inactive` or `PendingDelete`. Only in answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// The tenant (UUID). Ignored in requests: the server uses the tenant of the call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tenant_id: Option<String>,
    /// What happens to users whose registration is not verified: `behavior` is `Allow` or `Gated`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub unverified: Option<Members>,
    /// The template (UUID) of the verification mail for a registration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verification_email_template_id: Option<String>,
    /// How a registration is verified: `ClickableLink` or `FormField`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "'ClickableLink' | 'FormField' | (string & {})"))]
    pub verification_strategy: Option<String>,
    /// Whether registrations must be verified. If true, a template for the mail is required. Default
    /// false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verify_registration: Option<bool>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl Application {
    /// An application with a name.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..Self::default() }
    }
}

/// A role of an application.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ApplicationRole {
    /// A description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The id (UUID).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// When the role was created, in epoch milliseconds. Only in answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub insert_instant: Option<i64>,
    /// Whether registrations without roles get this role. Default false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_default: Option<bool>,
    /// Whether this role includes all other roles. Default false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_super_role: Option<bool>,
    /// When the role was last changed, in epoch milliseconds. Only in answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_update_instant: Option<i64>,
    /// The name.
    pub name: String,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl ApplicationRole {
    /// A role with a name.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            description: None,
            id: None,
            insert_instant: None,
            is_default: None,
            is_super_role: None,
            last_update_instant: None,
            extra: Members::default(),
        }
    }
}

/// The login settings of an application or of a tenant.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct LoginConfiguration {
    /// Whether access tokens can be refreshed. Default false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_token_refresh: Option<bool>,
    /// Whether a login returns a refresh token. Default false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub generate_refresh_tokens: Option<bool>,
    /// Whether a login needs an API key. Default true.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub require_authentication: Option<bool>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// `POST /api/tenant[/{tenantId}]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct TenantRequest {
    /// The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_info: Option<EventInfo>,
    /// A tenant (UUID) to copy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_tenant_id: Option<String>,
    /// The tenant.
    pub tenant: Tenant,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl TenantRequest {
    /// A request for a new tenant.
    #[must_use]
    pub fn new(tenant: Tenant) -> Self {
        Self { tenant, event_info: None, source_tenant_id: None, extra: Members::default() }
    }
}

/// The answer with one tenant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct TenantResponse {
    /// The tenant.
    pub tenant: Tenant,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// The answer with all tenants.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct TenantsResponse {
    /// The tenants.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tenants: Option<Vec<Tenant>>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// A tenant, with its own users and applications.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Tenant {
    /// The operator's own data.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub data: Option<Members>,
    /// The mail settings, such as `verifyEmail` and the ids of templates.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub email_configuration: Option<Members>,
    /// How long the ids of verifications and password changes are valid.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub external_identifier_configuration: Option<Members>,
    /// When an account is locked: `tooManyAttempts` and more.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub failed_authentication_configuration: Option<Members>,
    /// The id (UUID).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// When the tenant was created, in epoch milliseconds. Only in answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub insert_instant: Option<i64>,
    /// The issuer of the tokens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// The settings of access tokens and refresh tokens.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub jwt_configuration: Option<Members>,
    /// When the tenant was last changed, in epoch milliseconds. Only in answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_update_instant: Option<i64>,
    /// The login settings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub login_configuration: Option<LoginConfiguration>,
    /// The name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The password rules.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password_validation_rules: Option<PasswordValidationRules>,
    /// The registration settings, such as `blockedDomains`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub registration_configuration: Option<Members>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl Tenant {
    /// A tenant with a name.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..Self::default() }
    }
}
