//! `POST /api/user/registration`: registers users with applications.

use super::client::Client;
use crate::{
    transport::declare::operations,
    wire::fusionauth::{CreateAndRegisterRequest, RegistrationRequest, RegistrationResponse},
};

operations! {
    /// Registers an existing user with an application.
    ///
    /// If the registration must be verified, the server sends a mail with the id for
    /// [`verify_registration`](Self::verify_registration).
    ///
    /// ```ignore-wasm32
    /// # mod given { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/examples/fusionauth.rs")); }
    /// # use given::*;
    /// # tokio::runtime::Runtime::new()?.block_on(async {
    /// # let (server, client, application_id) = shop(false).await?;
    /// # let made = client.create_user(None, &UserRequest::new(ada())).await?;
    /// # let user_id = made.user.id.unwrap_or_default();
    /// let mut registration = Registration::new(application_id);
    /// registration.roles = Some(vec!["user".into()]);
    /// let made = client.register(&user_id, &RegistrationRequest::new(registration)).await?;
    /// assert_eq!(made.registration.roles, Some(vec!["user".into()]));
    /// # Ok::<(), Box<dyn std::error::Error>>(()) })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    register(user_id: &str) -> RegistrationResponse {
        POST "/api/user/registration/{userId}",
        body: Json(&RegistrationRequest),
        caller: Key,
        retry: Never,
        answer: [Object("registration")],
        rejects: {
            NotFound: "the user does not exist",
            Conflict: "the user is already registered (code `[duplicate]registration`)",
            Validation,
            Unauthorized,
        },
        javascript: {
            /// const request = { registration: { applicationId, roles: ["user"] } };
            /// const { registration } = await fusionauth.register(userId, request);
            /// const { roles } = registration; // ["user"]
        },
    }

    /// Creates a user and registers it with an application. If one of these steps fails, the server changes nothing.
    ///
    /// Without `user_id` (UUID) the server chooses one.
    ///
    /// ```ignore-wasm32
    /// # use matricula::{Config, ErrorKind, fusionauth::*};
    /// # tokio::runtime::Runtime::new()?.block_on(async {
    /// # let server = matricula_test_server::TestServer::start().await?;
    /// # let url = server.url();
    /// let config = Config::new(url).with_api_key("bf69486b-4733-4470-a592-f1bfce7af580");
    /// let client = Client::new(config)?;
    /// # let application = ApplicationRequest::new(Application::new("Shop"));
    /// # let application = client.create_application(None, &application).await?.application;
    /// # let application_id = application.id.unwrap_or_default();
    /// let mut user = User::new("ada@example.com");
    /// user.password = Some("correct horse 1".into());
    /// let request = CreateAndRegisterRequest::new(user, Registration::new(application_id));
    /// let made = client.create_and_register(None, &request).await?;
    /// assert_eq!(made.registration.verified, Some(true));
    /// let error = client.create_and_register(None, &request).await.unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::Conflict);
    /// assert!(error.has_code("[duplicate]user.email"));
    /// # Ok::<(), Box<dyn std::error::Error>>(()) })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    create_and_register(user_id: Option<&str>) -> RegistrationResponse {
        POST "/api/user/registration/{userId}",
        body: Json(&CreateAndRegisterRequest),
        caller: Key,
        retry: Never,
        answer: [Object("registration")],
        rejects: {
            Conflict: "the e-mail address, the user name, the phone number or the id is already taken",
            InvalidToken: "an id in `verification_ids` is wrong or used, or its verification is not complete",
            Validation,
            Unauthorized,
        },
        javascript: {
            /// const user = { email: "ada@example.com", password: "correct horse 1" };
            /// const request = { user, registration: { applicationId } };
            /// const { registration } = await fusionauth.createAndRegister(null, request);
            /// const { verified } = registration; // true
            /// const again = fusionauth.createAndRegister(null, request);
            /// const { kind } = await again.catch((error) => error); // "conflict"
        },
    }
}
