//! The parts of an OpenAPI 3.1 document.

mod document;
mod operation;
pub(crate) mod schema;

pub(crate) use document::Document;
pub(crate) use operation::{Content, Operation};
