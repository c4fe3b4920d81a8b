//! Why a database cannot be filled.

use crate::db;

/// An error that ends the filling of a database.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SeedError {
    #[error("the database cannot be read or written: {0}")]
    Database(#[from] db::Error),
    #[error("the first data or the key that signs tokens cannot be created")]
    Seed,
    #[error("{0}")]
    User(String),
    #[error("{0}")]
    Kickstart(String),
}
