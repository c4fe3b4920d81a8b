//! `/api/user/verify-email`: verifies an e-mail address.

use super::Client;
use crate::{
    error::Error,
    transport::{
        Call, Credentials,
        operation::{Member, Method, Operation, Place, Repeat, Spec},
    },
    wire::fusionauth::{ResendEmailVerificationRequest, VerificationResponse, VerifyEmailRequest},
};

pub(crate) const VERIFY_EMAIL_ADDRESS: Operation<VerifyEmailRequest, ()> = Operation::new(Spec {
    name: "verify_email_address",
    method: Method::Post,
    path: "/api/user/verify-email",
    request: Place::Json,
    repeat: Repeat::Unanswered,
    answer: &[Member::Nothing],
});

pub(crate) const RESEND_EMAIL_VERIFICATION: Operation<
    ResendEmailVerificationRequest,
    VerificationResponse,
> = Operation::new(Spec {
    name: "resend_email_verification",
    method: Method::Put,
    path: "/api/user/verify-email",
    request: Place::Query,
    repeat: Repeat::Never,
    answer: &[],
});

impl Client {
    /// Verifies an e-mail address with the id from the mail, and the code where a form asks for
    /// one. `POST /api/user/verify-email` (6.5).
    ///
    /// # Errors
    /// `InvalidToken` when the id or the code is wrong, used or expired; `Unsupported` when the
    /// tenant verifies nothing; `Validation`.
    pub async fn verify_email_address(&self, request: &VerifyEmailRequest) -> Result<(), Error> {
        self.http.call(&VERIFY_EMAIL_ADDRESS, &Call::new(Credentials::Key, &[]), request).await
    }

    /// Sends the mail that verifies an e-mail address once more, or only makes a new id. `PUT
    /// /api/user/verify-email` (6.5).
    ///
    /// With an API key the answer tells the new id, without one it is empty.
    ///
    /// # Errors
    /// `NotFound` when there is no such user; `Unsupported` when the tenant verifies nothing;
    /// `Validation`; `Unauthorized` for a wrong API key.
    pub async fn resend_email_verification(
        &self,
        request: &ResendEmailVerificationRequest,
    ) -> Result<VerificationResponse, Error> {
        self.http.call(&RESEND_EMAIL_VERIFICATION, &Call::new(Credentials::Key, &[]), request).await
    }
}
