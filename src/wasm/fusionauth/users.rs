//! Users and their passwords in JavaScript.

use js_sys::Promise;
use tsify::Ts;
use wasm_bindgen::prelude::*;

use super::{Answer, FusionAuthClient, given};
use crate::{
    fusionauth::{password::*, patch_user::*, user::*, verify_email::*, *},
    wasm::{Arguments, Who, call, options::CallOptions},
};

#[wasm_bindgen]
impl FusionAuthClient {
    /// Makes a user.
    ///
    /// `POST /api/user/{userId}`. Sent once, never retried.
    ///
    /// Without `userId` (UUID) the server makes one up.
    ///
    /// Rejects with `conflict` when the address, the name or the id is taken; `validation` names
    /// members in `fieldErrors`; `unauthorized` without an API key that may do this.
    #[wasm_bindgen(js_name = createUser, unchecked_return_type = "Promise<UserResponse<UserData, RegistrationData>>")]
    pub fn create_user(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string | null | undefined")]
        user_id: JsValue,
        #[wasm_bindgen(unchecked_param_type = "UserRequest<UserData, RegistrationData>")]
        request: Ts<UserRequest>,
        options: Option<CallOptions>,
    ) -> Answer<UserResponse> {
        call(
            &self.0.http,
            &CREATE_USER.spec,
            Arguments { parameter: given(user_id), ..Arguments::by(Who::Key, request) },
            options,
        )
    }

    /// The user with this id.
    ///
    /// `GET /api/user/{userId}`.
    ///
    /// Rejects with `not_found`; `unauthorized` without an API key that may do this.
    #[wasm_bindgen(js_name = retrieveUser, unchecked_return_type = "Promise<UserResponse<UserData, RegistrationData>>")]
    pub fn retrieve_user(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string")] user_id: JsValue,
        options: Option<CallOptions>,
    ) -> Answer<UserResponse> {
        call(
            &self.0.http,
            &RETRIEVE_USER.spec,
            Arguments { parameter: Some(user_id), ..Arguments::by(Who::Key, JsValue::UNDEFINED) },
            options,
        )
    }

    /// The user with this e-mail address, name or login id; with an empty query, the user of the
    /// token.
    ///
    /// `GET /api/user`.
    ///
    /// Rejects with `not_found`; `unauthorized` without an API key, or a token for an empty query.
    #[wasm_bindgen(js_name = findUser, unchecked_return_type = "Promise<UserResponse<UserData, RegistrationData>>")]
    pub fn find_user(
        &self,
        request: Ts<UserQuery>,
        options: Option<CallOptions>,
    ) -> Answer<UserResponse> {
        call(&self.0.http, &FIND_USER.spec, Arguments::by(Who::Configured, request), options)
    }

    /// Replaces a user: what the request leaves out is cleared, but for the password.
    ///
    /// `PUT /api/user/{userId}`.
    ///
    /// Rejects with `not_found`; `conflict` when the address, the name or the id is taken;
    /// `validation` names members in `fieldErrors`; `unauthorized` without an API key that may do
    /// this.
    #[wasm_bindgen(js_name = updateUser, unchecked_return_type = "Promise<UserResponse<UserData, RegistrationData>>")]
    pub fn update_user(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string")] user_id: JsValue,
        #[wasm_bindgen(unchecked_param_type = "UserRequest<UserData, RegistrationData>")]
        request: Ts<UserRequest>,
        options: Option<CallOptions>,
    ) -> Answer<UserResponse> {
        call(
            &self.0.http,
            &UPDATE_USER.spec,
            Arguments { parameter: Some(user_id), ..Arguments::by(Who::Key, request) },
            options,
        )
    }

    /// Changes members of a user, in the original form of patch.
    ///
    /// `PATCH /api/user/{userId}`.
    ///
    /// Objects are merged, lists are added to, null clears. Since 1.12.0.
    ///
    /// Rejects with `not_found`; `conflict` when the address, the name or the id is taken;
    /// `validation` names members in `fieldErrors`; `unauthorized` without an API key that may do
    /// this.
    #[wasm_bindgen(js_name = patchUser, unchecked_return_type = "Promise<UserResponse<UserData, RegistrationData>>")]
    pub fn patch_user(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string")] user_id: JsValue,
        #[wasm_bindgen(unchecked_param_type = "PatchUserRequest<UserData>")] request: Ts<
            PatchUserRequest,
        >,
        options: Option<CallOptions>,
    ) -> Answer<UserResponse> {
        call(
            &self.0.http,
            &PATCH_USER.spec,
            Arguments { parameter: Some(user_id), ..Arguments::by(Who::Key, request) },
            options,
        )
    }

