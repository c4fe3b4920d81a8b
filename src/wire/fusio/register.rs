//! The bodies of registration and confirmation, and the answer of operations that return no data.

use serde::{Deserialize, Serialize};

use crate::{secret::Secret, wire::Members};

/// `POST /consumer/register`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct RegisterRequest {
    /// The user name: 3 to 255 of the characters `a-z A-Z 0-9 - _ .`; unique.
    pub name: String,
    /// The e-mail address; unique. The confirmation mail is sent there.
    pub email: String,
    /// The password: at least 8 printable ASCII characters without spaces (the server may require
    /// more).
    pub password: Secret,
    /// The answer of the captcha widget, if the server asks for one. It is valid for one try.
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
    /// The token from the link in the mail; valid once, for one hour.
    pub token: Secret,
}

impl ActivateRequest {
    /// A confirmation with the token from the mail.
    pub fn new(token: impl Into<Secret>) -> Self {
        Self { token: token.into() }
    }
}

/// The answer of operations that return no data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[non_exhaustive]
pub struct Message {
    /// Always true: a call that fails gives an error and not this answer.
    pub success: bool,
    /// A message in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The id of the created object.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}
