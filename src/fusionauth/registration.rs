//! `/api/user/registration/{userId}/{applicationId}`: one registration.

use super::client::Client;
use crate::{
    transport::declare::operations,
    wire::fusionauth::{RegistrationRequest, RegistrationResponse},
};

operations! {
    /// Returns the registration of a user with an application.
    ///
    /// ```ignore-wasm32
    /// # mod given { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/examples/fusionauth.rs")); }
    /// # use given::*;
    /// # tokio::runtime::Runtime::new()?.block_on(async {
    /// # let (server, client, user_id, application_id) = registered(false).await?;
    /// let registration = client.retrieve_registration(&user_id, &application_id).await?.registration;
    /// assert_eq!(registration.roles, Some(vec!["user".into()]));
    /// # Ok::<(), Box<dyn std::error::Error>>(()) })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    retrieve_registration(user_id: &str, application_id: &str) -> RegistrationResponse {
        GET "/api/user/registration/{userId}/{applicationId}",
        body: None,
        caller: Key,
        retry: Safe,
        answer: [Object("registration")],
        rejects: {
            NotFound: "the user, the application or the registration does not exist",
            Unauthorized,
        },
        javascript: {
            /// const { registration } = await fusionauth.retrieveRegistration(userId, applicationId);
            /// const { roles } = registration; // ["user"]
        },
    }

    /// Replaces a registration. The server clears members that the request leaves out.
    ///
    /// The application's id is sent in the address (since FusionAuth 1.25.0) and in the body; see
    /// `Config::short_paths`.
    ///
    /// ```ignore-wasm32
    /// # mod given { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/examples/fusionauth.rs")); }
    /// # use given::*;
    /// # tokio::runtime::Runtime::new()?.block_on(async {
    /// # let (server, client, user_id, application_id) = registered(false).await?;
    /// let mut registration = Registration::new(&application_id);
    /// registration.roles = Some(vec!["editor".into()]);
    /// let request = RegistrationRequest::new(registration);
    /// let updated = client.update_registration(&user_id, &request).await?.registration;
    /// assert_eq!(updated.roles, Some(vec!["editor".into()]));
    /// # Ok::<(), Box<dyn std::error::Error>>(()) })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    update_registration(user_id: &str) -> RegistrationResponse {
        PUT "/api/user/registration/{userId}/{applicationId}",
        in_body: registration.application_id unless short_paths,
        body: Json(&RegistrationRequest),
        caller: Key,
        retry: Safe,
        answer: [Object("registration")],
        rejects: {
            NotFound: "the registration does not exist",
            Validation,
            Unauthorized,
        },
        javascript: {
            /// const request = { registration: { applicationId, roles: ["editor"] } };
            /// const { registration } = await fusionauth.updateRegistration(userId, request);
            /// const { roles } = registration; // ["editor"]
        },
    }

    /// Deletes a registration. The user and its other registrations stay.
    ///
    /// The user's refresh tokens for the application stay valid, but new access tokens have no roles.
    ///
    /// ```ignore-wasm32
    /// # mod given { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/examples/fusionauth.rs")); }
    /// # use given::*;
    /// # tokio::runtime::Runtime::new()?.block_on(async {
    /// # let (server, client, user_id, application_id) = registered(false).await?;
    /// client.delete_registration(&user_id, &application_id).await?;
    /// let error = client.retrieve_registration(&user_id, &application_id).await.unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::NotFound);
    /// # Ok::<(), Box<dyn std::error::Error>>(()) })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    delete_registration(user_id: &str, application_id: &str) -> () {
        DELETE "/api/user/registration/{userId}/{applicationId}",
        body: None,
        caller: Key,
        retry: Unanswered,
        answer: [Empty],
        rejects: {
            NotFound: "the registration does not exist",
            Unauthorized,
        },
        javascript: {
            /// await fusionauth.deleteRegistration(userId, applicationId);
            /// const deleted = fusionauth.retrieveRegistration(userId, applicationId);
            /// const { kind } = await deleted.catch((error) => error); // "not_found"
        },
    }
}
