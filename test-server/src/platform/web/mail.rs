//! Mail in WebAssembly: it stays in the outbox.

use lettre::Message;

use crate::secret::Secret;

/// A mail server: in WebAssembly, there is none.
pub(crate) enum Mailer {}

impl Mailer {
    /// What the error says about every URL of a mail server.
    pub(crate) const PROBLEM: &str = "is not possible in WebAssembly: read the mails in the outbox";

    /// Returns none for every URL.
    pub(crate) fn new(_: &Secret) -> Option<Self> {
        None
    }

    /// Sends a mail.
    pub(crate) async fn send(&self, _: Message) -> bool {
        match *self {}
    }
}
