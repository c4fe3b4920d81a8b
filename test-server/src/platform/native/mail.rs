//! Mail of a native program, over SMTP.

use std::time::Duration;

use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use tokio::time::timeout;

use crate::secret::Secret;

/// The time limit for sending a mail. A request of a client waits until the mail is sent, so a mail server
/// that does not answer must not delay the request for long.
const PATIENCE: Duration = Duration::from_secs(10);

/// A mail server.
pub(crate) struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    patience: Duration,
}

impl Mailer {
    /// The text of the error for a wrong URL.
    pub(crate) const PROBLEM: &str = "must be an SMTP URL";

    /// The mail server behind an SMTP URL.
    pub(crate) fn new(url: &Secret) -> Option<Self> {
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.expose()).ok()?;
        Some(Self { transport: builder.build(), patience: PATIENCE })
    }

    /// Sends a mail; says whether the mail server has accepted it.
    pub(crate) async fn send(&self, message: Message) -> bool {
        // The transport's own limit is only for opening the connection.
        matches!(timeout(self.patience, self.transport.send(message)).await, Ok(Ok(_)))
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    #[tokio::test]
    async fn sending_to_a_silent_mail_server_fails_after_the_time_limit() {
        let silent = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("smtp://{}", silent.local_addr().unwrap());
        let mailer = Mailer::new(&Secret::from(url)).unwrap();
        let mailer = Mailer { patience: Duration::from_millis(100), ..mailer };
        let message = Message::builder()
            .from("a@example.test".parse().unwrap())
            .to("b@example.test".parse().unwrap())
            .body(String::new())
            .unwrap();
        let sent = timeout(Duration::from_secs(60), mailer.send(message)).await;
        assert_eq!(sent, Ok(false));
    }
}
