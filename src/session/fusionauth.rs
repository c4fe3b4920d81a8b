//! Signing in with `FusionAuth`.

use super::{Session, TokenSet};
use crate::{
    error::Error,
    fusionauth::{Client, LoginOutcome, LoginRequest},
};

impl Session<Client> {
    /// Logs in, and keeps the tokens if the user is registered with the application and the login
    /// is complete. `POST /api/login`.
    ///
    /// Every other outcome asks for another step and does not change the session.
    ///
    /// # Errors
    /// As [`Client::login`], and as [`set_tokens`](Self::set_tokens).
    pub async fn sign_in(&self, request: &LoginRequest) -> Result<LoginOutcome, Error> {
        let begun = self.core.begin();
        let outcome = self.client.login(request).await?;
        if let LoginOutcome::SignedIn(answer) = &outcome
            && let Some(tokens) = TokenSet::of_login(answer)
        {
            self.core.sign_in(tokens, begun).await?;
        }
        Ok(outcome)
    }

    /// As [`sign_out`](Self::sign_out), and ends all other sessions of the user on the server.
    pub async fn sign_out_everywhere(&self) -> bool {
        self.core.sign_out(true, self.core.begin()).await
    }
}