    /// Changes members of a user by a merge patch (RFC 7396).
    ///
    /// `PATCH /api/user/{userId}`.
    ///
    /// Objects are merged, lists are replaced, null clears. Since 1.39.0.
    ///
    /// Rejects as `patchUser`.
    #[wasm_bindgen(js_name = mergePatchUser, unchecked_return_type = "Promise<UserResponse<UserData, RegistrationData>>")]
    pub fn merge_patch_user(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string")] user_id: JsValue,
        #[wasm_bindgen(unchecked_param_type = "PatchUserRequest<UserData>")] request: Ts<
            PatchUserRequest,
        >,
        options: Option<CallOptions>,
    ) -> Answer<UserResponse> {
        call(
            &self.0.http,
            &MERGE_PATCH_USER.spec,
            Arguments { parameter: Some(user_id), ..Arguments::by(Who::Key, request) },
            options,
        )
    }

    /// Changes a user by operations (RFC 6902), all of them or none.
    ///
    /// `PATCH /api/user/{userId}`. Sent once, never retried.
    ///
    /// Paths start at the request: `/user/preferredLanguages/-`. Since 1.39.0.
    ///
    /// Rejects as `patchUser`, and with `validation` with the code `[JSONPatchTestFailed]` when a
    /// `test` failed.
    #[wasm_bindgen(js_name = jsonPatchUser, unchecked_return_type = "Promise<UserResponse<UserData, RegistrationData>>")]
    pub fn json_patch_user(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string")] user_id: JsValue,
        #[wasm_bindgen(unchecked_param_type = "PatchOperation[]")] operations: JsValue,
        options: Option<CallOptions>,
    ) -> Answer<UserResponse> {
        call(
            &self.0.http,
            &JSON_PATCH_USER.spec,
            Arguments { parameter: Some(user_id), ..Arguments::by(Who::Key, operations) },
            options,
        )
    }

