//! What is wrong with a kickstart file, or which of its requests failed.

/// A kickstart file cannot be read or applied. The text of the error can name files, and the methods and
/// URLs of requests. The text quotes no other values, because they may be secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("kickstart: {0}")]
pub struct KickstartError(String);

pub(super) fn wrong(text: impl Into<String>) -> KickstartError {
    KickstartError(text.into())
}
