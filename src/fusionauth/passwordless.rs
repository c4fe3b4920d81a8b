//! `/api/passwordless`: logins with a code that is sent to the user.

use super::{client::Client, login::OUTCOMES};
use crate::{
    transport::declare::operations,
    wire::fusionauth::{
        LoginOutcome, PasswordlessLoginRequest, PasswordlessSendRequest, PasswordlessStartRequest,
        PasswordlessStartResponse,
    },
};

operations! {
    /// Starts a login without a password: makes a code, but does not send it.
    ///
    /// Make this call only in a back end, because anyone who has the answer can log in. The call
    /// needs an API key. The back end sends the code with `send_passwordless_code`, or in its own
    /// mail.
    start_passwordless_login() -> PasswordlessStartResponse {
        POST "/api/passwordless/start",
        body: Json(&PasswordlessStartRequest),
        caller: Key,
        retry: Unanswered,
        answer: [Text("code")],
        rejects: {
            NotFound: "the user does not exist",
            Unsupported: "the application does not allow logins without a password",
            Validation,
            Unauthorized,
        },
    }

    /// Sends the code of a login without a password, by mail or as a text message.
    send_passwordless_code() -> () {
        POST "/api/passwordless/send",
        body: Json(&PasswordlessSendRequest),
        caller: None,
        retry: Never,
        answer: [Empty],
        rejects: {
            InvalidToken: "the code is wrong, used or expired",
            NotFound: "the user does not exist (only if the request has no code)",
            Unsupported: "the application does not allow logins without a password",
            Validation,
        },
    }

    /// Logs in with a code instead of a password.
    ///
    /// The outcomes are those of `login`. If the user has clicked the link in the message, `code` of
    /// the request is the code in this link. If the user got a code of six digits, `one_time_code` is
    /// this code, and `code` is from the answer of `start_passwordless_login`.
    ///
    /// ```ignore-wasm32
    /// # mod given { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/examples/fusionauth.rs")); }
    /// # use given::*;
    /// # tokio::runtime::Runtime::new()?.block_on(async {
    /// # let (server, client, user_id, application_id) = registered(false).await?;
    /// let request = PasswordlessStartRequest::new(application_id, "ada@example.com");
    /// let code = client.start_passwordless_login(&request).await?.code;
    /// client.send_passwordless_code(&PasswordlessSendRequest::new(code.clone())).await?;
    /// let request = PasswordlessLoginRequest::new(code);
    /// match client.passwordless_login(&request).await? {
    ///     LoginOutcome::SignedIn(response) => assert!(response.token.is_some()),
    ///     other => panic!("another step is needed: {other:?}"),
    /// }
    /// let error = client.passwordless_login(&request).await.unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::InvalidToken);
    /// # Ok::<(), Box<dyn std::error::Error>>(()) })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    passwordless_login() -> LoginOutcome {
        POST "/api/passwordless/login",
        body: Json(&PasswordlessLoginRequest),
        caller: None,
        retry: Never,
        answer: [StatusText(OUTCOMES)],
        statuses: {
            404 => InvalidToken: "the code is wrong, used or expired",
            409 => LoginPrevented: "a user action prevents the login",
            410 => AccountExpired: "the account has expired",
            423 => AccountLocked: "the account is locked or disabled",
        },
        rejects: {
            Validation,
        },
        javascript: {
            /// const start = { applicationId, loginId: "ada@example.com" };
            /// const { code } = await fusionauth.startPasswordlessLogin(start);
            /// await fusionauth.sendPasswordlessCode({ code });
            /// const { status, response } = await fusionauth.passwordlessLogin({ code }); // "signed_in"
            /// const { kind } = await fusionauth.passwordlessLogin({ code }).catch((error) => error); // "invalid_token"
        },
    }
}
