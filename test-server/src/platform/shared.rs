//! The types that both platforms share: native programs and WebAssembly.

use std::borrow::Cow;
use std::time::Duration;

/// The maximum length of an answer in bytes. A longer answer is refused, except from a receiver of
/// webhooks: only the status of its answer counts.
pub(crate) const LONGEST: usize = 1024 * 1024;

/// A request to another server.
pub(crate) struct Outgoing {
    pub(crate) method: &'static str,
    pub(crate) url: url::Url,
    pub(crate) headers: Vec<(Cow<'static, str>, String)>,
    pub(crate) body: Option<String>,
    pub(crate) reach: Reach,
}

/// How far a request may go, and how long it may take.
#[derive(Clone, Copy)]
pub(crate) enum Reach {
    /// To any server, with the usual time limit.
    Anywhere,
    /// To this machine only. The caller has checked that the URL leads to this machine.
    Loopback(Limits),
}

/// How long a request may take.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    #[cfg_attr(target_arch = "wasm32", expect(dead_code, reason = "`fetch` has one limit only"))]
    pub(crate) connect: Duration,
    /// The longest time in which the other server may send nothing.
    #[cfg_attr(target_arch = "wasm32", expect(dead_code, reason = "`fetch` has one limit only"))]
    pub(crate) read: Duration,
    /// The limit for the connection and the answer together.
    pub(crate) whole: Duration,
}

/// The answer of the other server.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unreachable {
    #[cfg(not(target_arch = "wasm32"))]
    #[error("an HTTP client cannot be created on this machine")]
    Client,
    #[error("the other server is unreachable, too slow, or sends too much")]
    Exchange,
}

/// The work has not been done, because the program ends.
#[derive(Debug, thiserror::Error)]
#[error("the server is stopping")]
pub(crate) struct Stopping;

/// A key could not be made.
#[derive(Debug, thiserror::Error)]
#[error("the key cannot be created")]
pub(crate) struct KeyError;

/// A pair of keys: the private one in PKCS #8, the public one as `SubjectPublicKeyInfo`.
pub(crate) struct KeyPair {
    pub(crate) private: Vec<u8>,
    pub(crate) public: Vec<u8>,
    /// The members of the public key as a JSON Web Key.
    pub(crate) jwk: serde_json::Value,
}
