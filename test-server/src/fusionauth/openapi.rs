//! The operations of FusionAuth for the OpenAPI document: made from the table of routes and what is said here.

mod operations;
mod shapes;
mod summary;

use super::routes::{self, Access, Operation, Path, Route};
use crate::openapi::{self, Content, Document, schema};
use shapes::Shapes;

const TAG: &str = "FusionAuth";

/// Adds all operations.
pub(crate) fn describe(document: &mut Document) {
    let shapes = Shapes::new(document);
    for path in routes::PATHS {
        for route in path.methods {
            let operation =
                operations::describe(&shapes, route.operation, path, framed(&shapes, path, route));
            document.add(path.pattern, &route.method, operation);
        }
    }
}

/// What the filters do to every operation.
fn framed(shapes: &Shapes, path: &Path, route: &Route) -> openapi::Operation {
    let errors = || Content::json(shapes.errors.clone());
    let keys: &[&str] = match route.access {
        Access::Key | Access::Global | Access::Manager => &["apiKey"],
        Access::Open => &["", "apiKey", "accessToken", "accessTokenCookie", "refreshTokenCookie"],
    };
    let operation =
        openapi::Operation::new(TAG, &id(route.operation, path), summary::of(route.operation))
            .security(keys)
            .parameter("header", "X-FusionAuth-TenantId", schema::format("uuid"))
            .answer(400, "The errors of the request", errors())
            .answer(401, "The credentials are missing or invalid", Content::none())
            .answer(404, "The requested object does not exist", Content::none())
            .answer(413, "The body is longer than 1 MiB", errors())
            .answer(500, "An internal error", errors());
    path.ids().fold(operation, |operation, name| match name {
        "verificationId" | "changePasswordId" => operation.segment(name, &schema::text()),
        _ => operation.segment(name, &schema::format("uuid")),
    })
}

/// The operation's name, and by what it finds its object: `createUserByUserId`.
fn id(operation: Operation, path: &Path) -> String {
    let name = format!("{operation:?}");
    let by = path.ids().map(|name| format!("By{}", raised(name))).collect::<String>();
    let (first, rest) = name.split_at(1);
    format!("{}{rest}{by}", first.to_lowercase())
}

fn raised(name: &str) -> String {
    let (first, rest) = name.split_at(1);
    format!("{}{rest}", first.to_uppercase())
}
