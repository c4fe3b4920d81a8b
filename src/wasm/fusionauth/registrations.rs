//! The registrations in JavaScript.

use js_sys::Promise;
use tsify::Ts;
use wasm_bindgen::prelude::*;

use super::{Answer, FusionAuthClient, application, given};
use crate::{
    fusionauth::{patch_registration::*, register::*, registration::*, verify_registration::*, *},
    wasm::{Arguments, Who, call, options::CallOptions},
};

#[wasm_bindgen]
impl FusionAuthClient {
    /// Registers a user that is there already with an application.
    ///
    /// `POST /api/user/registration/{userId}`. Sent once, never retried.
    ///
    /// Where the registration must be verified, the server mails what `verifyRegistration` takes.
    ///
    /// Rejects with `not_found` when there is no such user; `conflict` with the code
    /// `[duplicate]registration` when it is registered already; `validation` names members in
    /// `fieldErrors`; `unauthorized` without an API key that may do this.
    #[wasm_bindgen(
        unchecked_return_type = "Promise<RegistrationResponse<UserData, RegistrationData>>"
    )]
    pub fn register(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string")] user_id: JsValue,
        #[wasm_bindgen(unchecked_param_type = "RegistrationRequest<RegistrationData>")] request: Ts<
            RegistrationRequest,
        >,
        options: Option<CallOptions>,
    ) -> Answer<RegistrationResponse> {
        call(
            &self.0.http,
            &REGISTER.spec,
            Arguments { parameter: Some(user_id), ..Arguments::by(Who::Key, request) },
            options,
        )
    }

    /// Makes a user and registers it with an application, or does neither.
    ///
    /// `POST /api/user/registration/{userId}`. Sent once, never retried.
    ///
    /// Without `userId` (UUID) the server makes one up.
    ///
    /// Rejects with `conflict` when the address, the name or the id is taken; `validation` names
    /// members in `fieldErrors`; `unauthorized` without an API key that may do this.
    #[wasm_bindgen(js_name = createAndRegister, unchecked_return_type = "Promise<RegistrationResponse<UserData, RegistrationData>>")]
    pub fn create_and_register(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string | null | undefined")]
        user_id: JsValue,
        #[wasm_bindgen(
            unchecked_param_type = "CreateAndRegisterRequest<UserData, RegistrationData>"
        )]
        request: Ts<CreateAndRegisterRequest>,
        options: Option<CallOptions>,
    ) -> Answer<RegistrationResponse> {
        call(
            &self.0.http,
            &CREATE_AND_REGISTER.spec,
            Arguments { parameter: given(user_id), ..Arguments::by(Who::Key, request) },
            options,
        )
    }

    /// The registration of a user with an application.
    ///
    /// `GET /api/user/registration/{userId}/{applicationId}`.
    ///
    /// Rejects with `not_found` when there is no such user, application or registration;
    /// `unauthorized` without an API key that may do this.
    #[wasm_bindgen(js_name = retrieveRegistration, unchecked_return_type = "Promise<RegistrationResponse<UserData, RegistrationData>>")]
    pub fn retrieve_registration(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string")] user_id: JsValue,
        #[wasm_bindgen(js_name = applicationId, unchecked_param_type = "string")]
        application_id: JsValue,
        options: Option<CallOptions>,
    ) -> Answer<RegistrationResponse> {
        call(
            &self.0.http,
            &RETRIEVE_REGISTRATION.spec,
            Arguments {
                parameter: Some(user_id),
                second: Some(application_id),
                ..Arguments::by(Who::Key, JsValue::UNDEFINED)
            },
            options,
        )
    }

    /// Replaces a registration: what the request leaves out is cleared.
    ///
    /// `PUT /api/user/registration/{userId}/{applicationId}`.
    ///
    /// The application's id is sent in the address (since 1.25.0) and in the body; see the option
    /// `shortPaths`.
    ///
    /// Rejects with `not_found` when there is no such registration; `validation` names members in
    /// `fieldErrors`; `unauthorized` without an API key that may do this.
    #[wasm_bindgen(js_name = updateRegistration, unchecked_return_type = "Promise<RegistrationResponse<UserData, RegistrationData>>")]
    pub fn update_registration(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string")] user_id: JsValue,
        #[wasm_bindgen(unchecked_param_type = "RegistrationRequest<RegistrationData>")] request: Ts<
            RegistrationRequest,
        >,
        options: Option<CallOptions>,
    ) -> Answer<RegistrationResponse> {
        let request = JsValue::from(request);
        let arguments = Arguments {
            parameter: Some(user_id),
            second: self.application(&request),
            ..Arguments::by(Who::Key, JsValue::UNDEFINED)
        };
        call(&self.0.http, &UPDATE_REGISTRATION.spec, Arguments { request, ..arguments }, options)
    }

    /// Deletes a registration. The user stays, and so do its other registrations.
    ///
    /// `DELETE /api/user/registration/{userId}/{applicationId}`.
    ///
    /// Refresh tokens of the application go on working, for tokens without roles.
    ///
    /// Rejects with `not_found` when there is no such registration; `unauthorized` without an API
    /// key that may do this.
    #[wasm_bindgen(js_name = deleteRegistration, unchecked_return_type = "Promise<void>")]
    pub fn delete_registration(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string")] user_id: JsValue,
        #[wasm_bindgen(js_name = applicationId, unchecked_param_type = "string")]
        application_id: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(
            &self.0.http,
            &DELETE_REGISTRATION.spec,
            Arguments {
                parameter: Some(user_id),
                second: Some(application_id),
                ..Arguments::by(Who::Key, JsValue::UNDEFINED)
            },
            options,
        )
    }

    /// Changes members of a registration, in the original form of patch.
    ///
    /// `PATCH /api/user/registration/{userId}/{applicationId}`.
    ///
    /// Objects are merged, lists are added to, null clears. Since 1.12.0. The application's id is
    /// sent in the address (since 1.25.0) and in the body; servers up to at least 1.56 replace the
    /// registration where it is in the body alone (the option `shortPaths`).
    ///
    /// Rejects with `not_found` when there is no such registration; `validation` names members in
    /// `fieldErrors`; `unauthorized` without an API key that may do this.
    #[wasm_bindgen(js_name = patchRegistration, unchecked_return_type = "Promise<RegistrationResponse<UserData, RegistrationData>>")]
    pub fn patch_registration(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string")] user_id: JsValue,
        #[wasm_bindgen(unchecked_param_type = "PatchRegistrationRequest<RegistrationData>")]
        request: Ts<PatchRegistrationRequest>,
        options: Option<CallOptions>,
    ) -> Answer<RegistrationResponse> {
        let request = JsValue::from(request);
        let arguments = Arguments {
            parameter: Some(user_id),
            second: self.application(&request),
            ..Arguments::by(Who::Key, JsValue::UNDEFINED)
        };
        call(&self.0.http, &PATCH_REGISTRATION.spec, Arguments { request, ..arguments }, options)
    }

    /// Changes members of a registration by a merge patch (RFC 7396).
    ///
    /// `PATCH /api/user/registration/{userId}/{applicationId}`.
    ///
    /// Objects are merged, lists are replaced, null clears. Since 1.39.0.
    ///
    /// Rejects with `not_found` when there is no such registration; `validation` names members in
    /// `fieldErrors`; `unauthorized` without an API key that may do this.
    #[wasm_bindgen(js_name = mergePatchRegistration, unchecked_return_type = "Promise<RegistrationResponse<UserData, RegistrationData>>")]
    pub fn merge_patch_registration(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string")] user_id: JsValue,
        #[wasm_bindgen(unchecked_param_type = "PatchRegistrationRequest<RegistrationData>")]
        request: Ts<PatchRegistrationRequest>,
        options: Option<CallOptions>,
    ) -> Answer<RegistrationResponse> {
        let request = JsValue::from(request);
        let arguments = Arguments {
            parameter: Some(user_id),
            second: application(&request),
            ..Arguments::by(Who::Key, JsValue::UNDEFINED)
        };
        call(
            &self.0.http,
            &MERGE_PATCH_REGISTRATION.spec,
            Arguments { request, ..arguments },
            options,
        )
    }

    /// Changes a registration by operations (RFC 6902), all of them or none.
    ///
    /// `PATCH /api/user/registration/{userId}/{applicationId}`.
    ///
    /// Paths start at the request: `/registration/roles/-`. Since 1.39.0.
    ///
    /// Rejects with `not_found` when there is no such registration; `validation` with the code
    /// `[JSONPatchTestFailed]` when a `test` failed; `unauthorized` without an API key that may do
    /// this.
    #[wasm_bindgen(js_name = jsonPatchRegistration, unchecked_return_type = "Promise<RegistrationResponse<UserData, RegistrationData>>")]
    pub fn json_patch_registration(
        &self,
        #[wasm_bindgen(js_name = userId, unchecked_param_type = "string")] user_id: JsValue,
        #[wasm_bindgen(js_name = applicationId, unchecked_param_type = "string")]
        application_id: JsValue,
        #[wasm_bindgen(unchecked_param_type = "PatchOperation[]")] operations: JsValue,
        options: Option<CallOptions>,
    ) -> Answer<RegistrationResponse> {
        call(
            &self.0.http,
            &JSON_PATCH_REGISTRATION.spec,
            Arguments {
                parameter: Some(user_id),
                second: Some(application_id),
                ..Arguments::by(Who::Key, operations)
            },
            options,
        )
    }

    /// Verifies a registration with the id from the mail.
    ///
    /// `POST /api/user/verify-registration/{verificationId}`.
    ///
    /// The id stands in the address; the vendor calls this form deprecated since 1.27.0.
    ///
    /// Rejects with `invalid_token` when the id is wrong, used or older than a day.
    #[wasm_bindgen(js_name = verifyRegistration, unchecked_return_type = "Promise<void>")]
    pub fn verify_registration(
        &self,
        #[wasm_bindgen(js_name = verificationId, unchecked_param_type = "string")] verification_id: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(
            &self.0.http,
            &VERIFY_REGISTRATION.spec,
            Arguments { parameter: Some(verification_id), ..Arguments::new(JsValue::UNDEFINED) },
            options,
        )
    }

    /// Verifies a registration with the id from the mail, and the code where a form asks for one.
    ///
    /// `POST /api/user/verify-registration`.
    ///
    /// Since 1.27.0.
    ///
    /// Rejects with `invalid_token` when the id or the code is wrong, used or older than a day;
    /// `validation` when the code is missing.
    #[wasm_bindgen(js_name = verifyUserRegistration, unchecked_return_type = "Promise<void>")]
    pub fn verify_user_registration(
        &self,
        request: Ts<VerifyRegistrationRequest>,
        options: Option<CallOptions>,
    ) -> Promise {
        call(&self.0.http, &VERIFY_USER_REGISTRATION.spec, Arguments::new(request), options)
    }

    /// Sends the mail that verifies a registration once more, or only makes a new id.
    ///
    /// `PUT /api/user/verify-registration`. Sent once, never retried.
    ///
    /// With an API key the answer tells the new id, without one it is empty.
    ///
    /// Rejects with `not_found` when there is no such user or registration; `unsupported` when the
    /// application verifies nothing; `validation`; `unauthorized` for a wrong API key.
    #[wasm_bindgen(js_name = resendRegistrationVerification, unchecked_return_type = "Promise<VerificationResponse>")]
    pub fn resend_registration_verification(
        &self,
        request: Ts<ResendRegistrationVerificationRequest>,
        options: Option<CallOptions>,
    ) -> Answer<VerificationResponse> {
        call(
            &self.0.http,
            &RESEND_REGISTRATION_VERIFICATION.spec,
            Arguments::by(Who::Key, request),
            options,
        )
    }
}
