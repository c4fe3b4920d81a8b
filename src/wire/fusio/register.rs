//! The bodies of registration and confirmation, and what most operations answer.

use serde::{Deserialize, Serialize};

use crate::{secret::Secret, wire::Members};

/// `POST /consumer/register`.
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

/// `POST /consumer/activate`.
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

/// What an operation without another answer says.
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
    /// What else the server said.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}
