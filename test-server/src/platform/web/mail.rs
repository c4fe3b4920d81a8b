//! Mail in WebAssembly: it stays in the outbox.

use lettre::Message;

use crate::secret::Secret;

/// A mail server: in WebAssembly, there is none.
pub(crate) enum Mailer {}

impl Mailer {
    /// What the error says about every URL of a mail server.
    pub(crate) const PROBLEM: &str = "is not possible in WebAssembly: read the mails in the outbox";

    /// Returns `None` for every URL.
    pub(crate) fn new(_: &Secret) -> Option<Self> {
        None
    }

    /// Is never called, because `new` never returns a `Mailer`.
    pub(crate) async fn send(&self, _: Message) -> bool {
        match *self {}
    }
}
