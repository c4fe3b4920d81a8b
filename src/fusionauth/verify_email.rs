//! `/api/user/verify-email`: verifies an e-mail address.

use super::client::Client;
use crate::{
    transport::declare::operations,
    wire::fusionauth::{ResendEmailVerificationRequest, VerificationResponse, VerifyEmailRequest},
};

operations! {
    /// Verifies an e-mail address with the id from the mail, and with the code if there is one.
    verify_email_address() -> () {
        POST "/api/user/verify-email",
        body: Json(&VerifyEmailRequest),
        caller: Key,
        retry: Unanswered,
        answer: [Empty],
        statuses: {
            404 => InvalidToken: "the id or the code is wrong, used or expired",
            403 => Unsupported: "the tenant does not verify addresses",
        },
        rejects: {
            Validation,
            Unauthorized: "the API key is wrong",
        },
    }

    /// Sends a new verification mail for an e-mail address. If the request switches the mail off, the
    /// server only makes a new id.
    ///
    /// With an API key the answer has the new id; without a key the answer is empty.
    resend_email_verification() -> VerificationResponse {
        PUT "/api/user/verify-email",
        body: Query(&ResendEmailVerificationRequest),
        caller: Key,
        retry: Never,
        answer: [],
        statuses: {
            403 => Unsupported: "the tenant does not verify addresses",
        },
        rejects: {
            NotFound: "the user does not exist",
            Validation,
            Unauthorized: "the API key is wrong",
        },
    }
}
