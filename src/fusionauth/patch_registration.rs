//! `PATCH /api/user/registration`: changes a registration, in three forms.

use super::Client;
use crate::{
    error::Error,
    transport::{
        Call, Credentials,
        operation::{Member, Method, Operation, Place, Repeat, Spec},
    },
    wire::fusionauth::{PatchOperation, PatchRegistrationRequest, RegistrationResponse},
};

pub(crate) const PATCH_REGISTRATION: Operation<PatchRegistrationRequest, RegistrationResponse> =
    Operation::new(Spec {
        name: "patch_registration",
        method: Method::Patch,
        path: "/api/user/registration/{userId}/{applicationId}",
        request: Place::Json,
        repeat: Repeat::Never,
        answer: &[Member::Object("registration")],
    });

pub(crate) const MERGE_PATCH_REGISTRATION: Operation<
    PatchRegistrationRequest,
    RegistrationResponse,
> = Operation::new(Spec {
    name: "merge_patch_registration",
    method: Method::Patch,
    path: "/api/user/registration/{userId}/{applicationId}",
    request: Place::MergePatch,
    repeat: Repeat::Safe,
    answer: &[Member::Object("registration")],
});

pub(crate) const JSON_PATCH_REGISTRATION: Operation<Vec<PatchOperation>, RegistrationResponse> =
    Operation::new(Spec {
        name: "json_patch_registration",
        method: Method::Patch,
        path: "/api/user/registration/{userId}/{applicationId}",
        request: Place::JsonPatch,
        repeat: Repeat::Never,
        answer: &[Member::Object("registration")],
    });

impl Client {
    /// Changes members of a registration, in the original form of patch. `PATCH
    /// /api/user/registration/{userId}/{applicationId}` (3.6).
    ///
    /// Objects are merged, lists are added to, null clears. Since 1.12.0. The application's id is
    /// sent in the address (since 1.25.0) and in the body; servers up to at least 1.56 replace the
    /// registration where it is in the body alone (`Config::short_paths`).
    ///
    /// # Errors
    /// `NotFound` when there is no such registration; `Validation` names members in `field_errors`;
    /// `Unauthorized` without an API key that may do this.
    pub async fn patch_registration(
        &self,
        user_id: &str,
        request: &PatchRegistrationRequest,
    ) -> Result<RegistrationResponse, Error> {
        let both = [user_id, request.registration.application_id.as_str()];
        self.http
            .call(&PATCH_REGISTRATION, &Call::new(Credentials::Key, self.path(&both)), request)
            .await
    }

    /// Changes members of a registration by a merge patch (RFC 7396). `PATCH
    /// /api/user/registration/{userId}/{applicationId}` (3.6).
    ///
    /// Objects are merged, lists are replaced, null clears. Since 1.39.0.
    ///
    /// # Errors
    /// `NotFound` when there is no such registration; `Validation` names members in `field_errors`;
    /// `Unauthorized` without an API key that may do this.
    pub async fn merge_patch_registration(
        &self,
        user_id: &str,
        request: &PatchRegistrationRequest,
    ) -> Result<RegistrationResponse, Error> {
        self.http
            .call(
                &MERGE_PATCH_REGISTRATION,
                &Call::new(Credentials::Key, &[user_id, &request.registration.application_id]),
                request,
            )
            .await
    }

    /// Changes a registration by operations (RFC 6902), all of them or none. `PATCH
    /// /api/user/registration/{userId}/{applicationId}` (3.6).
    ///
    /// Paths start at the request: `/registration/roles/-`. Since 1.39.0.
    ///
    /// # Errors
    /// `NotFound` when there is no such registration; `Validation` with the code
    /// `[JSONPatchTestFailed]` when a `test` failed; `Unauthorized` without an API key that may do
    /// this.
    pub async fn json_patch_registration(
        &self,
        user_id: &str,
        application_id: &str,
        operations: &[PatchOperation],
    ) -> Result<RegistrationResponse, Error> {
        self.http
            .call(
                &JSON_PATCH_REGISTRATION,
                &Call::new(Credentials::Key, &[user_id, application_id]),
                &operations.to_vec(),
            )
            .await
    }
}
