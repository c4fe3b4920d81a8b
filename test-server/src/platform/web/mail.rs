//! Mail in WebAssembly: it stays in the outbox.

use lettre::Message;

use crate::secret::Secret;

/// A mail server, of which there is none.
pub(crate) enum Mailer {}

impl Mailer {
    /// What a URL is told.
    pub(crate) const PROBLEM: &str = "is not possible in WebAssembly: read the mails in the outbox";

    /// There is none behind any URL.
    pub(crate) fn new(_: &Secret) -> Option<Self> {
        None
    }

    /// Hands a mail over.
    pub(crate) async fn send(&self, _: Message) -> bool {
        match *self {}
    }
}
