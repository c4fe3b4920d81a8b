//! `/api/user/search`, `/bulk`, `/import` and `/recent-login`: many users at once.

use super::client::Client;
use crate::{
    transport::declare::operations,
    wire::fusionauth::{
        ImportRequest, RecentLoginsQuery, RecentLoginsResponse, UserDeleteQuery, UserDeleteRequest,
        UserDeleteResponse, UserIdsQuery, UserSearchRequest, UserSearchResponse,
    },
};

operations! {
    /// Returns the users with these ids. The server ignores ids that no user has.
    search_users_by_ids() -> UserSearchResponse {
        GET "/api/user/search",
        body: Query(&UserIdsQuery),
        caller: Key,
        retry: Safe,
        answer: [List],
        rejects: { Validation, Unauthorized },
    }

    /// Returns one page of the users that a query string finds.
    ///
    /// It can take about a second until a search finds a new user.
    search_users_by_query_string() -> UserSearchResponse {
        POST "/api/user/search",
        body: Json(&UserSearchRequest),
        caller: Key,
        retry: Safe,
        answer: [List],
        rejects: { Validation, Unauthorized },
    }

    /// Imports users of another system, with their registrations and passwords.
    ///
    /// Passwords can be hashes or plain texts. A user without `active: true` cannot log in. Nobody gets a mail. If one
    /// user is refused, nobody is imported. Only with `validate_db_constraints`, the error names the users who exist
    /// already; without it, its code is `[ImportRequestFailed]`.
    import_users() -> () {
        POST "/api/user/import",
        body: Json(&ImportRequest),
        caller: Key,
        retry: Never,
        answer: [Empty],
        rejects: {
            Conflict: "an e-mail address, a user name, a phone number or an id is probably already taken",
            Validation,
            Unauthorized,
        },
    }

    /// Returns the recent logins of a user or of all users, newest first.
    ///
    /// The API key must not be locked to a tenant.
    retrieve_recent_logins() -> RecentLoginsResponse {
        GET "/api/user/recent-login",
        body: Query(&RecentLoginsQuery),
        caller: Key,
        retry: Safe,
        answer: [List],
        rejects: {
            NotFound: "the user does not exist",
            Validation,
            Unauthorized,
        },
    }

    /// Deactivates the users with these ids: they can no longer log in.
    deactivate_users_by_ids() -> UserDeleteResponse {
        DELETE "/api/user/bulk",
        body: Query(&UserDeleteQuery),
        caller: Key,
        retry: Safe,
        answer: [List],
        rejects: { Validation, Unauthorized },
    }

    /// Deactivates or deletes the users whose ids are in the request, or that the query of the request finds.
    ///
    /// With `hard_delete`, the server deletes the users and their registrations permanently. So first send the request
    /// with `dry_run`: the answer then says which users the server would delete.
    delete_users_by_query() -> UserDeleteResponse {
        DELETE "/api/user/bulk",
        body: Json(&UserDeleteRequest),
        caller: Key,
        retry: Never,
        answer: [List],
        rejects: { Validation, Unauthorized },
    }
}
