//! `/consumer/login`: logs in, and refreshes what a login gave.

use super::Client;
use crate::{
    error::Error,
    transport::{
        Call,
        operation::{Member, Method, Operation, Place, Repeat, Spec},
    },
    wire::fusio::{LoginRequest, LoginResponse, RefreshRequest},
};

pub(crate) const LOGIN: Operation<LoginRequest, LoginResponse> = Operation::new(Spec {
    name: "login",
    method: Method::Post,
    path: "/consumer/login",
    request: Place::Json,
    repeat: Repeat::Never,
    answer: &[Member::Text("token")],
});

pub(crate) const REFRESH: Operation<RefreshRequest, LoginResponse> = Operation::new(Spec {
    name: "refresh",
    method: Method::Put,
    path: "/consumer/login",
    request: Place::Json,
    repeat: Repeat::Unanswered,
    answer: &[Member::Text("token")],
});

impl Client {
    /// Logs in with name or e-mail address and password. `POST /consumer/login` (5.3).
    ///
    /// # Errors
    /// `InvalidCredentials` for a wrong password as for an account that is unknown, not confirmed
    /// or switched off: the server does not tell them apart. `Validation`.
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
    pub async fn login(&self, request: &LoginRequest) -> Result<LoginResponse, Error> {
        self.http.call(&LOGIN, &Call::ANONYMOUS, request).await
    }

    /// Trades a refresh token for new tokens. `PUT /consumer/login` (5.4).
    ///
    /// The old access token is dead from then on, in every tab and program that has it.
    ///
    /// # Errors
    /// `InvalidToken` when the refresh token is wrong, used or expired; `LoginPrevented` when the
    /// account was switched off; `Validation`.
    pub async fn refresh(&self, request: &RefreshRequest) -> Result<LoginResponse, Error> {
        self.http.call(&REFRESH, &Call::ANONYMOUS, request).await
    }
}
