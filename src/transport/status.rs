//! The meaning of an HTTP status.

use super::operation::Spec;
use crate::error::{Error, ErrorKind};

/// 206 is not a success, because no call asks for a part of an answer.
pub(crate) fn is_success(status: u16) -> bool {
    (200..300).contains(&status) && status != 206
}

/// The error for a status when none of the vendor's rules fits. The status 0 stands for a redirect with an
/// unknown status: a browser does not tell the status of a redirect.
pub(crate) fn by_status(spec: &Spec, status: u16) -> Error {
    let (kind, why) = match status {
        300..=303 | 305..=399 | 0 => {
            (ErrorKind::UnexpectedResponse, "the server answered with a redirect")
        }
        401 => (ErrorKind::Unauthorized, "a valid access token is required"),
        403 => (ErrorKind::Forbidden, "the server does not allow this"),
        404 | 410 => (ErrorKind::NotFound, "not found"),
        409 => (ErrorKind::Conflict, "conflicts with existing data"),
        501 => (ErrorKind::Unsupported, "the server does not have this operation"),
        429 => (ErrorKind::RateLimited, "too many requests"),
        400..=499 => (ErrorKind::Validation, "the server refused the request"),
        500..=599 => (ErrorKind::Server, "the server failed"),
        _ => (ErrorKind::UnexpectedResponse, "the server answered with an unexpected status"),
    };
    Error::new(kind, [spec.name, ": ", why].concat())
}
