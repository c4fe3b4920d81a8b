//! `/api/user`: users.

use super::client::Client;
use crate::{
    transport::declare::operations,
    wire::fusionauth::{UserQuery, UserRequest, UserResponse},
};

operations! {
    /// Creates a user.
    ///
    /// Without `user_id` (UUID) the server chooses one.
    create_user(user_id: Option<&str>) -> UserResponse {
        POST "/api/user/{userId}",
        body: Json(&UserRequest),
        caller: Key,
        retry: Never,
        answer: [Object("user")],
        rejects: {
            Conflict: "the e-mail address, the user name, the phone number or the id is already taken",
            InvalidToken: "an id in `verification_ids` is wrong or used, or its verification is not complete",
            Validation,
            Unauthorized,
        },
    }

    /// Returns the user with this id.
    retrieve_user(user_id: &str) -> UserResponse {
        GET "/api/user/{userId}",
        body: None,
        caller: Key,
        retry: Safe,
        answer: [Object("user")],
        rejects: {
            NotFound: "the user does not exist",
            Unauthorized,
        },
    }

    /// Finds a user by e-mail address, user name or login id, or by the id of a password change or a
    /// verification. If the query is empty and the client has no API key, the call returns the user of
    /// the token in the configuration.
    find_user() -> UserResponse {
        GET "/api/user",
        body: Query(&UserQuery),
        caller: KeyOrToken,
        retry: Safe,
        answer: [Object("user")],
        rejects: {
            NotFound: "the user does not exist",
            Validation,
            Unauthorized,
        },
    }

    /// Replaces a user. The server clears members that the request leaves out, except the password. The memberships
    /// in groups stay as they are, even if the request has others.
    ///
    /// The call is not retried: if the first try has set the password, the server may refuse the same password at
    /// the second try.
    update_user(user_id: &str) -> UserResponse {
        PUT "/api/user/{userId}",
        body: Json(&UserRequest),
        caller: Key,
        retry: Never,
        answer: [Object("user")],
        rejects: {
            NotFound: "the user does not exist",
            InvalidCredentials: "the current password is wrong",
            Conflict: "the e-mail address, the user name or the phone number is already taken",
            Validation,
            Unauthorized,
        },
    }

    /// Deactivates a user. A deactivated user cannot log in.
    /// [`reactivate_user`](Self::reactivate_user) undoes this.
    deactivate_user(user_id: &str) -> () {
        DELETE "/api/user/{userId}",
        body: None,
        caller: Key,
        retry: Safe,
        answer: [Empty],
        rejects: {
            NotFound: "the user does not exist",
            Unauthorized,
        },
    }

    /// Reactivates a deactivated user.
    reactivate_user(user_id: &str) -> UserResponse {
        PUT "/api/user/{userId}?reactivate=true",
        body: None,
        caller: Key,
        retry: Safe,
        answer: [Object("user")],
        rejects: {
            NotFound: "the user does not exist",
            Unauthorized,
        },
    }

    /// Deletes a user and its registrations permanently.
    delete_user(user_id: &str) -> () {
        DELETE "/api/user/{userId}?hardDelete=true",
        body: None,
        caller: Key,
        retry: Unanswered,
        answer: [Empty],
        rejects: {
            NotFound: "the user does not exist",
            Unauthorized,
        },
    }
}
