//! `/consumer/login`: logs in, and refreshes the tokens of a login.

use super::Client;
use crate::{
    transport::declare::operations,
    wire::fusio::{LoginRequest, LoginResponse, RefreshRequest},
};

operations! {
    /// Logs in with a name or an e-mail address, and a password.
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
            InvalidCredentials: "the password is wrong, or the account is unknown, not confirmed or disabled; the server does not say which",
            Validation,
        },
        members: ["scope" => ["scopes"]],
    }

    /// Exchanges a refresh token for new tokens.
    ///
    /// The old access token stops working in all tabs and programs that use it.
    refresh() -> LoginResponse {
        PUT "/consumer/login",
        body: Json(&RefreshRequest),
        caller: None,
        retry: Unanswered,
        answer: [Text("token")],
        rejects: {
            InvalidToken: "the refresh token is wrong, used or expired",
            LoginPrevented: "the account was disabled",
            Validation,
        },
    }
}
