//! The answers that several operations share, for the OpenAPI document.

use super::reply::{Envelope, Message};
use super::tokens::LoginBody;
use crate::openapi::{Content, Document, Operation, schema};

pub(super) const TAG: &str = "Fusio";
pub(super) const FORM: &str = "application/x-www-form-urlencoded";

/// The body of each refusal, except when the token endpoint refuses a grant: that refusal has another body.
pub(super) fn refusal(document: &mut Document) -> Content {
    Content::json(document.answered::<Envelope>())
}

/// Adds 200 with a `Message`.
pub(super) fn done(document: &mut Document, operation: Operation) -> Operation {
    let message = document.answered::<Message<'_>>();
    operation.answer(200, "Done", Content::json(message))
}

/// Adds 201 with a `Message` that has the new id.
pub(super) fn created(document: &mut Document, operation: Operation) -> Operation {
    let message = document.answered::<Message<'_>>();
    operation.answer(201, "Created", Content::json(message))
}

/// Adds 200 with a `Message`, and 503, because registration can be switched off.
pub(super) fn registration(document: &mut Document, operation: Operation) -> Operation {
    let refusal = refusal(document);
    done(document, operation).answer(503, "Registration is disabled", refusal)
}

/// Adds 200 with the tokens of a login.
pub(super) fn login(document: &mut Document, operation: Operation) -> Operation {
    let login = document.answered::<LoginBody<'_>>();
    operation.answer(200, "A pair of tokens", Content::json(login))
}

/// Adds 404, for a user who does not exist.
pub(super) fn of_user(document: &mut Document, operation: Operation) -> Operation {
    operation.answer(404, "There is no such user", refusal(document))
}

/// Adds 200 with a `Message`, and 404 for a user who does not exist.
pub(super) fn changed(document: &mut Document, operation: Operation) -> Operation {
    let operation = done(document, operation);
    of_user(document, operation)
}

/// Adds 404 for an unknown identity, and 410 for a deleted identity.
pub(super) fn of_identity(document: &mut Document, operation: Operation) -> Operation {
    operation.answer(404, "There is no such identity", refusal(document)).answer(
        410,
        "The identity was deleted",
        refusal(document),
    )
}

/// Adds the parameters of lists.
pub(super) fn paged(operation: Operation) -> Operation {
    operation.query(&[
        ("startIndex", schema::text()),
        ("count", schema::text()),
        ("search", schema::text()),
        ("sortBy", schema::text()),
        ("sortOrder", schema::text()),
    ])
}
