//! `/consumer/login`: logs in, and refreshes what a login gave.

use super::Client;
use crate::{
    transport::declare::operations,
    wire::fusio::{LoginRequest, LoginResponse, RefreshRequest},
};

operations! {
    /// Logs in with name or e-mail address and password.
    ///
    /// ```
    /// # use matricula::{Config, ErrorKind, fusio::{Client, LoginRequest}};
    /// # tokio::runtime::Runtime::new()?.block_on(async {
    /// # let server = matricula_test_server::TestServer::start().await?;
    /// # let client = Client::new(Config::new(server.url()))?;
    /// let mut request = LoginRequest::new("baz", "not the password");
    /// request.scopes = Some(vec!["consumer.account".into()]);
    /// let error = client.login(&request).await.unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::InvalidCredentials);
    /// # Ok::<(), Box<dyn std::error::Error>>(()) })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    login() -> LoginResponse {
        POST "/consumer/login",
        body: Json(&LoginRequest),
        caller: None,
        retry: Never,
        answer: [Text("token")],
        rejects: {
            InvalidCredentials: "the password is wrong, or the account is unknown, not confirmed or switched off: the server does not tell them apart",
            Validation,
        },
        members: ["scope" => ["scopes"]],
    }

    /// Exchanges a refresh token for new tokens.
    ///
    /// The old access token no longer works, in every tab and program that has it.
    refresh() -> LoginResponse {
        PUT "/consumer/login",
        body: Json(&RefreshRequest),
        caller: None,
        retry: Unanswered,
        answer: [Text("token")],
        rejects: {
            InvalidToken: "the refresh token is wrong, used or expired",
            LoginPrevented: "the account was switched off",
            Validation,
        },
    }
}
