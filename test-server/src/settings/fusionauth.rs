//! The settings of the part that answers like FusionAuth: keys, signing, and switches for behaviour
//! in which the documentation and the real server differ.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::choices::Choices;
use crate::secret::Secret;

/// How the part that answers like FusionAuth behaves.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FusionAuthSettings {
    /// API keys, in addition to those that a kickstart document or the API has created.
    pub api_keys: Vec<ApiKeySettings>,
    /// The algorithm that signs access tokens if neither the tenant nor the application names a key.
    pub signing_algorithm: SigningAlgorithm,
    /// The URL with which links in mails begin. If it is missing, the links begin with the server's URL.
    pub apps_url: Option<String>,
    /// A login at an application with self-service registration registers the user, as on
    /// FusionAuth's hosted pages. If this is off, the login registers the user only if the application
    /// also has `data.autoRegisterOnLogin`. Otherwise the answer for a user without a registration is
    /// 202, as in the real API.
    pub auto_register_on_login: bool,
    /// The registration of an unknown user is refused with 404, as documented. If this is off, it
    /// is refused with 400, as on the real server.
    pub unknown_user_404: bool,
    /// With several tenants, a registration that also creates the user must name the tenant, even if the
    /// application is known.
    pub strict_tenant: bool,
    /// A PATCH that has the application id only in its body replaces the registration, as on the real
    /// server, where this is a bug.
    pub bug_3061: bool,
    /// A registration that also creates the user accepts any text as the registration's time zone.
    pub lenient_timezone: bool,
    /// The server answers like FusionAuth before 1.49: a new user needs a password, and the JWKS of a
    /// new server has no key. A registration that also creates the user accepts any text as the
    /// registration's time zone. The answer to a registration has a `registrationVerificationId` only
    /// together with a code. An unverified address or number prevents a login (212) even if it does not
    /// have to be verified, for example after an import.
    pub classic: bool,
    /// The statuses of refusals for which FusionAuth's documentation names no status.
    pub choices: Choices,
}

impl Default for FusionAuthSettings {
    fn default() -> Self {
        Self {
            api_keys: vec![ApiKeySettings {
                key: "bf69486b-4733-4470-a592-f1bfce7af580".into(),
                key_manager: true,
                ..ApiKeySettings::default()
            }],
            signing_algorithm: SigningAlgorithm::default(),
            apps_url: None,
            auto_register_on_login: false,
            unknown_user_404: false,
            strict_tenant: false,
            bug_3061: false,
            lenient_timezone: false,
            classic: false,
            choices: Choices::default(),
        }
    }
}

/// An API key. A key with empty `permissions` may do everything except make keys. To make keys, a key
/// needs `key_manager`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ApiKeySettings {
    /// The key itself.
    pub key: Secret,
    /// The only tenant for which the key is valid. Without this member, the key is valid for all
    /// tenants.
    #[serde(alias = "tenantId")]
    pub tenant_id: Option<String>,
    /// Whether the key may make other keys.
    #[serde(alias = "keyManager")]
    pub key_manager: bool,
    /// Endpoints, such as `/api/user/registration`, and the methods allowed there.
    pub permissions: BTreeMap<String, Vec<String>>,
}

/// The algorithm that signs access tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub enum SigningAlgorithm {
    /// HMAC with SHA-256.
    #[default]
    HS256,
    /// RSA with SHA-256.
    RS256,
    /// ECDSA on the curve P-256 with SHA-256.
    ES256,
}

impl SigningAlgorithm {
    /// The algorithm with this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        [Self::HS256, Self::RS256, Self::ES256].into_iter().find(|known| known.as_str() == name)
    }

    /// Its name.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::HS256 => "HS256",
            Self::RS256 => "RS256",
            Self::ES256 => "ES256",
        }
    }
}
