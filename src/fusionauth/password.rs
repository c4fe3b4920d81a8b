//! Forgotten and changed passwords, and the rules for passwords.

use super::client::Client;
use crate::{
    transport::declare::operations,
    wire::fusionauth::{
        ChangePasswordByIdentityRequest, ChangePasswordRequest, ChangePasswordResponse,
        ChangePasswordUsingJwtRequest, ForgotPasswordRequest, ForgotPasswordResponse,
        PasswordValidationRulesResponse,
    },
};

operations! {
    /// Sends the message (an e-mail or a text message) with which a user sets a new password.
    ///
    /// With an API key the answer has the id for changing the password; without a key the answer is
    /// empty.
    forgot_password() -> ForgotPasswordResponse {
        POST "/api/user/forgot-password",
        body: Json(&ForgotPasswordRequest),
        caller: Key,
        retry: Never,
        answer: [],
        statuses: {
            403 => Unsupported: "the server has no mail template for forgotten passwords",
            422 => Unsupported: "the user has no e-mail address",
        },
        rejects: {
            NotFound: "the user does not exist (do not show this to visitors: it reveals who has an account)",
            Validation,
            Unauthorized: "the API key is wrong",
        },
    }

    /// Changes a password with the id from the message or from a login. All refresh tokens of the user
    /// are revoked.
    change_password() -> ChangePasswordResponse {
        POST "/api/user/change-password",
        body: Json(&ChangePasswordRequest),
        caller: None,
        retry: Never,
        answer: [],
        statuses: {
            404 => InvalidToken: "the id is wrong, used or expired, or the current password is wrong",
        },
        rejects: {
            Validation: "the new password breaks a rule; `field_errors` says which",
        },
    }

    /// Changes the password of the user whose e-mail address, user name or phone number is in the
    /// request. All refresh tokens of the user are revoked.
    change_password_by_identity() -> ChangePasswordResponse {
        POST "/api/user/change-password",
        body: Json(&ChangePasswordByIdentityRequest),
        caller: Key,
        retry: Never,
        answer: [],
        statuses: {
            404 => InvalidCredentials: "the user or the current password is wrong",
        },
        rejects: {
            Validation: "the login id is unknown, or the new password breaks a rule; `field_errors` says which",
            Unauthorized: "the API key is wrong",
        },
    }

    /// Changes the password of the access token's user. All refresh tokens of the user are revoked.
    change_password_using_jwt() -> ChangePasswordResponse {
        POST "/api/user/change-password",
        body: Json(&ChangePasswordUsingJwtRequest),
        caller: Token,
        retry: Never,
        answer: [],
        statuses: {
            404 => InvalidCredentials: "the user or the current password is wrong",
        },
        rejects: {
            Validation: "the new password breaks a rule; `field_errors` says which",
            Unauthorized,
        },
    }

    /// Returns the password rules of the tenant with this id (UUID). Without this argument, they are the rules
    /// of the client's tenant (`Config::tenant_id`), or of the only tenant.
    retrieve_password_validation_rules(tenant_id: Option<&str>) -> PasswordValidationRulesResponse {
        GET "/api/tenant/password-validation-rules/{tenantId}",
        body: None,
        caller: None,
        retry: Safe,
        answer: [Object("passwordValidationRules")],
        rejects: { NotFound: "the tenant does not exist" },
    }
}
