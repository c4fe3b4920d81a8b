//! `/api/two-factor`: logins with a second factor.

use super::{client::Client, login::OUTCOMES};
use crate::{
    secret::Secret,
    transport::{declare::operations, operation::Outcome},
    wire::fusionauth::{
        LoginOutcome, TwoFactorLoginRequest, TwoFactorSendRequest, TwoFactorStartRequest,
        TwoFactorStartResponse, TwoFactorStatus, TwoFactorStatusQuery, TwoFactorStatusRequest,
    },
};

/// The HTTP statuses that say whether a second factor is needed, and their texts in [`TwoFactorStatus`].
const STATUSES: &[Outcome] = &[(200, "not_needed", &[]), (242, "needed", &[])];

operations! {
    /// Completes a login with the code of a second factor. The code comes from an authenticator app or from a
    /// message, or is a recovery code.
    ///
    /// After a wrong code, the call can be made again with the same id of the login.
    ///
    /// ```ignore-wasm32
    /// # mod given { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/examples/fusionauth.rs")); }
    /// # use given::*;
    /// # tokio::runtime::Runtime::new()?.block_on(async {
    /// # let (server, client, application_id) = second_factor().await?;
    /// let mut request = LoginRequest::new("ada@example.com", "correct horse 1");
    /// request.application_id = Some(application_id);
    /// let LoginOutcome::TwoFactorRequired(asked) = client.login(&request).await? else {
    ///     panic!("no second factor is needed");
    /// };
    /// let (id, methods) = (asked.two_factor_id.unwrap(), asked.methods.unwrap());
    /// let to = TwoFactorSendRequest::to_method(methods[0].id.as_ref().unwrap());
    /// client.send_two_factor_code_for_login_using_method(&id, &to).await?;
    /// let mail = server.outbox("ada@example.com").await.remove(0);
    /// let code: String = mail.text.chars().filter(char::is_ascii_digit).collect();
    /// let wrong = TwoFactorLoginRequest::new(id.clone(), "not the code");
    /// let error = client.two_factor_login(&wrong).await.unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::InvalidCredentials);
    /// let outcome = client.two_factor_login(&TwoFactorLoginRequest::new(id, code)).await?;
    /// assert!(matches!(outcome, LoginOutcome::SignedIn(_)));
    /// # Ok::<(), Box<dyn std::error::Error>>(()) })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    two_factor_login() -> LoginOutcome {
        POST "/api/two-factor/login",
        body: Json(&TwoFactorLoginRequest),
        caller: None,
        retry: Never,
        answer: [StatusText(OUTCOMES)],
        statuses: {
            404 => InvalidToken: "the id of the login is wrong, used or expired: log in again",
            409 => LoginPrevented: "a user action prevents the login",
            410 => AccountExpired: "the account has expired",
            421 => InvalidCredentials: "the code is wrong, used or expired",
            423 => AccountLocked: "the account is locked or disabled",
        },
        rejects: {
            Validation,
        },
        javascript: {
            /// // After `two_factor_required`, `twoFactorId` is in the answer of `login`.
            /// // `methodId` is the `id` of one of the `methods` in this answer.
            /// await fusionauth.sendTwoFactorCodeForLoginUsingMethod(twoFactorId, { methodId });
            /// // `typeCode` returns what the user types: the code from the mail.
            /// const code = await typeCode();
            /// const wrong = { twoFactorId, code: "not the code" };
            /// const { kind } = await fusionauth.twoFactorLogin(wrong).catch((error) => error); // "invalid_credentials"
            /// const { status } = await fusionauth.twoFactorLogin({ twoFactorId, code }); // "signed_in"
        },
    }

    /// Sends a code to one of the user's second factors. The code completes the login; earlier codes
    /// of this login become invalid.
    send_two_factor_code_for_login_using_method(two_factor_id: &Secret) -> () {
        POST "/api/two-factor/send/{twoFactorId}",
        body: Json(&TwoFactorSendRequest),
        caller: None,
        retry: Never,
        answer: [Empty],
        statuses: {
            404 => InvalidToken: "the id of the login is wrong, used or expired: log in again",
            409 => LoginPrevented: "a user action prevents the login",
            423 => AccountLocked: "the account is locked or disabled",
        },
        rejects: {
            Validation: "the second factor is unknown, or codes cannot be sent to it",
        },
    }

    /// Starts a check of a user's second factor without a login: for example, before a change of the password.
    ///
    /// [`two_factor_login`](Self::two_factor_login) completes the check. Its answer has the `trust_token` that the
    /// change of the password needs.
    start_two_factor_login() -> TwoFactorStartResponse {
        POST "/api/two-factor/start",
        body: Json(&TwoFactorStartRequest),
        caller: Key,
        retry: Unanswered,
        answer: [Text("code"), Text("twoFactorId")],
        rejects: {
            NotFound: "the user does not exist",
            Validation,
            Unauthorized,
        },
    }

    /// Says whether a login of the user in the request would need a second factor. With a trust id, the answer is about
    /// a login on the device that got this id.
    retrieve_two_factor_status(two_factor_trust_id: Option<&Secret>) -> TwoFactorStatus {
        GET "/api/two-factor/status/{twoFactorTrustId}",
        body: Query(&TwoFactorStatusQuery),
        caller: Key,
        retry: Safe,
        answer: [StatusText(STATUSES)],
        rejects: {
            NotFound: "the user does not exist",
            Validation,
            Unauthorized,
        },
    }

    /// Says whether the `action` of the request, such as a login, would need a second factor. The trust id is in the
    /// body, not in the address.
    ///
    /// Since FusionAuth 1.62.0.
    retrieve_two_factor_status_with_request() -> TwoFactorStatus {
        POST "/api/two-factor/status",
        body: Json(&TwoFactorStatusRequest),
        caller: Key,
        retry: Safe,
        answer: [StatusText(STATUSES)],
        rejects: {
            NotFound: "the user does not exist",
            Validation,
            Unauthorized,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_texts_of_both_http_statuses_can_be_read() {
        for (_, word, _) in STATUSES {
            let json = serde_json::json!({"status": word, "response": {}});
            serde_json::from_value::<TwoFactorStatus>(json).unwrap();
        }
    }
}
