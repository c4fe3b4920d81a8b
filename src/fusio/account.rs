//! `/consumer/account`: the user's own account.

use super::client::Client;
use crate::{
    transport::declare::operations,
    wire::fusio::{Account, ChangePasswordRequest, Message, UpdateAccountRequest},
};

operations! {
    /// Returns the account of the token's user.
    ///
    /// ```ignore-wasm32
    /// # mod given { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/examples/fusio.rs")); }
    /// # use given::*;
    /// # tokio::runtime::Runtime::new()?.block_on(async {
    /// # let (server, client) = confirmed().await?;
    /// let login = client.login(&LoginRequest::new("baz", "foobar!123")).await?;
    /// let account = client.account(&login.token).await?;
    /// assert_eq!(account.email.as_deref(), Some("baz@example.com"));
    /// # Ok::<(), Box<dyn std::error::Error>>(()) })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    account() -> Account {
        GET "/consumer/account",
        body: None,
        caller: Token,
        retry: Safe,
        answer: [Number("id"), Text("name")],
        rejects: {
            Unauthorized,
            Forbidden: "the token lacks the scope `consumer.account`",
        },
        javascript: {
            /// const { token } = await fusio.login({ username: "baz", password: "foobar!123" });
            /// const { email } = await fusio.account(token); // "baz@example.com"
        },
    }

    /// Changes the e-mail address.
    update_account() -> Message {
        PUT "/consumer/account",
        body: Json(&UpdateAccountRequest),
        caller: Token,
        retry: Safe,
        answer: [Bool("success")],
        rejects: {
            Conflict: "the address is already taken",
            Validation,
            Unauthorized,
            Forbidden: "the token lacks the scope `consumer.account`",
        },
    }

    /// Changes the password. The user's existing tokens stay valid.
    change_password() -> Message {
        PUT "/consumer/account/change_password",
        body: Json(&ChangePasswordRequest),
        caller: Token,
        retry: Never,
        answer: [Bool("success")],
        rejects: {
            InvalidCredentials: "the old password is wrong",
            Validation: "a member is missing or invalid; `oldPassword`, too, must follow the rules for new passwords",
            Unsupported: "the account belongs to a social login and has no password",
            Unauthorized,
            Forbidden: "the token lacks the scope `consumer.account`",
        },
        // The server checks both passwords by the same rules, and its message does not say which
        // password breaks a rule. `meant` in `refusals.rs` finds it out.
        members: ["password" => ["newPassword", "oldPassword"]],
    }
}
