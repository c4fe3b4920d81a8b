//! Reads and sets the members of JSON objects, and adds missing members.

use serde_json::{Map, Value};

use super::errors::{Errors, Refusal};
use super::fields;

/// A member that is an object; `None` if the member is missing or null. If the member has another type,
/// adds an error.
pub(super) fn member(body: &Value, name: &str, errors: &mut Errors) -> Option<Map<String, Value>> {
    match body.get(name) {
        None | Some(Value::Null) => None,
        Some(Value::Object(members)) => Some(members.clone()),
        Some(_) => {
            errors.invalid_json(name, "an object is expected");
            None
        }
    }
}

/// A member that has to be an object.
pub(super) fn needed(body: &Value, name: &str) -> Result<Map<String, Value>, Refusal> {
    let mut errors = Errors::default();
    let members = member(body, name, &mut errors);
    if members.is_none() && errors.is_empty() {
        errors.missing(name);
    }
    errors.check()?;
    Ok(members.unwrap_or_default())
}

pub(super) fn wrong_type(field: &str, expected: &str) -> Refusal {
    let mut errors = Errors::default();
    errors.invalid_json(field, expected);
    errors.into()
}

/// A text in a member of a body; `None` if the member is missing, null or an empty text.
pub(super) fn optional_text<'a>(body: &'a Value, name: &str) -> Result<Option<&'a str>, Refusal> {
    match body.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.as_str()).filter(|text| !text.is_empty())),
        Some(_) => Err(wrong_type(name, "a string is expected")),
    }
}

/// A boolean in a member of a body; false if the member is missing or null.
pub(super) fn flag(body: &Value, name: &str) -> Result<bool, Refusal> {
    let value = body.get(name).unwrap_or(&Value::Null);
    fields::boolean(value).ok_or_else(|| wrong_type(name, "true or false is expected"))
}

/// The text of a member; empty if the member is missing or is not a text.
pub(super) fn text_of<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// Sets a member of an object.
pub(super) fn set_member(object: &mut Value, name: &str, value: impl Into<Value>) {
    if let Value::Object(members) = object {
        members.insert(name.to_owned(), value.into());
    }
}

/// Whether the value at a JSON pointer is true.
pub(super) fn is_set(value: &Value, pointer: &str) -> bool {
    value.pointer(pointer).is_some_and(|value| fields::boolean(value) == Some(true))
}

/// The members, completed with the defaults: at every depth if `new` is true, otherwise only at the
/// top level.
pub(super) fn with_defaults(mut defaults: Value, members: Map<String, Value>, new: bool) -> Value {
    match (&mut defaults, new) {
        (Value::Object(known), false) => known.extend(members),
        (known, _) => json_patch::merge(known, &Value::Object(members)),
    }
    defaults
}

/// The whole number at a JSON pointer; `default` if there is none.
pub(super) fn number_at(value: &Value, pointer: &str, default: i64) -> i64 {
    value.pointer(pointer).and_then(Value::as_i64).unwrap_or(default)
}
