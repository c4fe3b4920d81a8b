//! `POST /consumer/register`: makes an account.

use super::Client;
use crate::{
    error::Error,
    transport::{
        Call,
        operation::{Member, Method, Operation, Place, Repeat, Spec},
    },
    wire::fusio::{Message, RegisterRequest},
};

pub(crate) const REGISTER: Operation<RegisterRequest, Message> = Operation::new(Spec {
    name: "register",
    method: Method::Post,
    path: "/consumer/register",
    request: Place::Json,
    repeat: Repeat::Never,
    answer: &[Member::Truth("success")],
});

impl Client {
    /// Makes an account. `POST /consumer/register` (5.1).
    ///
    /// The server mails a link with a token for [`activate`](Self::activate); until then the
    /// account cannot log in, unless the server asks for no confirmation.
    ///
    /// # Errors
    /// `Validation` and `Conflict` name their member in `field_errors`; `Captcha` and
    /// `RegistrationDisabled`; a server that cannot send mail answers `Server`, and has made the
    /// account all the same.
    ///
    /// ```
    /// # use matricula::{Config, fusio::{Client, RegisterRequest}};
    /// # tokio::runtime::Runtime::new()?.block_on(async {
    /// # let server = matricula_test_server::TestServer::start().await?;
    /// let client = Client::new(Config::new(server.url()))?;
    /// let request = RegisterRequest::new("baz", "baz@example.com", "foobar!123");
    /// assert!(client.register(&request).await?.success);
    /// # Ok::<(), Box<dyn std::error::Error>>(()) })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub async fn register(&self, request: &RegisterRequest) -> Result<Message, Error> {
        self.http.call(&REGISTER, &Call::ANONYMOUS, request).await
    }
}
