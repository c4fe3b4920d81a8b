//! Signing in with Fusio.

use super::{Session, TokenSet, vendor::SIGN_OUT_SCOPE};
use crate::{
    error::Error,
    fusio::{Client, LoginRequest, LoginResponse},
};

impl Session<Client> {
    /// Logs in and keeps the tokens. `POST /consumer/login`.
    ///
    /// A login with scopes also asks for the scope `authorization`: without it Fusio does not end
    /// the token at a sign-out. The `scope` of the answer says whether the user got it.
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
