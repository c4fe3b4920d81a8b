//! `/consumer/password_reset`: asks for a reset mail, and sets the new password.

use super::Client;
use crate::{
    error::Error,
    transport::{
        Call,
        operation::{Member, Method, Operation, Place, Repeat, Spec},
    },
    wire::fusio::{ExecutePasswordResetRequest, Message, RequestPasswordResetRequest},
};

pub(crate) const REQUEST_PASSWORD_RESET: Operation<RequestPasswordResetRequest, Message> =
    Operation::new(Spec {
        name: "request_password_reset",
        method: Method::Post,
        path: "/consumer/password_reset",
        request: Place::Json,
        repeat: Repeat::Never,
        answer: &[Member::Truth("success")],
    });

pub(crate) const EXECUTE_PASSWORD_RESET: Operation<ExecutePasswordResetRequest, Message> =
    Operation::new(Spec {
        name: "execute_password_reset",
        method: Method::Put,
        path: "/consumer/password_reset",
        request: Place::Json,
        repeat: Repeat::Never,
        answer: &[Member::Truth("success")],
    });

impl Client {
    /// Asks for a mail with a reset link. `POST /consumer/password_reset` (5.5).
    ///
    /// # Errors
    /// `NotFound` for an address without an account (do not show it to visitors: it tells who has
    /// one); `Unsupported` for an account of a social login; `Captcha`; `Validation`.
    pub async fn request_password_reset(
        &self,
        request: &RequestPasswordResetRequest,
    ) -> Result<Message, Error> {
        self.http.call(&REQUEST_PASSWORD_RESET, &Call::ANONYMOUS, request).await
    }

    /// Sets a new password with the token from the mail. `PUT /consumer/password_reset` (5.6).
    ///
    /// # Errors
    /// `InvalidToken` when the token is wrong, used or older than an hour; `Validation`.
    pub async fn execute_password_reset(
        &self,
        request: &ExecutePasswordResetRequest,
    ) -> Result<Message, Error> {
        self.http.call(&EXECUTE_PASSWORD_RESET, &Call::ANONYMOUS, request).await
    }
}
