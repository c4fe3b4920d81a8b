//! The declarations as data, for tests and for `docs/operations.json`.

use serde_json::{Value, json};

use super::{
    json::Body,
    operation::{BodyEncoding, Caller, Member, Outcome, Retry, Spec, camel},
};
use crate::error::ErrorKind;

/// One declared operation.
pub(crate) struct Declared {
    pub(crate) name: &'static str,
    /// Its documentation.
    pub(crate) text: &'static str,
    /// Its example for JavaScript.
    pub(crate) javascript: Option<&'static str>,
    /// The names and the types of its arguments, without the credentials and the request.
    pub(crate) arguments: &'static [(&'static str, &'static str)],
    /// The type of its request; None if it has no request.
    pub(crate) request: Option<&'static str>,
    pub(crate) request_is_optional: bool,
    /// The type of its answer.
    pub(crate) answer: &'static str,
    /// The error kinds that it rejects with, and when.
    pub(crate) rejects: &'static [(ErrorKind, &'static str)],
    /// None if it sends nothing.
    pub(crate) sent: Option<Sent>,
}

/// The specification of an operation, and a function that says whether a body can be read as its answer.
pub(crate) struct Sent {
    pub(crate) spec: &'static Spec,
    pub(crate) decodes: fn(&Body) -> bool,
}

impl Declared {
    /// Its row in `docs/operations.json`.
    pub(crate) fn row(&self) -> Value {
        let spec = self.sent.as_ref().map(|sent| sent.spec);
        let credentials: &[(&str, &str)] = match spec.map(|spec| spec.caller) {
            Some(Caller::Token) => &[("token", "&Secret")],
            Some(Caller::Client) => &[("client_id", "&str"), ("client_secret", "&Secret")],
            _ => &[],
        };
        let arguments = credentials.iter().chain(self.arguments).map(|(name, rust)| {
            json!({"name": camel(name), "type": javascript(rust), "optional": rust.starts_with("Option")})
        });
        let mut row = json!({
            "name": self.name,
            "js": camel(self.name),
            "text": self.text,
            // The lines come from doc comments, so each begins with a space. Remove these spaces.
            "javascript": self.javascript.map(|example| example.trim().replace("\n ", "\n")),
            "arguments": arguments.collect::<Value>(),
            "response": (self.answer != "()").then(|| javascript(self.answer)),
            "rejects": self.rejects.iter().map(|(kind, when)| json!({"kind": kind, "when": when})).collect::<Value>(),
        });
        if let Some(spec) = spec {
            row["method"] = spec.method.as_str().into();
            row["path"] = spec.path.into();
            row["caller"] = match spec.caller {
                Caller::None => "none",
                Caller::Token => "token",
                Caller::Client => "client",
                Caller::Key => "key",
                Caller::KeyOrToken => "key_or_token",
            }
            .into();
            row["retry"] = match spec.retry {
                Retry::Never => "never",
                Retry::Unanswered => "unanswered",
                Retry::Safe => "safe",
            }
            .into();
            row["body"] = self.request.map_or(Value::Null, |request| {
                let encoding = match spec.body {
                    BodyEncoding::None => "none",
                    BodyEncoding::Json => "json",
                    BodyEncoding::MergePatch => "merge_patch",
                    BodyEncoding::JsonPatch => "json_patch",
                    BodyEncoding::Form => "form",
                    BodyEncoding::Query => "query",
                };
                let ts_type = javascript(request);
                json!({"name": "request", "encoding": encoding, "type": ts_type, "optional": self.request_is_optional})
            });
            row["answer"] = spec.answer.iter().map(required_member).collect();
        }
        row
    }

    /// Fails when the type of the answer and `spec.answer` require different members, or when only one of `request` and
    /// `spec.body` says that there is a request.
    pub(crate) fn check(&self) {
        let Some(Sent { spec, decodes }) = &self.sent else { return };
        let sample = sample(spec);
        let decodes = |answer: &Value| decodes(&answer.to_string().into());
        assert!(
            decodes(&sample),
            "{}: the type requires more members than the operation",
            self.name
        );
        for member in sample.as_object().into_iter().flat_map(|sample| sample.keys()) {
            let mut less = sample.clone();
            less.as_object_mut().unwrap().remove(member);
            assert!(!decodes(&less), "{}: the type does not require {member}", self.name);
        }
        assert_eq!(self.request.is_none(), spec.body == BodyEncoding::None, "{}", self.name);
    }
}

/// The smallest answer with all required members.
fn sample(spec: &Spec) -> Value {
    if spec.answer == [Member::Empty] {
        return Value::Null;
    }
    if let [Member::StatusText([(_, word, _), ..])] = spec.answer {
        return json!({"status": word, "response": {}});
    }
    let members = spec.answer.iter().filter_map(|member| match *member {
        Member::Text(name) => Some((name.to_owned(), "x".into())),
        Member::Number(name) => Some((name.to_owned(), 1.into())),
        Member::Bool(name) => Some((name.to_owned(), true.into())),
        // These members are enough for every object that an answer must have.
        Member::Object(name) => Some((name.to_owned(), json!({"applicationId": "x", "name": "x"}))),
        Member::Empty | Member::List | Member::StatusText(_) => None,
    });
    Value::Object(members.collect())
}

fn required_member(member: &Member) -> Value {
    let (name, kind) = match *member {
        Member::Text(name) => (name, "string"),
        Member::Number(name) => (name, "number"),
        Member::Bool(name) => (name, "boolean"),
        Member::Object(name) => (name, "object"),
        Member::Empty => return json!("empty"),
        Member::List => return json!("list"),
        Member::StatusText(words) => {
            let outcome = |(status, word, required): &Outcome| {
                let required: Value = required.iter().map(required_member).collect();
                json!({"status": status, "word": word, "required": required})
            };
            return words.iter().map(outcome).collect();
        }
    };
    json!({"name": name, "type": kind})
}

/// The TypeScript name of a Rust type.
fn javascript(rust: &str) -> String {
    let bare = rust.trim_start_matches('&');
    match bare {
        "str" | "Secret" | "Option<&str>" | "Option<&Secret>" => "string".to_owned(),
        _ => match bare.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            Some(item) => format!("{item}[]"),
            None => bare.to_owned(),
        },
    }
}
