//! The bodies of applications and tenants.

use serde::{Deserialize, Serialize};

use super::{EventInfo, PasswordValidationRules};
use crate::wire::Members;

/// `POST` and `PUT /api/application[/{applicationId}]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ApplicationRequest {
    /// The application.
    pub application: Application,
    /// Where the call comes from, for the webhooks of the server. Since 1.30.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_info: Option<EventInfo>,
    /// A role to make, in place of an application.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<ApplicationRole>,
    /// An application (UUID) to copy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_application_id: Option<String>,
    /// What else there is.
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
    /// What else there is.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// The answer with all applications.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct ApplicationsResponse {
    /// The applications.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub applications: Option<Vec<Application>>,
    /// What else there is.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// An application: what users register for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Application {
    /// Whether it can be logged in to. Only in answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    /// Whether registrations may have authentication tokens: `enabled`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub authentication_token_configuration: Option<Members>,
    /// Whatever the operator keeps about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub data: Option<Members>,
    /// Its id (UUID).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// When it was made, in epoch milliseconds. Only in answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub insert_instant: Option<i64>,
    /// Its tokens: `enabled`, `timeToLiveInSeconds` and more.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub jwt_configuration: Option<Members>,
    /// When it was last changed, in epoch milliseconds. Only in answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_update_instant: Option<i64>,
    /// Its login.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub login_configuration: Option<LoginConfiguration>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its OAuth, among it `clientId`, `clientSecret` and `requireRegistration`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub oauth_configuration: Option<Members>,
    /// Its self-service registration: `enabled`, `type`, `loginIdType` and the fields of the form.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub registration_configuration: Option<Members>,
    /// When registrations that are not verified are deleted.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub registration_delete_policy: Option<Members>,
    /// Its roles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub roles: Option<Vec<ApplicationRole>>,
    /// `Active`, `Inactive` or `PendingDelete`. Only in answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Its tenant (UUID); the tenant of the call decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tenant_id: Option<String>,
    /// What happens to users whose registration is not verified: `behavior` is `Allow` or `Gated`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub unverified: Option<Members>,
    /// The template (UUID) of the mail that verifies a registration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verification_email_template_id: Option<String>,
    /// How a registration is verified: `ClickableLink` or `FormField`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "'ClickableLink' | 'FormField' | (string & {})"))]
    pub verification_strategy: Option<String>,
    /// Whether registrations must be verified. Default false; needs a template.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verify_registration: Option<bool>,
    /// What else there is.
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
    /// Its id (UUID).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// When it was made, in epoch milliseconds. Only in answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub insert_instant: Option<i64>,
    /// Whether registrations get it that name no roles. Default false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_default: Option<bool>,
    /// Whether it includes all others. Default false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_super_role: Option<bool>,
    /// When it was last changed, in epoch milliseconds. Only in answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_update_instant: Option<i64>,
    /// Its name.
    pub name: String,
    /// What else there is.
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

/// The login of an application or of a tenant.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct LoginConfiguration {
    /// Whether access tokens can be refreshed. Default false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_token_refresh: Option<bool>,
    /// Whether a login gives a refresh token. Default false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub generate_refresh_tokens: Option<bool>,
    /// Whether a login needs an API key. Default true.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub require_authentication: Option<bool>,
    /// What else there is.
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
    /// Where the call comes from, for the webhooks of the server. Since 1.30.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_info: Option<EventInfo>,
    /// A tenant (UUID) to copy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_tenant_id: Option<String>,
    /// The tenant.
    pub tenant: Tenant,
    /// What else there is.
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
    /// What else there is.
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
    /// What else there is.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// A tenant: users and applications apart from others.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Tenant {
    /// Whatever the operator keeps about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub data: Option<Members>,
    /// Its mail, among it `verifyEmail` and the ids of templates.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub email_configuration: Option<Members>,
    /// How long ids for verifications and changes are good.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub external_identifier_configuration: Option<Members>,
    /// When an account is locked: `tooManyAttempts` and more.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub failed_authentication_configuration: Option<Members>,
    /// Its id (UUID).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// When it was made, in epoch milliseconds. Only in answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub insert_instant: Option<i64>,
    /// The issuer of its tokens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// Its tokens.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub jwt_configuration: Option<Members>,
    /// When it was last changed, in epoch milliseconds. Only in answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_update_instant: Option<i64>,
    /// Its login.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub login_configuration: Option<LoginConfiguration>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it asks of passwords.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password_validation_rules: Option<PasswordValidationRules>,
    /// Its registration, among it `blockedDomains`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub registration_configuration: Option<Members>,
    /// What else there is.
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
