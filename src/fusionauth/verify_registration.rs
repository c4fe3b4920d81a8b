//! `/api/user/verify-registration`: verifies a registration.

use super::client::Client;
use crate::{
    secret::Secret,
    transport::declare::operations,
    wire::fusionauth::{
        ResendRegistrationVerificationRequest, VerificationResponse, VerifyRegistrationRequest,
    },
};

operations! {
    /// Verifies a registration with the id from the mail.
    ///
    /// The id is a part of the path. This form of the request is deprecated since FusionAuth 1.27.0.
    ///
    /// ```ignore-wasm32
    /// # mod given { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/examples/fusionauth.rs")); }
    /// # use given::*;
    /// # tokio::runtime::Runtime::new()?.block_on(async {
    /// # let (server, client, user_id, application_id) = registered(true).await?;
    /// let mail = server.outbox("ada@example.com").await.remove(0);
    /// let id = mail.links[0].rsplit(['/', '?']).nth(1).unwrap_or_default();
    /// client.verify_registration(&id.into()).await?;
    /// let registration = client.retrieve_registration(&user_id, &application_id).await?.registration;
    /// assert_eq!(registration.verified, Some(true));
    /// # Ok::<(), Box<dyn std::error::Error>>(()) })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    verify_registration(verification_id: &Secret) -> () {
        POST "/api/user/verify-registration/{verificationId}",
        body: None,
        caller: None,
        retry: Unanswered,
        answer: [Empty],
        statuses: {
            404 => InvalidToken: "the id is wrong, used or expired",
        },
        rejects: {},
        javascript: {
            /// // `verificationId` is in the link of the mail.
            /// await fusionauth.verifyRegistration(verificationId);
            /// const { registration } = await fusionauth.retrieveRegistration(userId, applicationId);
            /// const { verified } = registration; // true
        },
    }

    /// Verifies a registration with the id from the mail, and with the code if there is one.
    ///
    /// Since FusionAuth 1.27.0.
    verify_user_registration() -> () {
        POST "/api/user/verify-registration",
        body: Json(&VerifyRegistrationRequest),
        caller: None,
        retry: Unanswered,
        answer: [Empty],
        statuses: {
            404 => InvalidToken: "the id or the code is wrong, used or expired",
        },
        rejects: {
            Validation,
        },
    }

    /// Sends a new verification mail for a registration. If the request switches the mail off, the
    /// server only makes a new id.
    ///
    /// With an API key the answer has the new id; without a key the answer is empty.
    ///
    /// ```ignore-wasm32
    /// # mod given { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/examples/fusionauth.rs")); }
    /// # use given::*;
    /// # tokio::runtime::Runtime::new()?.block_on(async {
    /// # let (server, client, user_id, application_id) = registered(true).await?;
    /// let request = ResendRegistrationVerificationRequest::new(&application_id, "ada@example.com");
    /// let again = client.resend_registration_verification(&request).await?;
    /// assert!(again.verification_id.is_some());
    /// assert_eq!(server.outbox("ada@example.com").await.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(()) })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    resend_registration_verification() -> VerificationResponse {
        PUT "/api/user/verify-registration",
        body: Query(&ResendRegistrationVerificationRequest),
        caller: Key,
        retry: Never,
        answer: [],
        statuses: {
            403 => Unsupported: "the application does not verify registrations",
        },
        rejects: {
            NotFound: "the user or the registration does not exist",
            Validation,
            Unauthorized: "the API key is wrong",
        },
        javascript: {
            /// const request = { applicationId, email: "ada@example.com" };
            /// const { verificationId: id } = await fusionauth.resendRegistrationVerification(request);
            /// if (id) await fusionauth.verifyRegistration(id);
        },
    }
}
