//! `PATCH /api/user/registration`: changes a registration, with three forms of patch.

use super::client::Client;
use crate::{
    transport::declare::operations,
    wire::fusionauth::{PatchOperation, PatchRegistrationRequest, RegistrationResponse},
};

operations! {
    /// Changes members of a registration, in FusionAuth's original form of patch.
    ///
    /// Objects are merged, lists are extended, null removes a member. Since FusionAuth 1.12.0. The
    /// application's id is sent in the address (since 1.25.0) and in the body. With
    /// `Config::short_paths`, the id is only in the body. FusionAuth then replaces the whole
    /// registration instead of the given members (seen with 1.56).
    ///
    /// ```ignore-wasm32
    /// # mod given { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/examples/fusionauth.rs")); }
    /// # use given::*;
    /// # tokio::runtime::Runtime::new()?.block_on(async {
    /// # let (server, client, user_id, application_id) = registered(false).await?;
    /// let mut registration = RegistrationPatch::new(application_id);
    /// registration.roles = Change::Value(vec!["editor".into()]);
    /// registration.timezone = Change::Null;
    /// let request = PatchRegistrationRequest::new(registration);
    /// let patched = client.patch_registration(&user_id, &request).await?;
    /// assert_eq!(patched.registration.roles, Some(vec!["editor".into(), "user".into()]));
    /// # Ok::<(), Box<dyn std::error::Error>>(()) })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    patch_registration(user_id: &str) -> RegistrationResponse {
        PATCH "/api/user/registration/{userId}/{applicationId}",
        in_body: registration.application_id unless short_paths,
        body: Json(&PatchRegistrationRequest),
        caller: Key,
        retry: Never,
        answer: [Object("registration")],
        rejects: {
            NotFound: "the registration does not exist",
            Validation,
            Unauthorized,
        },
        javascript: {
            /// const request = { registration: { applicationId, roles: ["editor"], timezone: null } };
            /// const { registration } = await fusionauth.patchRegistration(userId, request);
            /// const { roles } = registration; // ["editor", "user"]
        },
    }

    /// Changes members of a registration by a merge patch (RFC 7396).
    ///
    /// Objects are merged, lists are replaced, null removes a member. Since FusionAuth 1.39.0.
    merge_patch_registration(user_id: &str) -> RegistrationResponse {
        PATCH "/api/user/registration/{userId}/{applicationId}",
        in_body: registration.application_id,
        body: MergePatch(&PatchRegistrationRequest),
        caller: Key,
        retry: Safe,
        answer: [Object("registration")],
        rejects: {
            NotFound: "the registration does not exist",
            Validation,
            Unauthorized,
        },
    }

    /// Changes a registration by a JSON patch (RFC 6902). The server applies all operations or none.
    ///
    /// Paths start with the member `registration`, for example `/registration/roles/-`. Since
    /// FusionAuth 1.39.0.
    json_patch_registration(user_id: &str, application_id: &str) -> RegistrationResponse {
        PATCH "/api/user/registration/{userId}/{applicationId}",
        body: JsonPatch(&[PatchOperation]),
        caller: Key,
        retry: Never,
        answer: [Object("registration")],
        rejects: {
            NotFound: "the registration does not exist",
            Validation: "a `test` operation failed (code `[JSONPatchTestFailed]`), or the result is invalid",
            Unauthorized,
        },
    }
}
