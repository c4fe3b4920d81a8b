//! The registration of a user with an application.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{secret::Secret, wire::Members};

/// The registration of a user with an application, in requests and in answers. In requests, the
/// server ignores members that only the server sets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[cfg_attr(js, tsify(type_params = "RegistrationData = Record<string, unknown>"))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Registration {
    /// The application (UUID). It cannot be changed.
    pub application_id: String,
    /// The authentication token: it can be used instead of the password to log in to this
    /// application, if the application's `authenticationTokenConfiguration` is enabled. The server
    /// ignores this member if the request has `generate_authentication_token`. An update without this
    /// member removes the stored token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authentication_token: Option<Secret>,
    /// The id (UUID) of the user name at the moderation service `CleanSpeak`, if the name is moderated.
    /// Only in answers, and in imports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clean_speak_id: Option<String>,
    /// The operator's own data about the user in this application. Do not change the type of a member of
    /// this data: the search index of the server keeps the first type.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "RegistrationData"))]
    pub data: Option<Members>,
    /// The id of the registration (UUID). If the request that creates the registration has no id,
    /// the server chooses the id. The id cannot be changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// When the registration was created, in epoch milliseconds. Only in answers, and in imports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub insert_instant: Option<i64>,
    /// When the user last logged in to the application, in epoch milliseconds. Only in answers, and
    /// in imports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_login_instant: Option<i64>,
    /// When the registration was last changed, in epoch milliseconds. Only in answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_update_instant: Option<i64>,
    /// The locales that the user prefers, in order of preference (`en`, `en_US`); at most 20, no
    /// duplicates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preferred_languages: Option<Vec<String>>,
    /// The names of the roles that the user has in the application; in answers sorted, without
    /// duplicates. Default at creation: the default roles of the application.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub roles: Option<Vec<String>>,
    /// The time zone of the user, by its IANA name (`America/Denver`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
    /// Tokens of identity providers, by the provider's name or id. Only in answers. Since 1.1.0, removed in
    /// 1.28.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, string>"))]
    pub tokens: Option<BTreeMap<String, Secret>>,
    /// A name to show in this application: at most 191 characters. It is not unique, and nobody
    /// can log in with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// The moderation status of the name: `ACTIVE` (the default), `PENDING` or `REJECTED`. Only in
    /// answers, and in imports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username_status: Option<String>,
    /// Whether the registration is verified. If the application does not verify registrations, every
    /// new registration counts as verified. Only in answers, and in imports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified: Option<bool>,
    /// When the registration was verified, in epoch milliseconds. Only in answers, and in imports.
    /// Since 1.48.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified_instant: Option<i64>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl Registration {
    /// A registration with the application.
    #[must_use]
    pub fn new(application_id: impl Into<String>) -> Self {
        Self {
            application_id: application_id.into(),
            authentication_token: None,
            clean_speak_id: None,
            data: None,
            id: None,
            insert_instant: None,
            last_login_instant: None,
            last_update_instant: None,
            preferred_languages: None,
            roles: None,
            timezone: None,
            tokens: None,
            username: None,
            username_status: None,
            verified: None,
            verified_instant: None,
            extra: Members::default(),
        }
    }
}
