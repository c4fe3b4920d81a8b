//! An operation as a value: its method and path, who may call it, and what its answer must have.
// With the feature of only one vendor, some items of this file are not used.
#![cfg_attr(not(all(feature = "fusio", feature = "fusionauth")), allow(dead_code))]

use crate::{error::ErrorKind, secret::Secret};

const MIB: usize = 1024 * 1024;

/// The HTTP methods that the two APIs use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

impl Method {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// Who may make a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Caller {
    /// Anybody: no credentials are sent.
    None,
    /// A user. The access token is the first argument.
    Token,
    /// An OAuth 2.0 client. Its id and its secret are the first two arguments.
    Client,
    /// The holder of the API key in the configuration; without a key no credentials are sent.
    Key,
    /// The holder of the API key; without a key, the user whose token is in the configuration.
    KeyOrToken,
}

/// How the members of a request are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyEncoding {
    /// There are no members: the request has no body, and no query is added to the path.
    None,
    Json,
    /// As a JSON merge patch (RFC 7396).
    MergePatch,
    /// As a JSON patch (RFC 6902).
    JsonPatch,
    Form,
    Query,
}

/// When a call may be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Retry {
    /// A second request could register twice, send a second mail, count as a second failed login, or
    /// be refused although the first one worked.
    Never,
    /// Only when there was no answer.
    Unanswered,
    /// When a later try can help: no answer, 429, 502, 503, 504.
    Safe,
}

/// A required member of an answer and its type, or a rule for the whole answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Member {
    Text(&'static str),
    Number(&'static str),
    Bool(&'static str),
    Object(&'static str),
    /// The answer has no body, or one that is not read.
    Empty,
    /// The answer contains a list, so it may be long. In [`Spec::answer`], `List` comes last.
    List,
    /// Each successful HTTP status has a text. The caller gets an object with two members: `status` is this text,
    /// and `response` is the body that the server sent.
    StatusText(&'static [Outcome]),
}

/// A successful status, its text, and the members that the body then must have.
pub(crate) type Outcome = (u16, &'static str, &'static [Member]);

/// The last parameter of a path, if its value is a member of the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct InBody {
    /// The path of the member in the request: `registration.application_id`; with `cfg(js)` in
    /// JavaScript's spelling.
    pub(crate) member: &'static str,
    /// Whether `Config::short_paths` leaves the parameter out.
    pub(crate) unless_short_paths: bool,
}

/// A status, and the error kind and the text that follow from the status alone.
pub(crate) type Status = (u16, ErrorKind, &'static str);

/// The name that an error answer gives to a member of the request, and the list of members that the
/// server can mean by this name. For example, one name can mean the old or the new password. If the request has
/// no such member, the list is empty.
///
/// If the list has several members, the message in the error answer shows which of them the server means. The
/// message states a rule, such as the shortest length. If the first member breaks this rule, the server means the
/// first member. Otherwise the first member is not the fault, so the server means the last member.
pub(crate) type Meant = (&'static str, &'static [&'static str]);

/// The properties of an operation that a call needs.
/// [`operations`](super::declare::operations) declares them.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(not(js), allow(dead_code, reason = "only the boundary to JavaScript reads some fields"))]
pub(crate) struct Spec {
    /// The operation's name; with `cfg(js)` in JavaScript's spelling.
    pub(crate) name: &'static str,
    pub(crate) method: Method,
    /// The path below the base address, with `{places}` for the parameters. If a parameter is
    /// left out, the path of the request ends before its place.
    pub(crate) path: &'static str,
    pub(crate) caller: Caller,
    /// For each path parameter that is an argument, whether it may be left out.
    pub(crate) optional: &'static [bool],
    pub(crate) in_body: Option<InBody>,
    pub(crate) body: BodyEncoding,
    pub(crate) retry: Retry,
    /// The required members of the answer. If there are none, the body may be empty.
    pub(crate) answer: &'static [Member],
    pub(crate) statuses: &'static [Status],
    pub(crate) members: &'static [Meant],
}

impl Spec {
    /// The longest successful answer that is read, in bytes.
    pub(crate) fn longest(&self) -> usize {
        if matches!(self.answer, [.., Member::List]) { 16 * MIB } else { MIB }
    }
}

/// A Rust name; with `cfg(js)` in JavaScript's spelling. The npm package contains each name in JavaScript's
/// spelling anyway. A second copy in Rust's spelling would make the package larger.
macro_rules! spelled {
    ($name:expr) => {{
        const RUST: &str = $name;
        const LENGTH: usize = $crate::transport::operation::camel_length(RUST);
        const BYTES: [u8; LENGTH] = $crate::transport::operation::camel_bytes(RUST);
        const JAVASCRIPT: &str = match str::from_utf8(&BYTES) {
            Ok(name) => name,
            Err(_) => panic!("names are ASCII"),
        };
        if cfg!(js) { JAVASCRIPT } else { RUST }
    }};
}
pub(crate) use spelled;

/// The length of a name in JavaScript's spelling.
#[allow(clippy::indexing_slicing, reason = "runs when the crate is compiled")]
pub(crate) const fn camel_length(name: &str) -> usize {
    let (bytes, mut length, mut at) = (name.as_bytes(), 0, 0);
    while at < bytes.len() {
        if bytes[at] != b'_' {
            length += 1;
        }
        at += 1;
    }
    length
}

/// The bytes of a name in JavaScript's spelling.
#[allow(clippy::indexing_slicing, reason = "runs when the crate is compiled")]
pub(crate) const fn camel_bytes<const N: usize>(name: &str) -> [u8; N] {
    let (bytes, mut camel, mut length, mut at) = (name.as_bytes(), [0; N], 0, 0);
    while at < bytes.len() {
        if bytes[at] != b'_' {
            let upper = at > 0 && bytes[at - 1] == b'_';
            camel[length] = if upper { bytes[at].to_ascii_uppercase() } else { bytes[at] };
            length += 1;
        }
        at += 1;
    }
    camel
}

/// A Rust name in JavaScript's spelling.
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn camel(snake: &str) -> String {
    let mut upper = false;
    let mut camel = String::new();
    for byte in snake.bytes() {
        if byte != b'_' {
            camel.push(char::from(if upper { byte.to_ascii_uppercase() } else { byte }));
        }
        upper = byte == b'_';
    }
    camel
}

/// The type of a path parameter.
pub(crate) trait Place {
    /// Whether the argument may be left out.
    const OPTIONAL: bool;
    /// The text for the path; `None` if the argument is left out.
    fn text(&self) -> Option<&str>;
}

impl Place for &str {
    const OPTIONAL: bool = false;
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

impl Place for Option<&str> {
    const OPTIONAL: bool = true;
    fn text(&self) -> Option<&str> {
        *self
    }
}

impl Place for Option<&Secret> {
    const OPTIONAL: bool = true;
    fn text(&self) -> Option<&str> {
        self.map(Secret::expose)
    }
}

impl Place for &Secret {
    const OPTIONAL: bool = false;
    fn text(&self) -> Option<&str> {
        Some(self.expose())
    }
}
