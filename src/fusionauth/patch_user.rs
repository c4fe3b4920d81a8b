//! `PATCH /api/user`: changes a user, with three forms of patch.

use super::client::Client;
use crate::{
    transport::declare::operations,
    wire::fusionauth::{PatchOperation, PatchUserRequest, UserResponse},
};

operations! {
    /// Changes members of a user, in FusionAuth's original form of patch.
    ///
    /// Objects are merged, lists are extended, null removes a member. Since FusionAuth 1.12.0.
    patch_user(user_id: &str) -> UserResponse {
        PATCH "/api/user/{userId}",
        body: Json(&PatchUserRequest),
        caller: Key,
        retry: Never,
        answer: [Object("user")],
        rejects: {
            NotFound: "the user does not exist",
            Conflict: "the e-mail address, the user name or the phone number is already taken",
            Validation,
            Unauthorized,
        },
    }

    /// Changes members of a user by a merge patch (RFC 7396).
    ///
    /// Objects are merged, lists are replaced, null removes a member. Since FusionAuth 1.39.0.
    ///
    /// The call is not retried: if it sets a password, the server may refuse the same password at a
    /// second try.
    merge_patch_user(user_id: &str) -> UserResponse {
        PATCH "/api/user/{userId}",
        body: MergePatch(&PatchUserRequest),
        caller: Key,
        retry: Never,
        answer: [Object("user")],
        rejects: {
            NotFound: "the user does not exist",
            Conflict: "the e-mail address, the user name or the phone number is already taken",
            Validation,
            Unauthorized,
        },
    }

    /// Changes a user by a JSON patch (RFC 6902). The server applies all operations or none.
    ///
    /// Paths start with the member `user`, for example `/user/preferredLanguages/-`. Since
    /// FusionAuth 1.39.0.
    json_patch_user(user_id: &str) -> UserResponse {
        PATCH "/api/user/{userId}",
        body: JsonPatch(&[PatchOperation]),
        caller: Key,
        retry: Never,
        answer: [Object("user")],
        rejects: {
            NotFound: "the user does not exist",
            Conflict: "the e-mail address, the user name or the phone number is already taken",
            Validation: "a `test` operation failed (code `[JSONPatchTestFailed]`), or the result is invalid",
            Unauthorized,
        },
    }
}
