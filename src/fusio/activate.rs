//! `POST /consumer/activate`: confirms an account.

use super::client::Client;
use crate::{
    transport::declare::operations,
    wire::fusio::{ActivateRequest, Message},
};

operations! {
    /// Confirms an account with the token from the mail.
    ///
    /// ```ignore-wasm32
    /// # use matricula::{Config, fusio::{ActivateRequest, Client, RegisterRequest}};
    /// # tokio::runtime::Runtime::new()?.block_on(async {
    /// # let server = matricula_test_server::TestServer::start().await?;
    /// # let client = Client::new(Config::new(server.url()))?;
    /// # client.register(&RegisterRequest::new("baz", "baz@example.com", "foobar!123")).await?;
    /// let mail = server.outbox("baz@example.com").await.remove(0);
    /// let token = mail.links[0].rsplit('/').next().unwrap_or_default();
    /// assert!(client.activate(&ActivateRequest::new(token)).await?.success);
    /// # Ok::<(), Box<dyn std::error::Error>>(()) })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    activate() -> Message {
        POST "/consumer/activate",
        body: Json(&ActivateRequest),
        caller: None,
        retry: Unanswered,
        answer: [Bool("success")],
        rejects: {
            InvalidToken: "the token is wrong, used, replaced by a newer one or older than an hour",
            Validation,
            RegistrationDisabled: "the server does not accept registrations",
        },
        javascript: {
            /// // `token` is the end of the link in the mail.
            /// const { success } = await fusio.activate({ token }); // true
        },
    }
}
