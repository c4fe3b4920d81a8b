//! `/api/login` and `/api/logout`.

use super::client::Client;
use crate::{
    error::Error,
    transport::{
        declare::operations,
        operation::{Member, Outcome},
    },
    wire::fusionauth::{
        LoginAction, LoginOutcome, LoginPingOutcome, LoginPingRequest, LoginRequest, LogoutRequest,
    },
};

/// The successful statuses of a login, their texts in [`LoginOutcome`], and the members that each
/// answer must have.
pub(super) const OUTCOMES: &[Outcome] = &[
    (200, "signed_in", &[Member::Object("user")]),
    (202, "not_registered", &[Member::Object("user")]),
    (203, "password_change_required", &[Member::Text("changePasswordId")]),
    (212, "identity_unverified", &[]),
    (213, "registration_unverified", &[]),
    (242, "two_factor_required", &[Member::Text("twoFactorId")]),
];

/// The successful statuses of a login ping, and their texts in [`LoginPingOutcome`].
const RECORDED: &[Outcome] = &[(200, "recorded", &[]), (202, "not_registered", &[])];

impl Error {
    /// The user actions that prevent the login. The list is empty if the kind is not `LoginPrevented`.
    ///
    /// The texts of the actions are from the operator and meant for the user; the error does not print them.
    #[must_use]
    pub fn actions(&self) -> Vec<LoginAction> {
        let list = self.actions_json().and_then(|json| serde_json::from_str(json).ok());
        let list: Vec<serde_json::Value> = list.unwrap_or_default();
        list.into_iter().filter_map(|action| serde_json::from_value(action).ok()).collect()
    }
}

operations! {
    /// Logs in with a password and an e-mail address, a user name or a phone number.
    ///
    /// Each kind of success has its own status. Only `signed_in` is a complete login to the
    /// application. The error `LoginPrevented` has the user actions, such as a ban, that prevent the
    /// login ([`Error::actions`]). If the tenant is set up for it, too many failed logins lock the account
    /// for some time.
    ///
    /// ```ignore-wasm32
    /// # mod given { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/examples/fusionauth.rs")); }
    /// # use given::*;
    /// # tokio::runtime::Runtime::new()?.block_on(async {
    /// # let (server, client, user_id, application_id) = registered(false).await?;
    /// let mut request = LoginRequest::new("ada@example.com", "correct horse 1");
    /// request.application_id = Some(application_id);
    /// match client.login(&request).await? {
    ///     LoginOutcome::SignedIn(response) => assert!(response.token.is_some()),
    ///     other => panic!("another step is needed: {other:?}"),
    /// }
    /// request.password = Some("not the password".into());
    /// let error = client.login(&request).await.unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::InvalidCredentials);
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
            409 => LoginPrevented: "a user action prevents the login",
            410 => AccountExpired: "the account has expired",
            423 => AccountLocked: "the account is locked or disabled",
        },
        rejects: {
            Validation,
            Unauthorized: "the application requires an API key",
        },
        javascript: {
            /// const request = { loginId: "ada@example.com", password: "correct horse 1", applicationId };
            /// const { status, response } = await fusionauth.login(request); // "signed_in"
            /// const wrong = { ...request, password: "not the password" };
            /// const { kind } = await fusionauth.login(wrong).catch((error) => error); // "invalid_credentials"
        },
    }

    /// Records that a user has logged in. No password is sent or checked, and the answer may be empty.
    login_ping() -> LoginPingOutcome {
        PUT "/api/login",
        body: Json(&LoginPingRequest),
        caller: Key,
        retry: Unanswered,
        answer: [StatusText(RECORDED)],
        statuses: {
            409 => LoginPrevented: "a user action prevents the login",
            410 => AccountExpired: "the account has expired",
            423 => AccountLocked: "the account is locked or disabled",
        },
        rejects: {
            NotFound: "the user or the application does not exist",
            Validation,
            Unauthorized,
        },
    }

    /// Revokes a refresh token, or all refresh tokens of its owner. Access tokens stay valid until
    /// they expire.
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
    fn every_status_of_a_login_has_its_own_outcome() {
        let outcomes = OUTCOMES.iter().map(|(_, word, _)| {
            let json = serde_json::json!({"status": word, "response": {}});
            std::mem::discriminant(&serde_json::from_value::<LoginOutcome>(json).unwrap())
        });
        let outcomes: std::collections::HashSet<_> = outcomes.collect();
        assert_eq!(outcomes.len(), 6);
        for (_, word, _) in RECORDED {
            let json = serde_json::json!({"status": word, "response": {}});
            serde_json::from_value::<LoginPingOutcome>(json).unwrap();
        }
    }
}
