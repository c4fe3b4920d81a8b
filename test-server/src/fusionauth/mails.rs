//! Mails of the FusionAuth half, in the server's own words.

use super::store::User;
use super::tickets::Made;
use crate::mail::Letter;
use crate::state::State;

/// Why a mail is sent.
#[derive(Debug, Clone, Copy)]
pub(super) enum Why {
    VerifyRegistration,
    VerifyEmail,
    SetPassword,
    ForgotPassword,
}

impl Why {
    fn subject(self) -> &'static str {
        match self {
            Self::VerifyRegistration => "Verify your registration",
            Self::VerifyEmail => "Verify your e-mail address",
            Self::SetPassword => "Set your password",
            Self::ForgotPassword => "Reset your password",
        }
    }

    fn path(self) -> &'static str {
        match self {
            Self::VerifyRegistration => "registration/verify",
            Self::VerifyEmail => "email/verify",
            Self::SetPassword | Self::ForgotPassword => "password/change",
        }
    }
}

const LINK: &str = "Hello,\n\nto go on, please open the following link:\n{url}/{path}/{id}?client_id={application}&tenantId={tenant}\n";
const CODE: &str = "Hello,\n\nyour code is {code}. To go on, enter it here:\n{url}/{path}/{id}?client_id={application}&tenantId={tenant}\n";

/// Sends a mail with a ticket. A mail that cannot leave is no reason to refuse the request.
pub(super) async fn send(
    state: &State,
    why: Why,
    user: &User,
    application: Option<&str>,
    made: &Made,
) {
    let Some(to) = user.mail_address() else { return };
    let settings = state.settings();
    let url = settings.fusionauth.apps_url.as_deref().unwrap_or(&state.url).trim_end_matches('/');
    let code = made.code.as_deref();
    let letter = Letter {
        to,
        subject: why.subject(),
        template: if code.is_some() { CODE } else { LINK },
        values: &[
            ("url", url),
            ("path", why.path()),
            ("id", &made.id),
            ("code", code.unwrap_or_default()),
            ("application", application.unwrap_or_default()),
            ("tenant", &user.tenant),
        ],
    };
    if let Err(error) = state.send(letter, &settings.mail).await {
        tracing::warn!(%error, "a mail was not sent");
    }
}
