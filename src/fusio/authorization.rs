//! `/authorization`: the token endpoint, who the token is of, and its end.

use super::Client;
use crate::{
    error::Error,
    secret::Secret,
    transport::{
        Call, Credentials,
        operation::{Member, Method, Operation, Place, Repeat, Spec},
    },
    wire::fusio::{Account, Message, TokenRequest, TokenResponse},
};

pub(crate) const TOKEN: Operation<TokenRequest, TokenResponse> = Operation::new(Spec {
    name: "token",
    method: Method::Post,
    path: "/authorization/token",
    request: Place::Form,
    repeat: Repeat::Never,
    answer: &[Member::Text("access_token")],
});

pub(crate) const WHOAMI: Operation<(), Account> = Operation::new(Spec {
    name: "whoami",
    method: Method::Get,
    path: "/authorization/whoami",
    request: Place::Nowhere,
    repeat: Repeat::Safe,
    answer: &[Member::Number("id"), Member::Text("name")],
});

pub(crate) const REVOKE: Operation<(), Message> = Operation::new(Spec {
    name: "revoke",
    method: Method::Post,
    path: "/authorization/revoke",
    request: Place::Nowhere,
    repeat: Repeat::Never,
    answer: &[Member::Truth("success")],
});

impl Client {
    /// Asks the token endpoint for a token. `POST /authorization/token` (5.15).
    ///
    /// `client_id` and `client_secret` are an app's; for `ClientCredentials` they may be a user's
    /// name and password.
    ///
    /// # Errors
    /// `InvalidCredentials`, `InvalidToken`, `Validation`; `code` is the `error` of OAuth 2.0.
    pub async fn token(
        &self,
        client_id: &str,
        client_secret: &Secret,
        request: &TokenRequest,
    ) -> Result<TokenResponse, Error> {
        let credentials = Credentials::Basic(client_id, client_secret);
        self.http.call(&TOKEN, &Call { credentials, ..Call::ANONYMOUS }, request).await
    }

    /// The account of the token's user. `GET /authorization/whoami` (5.16).
    ///
    /// # Errors
    /// `Unauthorized`; `Forbidden` without the scope `authorization`.
    pub async fn whoami(&self, token: &Secret) -> Result<Account, Error> {
        self.http.call(&WHOAMI, &Call::bearer(token), &()).await
    }

    /// Ends the access token. `POST /authorization/revoke` (5.17).
    ///
    /// # Errors
    /// `Unauthorized` when it is over already; `Forbidden` without the scope `authorization`.
    pub async fn revoke(&self, token: &Secret) -> Result<Message, Error> {
        self.http.call(&REVOKE, &Call::bearer(token), &()).await
    }
}
