//! A session with Fusio: the sign-in, and the account of the user.

use std::sync::Arc;

use super::{Session, TokenSet, user, vendor::SIGN_OUT_SCOPE};
use crate::{
    error::Error,
    fusio::{Account, Client, LoginRequest, LoginResponse, account},
    maybe_send::BoxFuture,
    secret::Secret,
    transport::{Call, json},
};

impl Session<Client> {
    /// Logs in and keeps the tokens. `POST /consumer/login`.
    ///
    /// If `request` has scopes, the login also asks for the scope `authorization`, because a sign-out
    /// can end only a token that has this scope. The `scope` of the answer says whether the token has it.
    ///
    /// # Errors
    /// The errors of [`Client::login`] and [`set_tokens`](Self::set_tokens).
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

    /// The account of the user. `GET /consumer/account`.
    ///
    /// The server is asked once for each sign-in; all callers share its answer. The answer is kept in
    /// memory until the sign-in ends, never in the store.
    ///
    /// # Errors
    /// The errors of [`call`](Self::call) and [`Client::account`]. `NoSession` when the sign-in ends before the answer
    /// comes. After an error, the next call asks again.
    pub async fn user(&self) -> Result<Account, Error> {
        self.user_of(false).await
    }

    /// Does the same as [`user`](Self::user), but always asks the server, for example after a change of the account.
    /// After this call, `user` returns or awaits this answer.
    ///
    /// # Errors
    /// The errors of [`user`](Self::user). After an error, `user` returns the same answer as before.
    pub async fn fresh_user(&self) -> Result<Account, Error> {
        self.user_of(true).await
    }

    async fn user_of(&self, fresh: bool) -> Result<Account, Error> {
        let spec = &account::Specs::account;
        let http = Arc::clone(&self.client.http);
        let ask = move |token: Secret| -> BoxFuture<'static, _> {
            let http = Arc::clone(&http);
            Box::pin(
                async move { http.call_value(spec, &Call::bearer(&token), &json::NOTHING).await },
            )
        };
        user::typed(spec, &self.user.get(&self.core, fresh, ask).await?)
    }
}
