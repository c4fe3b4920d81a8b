//! Forgotten and changed passwords, and what the server asks of them.

use super::Client;
use crate::{
    error::Error,
    secret::Secret,
    transport::{
        Call, Credentials,
        operation::{Member, Method, Operation, Place, Repeat, Spec},
    },
    wire::fusionauth::{
        ChangePasswordByIdentityRequest, ChangePasswordRequest, ChangePasswordResponse,
        ChangePasswordUsingJwtRequest, ForgotPasswordRequest, ForgotPasswordResponse,
        PasswordValidationRulesResponse,
    },
};

pub(crate) const FORGOT_PASSWORD: Operation<ForgotPasswordRequest, ForgotPasswordResponse> =
    Operation::new(Spec {
        name: "forgot_password",
        method: Method::Post,
        path: "/api/user/forgot-password",
        request: Place::Json,
        repeat: Repeat::Never,
        answer: &[],
    });

pub(crate) const CHANGE_PASSWORD: Operation<ChangePasswordRequest, ChangePasswordResponse> =
    Operation::new(Spec {
        name: "change_password",
        method: Method::Post,
        path: "/api/user/change-password",
        request: Place::Json,
        repeat: Repeat::Never,
        answer: &[],
    });

pub(crate) const CHANGE_PASSWORD_BY_IDENTITY: Operation<
    ChangePasswordByIdentityRequest,
    ChangePasswordResponse,
> = Operation::new(Spec {
    name: "change_password_by_identity",
    method: Method::Post,
    path: "/api/user/change-password",
    request: Place::Json,
    repeat: Repeat::Never,
    answer: &[],
});

pub(crate) const CHANGE_PASSWORD_USING_JWT: Operation<
    ChangePasswordUsingJwtRequest,
    ChangePasswordResponse,
> = Operation::new(Spec {
    name: "change_password_using_jwt",
    method: Method::Post,
    path: "/api/user/change-password",
    request: Place::Json,
    repeat: Repeat::Never,
    answer: &[],
});

pub(crate) const RETRIEVE_PASSWORD_VALIDATION_RULES: Operation<
    (),
    PasswordValidationRulesResponse,
> = Operation::new(Spec {
    name: "retrieve_password_validation_rules",
    method: Method::Get,
    path: "/api/tenant/password-validation-rules/{tenantId}",
    request: Place::Nowhere,
    repeat: Repeat::Safe,
    answer: &[Member::Object("passwordValidationRules")],
});

impl Client {
    /// Sends the message by which a user sets a new password. `POST /api/user/forgot-password`
    /// (6.6).
    ///
    /// With an API key the answer tells the id, without one it is empty.
    ///
    /// # Errors
    /// `NotFound` when there is no such user (do not show it to visitors); `Unsupported` when there
    /// is no template for the mail, or the user has no address; `Validation`; `Unauthorized` for a
    /// wrong API key.
    pub async fn forgot_password(
        &self,
        request: &ForgotPasswordRequest,
    ) -> Result<ForgotPasswordResponse, Error> {
        self.http.call(&FORGOT_PASSWORD, &Call::new(Credentials::Key, &[]), request).await
    }

    /// Changes a password with the id from the mail or from a login. All refresh tokens of the user
    /// end. `POST /api/user/change-password` (6.6).
    ///
    /// # Errors
    /// `InvalidToken` when the id is wrong, used or expired; `Validation` says what is wrong with
    /// the password.
    pub async fn change_password(
        &self,
        request: &ChangePasswordRequest,
    ) -> Result<ChangePasswordResponse, Error> {
        self.http.call(&CHANGE_PASSWORD, &Call::new(Credentials::None, &[]), request).await
    }

    /// Changes the password of the user with this e-mail address or name. All refresh tokens of the
    /// user end. `POST /api/user/change-password` (6.6).
    ///
    /// # Errors
    /// `InvalidCredentials` when the user or the current password is wrong; `Validation` says what
    /// is wrong with the password; `Unauthorized` for a wrong API key.
    pub async fn change_password_by_identity(
        &self,
        request: &ChangePasswordByIdentityRequest,
    ) -> Result<ChangePasswordResponse, Error> {
        self.http
            .call(&CHANGE_PASSWORD_BY_IDENTITY, &Call::new(Credentials::Key, &[]), request)
            .await
    }

    /// Changes the password of the user of an access token. All refresh tokens of the user end.
    /// `POST /api/user/change-password` (6.6).
    ///
    /// # Errors
    /// `InvalidCredentials` when the current password is wrong; `Validation` says what is wrong
    /// with the new one; `Unauthorized` when the token is not good.
    pub async fn change_password_using_jwt(
        &self,
        token: &Secret,
        request: &ChangePasswordUsingJwtRequest,
    ) -> Result<ChangePasswordResponse, Error> {
        self.http
            .call(&CHANGE_PASSWORD_USING_JWT, &Call::new(Credentials::Bearer(token), &[]), request)
            .await
    }

    /// What the server asks of a password, in a tenant (UUID) or in the only one. `GET
    /// /api/tenant/password-validation-rules/{tenantId}` (6.3).
    ///
    /// # Errors
    /// `NotFound` when there is no such tenant.
    pub async fn retrieve_password_validation_rules(
        &self,
        tenant_id: Option<&str>,
    ) -> Result<PasswordValidationRulesResponse, Error> {
        self.http
            .call(
                &RETRIEVE_PASSWORD_VALIDATION_RULES,
                &Call::new(Credentials::None, tenant_id.as_slice()),
                &(),
            )
            .await
    }
}
