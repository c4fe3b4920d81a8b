//! Every body of both vendors' APIs, one struct a body: the Rust type and the TypeScript type.
//!
//! Requests are made with `new(required members)` and have public optional members.
//! What a server adds to an answer is kept where users may need it, and never an error.

#[cfg(feature = "fusio")]
pub(crate) mod fusio;
