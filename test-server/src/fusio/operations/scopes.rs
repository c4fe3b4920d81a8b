//! Lists the user's scopes that are in the category of the user's role.

use axum::http::Method;

use crate::fusio::call::Call;
use crate::fusio::collection::Collection;
use crate::fusio::operation::Operation;
use crate::fusio::reply::{ApiError, Reply};
use crate::fusio::scope::Scope;
use crate::fusio::{answers, collection, roles, scope};
use crate::openapi::Content;

pub(super) const OPERATION: Operation = Operation {
    method: Method::GET,
    path: "consumer/scope",
    id: "consumer.scope.getAll",
    scope: Some("consumer.scope"),
    body: None,
    summary: "The user's scopes in the category of the role",
    describe: |document, operation| {
        let scopes = document.answered::<Collection<Scope>>();
        answers::of_user(document, answers::paged(operation)).answer(
            200,
            "The user's scopes",
            Content::json(scopes),
        )
    },
    run: |call| Box::pin(async move { list(call) }),
};

fn list(call: &Call) -> Result<Reply, ApiError> {
    let own = scope::of_caller(call)?;
    let listed = own.into_iter().filter(|scope| scope.category == roles::ROLE_CATEGORY);
    // The vendor looks for a name that is equal to the searched text with `%` before and after it.
    // No scope has such a name, so a search finds nothing.
    let found = listed.filter(|_| call.query.get("search").is_none());
    Reply::json(&collection::page(found.map(Scope::from).collect(), &call.query))
}
