//! The operations: one file for each.

pub(super) mod create_api_key;
