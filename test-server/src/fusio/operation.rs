//! An operation of Fusio: where it is, who may call it, what it takes and answers, and what it does.

use std::pin::Pin;

use axum::http::Method;

use super::call::Call;
use super::payload::Field;
use super::reply::{ApiError, Reply};
use crate::openapi::{self, Document};

/// An operation. Each is declared in a separate file in `operations`.
pub(super) struct Operation {
    pub(super) method: Method,
    /// The path, without slashes at its ends; `{...}` stands for any one segment.
    pub(super) path: &'static str,
    /// The vendor's name of the operation.
    pub(super) id: &'static str,
    /// The scope that a token needs; `None` for public operations.
    pub(super) scope: Option<&'static str>,
    /// The declared members of the body; `None` if there is no body.
    pub(super) body: Option<&'static [Field]>,
    pub(super) summary: &'static str,
    /// Completes the description in the OpenAPI document. The description already says what the filters
    /// require and answer. The filters are the checks before each operation.
    pub(super) describe: fn(&mut Document, openapi::Operation) -> openapi::Operation,
    pub(super) run: for<'a> fn(&'a Call) -> Answer<'a>,
}

/// The future of an answer.
pub(super) type Answer<'a> = Pin<Box<dyn Future<Output = Result<Reply, ApiError>> + Send + 'a>>;