    /// Deletes a user softly: it can no longer log in, and can be had back.
    ///
    /// `DELETE /api/user/{userId}`.
    ///
    /// Rejects with `not_found`; `unauthorized` without an API key that may do this.
    #[wasm_bindgen(js_name = deactivateUser, unchecked_return_type = "Promise<void>")]
    pub fn deactivate_user(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string")] user_id: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(
            &self.0.http,
            &DEACTIVATE_USER.spec,
            Arguments { parameter: Some(user_id), ..Arguments::by(Who::Key, JsValue::UNDEFINED) },
            options,
        )
    }

    /// Gets a softly deleted user back.
    ///
    /// `PUT /api/user/{userId}?reactivate=true`.
    ///
    /// Rejects with `not_found`; `unauthorized` without an API key that may do this.
    #[wasm_bindgen(js_name = reactivateUser, unchecked_return_type = "Promise<UserResponse<UserData, RegistrationData>>")]
    pub fn reactivate_user(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string")] user_id: JsValue,
        options: Option<CallOptions>,
    ) -> Answer<UserResponse> {
        call(
            &self.0.http,
            &REACTIVATE_USER.spec,
            Arguments { parameter: Some(user_id), ..Arguments::by(Who::Key, JsValue::UNDEFINED) },
            options,
        )
    }

    /// Deletes a user for good, its registrations included.
    ///
    /// `DELETE /api/user/{userId}?hardDelete=true`.
    ///
    /// Rejects with `not_found`; `unauthorized` without an API key that may do this.
    #[wasm_bindgen(js_name = deleteUser, unchecked_return_type = "Promise<void>")]
    pub fn delete_user(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string")] user_id: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(
            &self.0.http,
            &DELETE_USER.spec,
            Arguments { parameter: Some(user_id), ..Arguments::by(Who::Key, JsValue::UNDEFINED) },
            options,
        )
    }

    /// Verifies an e-mail address with the id from the mail, and the code where a form asks for
    /// one.
    ///
    /// `POST /api/user/verify-email`.
    ///
    /// Rejects with `invalid_token` when the id or the code is wrong, used or expired;
    /// `unsupported` when the tenant verifies nothing; `validation`.
    #[wasm_bindgen(js_name = verifyEmailAddress, unchecked_return_type = "Promise<void>")]
    pub fn verify_email_address(
        &self,
        request: Ts<VerifyEmailRequest>,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0.http, &VERIFY_EMAIL_ADDRESS.spec, Arguments::by(Who::Key, request), options)
    }

    /// Sends the mail that verifies an e-mail address once more, or only makes a new id.
    ///
    /// `PUT /api/user/verify-email`. Sent once, never retried.
    ///
    /// With an API key the answer tells the new id, without one it is empty.
    ///
    /// Rejects with `not_found` when there is no such user; `unsupported` when the tenant verifies
    /// nothing; `validation`; `unauthorized` for a wrong API key.
    #[wasm_bindgen(js_name = resendEmailVerification, unchecked_return_type = "Promise<VerificationResponse>")]
    pub fn resend_email_verification(
        &self,
        request: Ts<ResendEmailVerificationRequest>,
        options: Option<CallOptions>,
    ) -> Answer<VerificationResponse> {
        call(
            &self.0.http,
            &RESEND_EMAIL_VERIFICATION.spec,
            Arguments::by(Who::Key, request),
            options,
        )
    }

    /// Sends the message by which a user sets a new password.
    ///
    /// `POST /api/user/forgot-password`. Sent once, never retried.
    ///
    /// With an API key the answer tells the id, without one it is empty.
    ///
    /// Rejects with `not_found` when there is no such user (do not show it to visitors);
    /// `unsupported` when there is no template for the mail, or the user has no address;
    /// `validation`; `unauthorized` for a wrong API key.
    #[wasm_bindgen(js_name = forgotPassword, unchecked_return_type = "Promise<ForgotPasswordResponse>")]
    pub fn forgot_password(
        &self,
        request: Ts<ForgotPasswordRequest>,
        options: Option<CallOptions>,
    ) -> Answer<ForgotPasswordResponse> {
        call(&self.0.http, &FORGOT_PASSWORD.spec, Arguments::by(Who::Key, request), options)
    }

    /// Changes a password with the id from the mail or from a login. All refresh tokens of the user
    /// end.
    ///
    /// `POST /api/user/change-password`. Sent once, never retried.
    ///
    /// Rejects with `invalid_token` when the id is wrong, used or expired; `validation` says what
    /// is wrong with the password.
    #[wasm_bindgen(js_name = changePassword, unchecked_return_type = "Promise<ChangePasswordResponse>")]
    pub fn change_password(
        &self,
        request: Ts<ChangePasswordRequest>,
        options: Option<CallOptions>,
    ) -> Answer<ChangePasswordResponse> {
        call(&self.0.http, &CHANGE_PASSWORD.spec, Arguments::new(request), options)
    }

    /// Changes the password of the user with this e-mail address or name. All refresh tokens of the
    /// user end.
    ///
    /// `POST /api/user/change-password`. Sent once, never retried.
    ///
    /// Rejects with `invalid_credentials` when the user or the current password is wrong;
    /// `validation` says what is wrong with the password; `unauthorized` for a wrong API key.
    #[wasm_bindgen(js_name = changePasswordByIdentity, unchecked_return_type = "Promise<ChangePasswordResponse>")]
    pub fn change_password_by_identity(
        &self,
        request: Ts<ChangePasswordByIdentityRequest>,
        options: Option<CallOptions>,
    ) -> Answer<ChangePasswordResponse> {
        call(
            &self.0.http,
            &CHANGE_PASSWORD_BY_IDENTITY.spec,
            Arguments::by(Who::Key, request),
            options,
        )
    }

    /// Changes the password of the user of an access token. All refresh tokens of the user end.
    ///
    /// `POST /api/user/change-password`. Sent once, never retried.
    ///
    /// Rejects with `invalid_credentials` when the current password is wrong; `validation` says
    /// what is wrong with the new one; `unauthorized` when the token is not good.
    #[wasm_bindgen(js_name = changePasswordUsingJwt, unchecked_return_type = "Promise<ChangePasswordResponse>")]
    pub fn change_password_using_jwt(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] token: JsValue,
        request: Ts<ChangePasswordUsingJwtRequest>,
        options: Option<CallOptions>,
    ) -> Answer<ChangePasswordResponse> {
        call(
            &self.0.http,
            &CHANGE_PASSWORD_USING_JWT.spec,
            Arguments::bearer(token, request),
            options,
        )
    }

    /// What the server asks of a password, in a tenant (UUID) or in the only one.
    ///
    /// `GET /api/tenant/password-validation-rules/{tenantId}`.
    ///
    /// Rejects with `not_found` when there is no such tenant.
    #[wasm_bindgen(js_name = retrievePasswordValidationRules, unchecked_return_type = "Promise<PasswordValidationRulesResponse>")]
    pub fn retrieve_password_validation_rules(
        &self,
        #[wasm_bindgen(js_name = tenantId, unchecked_param_type = "string | null | undefined")]
        tenant_id: JsValue,
        options: Option<CallOptions>,
    ) -> Answer<PasswordValidationRulesResponse> {
        call(
            &self.0.http,
            &RETRIEVE_PASSWORD_VALIDATION_RULES.spec,
            Arguments { parameter: given(tenant_id), ..Arguments::new(JsValue::UNDEFINED) },
            options,
        )
    }
}
