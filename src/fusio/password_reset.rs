//! `/consumer/password_reset`: asks for a reset mail, and sets the new password.

use super::client::Client;
use crate::{
    transport::declare::operations,
    wire::fusio::{ExecutePasswordResetRequest, Message, RequestPasswordResetRequest},
};

operations! {
    /// Asks for a mail with a link to reset the password.
    ///
    /// ```ignore-wasm32
    /// # mod given { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/examples/fusio.rs")); }
    /// # use given::*;
    /// # tokio::runtime::Runtime::new()?.block_on(async {
    /// # let (server, client) = confirmed().await?;
    /// let request = RequestPasswordResetRequest::new("baz@example.com");
    /// assert!(client.request_password_reset(&request).await?.success);
    /// let unknown = RequestPasswordResetRequest::new("nobody@example.com");
    /// let error = client.request_password_reset(&unknown).await.unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::NotFound);
    /// # Ok::<(), Box<dyn std::error::Error>>(()) })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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
        javascript: {
            /// const { success } = await fusio.requestPasswordReset({ email: "baz@example.com" }); // true
            /// const unknown = { email: "nobody@example.com" };
            /// const { kind } = await fusio.requestPasswordReset(unknown).catch((error) => error); // "not_found"
        },
    }

    /// Sets a new password with the token from the mail.
    ///
    /// ```ignore-wasm32
    /// # mod given { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/examples/fusio.rs")); }
    /// # use given::*;
    /// # tokio::runtime::Runtime::new()?.block_on(async {
    /// # let (server, client) = confirmed().await?;
    /// # client.request_password_reset(&RequestPasswordResetRequest::new("baz@example.com")).await?;
    /// let mail = server.outbox("baz@example.com").await.remove(1);
    /// let token = mail.links[0].rsplit('/').next().unwrap_or_default();
    /// client.execute_password_reset(&ExecutePasswordResetRequest::new(token, "another-Horse-8")).await?;
    /// let login = client.login(&LoginRequest::new("baz", "another-Horse-8")).await?;
    /// assert_eq!(client.account(&login.token).await?.name, "baz");
    /// # Ok::<(), Box<dyn std::error::Error>>(()) })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    execute_password_reset() -> Message {
        PUT "/consumer/password_reset",
        body: Json(&ExecutePasswordResetRequest),
        caller: None,
        retry: Never,
        answer: [Bool("success")],
        rejects: {
            InvalidToken: "the token is wrong, used, replaced by a newer one or older than an hour",
            Validation,
        },
        members: ["password" => ["newPassword"]],
        javascript: {
            /// // `token` is the end of the link in the mail.
            /// await fusio.executePasswordReset({ token, newPassword: "another-Horse-8" });
            /// const login = await fusio.login({ username: "baz", password: "another-Horse-8" });
            /// const { name } = await fusio.account(login.token); // "baz"
        },
    }
}
