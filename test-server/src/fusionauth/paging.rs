//! Reads the numbers with which a request asks for a part of a list.

use serde_json::{Map, Value};

use super::call::Call;
use super::errors::Errors;
use super::fields::{self, Kind};

/// Reads the number `name` from `sent`, or else from the query of the URL. If the number is in neither,
/// returns `default`. The number must be 0 or more. In errors, `path` is the path of `sent` in the
/// request.
pub(super) fn number(
    call: &Call,
    sent: Option<&Value>,
    (path, name): (&str, &str),
    default: i64,
    errors: &mut Errors,
) -> i64 {
    let field = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    let in_body = sent.and_then(|sent| sent.get(name)).filter(|value| !value.is_null());
    let value = in_body.cloned().or_else(|| call.query.get(name).map(Value::from));
    let members = Map::from_iter(value.map(|value| (name.to_owned(), value)));
    let number = fields::one(&members, name, &Kind::Integer, &field, errors);
    let number = number.and_then(|number| number.as_i64()).unwrap_or(default);
    if number < 0 {
        errors.field(&field, "invalid", format!("The [{field}] property must be 0 or more."));
    }
    number
}
