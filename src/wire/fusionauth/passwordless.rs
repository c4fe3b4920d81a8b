//! The bodies of logins without a password.

use serde::{Deserialize, Serialize};

use super::{event_info::EventInfo, login::MetaData};
use crate::{secret::Secret, wire::Members};

/// `POST /api/passwordless/start`. Since 1.11.0.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PasswordlessStartRequest {
    /// The application (UUID) to log in to. It must allow logins without a password.
    pub application_id: String,
    /// The e-mail address or the user name, or the phone number if `login_id_types` contains `phoneNumber`.
    /// For a phone number, the code is sent to this number as a text message; otherwise it is sent to the
    /// user's e-mail address.
    pub login_id: String,
    /// The types that `login_id` may have: one or more of `email`, `username` and `phoneNumber`. The server
    /// tries them in the order of this list. Default: `email`, then `username`. Since 1.59.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub login_id_types: Option<Vec<String>>,
    /// Whether the user clicks a link (`ClickableLink`) or types in a code of six digits (`FormField`).
    /// Default: the setting of the application. Without this setting, a mail has a link, and a text message
    /// has a code. Since 1.59.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "'ClickableLink' | 'FormField'"))]
    pub login_strategy: Option<String>,
    /// Values that the answer to the login repeats, for example the page to go back to.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub state: Option<Members>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl PasswordlessStartRequest {
    /// A login of the user with this address or name.
    #[must_use]
    pub fn new(application_id: impl Into<String>, login_id: impl Into<String>) -> Self {
        Self {
            application_id: application_id.into(),
            login_id: login_id.into(),
            login_id_types: None,
            login_strategy: None,
            state: None,
            extra: Members::default(),
        }
    }
}

/// The answer of `POST /api/passwordless/start`: the code of the started login.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PasswordlessStartResponse {
    /// The code: 43 characters; valid once, and by default for three minutes. If another login without a
    /// password is started for the same user, this code becomes invalid.
    pub code: Secret,
    /// The code of six digits that the user types in, if the user gets one. It works only together
    /// with `code`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one_time_code: Option<Secret>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

/// `POST /api/passwordless/send`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PasswordlessSendRequest {
    /// The application (UUID). Send it together with `login_id`, instead of `code`. Deprecated since
    /// 1.11.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_id: Option<String>,
    /// The `code` from the answer of `start_passwordless_login`. Since 1.11.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<Secret>,
    /// The e-mail address or the user name. Send it together with `application_id`, instead of `code`. The
    /// server then makes the code, and only the user gets the code. Deprecated since 1.11.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub login_id: Option<String>,
    /// Values that the answer to the login repeats. Send them only together with `application_id`
    /// and `login_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(js, tsify(optional, type = "Record<string, unknown>"))]
    pub state: Option<Members>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl PasswordlessSendRequest {
    /// A request to send the code of a started login.
    #[must_use]
    pub fn new(code: impl Into<Secret>) -> Self {
        Self { code: Some(code.into()), ..Self::default() }
    }
}

/// `POST /api/passwordless/login`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(js, derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PasswordlessLoginRequest {
    /// The application (UUID) for which the login was started.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_id: Option<String>,
    /// The `code` from the answer of `start_passwordless_login`. If the user gets a link, the link contains
    /// this code, too.
    pub code: Secret,
    /// The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_info: Option<EventInfo>,
    /// The IP address of the user. It takes precedence over the header `X-Forwarded-For`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip_address: Option<String>,
    /// The data, such as the device, that is stored with the refresh token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meta_data: Option<MetaData>,
    /// Whether the device is new for this user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_device: Option<bool>,
    /// Whether the server leaves the tokens out of the answer. Default false.
    #[serde(rename = "noJWT", skip_serializing_if = "Option::is_none")]
    pub no_jwt: Option<bool>,
    /// The code of six digits that the user typed in, if the user got one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one_time_code: Option<Secret>,
    /// The trust id from an earlier login with a second factor. If this id is valid for the application,
    /// the login needs no second factor. The cookie `fusionauth.trust` takes precedence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub two_factor_trust_id: Option<Secret>,
    /// Members that this version does not know.
    #[serde(flatten)]
    #[cfg_attr(js, serde(skip))]
    pub extra: Members,
}

impl PasswordlessLoginRequest {
    /// A login with `code` alone, without a code of six digits.
    #[must_use]
    pub fn new(code: impl Into<Secret>) -> Self {
        Self {
            application_id: None,
            code: code.into(),
            event_info: None,
            ip_address: None,
            meta_data: None,
            new_device: None,
            no_jwt: None,
            one_time_code: None,
            two_factor_trust_id: None,
            extra: Members::default(),
        }
    }
}
