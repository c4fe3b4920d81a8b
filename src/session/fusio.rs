//! Signing in with Fusio.

use super::{Session, TokenSet};
use crate::{
    error::Error,
    fusio::{Client, LoginRequest, LoginResponse},
};

impl Session<Client> {
    /// Logs in and keeps what the login gives. `POST /consumer/login` (5.3).
    ///
    /// # Errors
    /// As [`Client::login`].
    pub async fn sign_in(&self, request: &LoginRequest) -> Result<LoginResponse, Error> {
        let answer = self.client.login(request).await?;
        self.set_tokens(TokenSet::from(&answer)).await;
        Ok(answer)
    }
}
