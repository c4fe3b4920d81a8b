//! The mails for operations of FusionAuth. Their texts are not those of FusionAuth.

use super::store::User;
use crate::mail;
use crate::state::State;

/// Why a mail is sent.
#[derive(Debug, Clone, Copy)]
pub(super) enum Why {
    VerifyRegistration,
    VerifyEmail,
    SetPassword,
    ForgotPassword,
    /// A code of a second factor.
    TwoFactor,
}

impl Why {
    fn subject(self) -> &'static str {
        match self {
            Self::VerifyRegistration => "Verify your registration",
            Self::VerifyEmail => "Verify your e-mail address",
            Self::SetPassword => "Set your password",
            Self::ForgotPassword => "Reset your password",
            Self::TwoFactor => "Your code",
        }
    }

    fn path(self) -> &'static str {
        match self {
            Self::VerifyRegistration => "registration/verify",
            Self::VerifyEmail => "email/verify",
            Self::SetPassword | Self::ForgotPassword => "password/change",
            Self::TwoFactor => "",
        }
    }
}

const LINK: &str = "Hello,\n\nto go on, please open the following link:\n{url}/{path}/{id}?client_id={application}&tenantId={tenant}\n";
const CODE: &str = "Hello,\n\nyour code is {code}. To go on, enter it here:\n{url}/{path}/{id}?client_id={application}&tenantId={tenant}\n";

const CODE_ALONE: &str = "Hello,\n\nyour code is {code}.\n";

/// A mail or text message that is sent after the change is written to the database.
pub(super) struct Letter {
    sms: bool,
    why: Why,
    to: String,
    tenant: String,
    application: Option<String>,
    id: String,
    code: Option<String>,
}

/// The mail with an id, and perhaps a code; none for a user without an address.
pub(super) fn letter(
    why: Why,
    user: &User,
    application: Option<&str>,
    id: &str,
    code: Option<&str>,
) -> Option<Letter> {
    Some(Letter {
        sms: false,
        why,
        to: user.mail_address()?.to_owned(),
        tenant: user.tenant.clone(),
        application: application.map(str::to_owned),
        id: id.to_owned(),
        code: code.map(str::to_owned),
    })
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
