//! `/api/user/verify-registration`: verifies a registration.

use super::Client;
use crate::{
    error::Error,
    secret::Secret,
    transport::{
        Call, Credentials,
        operation::{Member, Method, Operation, Place, Repeat, Spec},
    },
    wire::fusionauth::{
        ResendRegistrationVerificationRequest, VerificationResponse, VerifyRegistrationRequest,
    },
};

pub(crate) const VERIFY_REGISTRATION: Operation<(), ()> = Operation::new(Spec {
    name: "verify_registration",
    method: Method::Post,
    path: "/api/user/verify-registration/{verificationId}",
    request: Place::Nowhere,
    repeat: Repeat::Unanswered,
    answer: &[Member::Nothing],
});

pub(crate) const VERIFY_USER_REGISTRATION: Operation<VerifyRegistrationRequest, ()> =
    Operation::new(Spec {
        name: "verify_user_registration",
        method: Method::Post,
        path: "/api/user/verify-registration",
        request: Place::Json,
        repeat: Repeat::Unanswered,
        answer: &[Member::Nothing],
    });

pub(crate) const RESEND_REGISTRATION_VERIFICATION: Operation<
    ResendRegistrationVerificationRequest,
    VerificationResponse,
> = Operation::new(Spec {
    name: "resend_registration_verification",
    method: Method::Put,
    path: "/api/user/verify-registration",
    request: Place::Query,
    repeat: Repeat::Never,
    answer: &[],
});

impl Client {
    /// Verifies a registration with the id from the mail. `POST
    /// /api/user/verify-registration/{verificationId}` (4.4).
    ///
    /// The id stands in the address; the vendor calls this form deprecated since 1.27.0.
    ///
    /// # Errors
    /// `InvalidToken` when the id is wrong, used or older than a day.
    pub async fn verify_registration(&self, verification_id: &Secret) -> Result<(), Error> {
        self.http
            .call(
                &VERIFY_REGISTRATION,
                &Call::new(Credentials::None, &[verification_id.expose()]),
                &(),
            )
            .await
    }

    /// Verifies a registration with the id from the mail, and the code where a form asks for one.
    /// `POST /api/user/verify-registration` (4.4).
    ///
    /// Since 1.27.0.
    ///
    /// # Errors
    /// `InvalidToken` when the id or the code is wrong, used or older than a day; `Validation` when
    /// the code is missing.
    pub async fn verify_user_registration(
        &self,
        request: &VerifyRegistrationRequest,
    ) -> Result<(), Error> {
        self.http.call(&VERIFY_USER_REGISTRATION, &Call::new(Credentials::None, &[]), request).await
    }

    /// Sends the mail that verifies a registration once more, or only makes a new id. `PUT
    /// /api/user/verify-registration` (4.3).
    ///
    /// With an API key the answer tells the new id, without one it is empty.
    ///
    /// # Errors
    /// `NotFound` when there is no such user or registration; `Unsupported` when the application
    /// verifies nothing; `Validation`; `Unauthorized` for a wrong API key.
    pub async fn resend_registration_verification(
        &self,
        request: &ResendRegistrationVerificationRequest,
    ) -> Result<VerificationResponse, Error> {
        self.http
            .call(&RESEND_REGISTRATION_VERIFICATION, &Call::new(Credentials::Key, &[]), request)
            .await
    }
}
