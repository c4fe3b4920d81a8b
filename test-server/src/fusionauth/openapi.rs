//! The operations of FusionAuth for the OpenAPI document. The description of an operation has two
//! parts: what the filters do for every operation, and what only this operation does.

use super::operation::{Access, Operation, Route};
use super::operations;
use super::shapes::Shapes;
use crate::openapi::{self, Content, Document, schema};

const TAG: &str = "FusionAuth";

/// Adds all operations.
pub(crate) fn describe(document: &mut Document) {
    let shapes = Shapes::new(document);
    for operation in operations::all() {
        for route in operation.routes {
            let framed = framed(&shapes, operation, route);
            let described = (operation.describe)(&shapes, route, framed);
            document.add(route.path, &route.method, described);
        }
    }
}

/// The parts of every operation's description that come from the filters.
fn framed(shapes: &Shapes, operation: &Operation, route: &Route) -> openapi::Operation {
    let errors = || Content::json(shapes.errors.clone());
    let keys: &[&str] = match route.access {
        Access::Key | Access::Global | Access::Manager => &["apiKey"],
        Access::Open => &["", "apiKey", "accessToken", "accessTokenCookie", "refreshTokenCookie"],
    };
    let framed = openapi::Operation::new(TAG, &id(operation, route), operation.summary)
        .security(keys)
        .parameter("header", "X-FusionAuth-TenantId", schema::format("uuid"))
        .answer(400, "The errors of the request", errors())
        .answer(401, "The credentials are missing or invalid", Content::none())
        .answer(403, "The CORS rules refuse the page", Content::none())
        .answer(404, "The requested object does not exist", Content::none())
        .answer(413, "The body is longer than 1 MiB", errors())
        .answer(500, "An internal error", errors());
    route.ids().fold(framed, |framed, name| match name {
        "verificationId" | "changePasswordId" | "twoFactorId" | "twoFactorTrustId" => {
            framed.segment(name, &schema::text())
        }
        _ => framed.segment(name, &schema::format("uuid")),
    })
}

/// The operation's name, with the names of the ids in the path: `createUserByUserId`.
fn id(operation: &Operation, route: &Route) -> String {
    let by = route.ids().map(|name| format!("By{}", raised(name))).collect::<String>();
    format!("{}{by}", operation.name)
}

fn raised(name: &str) -> String {
    let (first, rest) = name.split_at(1);
    format!("{}{rest}", first.to_uppercase())
}
