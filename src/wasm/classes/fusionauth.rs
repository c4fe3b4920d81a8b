//! The methods of `FusionAuthClient`. Written by `cargo xtask generate`.
#![cfg_attr(rustfmt, rustfmt_skip)]

use js_sys::Promise;
use wasm_bindgen::prelude::*;

use super::{call, FusionAuthClient};
use crate::wasm::options::CallOptions;

#[wasm_bindgen]
impl FusionAuthClient {
    /// Registers an existing user with an application.
    ///
    /// If the registration must be verified, the server sends a mail with the id for
    /// `verifyRegistration`.
    ///
    /// `POST /api/user/registration/{userId}`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `not_found`: the user does not exist.
    /// - `conflict`: the user is already registered (code `[duplicate]registration`).
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = register, unchecked_return_type = "Promise<RegistrationResponse>")]
    pub fn register(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string")] user_id: JsValue,
        #[wasm_bindgen(unchecked_param_type = "RegistrationRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "register", [user_id, request], options)
    }

    /// Creates a user and registers it with an application. If one of these steps fails, the server changes nothing.
    ///
    /// Without `userId` (UUID) the server chooses one.
    ///
    /// `POST /api/user/registration/{userId}`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `conflict`: the e-mail address, the user name, the phone number or the id is already taken.
    /// - `invalid_token`: an id in `verificationIds` is wrong or used, or its verification is not complete.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = createAndRegister, unchecked_return_type = "Promise<RegistrationResponse>")]
    pub fn create_and_register(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string | null | undefined")] user_id: JsValue,
        #[wasm_bindgen(unchecked_param_type = "CreateAndRegisterRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "createAndRegister", [user_id, request], options)
    }

    /// Returns the registration of a user with an application.
    ///
    /// `GET /api/user/registration/{userId}/{applicationId}`. Retried if no answer came, and after 429, 502, 503 or 504.
    ///
    /// Rejects with
    /// - `not_found`: the user, the application or the registration does not exist.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = retrieveRegistration, unchecked_return_type = "Promise<RegistrationResponse>")]
    pub fn retrieve_registration(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string")] user_id: JsValue,
        #[wasm_bindgen(js_name = applicationId, unchecked_param_type = "string")] application_id: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "retrieveRegistration", [user_id, application_id], options)
    }

    /// Replaces a registration. The server clears members that the request leaves out.
    ///
    /// The application's id is sent in the address (since FusionAuth 1.25.0) and in the body; see
    /// the option `shortPaths`.
    ///
    /// `PUT /api/user/registration/{userId}/{applicationId}`. Retried if no answer came, and after 429, 502, 503 or 504.
    ///
    /// Rejects with
    /// - `not_found`: the registration does not exist.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = updateRegistration, unchecked_return_type = "Promise<RegistrationResponse>")]
    pub fn update_registration(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string")] user_id: JsValue,
        #[wasm_bindgen(unchecked_param_type = "RegistrationRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "updateRegistration", [user_id, request], options)
    }

    /// Deletes a registration. The user and its other registrations stay.
    ///
    /// The user's refresh tokens for the application stay valid, but new access tokens have no roles.
    ///
    /// `DELETE /api/user/registration/{userId}/{applicationId}`. Retried when no answer came.
    ///
    /// Rejects with
    /// - `not_found`: the registration does not exist.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = deleteRegistration, unchecked_return_type = "Promise<void>")]
    pub fn delete_registration(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string")] user_id: JsValue,
        #[wasm_bindgen(js_name = applicationId, unchecked_param_type = "string")] application_id: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "deleteRegistration", [user_id, application_id], options)
    }

    /// Changes members of a registration, in FusionAuth's original form of patch.
    ///
    /// Objects are merged, lists are extended, null removes a member. Since FusionAuth 1.12.0. The
    /// application's id is sent in the address (since 1.25.0) and in the body. With
    /// the option `shortPaths`, the id is only in the body. FusionAuth then replaces the whole
    /// registration instead of the given members (seen with 1.56).
    ///
    /// `PATCH /api/user/registration/{userId}/{applicationId}`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `not_found`: the registration does not exist.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = patchRegistration, unchecked_return_type = "Promise<RegistrationResponse>")]
    pub fn patch_registration(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string")] user_id: JsValue,
        #[wasm_bindgen(unchecked_param_type = "PatchRegistrationRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "patchRegistration", [user_id, request], options)
    }

    /// Changes members of a registration by a merge patch (RFC 7396).
    ///
    /// Objects are merged, lists are replaced, null removes a member. Since FusionAuth 1.39.0.
    ///
    /// `PATCH /api/user/registration/{userId}/{applicationId}`. Retried if no answer came, and after 429, 502, 503 or 504.
    ///
    /// Rejects with
    /// - `not_found`: the registration does not exist.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = mergePatchRegistration, unchecked_return_type = "Promise<RegistrationResponse>")]
    pub fn merge_patch_registration(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string")] user_id: JsValue,
        #[wasm_bindgen(unchecked_param_type = "PatchRegistrationRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "mergePatchRegistration", [user_id, request], options)
    }

    /// Changes a registration by a JSON patch (RFC 6902). The server applies all operations or none.
    ///
    /// Paths start with the member `registration`, for example `/registration/roles/-`. Since
    /// FusionAuth 1.39.0.
    ///
    /// `PATCH /api/user/registration/{userId}/{applicationId}`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `not_found`: the registration does not exist.
    /// - `validation`: a `test` operation failed (code `[JSONPatchTestFailed]`), or the result is invalid.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = jsonPatchRegistration, unchecked_return_type = "Promise<RegistrationResponse>")]
    pub fn json_patch_registration(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string")] user_id: JsValue,
        #[wasm_bindgen(js_name = applicationId, unchecked_param_type = "string")] application_id: JsValue,
        #[wasm_bindgen(unchecked_param_type = "PatchOperation[]")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "jsonPatchRegistration", [user_id, application_id, request], options)
    }

    /// Verifies a registration with the id from the mail.
    ///
    /// The id is a part of the path. This form of the request is deprecated since FusionAuth 1.27.0.
    ///
    /// `POST /api/user/verify-registration/{verificationId}`. Retried when no answer came.
    ///
    /// Rejects with
    /// - `invalid_token`: the id is wrong, used or expired.
    #[wasm_bindgen(js_name = verifyRegistration, unchecked_return_type = "Promise<void>")]
    pub fn verify_registration(
        &self,
        #[wasm_bindgen(js_name = verificationId, unchecked_param_type = "string")] verification_id: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "verifyRegistration", [verification_id], options)
    }

    /// Verifies a registration with the id from the mail, and with the code if there is one.
    ///
    /// Since FusionAuth 1.27.0.
    ///
    /// `POST /api/user/verify-registration`. Retried when no answer came.
    ///
    /// Rejects with
    /// - `invalid_token`: the id or the code is wrong, used or expired.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    #[wasm_bindgen(js_name = verifyUserRegistration, unchecked_return_type = "Promise<void>")]
    pub fn verify_user_registration(
        &self,
        #[wasm_bindgen(unchecked_param_type = "VerifyRegistrationRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "verifyUserRegistration", [request], options)
    }

    /// Sends a new verification mail for a registration. If the request switches the mail off, the
    /// server only makes a new id.
    ///
    /// With an API key the answer has the new id; without a key the answer is empty.
    ///
    /// `PUT /api/user/verify-registration`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `unsupported`: the application does not verify registrations.
    /// - `not_found`: the user or the registration does not exist.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key is wrong.
    #[wasm_bindgen(js_name = resendRegistrationVerification, unchecked_return_type = "Promise<VerificationResponse>")]
    pub fn resend_registration_verification(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ResendRegistrationVerificationRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "resendRegistrationVerification", [request], options)
    }

    /// Logs in with a password and an e-mail address, a user name or a phone number.
    ///
    /// Each kind of success has its own status. Only `signed_in` is a complete login to the
    /// application. The error `login_prevented` has the user actions, such as a ban, that prevent the
    /// login (`actions`). If the tenant is set up for it, too many failed logins lock the account
    /// for some time.
    ///
    /// `POST /api/login`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `invalid_credentials`: the login id or the password is wrong.
    /// - `login_prevented`: a user action prevents the login.
    /// - `account_expired`: the account has expired.
    /// - `account_locked`: the account is locked or disabled.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the application requires an API key.
    #[wasm_bindgen(js_name = login, unchecked_return_type = "Promise<LoginOutcome>")]
    pub fn login(
        &self,
        #[wasm_bindgen(unchecked_param_type = "FusionAuthLoginRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "login", [request], options)
    }

    /// Records that a user has logged in. No password is sent or checked, and the answer may be empty.
    ///
    /// `PUT /api/login`. Retried when no answer came.
    ///
    /// Rejects with
    /// - `login_prevented`: a user action prevents the login.
    /// - `account_expired`: the account has expired.
    /// - `account_locked`: the account is locked or disabled.
    /// - `not_found`: the user or the application does not exist.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = loginPing, unchecked_return_type = "Promise<LoginPingOutcome>")]
    pub fn login_ping(
        &self,
        #[wasm_bindgen(unchecked_param_type = "LoginPingRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "loginPing", [request], options)
    }

    /// Revokes a refresh token, or all refresh tokens of its owner. Access tokens stay valid until
    /// they expire.
    ///
    /// The server also accepts a token that it does not know.
    ///
    /// `POST /api/logout`. Retried if no answer came, and after 429, 502, 503 or 504.
    #[wasm_bindgen(js_name = logout, unchecked_return_type = "Promise<void>")]
    pub fn logout(
        &self,
        #[wasm_bindgen(unchecked_param_type = "LogoutRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "logout", [request], options)
    }

    /// Completes a login with the code of a second factor. The code comes from an authenticator app or from a
    /// message, or is a recovery code.
    ///
    /// After a wrong code, the call can be made again with the same id of the login.
    ///
    /// `POST /api/two-factor/login`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `invalid_token`: the id of the login is wrong, used or expired: log in again.
    /// - `login_prevented`: a user action prevents the login.
    /// - `account_expired`: the account has expired.
    /// - `invalid_credentials`: the code is wrong, used or expired.
    /// - `account_locked`: the account is locked or disabled.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    #[wasm_bindgen(js_name = twoFactorLogin, unchecked_return_type = "Promise<LoginOutcome>")]
    pub fn two_factor_login(
        &self,
        #[wasm_bindgen(unchecked_param_type = "TwoFactorLoginRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "twoFactorLogin", [request], options)
    }

    /// Sends a code to one of the user's second factors. The code completes the login; earlier codes
    /// of this login become invalid.
    ///
    /// `POST /api/two-factor/send/{twoFactorId}`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `invalid_token`: the id of the login is wrong, used or expired: log in again.
    /// - `login_prevented`: a user action prevents the login.
    /// - `account_locked`: the account is locked or disabled.
    /// - `validation`: the second factor is unknown, or codes cannot be sent to it.
    #[wasm_bindgen(js_name = sendTwoFactorCodeForLoginUsingMethod, unchecked_return_type = "Promise<void>")]
    pub fn send_two_factor_code_for_login_using_method(
        &self,
        #[wasm_bindgen(js_name = twoFactorId, unchecked_param_type = "string")] two_factor_id: JsValue,
        #[wasm_bindgen(unchecked_param_type = "TwoFactorSendRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "sendTwoFactorCodeForLoginUsingMethod", [two_factor_id, request], options)
    }

    /// Starts a check of a user's second factor without a login: for example, before a change of the password.
    ///
    /// `twoFactorLogin` completes the check. Its answer has the `trustToken` that the
    /// change of the password needs.
    ///
    /// `POST /api/two-factor/start`. Retried when no answer came.
    ///
    /// Rejects with
    /// - `not_found`: the user does not exist.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = startTwoFactorLogin, unchecked_return_type = "Promise<TwoFactorStartResponse>")]
    pub fn start_two_factor_login(
        &self,
        #[wasm_bindgen(unchecked_param_type = "TwoFactorStartRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "startTwoFactorLogin", [request], options)
    }

    /// Says whether a login of the user in the request would need a second factor. With a trust id, the answer is about
    /// a login on the device that got this id.
    ///
    /// `GET /api/two-factor/status/{twoFactorTrustId}`. Retried if no answer came, and after 429, 502, 503 or 504.
    ///
    /// Rejects with
    /// - `not_found`: the user does not exist.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = retrieveTwoFactorStatus, unchecked_return_type = "Promise<TwoFactorStatus>")]
    pub fn retrieve_two_factor_status(
        &self,
        #[wasm_bindgen(js_name = twoFactorTrustId, unchecked_param_type = "string | null | undefined")] two_factor_trust_id: JsValue,
        #[wasm_bindgen(unchecked_param_type = "TwoFactorStatusQuery")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "retrieveTwoFactorStatus", [two_factor_trust_id, request], options)
    }

    /// Says whether the `action` of the request, such as a login, would need a second factor. The trust id is in the
    /// body, not in the address.
    ///
    /// Since FusionAuth 1.62.0.
    ///
    /// `POST /api/two-factor/status`. Retried if no answer came, and after 429, 502, 503 or 504.
    ///
    /// Rejects with
    /// - `not_found`: the user does not exist.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = retrieveTwoFactorStatusWithRequest, unchecked_return_type = "Promise<TwoFactorStatus>")]
    pub fn retrieve_two_factor_status_with_request(
        &self,
        #[wasm_bindgen(unchecked_param_type = "TwoFactorStatusRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "retrieveTwoFactorStatusWithRequest", [request], options)
    }

    /// Makes the secret of an authenticator app. The server does not store the secret:
    /// `enableTwoFactor` sends it back, with a code from the app.
    ///
    /// `GET /api/two-factor/secret`. Retried if no answer came, and after 429, 502, 503 or 504.
    ///
    /// Rejects with
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = generateTwoFactorSecret, unchecked_return_type = "Promise<TwoFactorSecretResponse>")]
    pub fn generate_two_factor_secret(
        &self,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "generateTwoFactorSecret", [], options)
    }

    /// Makes the secret of an authenticator app, with the access token of the user.
    ///
    /// `GET /api/two-factor/secret`. Retried if no answer came, and after 429, 502, 503 or 504.
    ///
    /// Rejects with
    /// - `unauthorized`: the token is missing, wrong or expired.
    #[wasm_bindgen(js_name = generateTwoFactorSecretUsingJwt, unchecked_return_type = "Promise<TwoFactorSecretResponse>")]
    pub fn generate_two_factor_secret_using_jwt(
        &self,
        #[wasm_bindgen(js_name = token, unchecked_param_type = "string")] token: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "generateTwoFactorSecretUsingJwt", [token], options)
    }

    /// Sends a code to an e-mail address or a phone number. The code is for adding or removing a second factor.
    ///
    /// `POST /api/two-factor/send`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `not_found`: the user does not exist.
    /// - `validation`: the second factor is unknown, or codes cannot be sent to it.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = sendTwoFactorCodeForEnableDisable, unchecked_return_type = "Promise<void>")]
    pub fn send_two_factor_code_for_enable_disable(
        &self,
        #[wasm_bindgen(unchecked_param_type = "TwoFactorSendRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "sendTwoFactorCodeForEnableDisable", [request], options)
    }

    /// Sends the code with which the user of an access token adds or removes a second factor.
    ///
    /// `POST /api/two-factor/send`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `validation`: the second factor is unknown, or codes cannot be sent to it.
    /// - `unauthorized`: the token is missing, wrong or expired.
    #[wasm_bindgen(js_name = sendTwoFactorCodeForEnableDisableUsingJwt, unchecked_return_type = "Promise<void>")]
    pub fn send_two_factor_code_for_enable_disable_using_jwt(
        &self,
        #[wasm_bindgen(js_name = token, unchecked_param_type = "string")] token: JsValue,
        #[wasm_bindgen(unchecked_param_type = "TwoFactorSendRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "sendTwoFactorCodeForEnableDisableUsingJwt", [token, request], options)
    }

    /// Adds a second factor to a user. If the user had no second factor before, the answer has the recovery codes.
    ///
    /// `POST /api/user/two-factor/{userId}`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `invalid_credentials`: the code is wrong, used or expired.
    /// - `not_found`: the user does not exist.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = enableTwoFactor, unchecked_return_type = "Promise<TwoFactorResponse>")]
    pub fn enable_two_factor(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string")] user_id: JsValue,
        #[wasm_bindgen(unchecked_param_type = "TwoFactorRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "enableTwoFactor", [user_id, request], options)
    }

    /// Adds a second factor to the access token's user. If the user had no second factor before, the
    /// answer has the recovery codes.
    ///
    /// `POST /api/user/two-factor`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `invalid_credentials`: the code is wrong, used or expired.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the token is missing, wrong or expired.
    #[wasm_bindgen(js_name = enableTwoFactorUsingJwt, unchecked_return_type = "Promise<TwoFactorResponse>")]
    pub fn enable_two_factor_using_jwt(
        &self,
        #[wasm_bindgen(js_name = token, unchecked_param_type = "string")] token: JsValue,
        #[wasm_bindgen(unchecked_param_type = "TwoFactorRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "enableTwoFactorUsingJwt", [token, request], options)
    }

    /// Removes a second factor of a user. A recovery code removes all second factors. The code is in the address of
    /// the request, and such addresses may get into logs, so prefer
    /// `disableTwoFactorWithRequest`.
    ///
    /// `DELETE /api/user/two-factor/{userId}`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `invalid_credentials`: the code is wrong, used or expired.
    /// - `not_found`: the user or the second factor does not exist.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = disableTwoFactor, unchecked_return_type = "Promise<void>")]
    pub fn disable_two_factor(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string")] user_id: JsValue,
        #[wasm_bindgen(unchecked_param_type = "TwoFactorDisableQuery")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "disableTwoFactor", [user_id, request], options)
    }

    /// Removes a second factor of a user. A recovery code removes all second factors.
    ///
    /// `DELETE /api/user/two-factor/{userId}`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `invalid_credentials`: the code is wrong, used or expired.
    /// - `not_found`: the user or the second factor does not exist.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = disableTwoFactorWithRequest, unchecked_return_type = "Promise<void>")]
    pub fn disable_two_factor_with_request(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string")] user_id: JsValue,
        #[wasm_bindgen(unchecked_param_type = "TwoFactorDisableRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "disableTwoFactorWithRequest", [user_id, request], options)
    }

    /// Removes a second factor of the access token's user. A recovery code removes all second factors.
    ///
    /// `DELETE /api/user/two-factor`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `invalid_credentials`: the code is wrong, used or expired.
    /// - `not_found`: the second factor does not exist.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the token is missing, wrong or expired.
    #[wasm_bindgen(js_name = disableTwoFactorUsingJwt, unchecked_return_type = "Promise<void>")]
    pub fn disable_two_factor_using_jwt(
        &self,
        #[wasm_bindgen(js_name = token, unchecked_param_type = "string")] token: JsValue,
        #[wasm_bindgen(unchecked_param_type = "TwoFactorDisableRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "disableTwoFactorUsingJwt", [token, request], options)
    }

    /// Changes the name of a second factor.
    ///
    /// Since FusionAuth 1.68.0.
    ///
    /// `PUT /api/user/two-factor/{userId}`. Retried if no answer came, and after 429, 502, 503 or 504.
    ///
    /// Rejects with
    /// - `not_found`: the user or the second factor does not exist.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = updateTwoFactor, unchecked_return_type = "Promise<void>")]
    pub fn update_two_factor(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string")] user_id: JsValue,
        #[wasm_bindgen(unchecked_param_type = "TwoFactorUpdateRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "updateTwoFactor", [user_id, request], options)
    }

    /// Makes new recovery codes for a user. The old ones become invalid.
    ///
    /// `POST /api/user/two-factor/recovery-code/{userId}`. Retried when no answer came.
    ///
    /// Rejects with
    /// - `not_found`: the user does not exist, or has no second factor.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = generateTwoFactorRecoveryCodes, unchecked_return_type = "Promise<TwoFactorRecoveryCodesResponse>")]
    pub fn generate_two_factor_recovery_codes(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string")] user_id: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "generateTwoFactorRecoveryCodes", [user_id], options)
    }

    /// Returns the recovery codes of a user. Since FusionAuth 1.68.0, the answer has no codes.
    ///
    /// `GET /api/user/two-factor/recovery-code/{userId}`. Retried if no answer came, and after 429, 502, 503 or 504.
    ///
    /// Rejects with
    /// - `not_found`: the user does not exist.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = retrieveTwoFactorRecoveryCodes, unchecked_return_type = "Promise<TwoFactorRecoveryCodesResponse>")]
    pub fn retrieve_two_factor_recovery_codes(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string")] user_id: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "retrieveTwoFactorRecoveryCodes", [user_id], options)
    }

    /// Exchanges a refresh token for a new access token.
    ///
    /// A login returns a refresh token only if the `loginConfiguration` of the application allows it.
    ///
    /// `POST /api/jwt/refresh`. Retried when no answer came.
    ///
    /// Rejects with
    /// - `invalid_token`: the refresh token is wrong, revoked or expired.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    #[wasm_bindgen(js_name = refresh, unchecked_return_type = "Promise<RefreshResponse>")]
    pub fn refresh(
        &self,
        #[wasm_bindgen(unchecked_param_type = "FusionAuthRefreshRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "refresh", [request], options)
    }

    /// Revokes one refresh token, or all refresh tokens of an application, of a user, or of a user in
    /// an application.
    ///
    /// `DELETE /api/jwt/refresh`. Retried if no answer came, and after 429, 502, 503 or 504.
    ///
    /// Rejects with
    /// - `not_found`: the refresh token or the user does not exist.
    /// - `validation`: a member is missing or invalid, or there is no application with this id; `fieldErrors` names the member.
    /// - `unauthorized`: the API key is missing; to revoke one refresh token, its owner's access token is enough.
    #[wasm_bindgen(js_name = revokeRefreshTokens, unchecked_return_type = "Promise<void>")]
    pub fn revoke_refresh_tokens(
        &self,
        #[wasm_bindgen(unchecked_param_type = "RevokeRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "revokeRefreshTokens", [request], options)
    }

    /// Revokes the refresh token with this id.
    ///
    /// `DELETE /api/jwt/refresh/{tokenId}`. Retried if no answer came, and after 429, 502, 503 or 504.
    ///
    /// Rejects with
    /// - `not_found`: the refresh token does not exist.
    /// - `unauthorized`: the call has neither an API key nor the access token of the refresh token's owner.
    #[wasm_bindgen(js_name = revokeRefreshToken, unchecked_return_type = "Promise<void>")]
    pub fn revoke_refresh_token(
        &self,
        #[wasm_bindgen(js_name = tokenId, unchecked_param_type = "string")] token_id: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "revokeRefreshToken", [token_id], options)
    }

    /// Lists the refresh tokens of a user.
    ///
    /// `GET /api/jwt/refresh`. Retried if no answer came, and after 429, 502, 503 or 504.
    ///
    /// Rejects with
    /// - `not_found`: the user does not exist.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = retrieveRefreshTokens, unchecked_return_type = "Promise<RefreshTokensResponse>")]
    pub fn retrieve_refresh_tokens(
        &self,
        #[wasm_bindgen(unchecked_param_type = "RefreshTokensRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "retrieveRefreshTokens", [request], options)
    }

    /// Returns the refresh token with this id.
    ///
    /// `GET /api/jwt/refresh/{tokenId}`. Retried if no answer came, and after 429, 502, 503 or 504.
    ///
    /// Rejects with
    /// - `not_found`: the refresh token does not exist.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = retrieveRefreshToken, unchecked_return_type = "Promise<RefreshTokenResponse>")]
    pub fn retrieve_refresh_token(
        &self,
        #[wasm_bindgen(js_name = tokenId, unchecked_param_type = "string")] token_id: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "retrieveRefreshToken", [token_id], options)
    }

    /// Asks the server whether an access token is valid, and returns its claims.
    ///
    /// The instants of the answer are epoch seconds. A valid token does not mean that its user is
    /// registered with an application: check `applicationId` and `roles`.
    ///
    /// `GET /api/jwt/validate`. Retried if no answer came, and after 429, 502, 503 or 504.
    ///
    /// Rejects with
    /// - `unauthorized`: the token is missing, wrong or expired.
    #[wasm_bindgen(js_name = validateJwt, unchecked_return_type = "Promise<ValidateResponse>")]
    pub fn validate_jwt(
        &self,
        #[wasm_bindgen(js_name = token, unchecked_param_type = "string")] token: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "validateJwt", [token], options)
    }

    /// Exchanges an access token for an access token of another application.
    ///
    /// If the user is not registered with the application, the new token has no `applicationId` and no
    /// `roles`; this is no error. The answer has a refresh token only if the request has a valid refresh
    /// token of the user, if the user is registered with the application, if the application generates
    /// refresh tokens, and if the expiration policy of refresh tokens is the same for both applications.
    ///
    /// `GET /api/jwt/issue`. Retried when no answer came.
    ///
    /// Rejects with
    /// - `validation`: a member is missing or invalid, or there is no application with this id; `fieldErrors` names the member.
    /// - `unauthorized`: the token is missing, wrong or expired.
    #[wasm_bindgen(js_name = issueJwt, unchecked_return_type = "Promise<IssueResponse>")]
    pub fn issue_jwt(
        &self,
        #[wasm_bindgen(js_name = token, unchecked_param_type = "string")] token: JsValue,
        #[wasm_bindgen(unchecked_param_type = "IssueRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "issueJwt", [token, request], options)
    }

    /// Returns public keys for checking tokens: all keys, the key of an application, or the key with a given id.
    ///
    /// `GET /api/jwt/public-key`. Retried if no answer came, and after 429, 502, 503 or 504.
    ///
    /// Rejects with
    /// - `not_found`: the key does not exist.
    #[wasm_bindgen(js_name = retrieveJwtPublicKey, unchecked_return_type = "Promise<PublicKeyResponse>")]
    pub fn retrieve_jwt_public_key(
        &self,
        #[wasm_bindgen(unchecked_param_type = "PublicKeyRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "retrieveJwtPublicKey", [request], options)
    }

    /// Returns the public keys for checking tokens, as a JSON Web Key Set.
    ///
    /// `GET /.well-known/jwks.json`. Retried if no answer came, and after 429, 502, 503 or 504.
    #[wasm_bindgen(js_name = retrieveJsonWebKeySet, unchecked_return_type = "Promise<JwksResponse>")]
    pub fn retrieve_json_web_key_set(
        &self,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "retrieveJsonWebKeySet", [], options)
    }

    /// Creates a user.
    ///
    /// Without `userId` (UUID) the server chooses one.
    ///
    /// `POST /api/user/{userId}`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `conflict`: the e-mail address, the user name, the phone number or the id is already taken.
    /// - `invalid_token`: an id in `verificationIds` is wrong or used, or its verification is not complete.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = createUser, unchecked_return_type = "Promise<UserResponse>")]
    pub fn create_user(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string | null | undefined")] user_id: JsValue,
        #[wasm_bindgen(unchecked_param_type = "UserRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "createUser", [user_id, request], options)
    }

    /// Returns the user with this id.
    ///
    /// `GET /api/user/{userId}`. Retried if no answer came, and after 429, 502, 503 or 504.
    ///
    /// Rejects with
    /// - `not_found`: the user does not exist.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = retrieveUser, unchecked_return_type = "Promise<UserResponse>")]
    pub fn retrieve_user(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string")] user_id: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "retrieveUser", [user_id], options)
    }

    /// Finds a user by e-mail address, user name or login id, or by the id of a password change or a
    /// verification. If the query is empty and the client has no API key, the call returns the user of
    /// the token in the configuration.
    ///
    /// `GET /api/user`. Retried if no answer came, and after 429, 502, 503 or 504.
    ///
    /// Rejects with
    /// - `not_found`: the user does not exist.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key or token is missing or does not allow this.
    #[wasm_bindgen(js_name = findUser, unchecked_return_type = "Promise<UserResponse>")]
    pub fn find_user(
        &self,
        #[wasm_bindgen(unchecked_param_type = "UserQuery")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "findUser", [request], options)
    }

    /// Replaces a user. The server clears members that the request leaves out, except the password. The memberships
    /// in groups stay as they are, even if the request has others.
    ///
    /// The call is not retried: if the first try has set the password, the server may refuse the same password at
    /// the second try.
    ///
    /// `PUT /api/user/{userId}`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `not_found`: the user does not exist.
    /// - `invalid_credentials`: the current password is wrong.
    /// - `conflict`: the e-mail address, the user name or the phone number is already taken.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = updateUser, unchecked_return_type = "Promise<UserResponse>")]
    pub fn update_user(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string")] user_id: JsValue,
        #[wasm_bindgen(unchecked_param_type = "UserRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "updateUser", [user_id, request], options)
    }

    /// Deactivates a user. A deactivated user cannot log in.
    /// `reactivateUser` undoes this.
    ///
    /// `DELETE /api/user/{userId}`. Retried if no answer came, and after 429, 502, 503 or 504.
    ///
    /// Rejects with
    /// - `not_found`: the user does not exist.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = deactivateUser, unchecked_return_type = "Promise<void>")]
    pub fn deactivate_user(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string")] user_id: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "deactivateUser", [user_id], options)
    }

    /// Reactivates a deactivated user.
    ///
    /// `PUT /api/user/{userId}?reactivate=true`. Retried if no answer came, and after 429, 502, 503 or 504.
    ///
    /// Rejects with
    /// - `not_found`: the user does not exist.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = reactivateUser, unchecked_return_type = "Promise<UserResponse>")]
    pub fn reactivate_user(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string")] user_id: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "reactivateUser", [user_id], options)
    }

    /// Deletes a user and its registrations permanently.
    ///
    /// `DELETE /api/user/{userId}?hardDelete=true`. Retried when no answer came.
    ///
    /// Rejects with
    /// - `not_found`: the user does not exist.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = deleteUser, unchecked_return_type = "Promise<void>")]
    pub fn delete_user(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string")] user_id: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "deleteUser", [user_id], options)
    }

    /// Changes members of a user, in FusionAuth's original form of patch.
    ///
    /// Objects are merged, lists are extended, null removes a member. Since FusionAuth 1.12.0.
    ///
    /// `PATCH /api/user/{userId}`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `not_found`: the user does not exist.
    /// - `conflict`: the e-mail address, the user name or the phone number is already taken.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = patchUser, unchecked_return_type = "Promise<UserResponse>")]
    pub fn patch_user(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string")] user_id: JsValue,
        #[wasm_bindgen(unchecked_param_type = "PatchUserRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "patchUser", [user_id, request], options)
    }

    /// Changes members of a user by a merge patch (RFC 7396).
    ///
    /// Objects are merged, lists are replaced, null removes a member. Since FusionAuth 1.39.0.
    ///
    /// The call is not retried: if it sets a password, the server may refuse the same password at a
    /// second try.
    ///
    /// `PATCH /api/user/{userId}`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `not_found`: the user does not exist.
    /// - `conflict`: the e-mail address, the user name or the phone number is already taken.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = mergePatchUser, unchecked_return_type = "Promise<UserResponse>")]
    pub fn merge_patch_user(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string")] user_id: JsValue,
        #[wasm_bindgen(unchecked_param_type = "PatchUserRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "mergePatchUser", [user_id, request], options)
    }

    /// Changes a user by a JSON patch (RFC 6902). The server applies all operations or none.
    ///
    /// Paths start with the member `user`, for example `/user/preferredLanguages/-`. Since
    /// FusionAuth 1.39.0.
    ///
    /// `PATCH /api/user/{userId}`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `not_found`: the user does not exist.
    /// - `conflict`: the e-mail address, the user name or the phone number is already taken.
    /// - `validation`: a `test` operation failed (code `[JSONPatchTestFailed]`), or the result is invalid.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = jsonPatchUser, unchecked_return_type = "Promise<UserResponse>")]
    pub fn json_patch_user(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string")] user_id: JsValue,
        #[wasm_bindgen(unchecked_param_type = "PatchOperation[]")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "jsonPatchUser", [user_id, request], options)
    }

    /// Returns the users with these ids. The server ignores ids that no user has.
    ///
    /// `GET /api/user/search`. Retried if no answer came, and after 429, 502, 503 or 504.
    ///
    /// Rejects with
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = searchUsersByIds, unchecked_return_type = "Promise<UserSearchResponse>")]
    pub fn search_users_by_ids(
        &self,
        #[wasm_bindgen(unchecked_param_type = "UserIdsQuery")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "searchUsersByIds", [request], options)
    }

    /// Returns one page of the users that a query string finds.
    ///
    /// It can take about a second until a search finds a new user.
    ///
    /// `POST /api/user/search`. Retried if no answer came, and after 429, 502, 503 or 504.
    ///
    /// Rejects with
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = searchUsersByQueryString, unchecked_return_type = "Promise<UserSearchResponse>")]
    pub fn search_users_by_query_string(
        &self,
        #[wasm_bindgen(unchecked_param_type = "UserSearchRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "searchUsersByQueryString", [request], options)
    }

    /// Imports users of another system, with their registrations and passwords.
    ///
    /// Passwords can be hashes or plain texts. A user without `active: true` cannot log in. Nobody gets a mail. If one
    /// user is refused, nobody is imported. Only with `validateDbConstraints`, the error names the users who exist
    /// already; without it, its code is `[ImportRequestFailed]`.
    ///
    /// `POST /api/user/import`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `conflict`: an e-mail address, a user name, a phone number or an id is probably already taken.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = importUsers, unchecked_return_type = "Promise<void>")]
    pub fn import_users(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ImportRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "importUsers", [request], options)
    }

    /// Returns the recent logins of a user or of all users, newest first.
    ///
    /// The API key must not be locked to a tenant.
    ///
    /// `GET /api/user/recent-login`. Retried if no answer came, and after 429, 502, 503 or 504.
    ///
    /// Rejects with
    /// - `not_found`: the user does not exist.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = retrieveRecentLogins, unchecked_return_type = "Promise<RecentLoginsResponse>")]
    pub fn retrieve_recent_logins(
        &self,
        #[wasm_bindgen(unchecked_param_type = "RecentLoginsQuery")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "retrieveRecentLogins", [request], options)
    }

    /// Deactivates the users with these ids: they can no longer log in.
    ///
    /// `DELETE /api/user/bulk`. Retried if no answer came, and after 429, 502, 503 or 504.
    ///
    /// Rejects with
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = deactivateUsersByIds, unchecked_return_type = "Promise<UserDeleteResponse>")]
    pub fn deactivate_users_by_ids(
        &self,
        #[wasm_bindgen(unchecked_param_type = "UserDeleteQuery")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "deactivateUsersByIds", [request], options)
    }

    /// Deactivates or deletes the users whose ids are in the request, or that the query of the request finds.
    ///
    /// With `hardDelete`, the server deletes the users and their registrations permanently. So first send the request
    /// with `dryRun`: the answer then says which users the server would delete.
    ///
    /// `DELETE /api/user/bulk`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = deleteUsersByQuery, unchecked_return_type = "Promise<UserDeleteResponse>")]
    pub fn delete_users_by_query(
        &self,
        #[wasm_bindgen(unchecked_param_type = "UserDeleteRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "deleteUsersByQuery", [request], options)
    }

    /// Verifies an e-mail address with the id from the mail, and with the code if there is one.
    ///
    /// `POST /api/user/verify-email`. Retried when no answer came.
    ///
    /// Rejects with
    /// - `invalid_token`: the id or the code is wrong, used or expired.
    /// - `unsupported`: the tenant does not verify addresses.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key is wrong.
    #[wasm_bindgen(js_name = verifyEmailAddress, unchecked_return_type = "Promise<void>")]
    pub fn verify_email_address(
        &self,
        #[wasm_bindgen(unchecked_param_type = "VerifyEmailRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "verifyEmailAddress", [request], options)
    }

    /// Sends a new verification mail for an e-mail address. If the request switches the mail off, the
    /// server only makes a new id.
    ///
    /// With an API key the answer has the new id; without a key the answer is empty.
    ///
    /// `PUT /api/user/verify-email`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `unsupported`: the tenant does not verify addresses.
    /// - `not_found`: the user does not exist.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key is wrong.
    #[wasm_bindgen(js_name = resendEmailVerification, unchecked_return_type = "Promise<VerificationResponse>")]
    pub fn resend_email_verification(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ResendEmailVerificationRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "resendEmailVerification", [request], options)
    }

    /// Starts the verification of an e-mail address or a phone number: makes an id, but sends nothing.
    ///
    /// If `existingUserStrategy` is `mustNotExist`, no user may have the address or the number yet.
    /// When the verification is complete, put its id into `verificationIds` of the request that
    /// creates the user.
    ///
    /// `POST /api/identity/verify/start`. Retried when no answer came.
    ///
    /// Rejects with
    /// - `not_found`: the user does not exist.
    /// - `conflict`: a user already has this address or number, and the request has `mustNotExist`.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = startVerifyIdentity, unchecked_return_type = "Promise<VerifyStartResponse>")]
    pub fn start_verify_identity(
        &self,
        #[wasm_bindgen(unchecked_param_type = "VerifyStartRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "startVerifyIdentity", [request], options)
    }

    /// Sends the message of a verification, by mail or as a text message.
    ///
    /// `POST /api/identity/verify/send`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `invalid_token`: the id is wrong, used or expired.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = sendVerifyIdentity, unchecked_return_type = "Promise<void>")]
    pub fn send_verify_identity(
        &self,
        #[wasm_bindgen(unchecked_param_type = "VerifySendRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "sendVerifyIdentity", [request], options)
    }

    /// Completes a verification with its id, and with the code if there is one.
    ///
    /// The id can also be the `identityVerificationId` from the answer to a login.
    ///
    /// `POST /api/identity/verify/complete`. Retried when no answer came.
    ///
    /// Rejects with
    /// - `invalid_token`: the id is wrong, used or expired.
    /// - `invalid_token`: the code is wrong.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = completeVerifyIdentity, unchecked_return_type = "Promise<VerifyCompleteResponse>")]
    pub fn complete_verify_identity(
        &self,
        #[wasm_bindgen(unchecked_param_type = "VerifyCompleteRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "completeVerifyIdentity", [request], options)
    }

    /// Marks the e-mail address or the phone number of a user as verified, without a message.
    ///
    /// `POST /api/identity/verify`. Retried if no answer came, and after 429, 502, 503 or 504.
    ///
    /// Rejects with
    /// - `not_found`: the user does not exist.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = verifyIdentity, unchecked_return_type = "Promise<void>")]
    pub fn verify_identity(
        &self,
        #[wasm_bindgen(unchecked_param_type = "VerifyRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "verifyIdentity", [request], options)
    }

    /// Sends the message (an e-mail or a text message) with which a user sets a new password.
    ///
    /// With an API key the answer has the id for changing the password; without a key the answer is
    /// empty.
    ///
    /// `POST /api/user/forgot-password`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `unsupported`: the server has no mail template for forgotten passwords.
    /// - `unsupported`: the user has no e-mail address.
    /// - `not_found`: the user does not exist (do not show this to visitors: it reveals who has an account).
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key is wrong.
    #[wasm_bindgen(js_name = forgotPassword, unchecked_return_type = "Promise<ForgotPasswordResponse>")]
    pub fn forgot_password(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ForgotPasswordRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "forgotPassword", [request], options)
    }

    /// Changes a password with the id from the message or from a login. All refresh tokens of the user
    /// are revoked.
    ///
    /// `POST /api/user/change-password`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `invalid_token`: the id is wrong, used or expired, or the current password is wrong.
    /// - `validation`: the new password breaks a rule; `fieldErrors` says which.
    #[wasm_bindgen(js_name = changePassword, unchecked_return_type = "Promise<ChangePasswordResponse>")]
    pub fn change_password(
        &self,
        #[wasm_bindgen(unchecked_param_type = "FusionAuthChangePasswordRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "changePassword", [request], options)
    }

    /// Changes the password of the user whose e-mail address, user name or phone number is in the
    /// request. All refresh tokens of the user are revoked.
    ///
    /// `POST /api/user/change-password`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `invalid_credentials`: the user or the current password is wrong.
    /// - `validation`: the login id is unknown, or the new password breaks a rule; `fieldErrors` says which.
    /// - `unauthorized`: the API key is wrong.
    #[wasm_bindgen(js_name = changePasswordByIdentity, unchecked_return_type = "Promise<ChangePasswordResponse>")]
    pub fn change_password_by_identity(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ChangePasswordByIdentityRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "changePasswordByIdentity", [request], options)
    }

    /// Changes the password of the access token's user. All refresh tokens of the user are revoked.
    ///
    /// `POST /api/user/change-password`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `invalid_credentials`: the user or the current password is wrong.
    /// - `validation`: the new password breaks a rule; `fieldErrors` says which.
    /// - `unauthorized`: the token is missing, wrong or expired.
    #[wasm_bindgen(js_name = changePasswordUsingJwt, unchecked_return_type = "Promise<ChangePasswordResponse>")]
    pub fn change_password_using_jwt(
        &self,
        #[wasm_bindgen(js_name = token, unchecked_param_type = "string")] token: JsValue,
        #[wasm_bindgen(unchecked_param_type = "ChangePasswordUsingJwtRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "changePasswordUsingJwt", [token, request], options)
    }

    /// Returns the password rules of the tenant with this id (UUID). Without this argument, they are the rules
    /// of the client's tenant (the option `tenantId`), or of the only tenant.
    ///
    /// `GET /api/tenant/password-validation-rules/{tenantId}`. Retried if no answer came, and after 429, 502, 503 or 504.
    ///
    /// Rejects with
    /// - `not_found`: the tenant does not exist.
    #[wasm_bindgen(js_name = retrievePasswordValidationRules, unchecked_return_type = "Promise<PasswordValidationRulesResponse>")]
    pub fn retrieve_password_validation_rules(
        &self,
        #[wasm_bindgen(js_name = tenantId, unchecked_param_type = "string | null | undefined")] tenant_id: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "retrievePasswordValidationRules", [tenant_id], options)
    }

    /// Starts a login without a password: makes a code, but does not send it.
    ///
    /// Make this call only in a back end, because anyone who has the answer can log in. The call
    /// needs an API key. The back end sends the code with `sendPasswordlessCode`, or in its own
    /// mail.
    ///
    /// `POST /api/passwordless/start`. Retried when no answer came.
    ///
    /// Rejects with
    /// - `not_found`: the user does not exist.
    /// - `unsupported`: the application does not allow logins without a password.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = startPasswordlessLogin, unchecked_return_type = "Promise<PasswordlessStartResponse>")]
    pub fn start_passwordless_login(
        &self,
        #[wasm_bindgen(unchecked_param_type = "PasswordlessStartRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "startPasswordlessLogin", [request], options)
    }

    /// Sends the code of a login without a password, by mail or as a text message.
    ///
    /// `POST /api/passwordless/send`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `invalid_token`: the code is wrong, used or expired.
    /// - `not_found`: the user does not exist (only if the request has no code).
    /// - `unsupported`: the application does not allow logins without a password.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    #[wasm_bindgen(js_name = sendPasswordlessCode, unchecked_return_type = "Promise<void>")]
    pub fn send_passwordless_code(
        &self,
        #[wasm_bindgen(unchecked_param_type = "PasswordlessSendRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "sendPasswordlessCode", [request], options)
    }

    /// Logs in with a code instead of a password.
    ///
    /// The outcomes are those of `login`. If the user has clicked the link in the message, `code` of
    /// the request is the code in this link. If the user got a code of six digits, `oneTimeCode` is
    /// this code, and `code` is from the answer of `startPasswordlessLogin`.
    ///
    /// `POST /api/passwordless/login`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `invalid_token`: the code is wrong, used or expired.
    /// - `login_prevented`: a user action prevents the login.
    /// - `account_expired`: the account has expired.
    /// - `account_locked`: the account is locked or disabled.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    #[wasm_bindgen(js_name = passwordlessLogin, unchecked_return_type = "Promise<LoginOutcome>")]
    pub fn passwordless_login(
        &self,
        #[wasm_bindgen(unchecked_param_type = "PasswordlessLoginRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "passwordlessLogin", [request], options)
    }

    /// Creates an application and its roles.
    ///
    /// Without `applicationId` (UUID) the server chooses one.
    ///
    /// `POST /api/application/{applicationId}`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `conflict`: the name or the id is already taken.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = createApplication, unchecked_return_type = "Promise<ApplicationResponse>")]
    pub fn create_application(
        &self,
        #[wasm_bindgen(js_name = applicationId, unchecked_param_type = "string | null | undefined")] application_id: JsValue,
        #[wasm_bindgen(unchecked_param_type = "ApplicationRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "createApplication", [application_id, request], options)
    }

    /// Returns the application with this id.
    ///
    /// `GET /api/application/{applicationId}`. Retried if no answer came, and after 429, 502, 503 or 504.
    ///
    /// Rejects with
    /// - `not_found`: the application does not exist.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = retrieveApplication, unchecked_return_type = "Promise<ApplicationResponse>")]
    pub fn retrieve_application(
        &self,
        #[wasm_bindgen(js_name = applicationId, unchecked_param_type = "string")] application_id: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "retrieveApplication", [application_id], options)
    }

    /// Lists the active applications.
    ///
    /// `GET /api/application`. Retried if no answer came, and after 429, 502, 503 or 504.
    ///
    /// Rejects with
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = retrieveApplications, unchecked_return_type = "Promise<ApplicationsResponse>")]
    pub fn retrieve_applications(
        &self,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "retrieveApplications", [], options)
    }

    /// Replaces an application. Members that the request leaves out get their default values. The roles
    /// stay as they are: the server ignores the roles in the request.
    ///
    /// To change one setting, change it in the answer of
    /// `retrieveApplication` and send the whole application back. The
    /// answer also contains the members that this client does not know.
    ///
    /// `PUT /api/application/{applicationId}`. Retried if no answer came, and after 429, 502, 503 or 504.
    ///
    /// Rejects with
    /// - `not_found`: the application does not exist.
    /// - `conflict`: the name is already taken.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = updateApplication, unchecked_return_type = "Promise<ApplicationResponse>")]
    pub fn update_application(
        &self,
        #[wasm_bindgen(js_name = applicationId, unchecked_param_type = "string")] application_id: JsValue,
        #[wasm_bindgen(unchecked_param_type = "ApplicationRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "updateApplication", [application_id, request], options)
    }

    /// Deletes an application and its registrations permanently.
    ///
    /// `DELETE /api/application/{applicationId}?hardDelete=true`. Retried when no answer came.
    ///
    /// Rejects with
    /// - `not_found`: the application does not exist.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = deleteApplication, unchecked_return_type = "Promise<void>")]
    pub fn delete_application(
        &self,
        #[wasm_bindgen(js_name = applicationId, unchecked_param_type = "string")] application_id: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "deleteApplication", [application_id], options)
    }

    /// Creates a tenant.
    ///
    /// Without `tenantId` (UUID) the server chooses one.
    ///
    /// `POST /api/tenant/{tenantId}`. Sent once, never retried.
    ///
    /// Rejects with
    /// - `conflict`: the name or the id is already taken.
    /// - `validation`: a member is missing or invalid; `fieldErrors` names it.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = createTenant, unchecked_return_type = "Promise<TenantResponse>")]
    pub fn create_tenant(
        &self,
        #[wasm_bindgen(js_name = tenantId, unchecked_param_type = "string | null | undefined")] tenant_id: JsValue,
        #[wasm_bindgen(unchecked_param_type = "TenantRequest")] request: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "createTenant", [tenant_id, request], options)
    }

    /// Returns the tenant with this id.
    ///
    /// `GET /api/tenant/{tenantId}`. Retried if no answer came, and after 429, 502, 503 or 504.
    ///
    /// Rejects with
    /// - `not_found`: the tenant does not exist.
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = retrieveTenant, unchecked_return_type = "Promise<TenantResponse>")]
    pub fn retrieve_tenant(
        &self,
        #[wasm_bindgen(js_name = tenantId, unchecked_param_type = "string")] tenant_id: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "retrieveTenant", [tenant_id], options)
    }

    /// Lists all tenants.
    ///
    /// `GET /api/tenant`. Retried if no answer came, and after 429, 502, 503 or 504.
    ///
    /// Rejects with
    /// - `unauthorized`: the API key is missing or does not allow this.
    #[wasm_bindgen(js_name = retrieveTenants, unchecked_return_type = "Promise<TenantsResponse>")]
    pub fn retrieve_tenants(
        &self,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0, "retrieveTenants", [], options)
    }
}
