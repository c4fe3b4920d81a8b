//! `POST /consumer/register`: creates an account.

use super::client::Client;
use crate::{
    transport::declare::operations,
    wire::fusio::{Message, RegisterRequest},
};

operations! {
    /// Creates an account.
    ///
    /// If the server requires confirmation, it sends a mail with a token for
    /// [`activate`](Self::activate), and the user cannot log in before the activation. A server
    /// that cannot send this mail answers with an error (`server`), but has created the account.
    ///
    /// ```ignore-wasm32
    /// # use matricula::{Config, fusio::{Client, RegisterRequest}};
    /// # tokio::runtime::Runtime::new()?.block_on(async {
    /// # let server = matricula_test_server::TestServer::start().await?;
    /// let client = Client::new(Config::new(server.url()))?;
    /// let request = RegisterRequest::new("baz", "baz@example.com", "foobar!123");
    /// assert!(client.register(&request).await?.success);
    /// # Ok::<(), Box<dyn std::error::Error>>(()) })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    register() -> Message {
        POST "/consumer/register",
        body: Json(&RegisterRequest),
        caller: None,
        retry: Never,
        answer: [Bool("success")],
        rejects: {
            Validation,
            Conflict: "the name or the e-mail address is already taken; `field_errors` says which",
            Captcha: "the captcha is missing or was not accepted",
            RegistrationDisabled: "the server does not accept registrations",
        },
        javascript: {
            /// const request = { name: "baz", email: "baz@example.com", password: "foobar!123" };
            /// const { success } = await fusio.register(request); // true
        },
    }
}
