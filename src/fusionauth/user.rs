//! `/api/user`: users.

use super::Client;
use crate::{
    error::Error,
    transport::{
        Call, Credentials,
        operation::{Member, Method, Operation, Place, Repeat, Spec},
    },
    wire::fusionauth::{UserQuery, UserRequest, UserResponse},
};

pub(crate) const CREATE_USER: Operation<UserRequest, UserResponse> = Operation::new(Spec {
    name: "create_user",
    method: Method::Post,
    path: "/api/user/{userId}",
    request: Place::Json,
    repeat: Repeat::Never,
    answer: &[Member::Object("user")],
});

pub(crate) const RETRIEVE_USER: Operation<(), UserResponse> = Operation::new(Spec {
    name: "retrieve_user",
    method: Method::Get,
    path: "/api/user/{userId}",
    request: Place::Nowhere,
    repeat: Repeat::Safe,
    answer: &[Member::Object("user")],
});

pub(crate) const FIND_USER: Operation<UserQuery, UserResponse> = Operation::new(Spec {
    name: "find_user",
    method: Method::Get,
    path: "/api/user",
    request: Place::Query,
    repeat: Repeat::Safe,
    answer: &[Member::Object("user")],
});

pub(crate) const UPDATE_USER: Operation<UserRequest, UserResponse> = Operation::new(Spec {
    name: "update_user",
    method: Method::Put,
    path: "/api/user/{userId}",
    request: Place::Json,
    repeat: Repeat::Safe,
    answer: &[Member::Object("user")],
});

pub(crate) const DEACTIVATE_USER: Operation<(), ()> = Operation::new(Spec {
    name: "deactivate_user",
    method: Method::Delete,
    path: "/api/user/{userId}",
    request: Place::Nowhere,
    repeat: Repeat::Safe,
    answer: &[Member::Nothing],
});

pub(crate) const REACTIVATE_USER: Operation<(), UserResponse> = Operation::new(Spec {
    name: "reactivate_user",
    method: Method::Put,
    path: "/api/user/{userId}?reactivate=true",
    request: Place::Nowhere,
    repeat: Repeat::Safe,
    answer: &[Member::Object("user")],
});

pub(crate) const DELETE_USER: Operation<(), ()> = Operation::new(Spec {
    name: "delete_user",
    method: Method::Delete,
    path: "/api/user/{userId}?hardDelete=true",
    request: Place::Nowhere,
    repeat: Repeat::Unanswered,
    answer: &[Member::Nothing],
});

impl Client {
    /// Makes a user. `POST /api/user/{userId}` (6.1).
    ///
    /// Without `user_id` (UUID) the server makes one up.
    ///
    /// # Errors
    /// `Conflict` when the address, the name or the id is taken; `Validation` names members in
    /// `field_errors`; `Unauthorized` without an API key that may do this.
    pub async fn create_user(
        &self,
        user_id: Option<&str>,
        request: &UserRequest,
    ) -> Result<UserResponse, Error> {
        self.http
            .call(&CREATE_USER, &Call::new(Credentials::Key, user_id.as_slice()), request)
            .await
    }

    /// The user with this id. `GET /api/user/{userId}` (6.1).
    ///
    /// # Errors
    /// `NotFound`; `Unauthorized` without an API key that may do this.
    pub async fn retrieve_user(&self, user_id: &str) -> Result<UserResponse, Error> {
        self.http.call(&RETRIEVE_USER, &Call::new(Credentials::Key, &[user_id]), &()).await
    }

    /// The user with this e-mail address, name or login id; with an empty query, the user of the
    /// token. `GET /api/user` (6.1).
    ///
    /// # Errors
    /// `NotFound`; `Unauthorized` without an API key, or a token for an empty query.
    pub async fn find_user(&self, request: &UserQuery) -> Result<UserResponse, Error> {
        self.http.call(&FIND_USER, &Call::new(Credentials::Configured, &[]), request).await
    }

    /// Replaces a user: what the request leaves out is cleared, but for the password. `PUT
    /// /api/user/{userId}` (6.1).
    ///
    /// # Errors
    /// `NotFound`; `Conflict` when the address, the name or the id is taken; `Validation` names
    /// members in `field_errors`; `Unauthorized` without an API key that may do this.
    pub async fn update_user(
        &self,
        user_id: &str,
        request: &UserRequest,
    ) -> Result<UserResponse, Error> {
        self.http.call(&UPDATE_USER, &Call::new(Credentials::Key, &[user_id]), request).await
    }

    /// Deletes a user softly: it can no longer log in, and can be had back. `DELETE
    /// /api/user/{userId}` (6.1).
    ///
    /// # Errors
    /// `NotFound`; `Unauthorized` without an API key that may do this.
    pub async fn deactivate_user(&self, user_id: &str) -> Result<(), Error> {
        self.http.call(&DEACTIVATE_USER, &Call::new(Credentials::Key, &[user_id]), &()).await
    }

    /// Gets a softly deleted user back. `PUT /api/user/{userId}?reactivate=true` (6.1).
    ///
    /// # Errors
    /// `NotFound`; `Unauthorized` without an API key that may do this.
    pub async fn reactivate_user(&self, user_id: &str) -> Result<UserResponse, Error> {
        self.http.call(&REACTIVATE_USER, &Call::new(Credentials::Key, &[user_id]), &()).await
    }

    /// Deletes a user for good, its registrations included. `DELETE
    /// /api/user/{userId}?hardDelete=true` (6.1).
    ///
    /// # Errors
    /// `NotFound`; `Unauthorized` without an API key that may do this.
    pub async fn delete_user(&self, user_id: &str) -> Result<(), Error> {
        self.http.call(&DELETE_USER, &Call::new(Credentials::Key, &[user_id]), &()).await
    }
}
