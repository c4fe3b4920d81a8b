//! Bodies and answers that several operations share, for the OpenAPI document.

use serde_json::Value;

use super::objects::PASSWORD_CHANGE_REASONS;
use super::shapes::{self, Shapes};
use crate::openapi::schema::{any, list, object, one_of, open, text};
use crate::openapi::{self, Content};

pub(super) fn json_body(about: openapi::Operation, schema: Value) -> openapi::Operation {
    about.body(false, Content::json(open(schema)))
}

/// The body of a PATCH: JSON that is merged in the vendor's way, a merge patch, or a JSON patch.
pub(super) fn patch_body(
    shapes: &Shapes,
    about: openapi::Operation,
    schema: Value,
) -> openapi::Operation {
    let body = Content::json(open(schema))
        .or("application/merge-patch+json", any())
        .or("application/json-patch+json", shapes.json_patch.clone());
    about.body(false, body)
}

/// Status 200, and a body with one member.
pub(super) fn member(about: openapi::Operation, name: &str, schema: &Value) -> openapi::Operation {
    about.answer(200, "Done", Content::json(object([(name, schema.clone())])))
}

pub(super) fn empty(about: openapi::Operation) -> openapi::Operation {
    about.answer(200, "Done", Content::none())
}

/// The answer if webhooks do not agree to a change.
pub(super) fn announced(shapes: &Shapes, about: openapi::Operation) -> openapi::Operation {
    let errors = Content::json(shapes.errors.clone());
    about.answer(504, "Webhooks do not agree to the change, and nothing was changed", errors)
}

pub(super) fn changed_user(shapes: &Shapes, about: openapi::Operation) -> openapi::Operation {
    let mut answer = shapes::verifications();
    answer.push(("user", shapes.user.clone()));
    about.answer(200, "The user", Content::json(object(answer)))
}

/// The answers of the operations that send a verification mail again. A caller with an API key gets
/// the id of the verification.
pub(super) fn resent(about: openapi::Operation) -> openapi::Operation {
    let answer = object([("verificationId", text()), ("oneTimeCode?", text())]);
    about
        .answer(
            200,
            "Done; a caller with an API key gets the new id",
            Content::json(answer).or_none(),
        )
        .answer(403, "This verification is switched off", Content::none())
}

/// The answers for a user who must not log in.
pub(super) fn kept_out(shapes: &Shapes, about: openapi::Operation) -> openapi::Operation {
    barred(shapes, about).answer(410, "The user has expired", Content::none())
}

/// The answers if a user action prevents the login (409), or if the user is inactive (423).
pub(super) fn barred(shapes: &Shapes, about: openapi::Operation) -> openapi::Operation {
    let actions = Content::json(object([("actions", list(&shapes.preventing_action))]));
    about.answer(409, "User actions prevent the login", actions).answer(
        423,
        "The user is inactive",
        Content::none(),
    )
}

/// The answers to a request that can complete a login: the user is logged in, or must take another step, or is refused.
pub(super) fn logged_in(shapes: &Shapes, about: openapi::Operation) -> openapi::Operation {
    let with = |mut members: Vec<(&'static str, Value)>| {
        members.extend([("trustToken?", text()), ("twoFactorTrustId?", text())]);
        members.push(("state?", any()));
        Content::json(object(members))
    };
    let tokens = || {
        let mut members = shapes::tokens();
        members.push(("user", shapes.user.clone()));
        with(members)
    };
    let gated = |ids: &[&'static str]| {
        let mut members: Vec<_> = ids.iter().map(|id| (*id, text())).collect();
        members.push(("user", shapes.user.clone()));
        with(members)
    };
    let reasons = one_of(PASSWORD_CHANGE_REASONS);
    let change = with(vec![("changePasswordId", text()), ("changePasswordReason", reasons)]);
    kept_out(shapes, announced(shapes, about))
        .answer(200, "Logged in", tokens())
        .answer(202, "Logged in, but not registered for the application", tokens())
        .answer(203, "The password must be changed first", change)
        .answer(
            212,
            "The address or the phone number must be verified first",
            gated(&["emailVerificationId?", "identityVerificationId?"]),
        )
        .answer(
            213,
            "The registration must be verified first",
            gated(&["registrationVerificationId?"]),
        )
}

/// The answer that asks for a second factor.
pub(super) fn challenge() -> Value {
    object([
        ("configurableMethods?", list(&text())),
        ("methods", list(&shapes::factor())),
        ("twoFactorId", text()),
    ])
}

/// The answer to a wrong code.
pub(super) fn checks_code(about: openapi::Operation) -> openapi::Operation {
    about.answer(421, "The code is wrong", Content::plain().or_none())
}
