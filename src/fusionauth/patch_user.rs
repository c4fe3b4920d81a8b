//! `PATCH /api/user`: changes a user, in three forms.

use super::Client;
use crate::{
    error::Error,
    transport::{
        Call, Credentials,
        operation::{Member, Method, Operation, Place, Repeat, Spec},
    },
    wire::fusionauth::{PatchOperation, PatchUserRequest, UserResponse},
};

pub(crate) const PATCH_USER: Operation<PatchUserRequest, UserResponse> = Operation::new(Spec {
    name: "patch_user",
    method: Method::Patch,
    path: "/api/user/{userId}",
    request: Place::Json,
    repeat: Repeat::Never,
    answer: &[Member::Object("user")],
});

pub(crate) const MERGE_PATCH_USER: Operation<PatchUserRequest, UserResponse> =
    Operation::new(Spec {
        name: "merge_patch_user",
        method: Method::Patch,
        path: "/api/user/{userId}",
        request: Place::MergePatch,
        repeat: Repeat::Safe,
        answer: &[Member::Object("user")],
    });

pub(crate) const JSON_PATCH_USER: Operation<Vec<PatchOperation>, UserResponse> =
    Operation::new(Spec {
        name: "json_patch_user",
        method: Method::Patch,
        path: "/api/user/{userId}",
        request: Place::JsonPatch,
        repeat: Repeat::Never,
        answer: &[Member::Object("user")],
    });

impl Client {
    /// Changes members of a user, in the original form of patch. `PATCH /api/user/{userId}` (6.1).
    ///
    /// Objects are merged, lists are added to, null clears. Since 1.12.0.
    ///
    /// # Errors
    /// `NotFound`; `Conflict` when the address, the name or the id is taken; `Validation` names
    /// members in `field_errors`; `Unauthorized` without an API key that may do this.
    pub async fn patch_user(
        &self,
        user_id: &str,
        request: &PatchUserRequest,
    ) -> Result<UserResponse, Error> {
        self.http.call(&PATCH_USER, &Call::new(Credentials::Key, &[user_id]), request).await
    }

    /// Changes members of a user by a merge patch (RFC 7396). `PATCH /api/user/{userId}` (6.1, 3.6).
    ///
    /// Objects are merged, lists are replaced, null clears. Since 1.39.0.
    ///
    /// # Errors
    /// As [`patch_user`](Self::patch_user).
    pub async fn merge_patch_user(
        &self,
        user_id: &str,
        request: &PatchUserRequest,
    ) -> Result<UserResponse, Error> {
        self.http.call(&MERGE_PATCH_USER, &Call::new(Credentials::Key, &[user_id]), request).await
    }

    /// Changes a user by operations (RFC 6902), all of them or none. `PATCH /api/user/{userId}`
    /// (6.1, 3.6).
    ///
    /// Paths start at the request: `/user/preferredLanguages/-`. Since 1.39.0.
    ///
    /// # Errors
    /// As [`patch_user`](Self::patch_user), and `Validation` with the code `[JSONPatchTestFailed]`
    /// when a `test` failed.
    pub async fn json_patch_user(
        &self,
        user_id: &str,
        operations: &[PatchOperation],
    ) -> Result<UserResponse, Error> {
        self.http
            .call(&JSON_PATCH_USER, &Call::new(Credentials::Key, &[user_id]), &operations.to_vec())
            .await
    }
}
