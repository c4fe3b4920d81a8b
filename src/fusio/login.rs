//! `/consumer/login`: logs in, and refreshes the tokens of a login.

use super::client::Client;
use crate::{
    transport::declare::operations,
    wire::fusio::{LoginRequest, LoginResponse, RefreshRequest},
};

operations! {
    /// Logs in with a name or an e-mail address, and a password.
    ///
    /// ```ignore-wasm32
    /// # mod given { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/examples/fusio.rs")); }
    /// # use given::*;
    /// # tokio::runtime::Runtime::new()?.block_on(async {
    /// # let (server, client) = confirmed().await?;
    /// let mut request = LoginRequest::new("baz", "foobar!123");
    /// request.scopes = Some(vec!["consumer.account".into()]);
    /// let login = client.login(&request).await?;
    /// assert_eq!(login.scope.as_deref(), Some("consumer.account"));
    /// request.password = "not the password".into();
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
        javascript: {
            /// const request = { username: "baz", password: "foobar!123", scopes: ["consumer.account"] };
            /// const { scope, token } = await fusio.login(request); // "consumer.account"
            /// const wrong = { ...request, password: "not the password" };
            /// const { kind } = await fusio.login(wrong).catch((error) => error); // "invalid_credentials"
        },
    }

    /// Exchanges a refresh token for new tokens.
    ///
    /// The old access token stops working in all tabs and programs that use it.
    ///
    /// ```ignore-wasm32
    /// # mod given { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/examples/fusio.rs")); }
    /// # use given::*;
    /// # tokio::runtime::Runtime::new()?.block_on(async {
    /// # let (server, client) = confirmed().await?;
    /// let login = client.login(&LoginRequest::new("baz", "foobar!123")).await?;
    /// let refresh_token = login.refresh_token.ok_or("no refresh token")?;
    /// let fresh = client.refresh(&RefreshRequest::new(refresh_token)).await?;
    /// assert_eq!(client.account(&fresh.token).await?.name, "baz");
    /// # Ok::<(), Box<dyn std::error::Error>>(()) })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    refresh() -> LoginResponse {
        PUT "/consumer/login",
        body: Json(&RefreshRequest),
        caller: None,
        retry: Unanswered,
        answer: [Text("token")],
        rejects: {
            InvalidToken: "the refresh token is wrong or expired",
            LoginPrevented: "the account was disabled",
            Validation,
        },
        javascript: {
            /// // `refreshToken` is the `refresh_token` of the last login or refresh.
            /// const { token } = await fusio.refresh({ refresh_token: refreshToken });
            /// const { name } = await fusio.account(token); // "baz"
        },
    }
}
