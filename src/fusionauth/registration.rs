//! `/api/user/registration/{userId}/{applicationId}`: one registration.

use super::Client;
use crate::{
    error::Error,
    transport::{
        Call, Credentials,
        operation::{Member, Method, Operation, Place, Repeat, Spec},
    },
    wire::fusionauth::{RegistrationRequest, RegistrationResponse},
};

pub(crate) const RETRIEVE_REGISTRATION: Operation<(), RegistrationResponse> =
    Operation::new(Spec {
        name: "retrieve_registration",
        method: Method::Get,
        path: "/api/user/registration/{userId}/{applicationId}",
        request: Place::Nowhere,
        repeat: Repeat::Safe,
        answer: &[Member::Object("registration")],
    });

pub(crate) const UPDATE_REGISTRATION: Operation<RegistrationRequest, RegistrationResponse> =
    Operation::new(Spec {
        name: "update_registration",
        method: Method::Put,
        path: "/api/user/registration/{userId}/{applicationId}",
        request: Place::Json,
        repeat: Repeat::Safe,
        answer: &[Member::Object("registration")],
    });

pub(crate) const DELETE_REGISTRATION: Operation<(), ()> = Operation::new(Spec {
    name: "delete_registration",
    method: Method::Delete,
    path: "/api/user/registration/{userId}/{applicationId}",
    request: Place::Nowhere,
    repeat: Repeat::Unanswered,
    answer: &[Member::Nothing],
});

impl Client {
    /// The registration of a user with an application. `GET
    /// /api/user/registration/{userId}/{applicationId}` (3.5).
    ///
    /// # Errors
    /// `NotFound` when there is no such user, application or registration; `Unauthorized` without
    /// an API key that may do this.
    pub async fn retrieve_registration(
        &self,
        user_id: &str,
        application_id: &str,
    ) -> Result<RegistrationResponse, Error> {
        self.http
            .call(
                &RETRIEVE_REGISTRATION,
                &Call::new(Credentials::Key, &[user_id, application_id]),
                &(),
            )
            .await
    }

    /// Replaces a registration: what the request leaves out is cleared. `PUT
    /// /api/user/registration/{userId}/{applicationId}` (3.5).
    ///
    /// The application's id is sent in the address (since 1.25.0) and in the body; see
    /// `Config::short_paths`.
    ///
    /// # Errors
    /// `NotFound` when there is no such registration; `Validation` names members in `field_errors`;
    /// `Unauthorized` without an API key that may do this.
    pub async fn update_registration(
        &self,
        user_id: &str,
        request: &RegistrationRequest,
    ) -> Result<RegistrationResponse, Error> {
        let both = [user_id, request.registration.application_id.as_str()];
        self.http
            .call(&UPDATE_REGISTRATION, &Call::new(Credentials::Key, self.path(&both)), request)
            .await
    }

    /// Deletes a registration. The user stays, and so do its other registrations. `DELETE
    /// /api/user/registration/{userId}/{applicationId}` (3.5).
    ///
    /// Refresh tokens of the application go on working, for tokens without roles.
    ///
    /// # Errors
    /// `NotFound` when there is no such registration; `Unauthorized` without an API key that may do
    /// this.
    pub async fn delete_registration(
        &self,
        user_id: &str,
        application_id: &str,
    ) -> Result<(), Error> {
        self.http
            .call(
                &DELETE_REGISTRATION,
                &Call::new(Credentials::Key, &[user_id, application_id]),
                &(),
            )
            .await
    }
}
