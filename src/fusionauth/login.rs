//! `/api/login` and `/api/logout`.

use super::Client;
use crate::{
    error::Error,
    transport::{
        declare::operations,
        operation::{Member, Outcome},
    },
    wire::fusionauth::{LoginAction, LoginOutcome, LoginPingRequest, LoginRequest, LogoutRequest},
};

/// The statuses of a login, their words in [`LoginOutcome`], and what the next step needs.
const OUTCOMES: &[Outcome] = &[
    (200, "signed_in", &[Member::Object("user")]),
    (202, "not_registered", &[Member::Object("user")]),
    (203, "password_change_required", &[Member::Text("changePasswordId")]),
    (212, "identity_unverified", &[]),
    (213, "registration_unverified", &[]),
    (242, "two_factor_required", &[Member::Text("twoFactorId")]),
];

impl Error {
    /// The actions that keep a user from logging in, where the kind is `LoginPrevented`.
    ///
    /// Their texts are the operator's, for the user to read; the error itself prints none of them.
    #[must_use]
    pub fn actions(&self) -> Vec<LoginAction> {
        let list = self.actions_json().and_then(|json| serde_json::from_str(json).ok());
        let list: Vec<serde_json::Value> = list.unwrap_or_default();
        list.into_iter().filter_map(|action| serde_json::from_value(action).ok()).collect()
    }
}

operations! {
    /// Logs in with e-mail address or name, and password.
    ///
    /// Every success has a status of its own: only `signed_in` ([`LoginOutcome::SignedIn`]) is a login to the
    /// application. A refusal `LoginPrevented` has the actions that keep the user out ([`Error::actions`]).
    /// An account is also locked after too many failures.
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
    login() -> LoginOutcome {
        POST "/api/login",
        body: Json(&LoginRequest),
        caller: Key,
        retry: Never,
        answer: [StatusText(OUTCOMES)],
        statuses: {
            404 => InvalidCredentials: "the login id or the password is wrong",
            409 => LoginPrevented: "an action keeps the user from logging in",
            410 => AccountExpired: "the account has expired",
            423 => AccountLocked: "the account is locked or switched off",
        },
        rejects: {
            Validation,
            Unauthorized: "the application asks for an API key",
        },
    }

    /// Records a login for which no credentials were needed.
    login_ping() -> LoginOutcome {
        PUT "/api/login",
        body: Json(&LoginPingRequest),
        caller: Key,
        retry: Unanswered,
        answer: [StatusText(OUTCOMES)],
        statuses: {
            409 => LoginPrevented: "an action keeps the user from logging in",
            410 => AccountExpired: "the account has expired",
            423 => AccountLocked: "the account is locked or switched off",
        },
        rejects: {
            NotFound: "the user or the application does not exist",
            Validation,
            Unauthorized,
        },
    }

    /// Ends a refresh token, or all of its owner. Access tokens stay valid until they expire.
    ///
    /// The server also accepts a token that it does not know.
    logout() -> () {
        POST "/api/logout",
        body: Json(&LogoutRequest),
        caller: None,
        retry: Safe,
        answer: [Empty],
        rejects: {},
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_of_a_login_has_an_outcome_of_its_own() {
        let outcomes = OUTCOMES.iter().map(|(_, word, _)| {
            let json = serde_json::json!({"status": word, "response": {}});
            std::mem::discriminant(&serde_json::from_value::<LoginOutcome>(json).unwrap())
        });
        let outcomes: std::collections::HashSet<_> = outcomes.collect();
        assert_eq!(outcomes.len(), 6);
    }
}
