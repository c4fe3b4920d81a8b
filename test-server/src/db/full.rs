//! A full disk: it is logged once, and again only if a write has worked in between.

use std::cell::Cell;

use rusqlite::{Error, ErrorCode};

/// Whether the disk was full and no write has worked since.
#[derive(Default)]
pub(super) struct Full(Cell<bool>);

impl Full {
    /// Returns the result of a statement. Logs the error if the disk is full, unless this is already logged.
    pub(super) fn note<T>(&self, result: Result<T, Error>) -> Result<T, Error> {
        if let Err(error) = &result
            && is_full(error)
            && !self.0.replace(true)
        {
            tracing::error!(%error, "nothing can be written: requests that write are refused until there is space");
        }
        result
    }

    /// Notes that something was written, so that the next error about a full disk is logged again.
    pub(super) fn written(&self) {
        self.0.set(false);
    }
}

/// Whether this error says that the disk is full.
pub(crate) fn is_full(error: &Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::DiskFull)
}
