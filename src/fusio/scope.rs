//! `/consumer/scope`: what a token can be good for.

use super::Client;
use crate::{
    error::Error,
    secret::Secret,
    transport::{
        Call,
        operation::{Member, Method, Operation, Place, Repeat, Spec},
    },
    wire::fusio::{Collection, Scope, ScopeCategories},
};

pub(crate) const SCOPES: Operation<(), Collection<Scope>> = Operation::new(Spec {
    name: "scopes",
    method: Method::Get,
    path: "/consumer/scope",
    request: Place::Nowhere,
    repeat: Repeat::Safe,
    answer: &[Member::Number("totalResults"), Member::List],
});

pub(crate) const SCOPE_CATEGORIES: Operation<(), ScopeCategories> = Operation::new(Spec {
    name: "scope_categories",
    method: Method::Get,
    path: "/consumer/scope/categories",
    request: Place::Nowhere,
    repeat: Repeat::Safe,
    answer: &[Member::List],
});

impl Client {
    /// The scopes in the category of the user's role. `GET /consumer/scope` (5.12).
    ///
    /// # Errors
    /// `Unauthorized`; `Forbidden` without the scope `consumer.scope`.
    pub async fn scopes(&self, token: &Secret) -> Result<Collection<Scope>, Error> {
        self.http.call(&SCOPES, &Call::bearer(token), &()).await
    }

    /// All scopes of the user by category. `GET /consumer/scope/categories` (5.12).
    ///
    /// # Errors
    /// `Unauthorized`; `Forbidden` without the scope `consumer.scope`.
    pub async fn scope_categories(&self, token: &Secret) -> Result<ScopeCategories, Error> {
        self.http.call(&SCOPE_CATEGORIES, &Call::bearer(token), &()).await
    }
}
