//! `/api/application`: the applications that users register with.

use super::client::Client;
use crate::{
    transport::declare::operations,
    wire::fusionauth::{ApplicationRequest, ApplicationResponse, ApplicationsResponse},
};

operations! {
    /// Creates an application and its roles.
    ///
    /// Without `application_id` (UUID) the server chooses one.
    create_application(application_id: Option<&str>) -> ApplicationResponse {
        POST "/api/application/{applicationId}",
        body: Json(&ApplicationRequest),
        caller: Key,
        retry: Never,
        answer: [Object("application")],
        rejects: {
            Conflict: "the name or the id is already taken",
            Validation,
            Unauthorized,
        },
    }

    /// Returns the application with this id.
    retrieve_application(application_id: &str) -> ApplicationResponse {
        GET "/api/application/{applicationId}",
        body: None,
        caller: Key,
        retry: Safe,
        answer: [Object("application")],
        rejects: {
            NotFound: "the application does not exist",
            Unauthorized,
        },
    }

    /// Lists the active applications.
    retrieve_applications() -> ApplicationsResponse {
        GET "/api/application",
        body: None,
        caller: Key,
        retry: Safe,
        answer: [List],
        rejects: { Unauthorized },
    }

    /// Replaces an application. Members that the request leaves out get their default values. The roles
    /// stay as they are: the server ignores the roles in the request.
    ///
    /// To change one setting, change it in the answer of
    /// [`retrieve_application`](Self::retrieve_application) and send the whole application back. The
    /// answer also contains the members that this client does not know.
    update_application(application_id: &str) -> ApplicationResponse {
        PUT "/api/application/{applicationId}",
        body: Json(&ApplicationRequest),
        caller: Key,
        retry: Safe,
        answer: [Object("application")],
        rejects: {
            NotFound: "the application does not exist",
            Conflict: "the name is already taken",
            Validation,
            Unauthorized,
        },
    }

    /// Deletes an application and its registrations permanently.
    delete_application(application_id: &str) -> () {
        DELETE "/api/application/{applicationId}?hardDelete=true",
        body: None,
        caller: Key,
        retry: Unanswered,
        answer: [Empty],
        rejects: {
            NotFound: "the application does not exist",
            Unauthorized,
        },
    }
}
