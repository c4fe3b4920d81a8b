//! One HTTP request and its answer, as the platform's sender handles them.

use super::json::Body;
use crate::error::Error;

/// The longest error answer that is read, in bytes. An error answer may be long, because it may name every
/// user of a long list.
pub(super) const LONGEST_REFUSAL: usize = 1024 * 1024;

/// The message when no answer came or the answer broke off. This message gives no reason, because a browser does not
/// say why a request failed: a script cannot know whether the server was unreachable or CORS refused the answer.
#[cfg(target_arch = "wasm32")]
pub(super) const UNREADABLE: &str = "no answer could be read from the server";

/// One HTTP request, ready to be sent.
#[derive(Clone, Copy)]
pub(super) struct Request<'a> {
    pub(super) method: &'static str,
    pub(super) url: &'a str,
    pub(super) headers: &'a [(&'a str, String)],
    pub(super) body: Option<&'a Body>,
    /// The longest successful answer that is read, in bytes.
    pub(super) longest: usize,
}

/// One HTTP answer.
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) retry_after: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) body: Body,
    /// Whether the body could be read; otherwise it is empty.
    pub(crate) readable: bool,
    /// Why the body broke off, if it did.
    pub(crate) broken: Option<Error>,
}
