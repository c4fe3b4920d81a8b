//! The mails and text messages for operations of FusionAuth. FusionAuth's own texts are different.

use serde_json::Value;
use url::form_urlencoded::Serializer;

use super::store::User;
use crate::mail;
use crate::state::State;

/// Why a mail or a text message is sent.
#[derive(Debug, Clone, Copy)]
pub(super) enum Why {
    VerifyRegistration,
    VerifyEmail,
    SetPassword,
    ForgotPassword,
    /// A code of a second factor.
    TwoFactor,
    Passwordless,
    VerifyPhone,
    /// Too many failed logins have locked the user.
    Locked,
}

impl Why {
    fn subject(self) -> &'static str {
        match self {
            Self::VerifyRegistration => "Verify your registration",
            Self::VerifyEmail => "Verify your e-mail address",
            Self::SetPassword => "Set your password",
            Self::ForgotPassword => "Reset your password",
            Self::TwoFactor => "Your code",
            Self::Passwordless => "Log in",
            Self::VerifyPhone => "Verify your phone number",
            Self::Locked => "Too many failed logins",
        }
    }

    fn path(self) -> &'static str {
        match self {
            Self::VerifyRegistration => "registration/verify",
            Self::VerifyEmail => "email/verify",
            Self::SetPassword | Self::ForgotPassword => "password/change",
            Self::TwoFactor | Self::Locked => "",
            Self::Passwordless => "oauth2/passwordless",
            Self::VerifyPhone => "phone/verify",
        }
    }
}

const LINK: &str = "Hello,\n\nto go on, please open the following link:\n{url}/{path}/{id}?client_id={application}&tenantId={tenant}{more}\n";
const CODE: &str = "Hello,\n\nyour code is {code}. To go on, enter it here:\n{url}/{path}/{id}?client_id={application}&tenantId={tenant}{more}\n";

const CODE_ALONE: &str = "Hello,\n\nyour code is {code}.\n";

const LOCKED: &str =
    "Hello,\n\ntoo many logins to your account have failed. You cannot log in for some time.\n";

/// Where a message goes.
#[derive(Debug, Clone, Copy)]
pub(super) enum To<'a> {
    Email(&'a str),
    /// A phone number, which gets a text message.
    Phone(&'a str),
}

impl<'a> To<'a> {
    /// The address or the number.
    pub(super) fn text(self) -> &'a str {
        match self {
            Self::Email(text) | Self::Phone(text) => text,
        }
    }
}

/// A mail or a text message. It is sent after the changes of the request are written to the database.
pub(super) struct Letter {
    sms: bool,
    why: Why,
    to: String,
    tenant: String,
    application: Option<String>,
    id: String,
    code: Option<String>,
    /// More parameters of the link, each after a `&`.
    more: String,
}

/// Makes the mail with an id, and perhaps a code. Returns `None` for a user without an e-mail address.
pub(super) fn letter(
    why: Why,
    user: &User,
    application: Option<&str>,
    id: &str,
    code: Option<&str>,
) -> Option<Letter> {
    let to = To::Email(user.mail_address()?);
    Some(message(why, to, &user.tenant, application, id, code))
}

/// The mail or the text message with an id, and perhaps a code.
pub(super) fn message(
    why: Why,
    to: To<'_>,
    tenant: &str,
    application: Option<&str>,
    id: &str,
    code: Option<&str>,
) -> Letter {
    let (sms, to) = match to {
        To::Email(address) => (false, address),
        To::Phone(number) => (true, number),
    };
    Letter {
        sms,
        why,
        to: to.to_owned(),
        tenant: tenant.to_owned(),
        application: application.map(str::to_owned),
        id: id.to_owned(),
        code: code.map(str::to_owned),
        more: String::new(),
    }
}

/// The message with a code of a second factor.
pub(super) fn code(sms: bool, user: &User, to: &str, code: &str) -> Letter {
    Letter {
        sms,
        why: Why::TwoFactor,
        to: to.to_owned(),
        tenant: user.tenant.clone(),
        application: None,
        id: String::new(),
        code: Some(code.to_owned()),
        more: String::new(),
    }
}

impl Letter {
    /// Adds the texts, numbers and booleans in an object as parameters to the link.
    pub(super) fn with_parameters(mut self, object: &Value) -> Self {
        let mut query = Serializer::new(String::new());
        for (name, value) in object.as_object().into_iter().flatten() {
            let text = match value {
                Value::String(text) => text.clone(),
                Value::Bool(_) | Value::Number(_) => value.to_string(),
                _ => continue,
            };
            query.append_pair(name, &text);
        }
        let query = query.finish();
        if !query.is_empty() {
            self.more = format!("&{query}");
        }
        self
    }
}

/// Sends a message. If that fails, the request still succeeds.
pub(super) async fn send(state: &State, letter: &Letter) {
    let settings = state.settings();
    let url = settings.fusionauth.apps_url.as_deref().unwrap_or(&state.url).trim_end_matches('/');
    let filled = mail::Letter {
        to: &letter.to,
        subject: letter.why.subject(),
        template: match (letter.why, &letter.code) {
            (Why::TwoFactor, _) => CODE_ALONE,
            (Why::Locked, _) => LOCKED,
            (_, Some(_)) => CODE,
            (_, None) => LINK,
        },
        values: &[
            ("url", url),
            ("path", letter.why.path()),
            ("id", &letter.id),
            ("code", letter.code.as_deref().unwrap_or_default()),
            ("application", letter.application.as_deref().unwrap_or_default()),
            ("tenant", &letter.tenant),
            ("more", &letter.more),
        ],
    };
    if letter.sms {
        state.keep_sms(&filled);
        return;
    }
    if let Err(error) = state.send(filled, &settings.mail).await {
        tracing::warn!(%error, "a mail was not sent");
    }
}
