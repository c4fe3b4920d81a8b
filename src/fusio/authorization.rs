//! `/authorization`: the token endpoint, the user of a token, and the revocation of a token.

use super::client::Client;
use crate::{
    transport::declare::operations,
    wire::fusio::{Account, Message, TokenRequest, TokenResponse},
};

operations! {
    /// Asks the token endpoint for a token (OAuth 2.0).
    ///
    /// The client's id and secret are those of an app. For the client credentials grant, a user's
    /// name and password also work. The error's `code` is the `error` of OAuth 2.0, for example
    /// `invalid_grant`.
    token() -> TokenResponse {
        POST "/authorization/token",
        body: Form(&TokenRequest),
        caller: Client,
        retry: Never,
        answer: [Text("access_token")],
        rejects: {
            InvalidCredentials: "the client's or the user's credentials are wrong",
            InvalidToken: "the code or the refresh token is wrong, used or expired",
            LoginPrevented: "the user or the app is disabled",
            Forbidden: "the user did not allow the access",
            Validation,
        },
    }

    /// Returns the account of the token's user.
    whoami() -> Account {
        GET "/authorization/whoami",
        body: None,
        caller: Token,
        retry: Safe,
        answer: [Number("id"), Text("name")],
        rejects: {
            Unauthorized,
            Forbidden: "the token lacks the scope `authorization`",
        },
    }

    /// Revokes the access token.
    revoke() -> Message {
        POST "/authorization/revoke",
        body: None,
        caller: Token,
        retry: Never,
        answer: [Bool("success")],
        rejects: {
            Unauthorized,
            Forbidden: "the token lacks the scope `authorization`",
        },
    }
}
