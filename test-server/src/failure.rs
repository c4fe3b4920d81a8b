//! Logs what went wrong inside the server.

use std::error::Error;
use std::panic::Location;

use crate::db;

/// Logs an error, with the place in the code that calls this function. A full disk is not logged here,
/// because the database itself logs this error.
#[track_caller]
pub(crate) fn log(cause: &(dyn Error + 'static)) {
    let mut causes = std::iter::successors(Some(cause), |&cause| cause.source());
    let full = causes.any(|cause| cause.downcast_ref().is_some_and(db::is_full));
    if !full {
        tracing::error!(%cause, place = %Location::caller(), "internal error");
    }
}
