//! Small functions that make schemas, for bodies that have no Rust type.

use serde_json::{Map, Value, json};

/// A text.
pub(crate) fn text() -> Value {
    json!({"type": "string"})
}

/// A text with this OpenAPI format, for example `uuid`.
pub(crate) fn format(name: &str) -> Value {
    json!({"type": "string", "format": name})
}

/// One of these texts.
pub(crate) fn one_of(texts: &[&str]) -> Value {
    json!({"type": "string", "enum": texts})
}

/// True or false.
pub(crate) fn boolean() -> Value {
    json!({"type": "boolean"})
}

/// A whole number.
pub(crate) fn integer() -> Value {
    json!({"type": "integer", "format": "int64"})
}

/// A list.
pub(crate) fn list(items: &Value) -> Value {
    json!({"type": "array", "items": items})
}

/// An object whose members all have this schema.
pub(crate) fn map(values: &Value) -> Value {
    json!({"type": "object", "additionalProperties": values})
}

/// An object with any members.
pub(crate) fn any() -> Value {
    json!({"type": "object"})
}

/// An object with these members and no others. A member whose name ends in `?` may be absent.
pub(crate) fn object<S: AsRef<str>>(members: impl IntoIterator<Item = (S, Value)>) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for (name, schema) in members {
        let name = name.as_ref();
        let known = name.strip_suffix('?').unwrap_or(name);
        if known == name {
            required.push(known.to_owned());
        }
        properties.insert(known.to_owned(), schema);
    }
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

/// An object with these members and no others; each may be absent.
pub(crate) fn optional<'a>(members: impl IntoIterator<Item = (&'a str, Value)>) -> Value {
    object(members.into_iter().map(|(name, schema)| (format!("{name}?"), schema)))
}

/// The same object, but other members are allowed, too.
pub(crate) fn open(mut object: Value) -> Value {
    if let Value::Object(members) = &mut object {
        members.insert("additionalProperties".into(), true.into());
    }
    object
}
