//! `/api/identity/verify`: verifies e-mail addresses and phone numbers, also before there is a user.

use super::client::Client;
use crate::{
    transport::declare::operations,
    wire::fusionauth::{
        VerifyCompleteRequest, VerifyCompleteResponse, VerifyRequest, VerifySendRequest,
        VerifyStartRequest, VerifyStartResponse,
    },
};

operations! {
    /// Starts the verification of an e-mail address or a phone number: makes an id, but sends nothing.
    ///
    /// If `existing_user_strategy` is `mustNotExist`, no user may have the address or the number yet.
    /// When the verification is complete, put its id into `verification_ids` of the request that
    /// creates the user.
    start_verify_identity() -> VerifyStartResponse {
        POST "/api/identity/verify/start",
        body: Json(&VerifyStartRequest),
        caller: Key,
        retry: Unanswered,
        answer: [Text("verificationId")],
        rejects: {
            NotFound: "the user does not exist",
            Conflict: "a user already has this address or number, and the request has `mustNotExist`",
            Validation,
            Unauthorized,
        },
    }

    /// Sends the message of a verification, by mail or as a text message.
    send_verify_identity() -> () {
        POST "/api/identity/verify/send",
        body: Json(&VerifySendRequest),
        caller: Key,
        retry: Never,
        answer: [Empty],
        statuses: {
            404 => InvalidToken: "the id is wrong, used or expired",
        },
        rejects: {
            Validation,
            Unauthorized,
        },
    }

    /// Completes a verification with its id, and with the code if there is one.
    ///
    /// The id can also be the `identity_verification_id` from the answer to a login.
    complete_verify_identity() -> VerifyCompleteResponse {
        POST "/api/identity/verify/complete",
        body: Json(&VerifyCompleteRequest),
        caller: Key,
        retry: Unanswered,
        answer: [],
        statuses: {
            404 => InvalidToken: "the id is wrong, used or expired",
        },
        rejects: {
            InvalidToken: "the code is wrong",
            Validation,
            Unauthorized,
        },
    }

    /// Marks the e-mail address or the phone number of a user as verified, without a message.
    verify_identity() -> () {
        POST "/api/identity/verify",
        body: Json(&VerifyRequest),
        caller: Key,
        retry: Safe,
        answer: [Empty],
        rejects: {
            NotFound: "the user does not exist",
            Validation,
            Unauthorized,
        },
    }
}
