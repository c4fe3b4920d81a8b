//! `/consumer/password_reset`: asks for a reset mail, and sets the new password.

use super::Client;
use crate::{
    transport::declare::operations,
    wire::fusio::{ExecutePasswordResetRequest, Message, RequestPasswordResetRequest},
};

operations! {
    /// Asks for a mail with a link to reset the password.
    request_password_reset() -> Message {
        POST "/consumer/password_reset",
        body: Json(&RequestPasswordResetRequest),
        caller: None,
        retry: Never,
        answer: [Bool("success")],
        rejects: {
            NotFound: "no account has this address (do not show this to visitors: it reveals who has an account)",
            Unsupported: "the account belongs to a social login and has no password",
            Captcha: "the captcha is missing or was not accepted",
            Validation,
        },
    }

    /// Sets a new password with the token from the mail.
    execute_password_reset() -> Message {
        PUT "/consumer/password_reset",
        body: Json(&ExecutePasswordResetRequest),
        caller: None,
        retry: Never,
        answer: [Bool("success")],
        rejects: {
            InvalidToken: "the token is wrong, used or older than an hour",
            Validation,
        },
        members: ["password" => ["newPassword"]],
    }
}
