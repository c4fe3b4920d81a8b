//! An operation as a value: what one call of a vendor's API sends, and what it must answer.
// The words of both vendors; one alone needs only some of them.
#![cfg_attr(not(all(feature = "fusio", feature = "fusionauth")), allow(dead_code))]

use std::marker::PhantomData;

const MIB: usize = 1024 * 1024;

/// The methods that the two APIs use.
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

/// Where the members of a request go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// There is no request body and no query.
    Nowhere,
    Json,
    /// As JSON, in the words of RFC 7396.
    MergePatch,
    /// As JSON, in the words of RFC 6902.
    JsonPatch,
    Form,
    Query,
}

/// When a call may be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repeat {
    /// A second one could register twice, send a second mail or count as a second failed login.
    Never,
    /// Only when no answer came.
    Unanswered,
    /// Whenever a later try can help: no answer, 429, 502, 503, 504.
    Safe,
}

/// A member that an answer must have, and its type; or what else there is to know of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Member {
    Text(&'static str),
    Number(&'static str),
    Truth(&'static str),
    Object(&'static str),
    /// The answer has no body, or none that matters.
    Nothing,
    /// The answer is a list, and may be long. It stands last.
    List,
    /// Each status has a word, and the answer is that word and the body.
    Outcome(&'static [(u16, &'static str)]),
}

/// The part of an [`Operation`] that does not depend on its types.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spec {
    /// The operation's name in Rust.
    pub(crate) name: &'static str,
    pub(crate) method: Method,
    /// The path below the base address, with `{places}` for the parameters; it ends before the first
    /// place that is left without one.
    pub(crate) path: &'static str,
    pub(crate) request: Place,
    pub(crate) repeat: Repeat,
    /// Where this is empty, the body may be, too.
    pub(crate) answer: &'static [Member],
}

impl Spec {
    /// The longest answer that is read, in bytes.
    pub(crate) fn longest(&self) -> usize {
        if matches!(self.answer, [.., Member::List]) { 16 * MIB } else { MIB }
    }
}

/// One call of a vendor's API: a `Request` goes out, a `Response` comes back.
pub(crate) struct Operation<Request, Response> {
    pub(crate) spec: Spec,
    types: PhantomData<fn(Request) -> Response>,
}

impl<Request, Response> Operation<Request, Response> {
    pub(crate) const fn new(spec: Spec) -> Self {
        Self { spec, types: PhantomData }
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
impl Spec {
    /// The smallest answer that has what the operation promises.
    pub(crate) fn sample(&self) -> serde_json::Value {
        if self.answer == [Member::Nothing] {
            return serde_json::Value::Null;
        }
        if let [Member::Outcome([(_, word), ..])] = self.answer {
            return serde_json::json!({"status": word, "response": {}});
        }
        let members = self.answer.iter().filter_map(|member| match *member {
            Member::Text(name) => Some((name.to_owned(), "x".into())),
            Member::Number(name) => Some((name.to_owned(), 1.into())),
            Member::Truth(name) => Some((name.to_owned(), true.into())),
            Member::Object(name) => {
                // What the objects of the two vendors need themselves.
                Some((name.to_owned(), serde_json::json!({"applicationId": "x", "name": "x"})))
            }
            Member::Nothing | Member::List | Member::Outcome(_) => None,
        });
        serde_json::Value::Object(members.collect())
    }
}
