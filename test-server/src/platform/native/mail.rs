//! Mail of a native program, over SMTP.

use std::time::Duration;

use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use crate::secret::Secret;

/// The time limit for opening the connection to the mail server. A request of a client waits until
/// the mail is sent, so a mail server that cannot be reached must not delay the request for long.
const PATIENCE: Duration = Duration::from_secs(10);

/// A mail server.
pub(crate) struct Mailer(AsyncSmtpTransport<Tokio1Executor>);

impl Mailer {
    /// The text of the error for a wrong URL.
    pub(crate) const PROBLEM: &str = "must be an SMTP URL";

    /// The mail server behind an SMTP URL.
    pub(crate) fn new(url: &Secret) -> Option<Self> {
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.expose()).ok()?;
        Some(Self(builder.timeout(Some(PATIENCE)).build()))
    }

    /// Sends a mail; says whether the mail server has accepted it.
    pub(crate) async fn send(&self, message: Message) -> bool {
        self.0.send(message).await.is_ok()
    }
}
