//! `/consumer/scope`: the scopes of tokens.

use super::client::Client;
use crate::{
    transport::declare::operations,
    wire::fusio::{Collection, Scope, ScopeCategories},
};

operations! {
    /// Lists the user's scopes that are in the category of the user's role.
    scopes() -> Collection<Scope> {
        GET "/consumer/scope",
        body: None,
        caller: Token,
        retry: Safe,
        answer: [Number("totalResults"), List],
        rejects: {
            Unauthorized,
            Forbidden: "the token lacks the scope `consumer.scope`",
        },
    }

    /// Lists all scopes of the user by category.
    scope_categories() -> ScopeCategories {
        GET "/consumer/scope/categories",
        body: None,
        caller: Token,
        retry: Safe,
        answer: [List],
        rejects: {
            Unauthorized,
            Forbidden: "the token lacks the scope `consumer.scope`",
        },
    }
}
