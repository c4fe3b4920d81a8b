//! The bodies of login and refresh.

use serde::{Deserialize, Serialize};

use crate::{
    secret::Secret,
    wire::{FIRST_INSTANT, Members},
};

/// `POST /consumer/login`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct LoginRequest {
    /// The name or the e-mail address. A user with a name of more than 32 characters can log in
    /// only with the e-mail address.
    pub username: String,
    /// The password.
    pub password: Secret,
    /// The scopes of the token; default all scopes of the user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scopes: Option<Vec<String>>,
}

impl LoginRequest {
    /// A login for all scopes of the user.
    pub fn new(username: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self { username: username.into(), password: password.into(), scopes: None }
    }
}

/// `PUT /consumer/login`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct RefreshRequest {
    /// The refresh token of the last login or refresh; by default valid for 3 days.
    pub refresh_token: Secret,
}

impl RefreshRequest {
    /// A request for new tokens.
    pub fn new(refresh_token: impl Into<Secret>) -> Self {
        Self { refresh_token: refresh_token.into() }
    }
}

/// The answer to a login, a refresh and a provider callback.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct LoginResponse {
    /// The access token; it is sent as `Authorization: Bearer …`.
    pub token: Secret,
    /// Seconds until the access token expires. A value of 529,196,400 or more is the time of expiry
    /// in epoch seconds: Fusio before 4.0.3 sent this. Absent before Fusio 1.9.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_in: Option<u64>,
    /// The refresh token. Absent before Fusio 1.9.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<Secret>,
    /// The scopes of the token, separated by commas. Absent before Fusio 2.1.6.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// When a token expires, in epoch seconds, from an `expires_in` that was received at `now` (epoch
/// seconds).
///
/// Fusio before 4.0.3 sent the time of expiry in epoch seconds. A value of 529,196,400 or more is
/// such a time (from October 1986 on). A smaller value is a lifetime in seconds (less than 17
/// years). The vendor's own client has the same limit.
#[must_use]
pub fn expires_at(expires_in: u64, now: u64) -> u64 {
    if expires_in < FIRST_INSTANT { now.saturating_add(expires_in) } else { expires_in }
}
