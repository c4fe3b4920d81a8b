//! `POST /api/user/registration`: registers users with applications.

use super::Client;
use crate::{
    error::Error,
    transport::{
        Call, Credentials,
        operation::{Member, Method, Operation, Place, Repeat, Spec},
    },
    wire::fusionauth::{CreateAndRegisterRequest, RegistrationRequest, RegistrationResponse},
};

pub(crate) const REGISTER: Operation<RegistrationRequest, RegistrationResponse> =
    Operation::new(Spec {
        name: "register",
        method: Method::Post,
        path: "/api/user/registration/{userId}",
        request: Place::Json,
        repeat: Repeat::Never,
        answer: &[Member::Object("registration")],
    });

pub(crate) const CREATE_AND_REGISTER: Operation<CreateAndRegisterRequest, RegistrationResponse> =
    Operation::new(Spec {
        name: "create_and_register",
        method: Method::Post,
        path: "/api/user/registration/{userId}",
        request: Place::Json,
        repeat: Repeat::Never,
        answer: &[Member::Object("registration")],
    });

impl Client {
    /// Registers a user that is there already with an application. `POST
    /// /api/user/registration/{userId}` (3.5).
    ///
    /// Where the registration must be verified, the server mails what
    /// [`verify_registration`](Self::verify_registration) takes.
    ///
    /// # Errors
    /// `NotFound` when there is no such user; `Conflict` with the code `[duplicate]registration`
    /// when it is registered already; `Validation` names members in `field_errors`; `Unauthorized`
    /// without an API key that may do this.
    pub async fn register(
        &self,
        user_id: &str,
        request: &RegistrationRequest,
    ) -> Result<RegistrationResponse, Error> {
        self.http.call(&REGISTER, &Call::new(Credentials::Key, &[user_id]), request).await
    }

    /// Makes a user and registers it with an application, or does neither. `POST
    /// /api/user/registration/{userId}` (3.5).
    ///
    /// Without `user_id` (UUID) the server makes one up.
    ///
    /// # Errors
    /// `Conflict` when the address, the name or the id is taken; `Validation` names members in
    /// `field_errors`; `Unauthorized` without an API key that may do this.
    ///
    /// ```
    /// # use matricula::{Config, ErrorKind, fusionauth::*};
    /// # tokio::runtime::Runtime::new()?.block_on(async {
    /// # let server = matricula_test_server::TestServer::start().await?;
    /// # let mut config = Config::new(server.url());
    /// config.api_key = Some("bf69486b-4733-4470-a592-f1bfce7af580".into());
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
    pub async fn create_and_register(
        &self,
        user_id: Option<&str>,
        request: &CreateAndRegisterRequest,
    ) -> Result<RegistrationResponse, Error> {
        self.http
            .call(&CREATE_AND_REGISTER, &Call::new(Credentials::Key, user_id.as_slice()), request)
            .await
    }
}
