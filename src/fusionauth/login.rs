//! `/api/login` and `/api/logout`.

use super::Client;
use crate::{
    error::Error,
    transport::{
        Call, Credentials,
        operation::{Member, Method, Operation, Place, Repeat, Spec},
    },
    wire::fusionauth::{LoginAction, LoginOutcome, LoginPingRequest, LoginRequest, LogoutRequest},
};

/// The statuses of a login and their words in [`LoginOutcome`].
const OUTCOMES: &[(u16, &str)] = &[
    (200, "signed_in"),
    (202, "not_registered"),
    (203, "password_change_required"),
    (212, "identity_unverified"),
    (213, "registration_unverified"),
    (242, "two_factor_required"),
];

pub(crate) const LOGIN: Operation<LoginRequest, LoginOutcome> = Operation::new(Spec {
    name: "login",
    method: Method::Post,
    path: "/api/login",
    request: Place::Json,
    repeat: Repeat::Never,
    answer: &[Member::Outcome(OUTCOMES)],
});

pub(crate) const LOGIN_PING: Operation<LoginPingRequest, LoginOutcome> = Operation::new(Spec {
    name: "login_ping",
    method: Method::Put,
    path: "/api/login",
    request: Place::Json,
    repeat: Repeat::Unanswered,
    answer: &[Member::Outcome(OUTCOMES)],
});

pub(crate) const LOGOUT: Operation<LogoutRequest, ()> = Operation::new(Spec {
    name: "logout",
    method: Method::Post,
    path: "/api/logout",
    request: Place::Json,
    repeat: Repeat::Safe,
    answer: &[Member::Nothing],
});

impl Error {
    /// The actions that keep a user from logging in, where the kind is `LoginPrevented` (5.1).
    ///
    /// Their texts are the operator's, for the user to read; the error itself prints none of them.
    #[must_use]
    pub fn actions(&self) -> Vec<LoginAction> {
        let list = self.actions_json().and_then(|json| serde_json::from_str(json).ok());
        let list: Vec<serde_json::Value> = list.unwrap_or_default();
        list.into_iter().filter_map(|action| serde_json::from_value(action).ok()).collect()
    }
}

impl Client {
    /// Logs in with e-mail address or name, and password. `POST /api/login` (5.1).
    ///
    /// Every success is an outcome of its own: only [`LoginOutcome::SignedIn`] is a login to the
    /// application.
    ///
    /// # Errors
    /// `InvalidCredentials` for a wrong password as for an unknown user (404); `LoginPrevented`
    /// when actions keep the user out (409), with [`Error::actions`];
    /// `AccountExpired` (410); `AccountLocked` (423) also after too many failures; `Validation`;
    /// `Unauthorized` when the application asks for an API key.
    ///
    /// ```
    /// # use matricula::{Config, ErrorKind, fusionauth::*};
    /// # tokio::runtime::Runtime::new()?.block_on(async {
    /// # let server = matricula_test_server::TestServer::start().await?;
    /// # let mut config = Config::new(server.url());
    /// # config.api_key = Some("bf69486b-4733-4470-a592-f1bfce7af580".into());
    /// # let client = Client::new(config)?;
    /// let request = LoginRequest::new("nobody@example.com", "not the password");
    /// match client.login(&request).await {
    ///     Ok(LoginOutcome::SignedIn(response)) => println!("until {:?}", response.token_expiration_instant),
    ///     Ok(other) => println!("one step more: {other:?}"),
    ///     Err(error) => assert_eq!(error.kind(), ErrorKind::InvalidCredentials),
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(()) })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub async fn login(&self, request: &LoginRequest) -> Result<LoginOutcome, Error> {
        self.http.call(&LOGIN, &Call::new(Credentials::Key, &[]), request).await
    }

    /// Notes a login that went without credentials. `PUT /api/login` (5.1).
    ///
    /// # Errors
    /// `NotFound`, `LoginPrevented`, `AccountExpired`, `AccountLocked`, `Validation`;
    /// `Unauthorized` without an API key that may do this.
    pub async fn login_ping(&self, request: &LoginPingRequest) -> Result<LoginOutcome, Error> {
        self.http.call(&LOGIN_PING, &Call::new(Credentials::Key, &[]), request).await
    }

    /// Ends a refresh token, or all of its owner. `POST /api/logout` (5.2).
    ///
    /// Access tokens live on until they expire.
    ///
    /// # Errors
    /// None of its own: the server says yes to what it does not know.
    pub async fn logout(&self, request: &LogoutRequest) -> Result<(), Error> {
        self.http.call(&LOGOUT, &Call::new(Credentials::None, &[]), request).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_of_a_login_has_an_outcome_of_its_own() {
        let outcomes = OUTCOMES.iter().map(|(_, word)| {
            let json = serde_json::json!({"status": word, "response": {}});
            std::mem::discriminant(&serde_json::from_value::<LoginOutcome>(json).unwrap())
        });
        let outcomes: std::collections::HashSet<_> = outcomes.collect();
        assert_eq!(outcomes.len(), 6);
    }
}
