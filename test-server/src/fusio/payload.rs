//! Request bodies: read by content type, and checked against the operation's schema before the
//! operation runs.

use serde_json::{Map, Value, json};
use url::form_urlencoded;

use super::reply::ApiError;

/// A declared member of a body.
pub(crate) struct Field {
    name: &'static str,
    kind: Kind,
}

/// The type that a member must have; `null` counts as absent.
pub(crate) enum Kind {
    Text,
    /// A text that is an instant (RFC 3339).
    Instant,
    Integer,
    Boolean,
    /// A list with elements of one kind.
    List(&'static Kind),
    /// An object with declared members; other members are ignored.
    Object(&'static [Field]),
}

impl Kind {
    /// The JSON Schema of a member of this type.
    pub(super) fn schema(&self) -> Value {
        match self {
            Self::Text => json!({"type": ["string", "null"]}),
            Self::Instant => json!({"type": ["string", "null"], "format": "date-time"}),
            Self::Integer => json!({"type": ["integer", "null"], "format": "int64"}),
            Self::Boolean => json!({"type": ["boolean", "null"]}),
            Self::List(element) => json!({"type": ["array", "null"], "items": element.schema()}),
            Self::Object(fields) => {
                json!({"type": ["object", "null"], "properties": members(fields)})
            }
        }
    }
}

fn members(fields: &'static [Field]) -> Map<String, Value> {
    fields.iter().map(|field| (field.name.to_owned(), field.kind.schema())).collect()
}

/// The schema of a body with these members.
pub(super) fn schema(fields: &'static [Field]) -> Value {
    json!({"type": "object", "properties": members(fields)})
}

/// A member in a schema.
pub(crate) const fn field(name: &'static str, kind: Kind) -> Field {
    Field { name, kind }
}

/// A text member in a schema.
pub(crate) const fn text(name: &'static str) -> Field {
    field(name, Kind::Text)
}

/// A list of texts.
pub(crate) const TEXTS: Kind = Kind::List(&Kind::Text);

/// A body that fits its schema.
#[derive(Default)]
pub(crate) struct Payload(Map<String, Value>);

impl Payload {
    /// Reads and checks a body.
    pub(crate) fn read(
        content_type: &str,
        body: &[u8],
        schema: &'static [Field],
    ) -> Result<Self, ApiError> {
        let value = decode(content_type, body)?;
        check(&value, &Kind::Object(schema), &mut String::new())?;
        match value {
            Value::Object(members) => Ok(Self(members)),
            _ => Ok(Self::default()),
        }
    }

    /// A text that is present and not empty. The text `0` counts as empty, as in PHP.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.any_text(name).filter(|text| !is_empty(text))
    }

    /// A text that is present, even when empty.
    pub(crate) fn any_text(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(Value::as_str)
    }

    /// A whole number.
    pub(crate) fn integer(&self, name: &str) -> Option<i64> {
        self.0.get(name).and_then(Value::as_i64)
    }

    /// A boolean.
    pub(crate) fn boolean(&self, name: &str) -> Option<bool> {
        self.0.get(name).and_then(Value::as_bool)
    }

    /// The texts of a list; empty if the list is absent.
    pub(crate) fn texts(&self, name: &str) -> Vec<&str> {
        self.0
            .get(name)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect()
    }

    /// A text in a member that is an object.
    pub(crate) fn text_in(&self, name: &str, member: &str) -> Option<&str> {
        self.0.get(name).and_then(|object| object.get(member)).and_then(Value::as_str)
    }
}

/// Whether PHP calls a text empty.
pub(crate) fn is_empty(text: &str) -> bool {
    matches!(text, "" | "0")
}

/// Whether a text is an instant as RFC 3339 writes it.
fn is_instant(text: &str) -> bool {
    text.as_bytes().get(10) == Some(&b'T') && text.parse::<jiff::Timestamp>().is_ok()
}

/// The body as a JSON value; null if the body is empty. A form becomes an object of texts and lists
/// of texts. Other bodies must be JSON.
pub(crate) fn decode(content_type: &str, body: &[u8]) -> Result<Value, ApiError> {
    if body.is_empty() {
        return Ok(Value::Null);
    }
    if content_type.to_ascii_lowercase().starts_with("application/x-www-form-urlencoded") {
        return Ok(Value::Object(form(body)));
    }
    serde_json::from_slice(body).map_err(|_| ApiError::bad_request("Syntax error"))
}

fn form(body: &[u8]) -> Map<String, Value> {
    let mut members = Map::new();
    for (key, value) in form_urlencoded::parse(body) {
        let value = Value::String(value.into_owned());
        match key.strip_suffix("[]") {
            // PHP reads keys that end with `[]` as a list: `scopes[]=a&scopes[]=b`.
            Some(list) => match members.entry(list).or_insert_with(|| Value::Array(Vec::new())) {
                Value::Array(values) => values.push(value),
                other => *other = Value::Array(vec![value]),
            },
            None => {
                members.insert(key.into_owned(), value);
            }
        }
    }
    members
}

fn check(value: &Value, kind: &Kind, path: &mut String) -> Result<(), ApiError> {
    let expected = match (kind, value) {
        (Kind::Instant, Value::String(text)) if !is_instant(text) => {
            let why = "must be a valid date-time format [RFC3339]";
            return Err(ApiError::bad_request(format!("{path} {why}")));
        }
        (Kind::Text | Kind::Instant, Value::String(_)) | (Kind::Boolean, Value::Bool(_)) => {
            return Ok(());
        }
        (Kind::Integer, Value::Number(number)) if number.is_i64() || number.is_u64() => {
            return Ok(());
        }
        (Kind::List(element), Value::Array(values)) => {
            return values.iter().enumerate().try_for_each(|(position, value)| {
                below(path, &position.to_string(), |path| check(value, element, path))
            });
        }
        (Kind::Object(fields), Value::Object(members)) => {
            return fields.iter().try_for_each(|field| match members.get(field.name) {
                None | Some(Value::Null) => Ok(()),
                Some(value) => below(path, field.name, |path| check(value, &field.kind, path)),
            });
        }
        (Kind::Text | Kind::Instant, _) => "string",
        (Kind::Boolean, _) => "boolean",
        (Kind::Integer, _) => "integer",
        (Kind::List(_), _) => "array",
        (Kind::Object(_), _) => "object",
    };
    let path = if path.is_empty() { "/" } else { path };
    Err(ApiError::bad_request(format!("{path} must be of type {expected}")))
}

fn below<T>(path: &mut String, name: &str, inside: impl FnOnce(&mut String) -> T) -> T {
    let length = path.len();
    path.push('/');
    path.push_str(name);
    let result = inside(path);
    path.truncate(length);
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: &[Field] = &[field("price", Kind::Integer)];
    const SCHEMA: &[Field] = &[
        text("name"),
        field("scopes", TEXTS),
        field("plans", Kind::List(&Kind::Object(PLAN))),
        field("on", Kind::Boolean),
        field("at", Kind::Instant),
    ];

    fn refused(body: &str) -> String {
        Payload::read("application/json", body.as_bytes(), SCHEMA)
            .err()
            .unwrap()
            .message()
            .to_owned()
    }

    #[test]
    fn a_refusal_names_the_member_of_the_wrong_type() {
        assert_eq!(refused(r#"{"name": 1}"#), "/name must be of type string");
        assert_eq!(refused(r#"{"scopes": "a"}"#), "/scopes must be of type array");
        assert_eq!(refused(r#"{"scopes": ["a", 1]}"#), "/scopes/1 must be of type string");
        assert_eq!(
            refused(r#"{"plans": [{"price": 1.5}]}"#),
            "/plans/0/price must be of type integer"
        );
        assert_eq!(refused(r#"{"on": "x"}"#), "/on must be of type boolean");
        assert_eq!(refused(r#"{"at": 7}"#), "/at must be of type string");
        for odd in ["", "x", "2026-11-28", "2026-11-28 01:02:03Z", "2026-13-28T01:02:03Z"] {
            let body = format!(r#"{{"at": "{odd}"}}"#);
            assert_eq!(refused(&body), "/at must be a valid date-time format [RFC3339]");
        }
        assert_eq!(refused("[]"), "/ must be of type object");
        assert_eq!(refused(""), "/ must be of type object");
        assert_eq!(refused("{"), "Syntax error");
        assert_eq!(refused(&"[".repeat(100_000)), "Syntax error");
    }

    #[test]
    fn forms_are_read_as_forms_and_every_other_content_type_as_json() {
        let payload =
            Payload::read("text/plain", br#"{"name": "a", "other": 1, "on": null}"#, SCHEMA)
                .unwrap();
        assert_eq!(payload.text("name"), Some("a"));
        let body = br#"{"at": "2026-11-28T01:02:03+01:00", "name": "0"}"#;
        let payload = Payload::read("", body, SCHEMA).unwrap();
        assert_eq!((payload.text("name"), payload.any_text("name")), (None, Some("0")));
        let form = b"name=a+b&scopes[]=x&scopes%5B%5D=y";
        let payload =
            Payload::read("application/x-www-form-urlencoded; charset=utf-8", form, SCHEMA)
                .unwrap();
        assert_eq!((payload.text("name"), payload.texts("scopes")), (Some("a b"), vec!["x", "y"]));
    }
}
