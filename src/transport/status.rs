//! What a status means by itself.

use super::operation::Spec;
use crate::error::{Error, ErrorKind};

/// 206 is none: nobody asked for a part.
pub(super) fn is_success(status: u16) -> bool {
    (200..300).contains(&status) && status != 206
}

/// What a status means when the vendor's table does not know the answer.
pub(crate) fn by_status(spec: &Spec, status: u16) -> Error {
    let (kind, why) = match status {
        300..=303 | 305..=399 | 0 => {
            (ErrorKind::UnexpectedResponse, "the server answered with a redirect")
        }
        401 => (ErrorKind::Unauthorized, "the server asks for a valid access token"),
        403 => (ErrorKind::Forbidden, "the server does not allow this"),
        404 | 410 => (ErrorKind::NotFound, "the server does not know what was asked for"),
        409 => (ErrorKind::Conflict, "it is in conflict with what the server has"),
        429 => (ErrorKind::RateLimited, "there were too many requests"),
        400..=499 => (ErrorKind::Validation, "the server refused the request"),
        500..=599 => (ErrorKind::Server, "the server failed"),
        _ => (ErrorKind::UnexpectedResponse, "the server answered with an odd status"),
    };
    Error::new(kind, [spec.name, ": ", why].concat())
}
