//! `POST /consumer/activate`: confirms an account.

use super::Client;
use crate::{
    error::Error,
    transport::{
        Call,
        operation::{Member, Method, Operation, Place, Repeat, Spec},
    },
    wire::fusio::{ActivateRequest, Message},
};

pub(crate) const ACTIVATE: Operation<ActivateRequest, Message> = Operation::new(Spec {
    name: "activate",
    method: Method::Post,
    path: "/consumer/activate",
    request: Place::Json,
    repeat: Repeat::Unanswered,
    answer: &[Member::Truth("success")],
});

impl Client {
    /// Confirms an account with the token from the mail. `POST /consumer/activate` (5.2).
    ///
    /// # Errors
    /// `InvalidToken` when the token is wrong, used, replaced by a newer one or older than an hour;
    /// `Validation`; `RegistrationDisabled`.
    ///
    /// ```
    /// # use matricula::{Config, fusio::{ActivateRequest, Client, RegisterRequest}};
    /// # tokio::runtime::Runtime::new()?.block_on(async {
    /// # let server = matricula_test_server::TestServer::start().await?;
    /// # let client = Client::new(Config::new(server.url()))?;
    /// # client.register(&RegisterRequest::new("baz", "baz@example.com", "foobar!123")).await?;
    /// let mail = server.outbox("baz@example.com").await.remove(0);
    /// let token = mail.links[0].rsplit('/').next().unwrap_or_default();
    /// client.activate(&ActivateRequest::new(token)).await?;
    /// # Ok::<(), Box<dyn std::error::Error>>(()) })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub async fn activate(&self, request: &ActivateRequest) -> Result<Message, Error> {
        self.http.call(&ACTIVATE, &Call::ANONYMOUS, request).await
    }
}
