//! A session with `FusionAuth`: the sign-in, the user, and the sign-out everywhere.

use std::sync::Arc;

use super::{Session, TokenSet, user};
use crate::{
    error::Error,
    fusionauth::{
        Client, LoginOutcome, LoginRequest, PasswordlessLoginRequest, TwoFactorLoginRequest, User,
        user::Specs,
    },
    maybe_send::BoxFuture,
    secret::Secret,
    transport::{Call, json},
};

impl Session<Client> {
    /// Logs in, and keeps the tokens if the outcome is [`SignedIn`](LoginOutcome::SignedIn).
    /// `POST /api/login`.
    ///
    /// After every other outcome, another step is needed, and the session stays as it was.
    ///
    /// If [`sign_in_two_factor`](Self::sign_in_two_factor) has kept a trust id for this login id, the session sends the
    /// request with that trust id. A trust id in the request takes precedence.
    ///
    /// # Errors
    /// The errors of [`Client::login`] and [`set_tokens`](Self::set_tokens).
    pub async fn sign_in(&self, request: &LoginRequest) -> Result<LoginOutcome, Error> {
        let begun = self.core.begin();
        let mut request = request.clone();
        if let (Some(login), None) = (&request.login_id, &request.two_factor_trust_id) {
            request.two_factor_trust_id =
                self.trusts.of(&self.core, &self.client.place(), login).await;
        }
        self.keep(self.client.login(&request).await?, begun).await
    }

    /// Completes a login that asked for a second factor, and keeps the tokens as [`sign_in`](Self::sign_in) does.
    /// `POST /api/two-factor/login`.
    ///
    /// If the request has `trust_computer`, the session also keeps the trust id, for each login id of the user: the
    /// e-mail address, the user name and the phone number. The trust id stays in the store after a sign-out, so that
    /// the next login on this device needs no second factor.
    ///
    /// # Errors
    /// The errors of [`Client::two_factor_login`] and [`set_tokens`](Self::set_tokens).
    pub async fn sign_in_two_factor(
        &self,
        request: &TwoFactorLoginRequest,
    ) -> Result<LoginOutcome, Error> {
        let begun = self.core.begin();
        let outcome = self.client.two_factor_login(request).await?;
        let answer = outcome.response();
        if let (Some(id), Some(user)) = (&answer.two_factor_trust_id, &answer.user) {
            self.trusts.keep(&self.core, &self.client.place(), user, id).await;
        }
        self.keep(outcome, begun).await
    }

    /// Logs in with a code instead of a password, and keeps the tokens as [`sign_in`](Self::sign_in) does.
    /// `POST /api/passwordless/login`.
    ///
    /// # Errors
    /// The errors of [`Client::passwordless_login`] and [`set_tokens`](Self::set_tokens).
    pub async fn sign_in_passwordless(
        &self,
        request: &PasswordlessLoginRequest,
    ) -> Result<LoginOutcome, Error> {
        let begun = self.core.begin();
        self.keep(self.client.passwordless_login(request).await?, begun).await
    }

    /// Keeps the tokens of a complete login. `begun` is the number of the sign-in.
    async fn keep(&self, outcome: LoginOutcome, begun: u32) -> Result<LoginOutcome, Error> {
        if let LoginOutcome::SignedIn(answer) = &outcome
            && let Some(tokens) = TokenSet::of_login(answer)
        {
            self.user.coming(user::json_of(&answer.user));
            self.core.sign_in(tokens, begun).await?;
        }
        Ok(outcome)
    }

    /// The user of the session. The answer of a login has the user. If the session has no such answer, for example
    /// because its tokens come from the store, it asks the server once, with the access token: `GET /api/user`.
    ///
    /// All callers share this user, who is kept in memory until the sign-in ends, never in the store.
    ///
    /// # Errors
    /// The errors of [`call`](Self::call) and [`Client::find_user`]. `NoSession` when the sign-in ends before the
    /// answer comes. After an error, the next call asks again.
    pub async fn user(&self) -> Result<User, Error> {
        self.user_of(false).await
    }

    /// Does the same as [`user`](Self::user), but always asks the server, for example after a change of the user.
    /// After this call, `user` returns or awaits this answer.
    ///
    /// # Errors
    /// The errors of [`user`](Self::user). After an error, `user` returns the same answer as before.
    pub async fn fresh_user(&self) -> Result<User, Error> {
        self.user_of(true).await
    }

    async fn user_of(&self, fresh: bool) -> Result<User, Error> {
        let spec = &Specs::find_user;
        let http = Arc::clone(&self.client.http);
        let ask = move |token: Secret| -> BoxFuture<'static, _> {
            let http = Arc::clone(&http);
            Box::pin(async move {
                // Without a query, the server returns the user of the token.
                let query = json::object(&[]);
                let answer = http.call_value(spec, &Call::bearer(&token), &query).await?;
                Ok(json::member(&answer, "user").unwrap_or(json::NOTHING))
            })
        };
        user::typed(spec, &self.user.get(&self.core, fresh, ask).await?)
    }

    /// Does the same as [`sign_out`](Self::sign_out), and also ends all other sessions of the user on the server.
    pub async fn sign_out_everywhere(&self) -> bool {
        self.core.sign_out(true, self.core.begin()).await
    }
}
