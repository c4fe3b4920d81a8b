//! The connection to a mail server.

use std::time::Duration;

use lettre::transport::smtp::Error;
use lettre::{AsyncSmtpTransport, Tokio1Executor};

use crate::secret::Secret;

/// The request waits for the mail, so the mail must not wait for ever.
const PATIENCE: Duration = Duration::from_secs(10);

/// The transport behind an SMTP URL.
pub(crate) fn transport(url: &Secret) -> Result<AsyncSmtpTransport<Tokio1Executor>, Error> {
    let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.expose())?;
    Ok(builder.timeout(Some(PATIENCE)).build())
}
