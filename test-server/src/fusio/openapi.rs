//! The operations of Fusio in the OpenAPI document: the answers of the filters, and the description
//! that each operation has.

use super::answers::{self, FORM, TAG};
use super::operation::Operation;
use super::operations::{self, token};
use super::payload;
use crate::openapi::{self, Content, Document};

/// Adds all operations.
pub(crate) fn describe(document: &mut Document) {
    for operation in operations::ALL.iter().chain(operations::LEGACY) {
        let framed = framed(document, operation);
        let described = (operation.describe)(document, framed);
        document.add(&format!("/{}", operation.path), &operation.method, described);
    }
    token::describe(document);
}

/// The start of each description: what the filters require and answer.
fn framed(document: &mut Document, operation: &Operation) -> openapi::Operation {
    let mut refusal = || answers::refusal(document);
    let mut framed = openapi::Operation::new(TAG, operation.id, operation.summary)
        .answer(400, "The request is refused", refusal())
        .answer(403, "The firewall has banned the caller's address", refusal())
        .answer(429, "The caller has reached the rate limit", refusal())
        .answer(500, "An internal error", refusal());
    if let Some(fields) = operation.body {
        let body = Content::json(payload::schema(fields)).or(FORM, payload::schema(fields));
        framed = framed.body(true, body).answer(413, "The body is longer than 1 MiB", refusal());
    }
    if let Some(scope) = operation.scope {
        framed = framed.role("fusioToken", scope).answer(
            401,
            "The token is missing or invalid, or lacks the scope",
            refusal(),
        );
    }
    framed
}
