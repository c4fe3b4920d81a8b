//! Signing in with Fusio.

use super::{Session, TokenSet};
use crate::{
    error::Error,
    fusio::{Client, LoginRequest, LoginResponse},
};

/// What a token must be good for to be revoked by whoever has it.
const SIGN_OUT_SCOPE: &str = "authorization";

impl Session<Client> {
    /// Logs in and keeps what the login gives. `POST /consumer/login`.
    ///
    /// A login with scopes asks for the scope `authorization` as well: without it Fusio does not end
    /// the token at a sign-out. Whether the user got it is in the `scope` of the answer.
    ///
    /// # Errors
    /// As [`Client::login`], and as [`set_tokens`](Self::set_tokens).
    pub async fn sign_in(&self, request: &LoginRequest) -> Result<LoginResponse, Error> {
        let begun = self.core.begin();
        let mut request = request.clone();
        if let Some(scopes) = &mut request.scopes
            && !scopes.is_empty()
            && !scopes.iter().any(|scope| scope == SIGN_OUT_SCOPE)
        {
            scopes.push(SIGN_OUT_SCOPE.to_owned());
        }
        let answer = self.client.login(&request).await?;
        self.core.sign_in(TokenSet::from(&answer), begun).await?;
        Ok(answer)
    }
}
