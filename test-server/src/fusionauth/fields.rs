//! The types of members in requests. Reads members in the same way as the vendor's JSON layer.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::errors::Errors;
use super::normalize;
use crate::openapi::schema;

/// The type of a member.
pub(super) enum Kind {
    /// A text, which is trimmed. An empty text counts as absent.
    Text,
    /// A text, which is not trimmed. An empty text counts as absent.
    Password,
    Boolean,
    Integer,
    /// An integer greater than 0.
    Positive,
    /// An integer from 1 to this number.
    UpTo(i64),
    Instant,
    Date,
    Uuid,
    Zone,
    Locales,
    /// A set of texts, sorted.
    Names,
    /// An object with any members, except null members.
    Data,
    /// An object whose members are lists of texts.
    Lists,
    /// One of these texts.
    Choice(&'static [&'static str]),
    /// An object with these members; other members are dropped.
    Object(&'static [Field]),
    /// An object with these members; other members are kept, except null members.
    Open(&'static [Field]),
    /// A list of objects with these members; other members are dropped.
    List(&'static [Field]),
}

/// A member that requests may set.
pub(super) struct Field(pub(super) &'static str, pub(super) Kind);

/// The members as JSON Schema, each in its normal form. Requests may also use other forms, for example a
/// number written as a text.
pub(super) fn schemas(fields: &'static [Field]) -> impl Iterator<Item = (&'static str, Value)> {
    fields.iter().map(|Field(name, kind)| (*name, kind.schema()))
}

impl Kind {
    fn schema(&self) -> Value {
        match self {
            Self::Text | Self::Password | Self::Zone => schema::text(),
            Self::Boolean => schema::boolean(),
            Self::Integer | Self::Positive | Self::UpTo(_) | Self::Instant => schema::integer(),
            Self::Date => schema::format("date"),
            Self::Uuid => schema::format("uuid"),
            Self::Locales | Self::Names => schema::list(&schema::text()),
            Self::Data => schema::any(),
            Self::Lists => schema::map(&schema::list(&schema::text())),
            Self::Choice(texts) => schema::one_of(texts),
            Self::Object(fields) => schema::optional(schemas(fields)),
            Self::Open(fields) => schema::open(schema::optional(schemas(fields))),
            Self::List(fields) => schema::list(&schema::open(schema::optional(schemas(fields)))),
        }
    }
}

/// The known members of an object, each in its normal form. Adds an error for each value of the wrong
/// type.
pub(super) fn read(
    object: &Map<String, Value>,
    fields: &[Field],
    path: &str,
    errors: &mut Errors,
) -> Map<String, Value> {
    let mut members = Map::new();
    for Field(name, kind) in fields {
        let Some(value) = object.get(*name).filter(|value| !value.is_null()) else { continue };
        let path = if path.is_empty() { (*name).to_owned() } else { format!("{path}.{name}") };
        match convert(value, kind, &path, errors) {
            Ok(Some(value)) => drop(members.insert((*name).to_owned(), value)),
            Ok(None) => {}
            Err(expected) => errors.invalid_json(&path, expected),
        }
    }
    members
}

/// One member of an object in its normal form.
pub(super) fn one(
    object: &Map<String, Value>,
    name: &str,
    kind: &Kind,
    path: &str,
    errors: &mut Errors,
) -> Option<Value> {
    convert(object.get(name)?, kind, path, errors).unwrap_or_else(|expected| {
        errors.invalid_json(path, expected);
        None
    })
}

/// Like `read`, but also keeps the unknown members that are not null.
pub(super) fn overlay(
    object: &Map<String, Value>,
    fields: &[Field],
    path: &str,
    errors: &mut Errors,
) -> Map<String, Value> {
    let known = read(object, fields, path, errors);
    let is_known = |name: &str| fields.iter().any(|Field(field, _)| *field == name);
    let rest = object.iter().filter(|(name, value)| !is_known(name) && !value.is_null());
    let mut members: Map<_, _> = rest.map(|(name, value)| (name.clone(), value.clone())).collect();
    members.extend(known);
    members
}

/// Adds the paths of the members that this server keeps but does not read. Finds nested members, too.
pub(super) fn unread(
    object: &Map<String, Value>,
    fields: &[Field],
    path: &str,
    paths: &mut BTreeSet<String>,
) {
    for (name, value) in object {
        let path = format!("{path}.{name}");
        match (fields.iter().find(|Field(field, _)| field == name), value) {
            (None, _) => drop(paths.insert(path)),
            (Some(Field(_, Kind::Open(fields))), Value::Object(object)) => {
                unread(object, fields, &path, paths);
            }
            _ => {}
        }
    }
}

fn convert(
    value: &Value,
    kind: &Kind,
    path: &str,
    errors: &mut Errors,
) -> Result<Option<Value>, &'static str> {
    let text = || match value {
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        Value::Bool(yes) => Ok(yes.to_string()),
        _ => Err("a string is expected"),
    };
    let filled = |text: String| (!text.trim().is_empty()).then(|| text.trim().to_owned());
    Ok(match kind {
        Kind::Text => filled(text()?).map(Value::from),
        Kind::Password => Some(text()?).filter(|text| !text.is_empty()).map(Value::from),
        Kind::Boolean => Some(boolean(value).ok_or("true or false is expected")?.into()),
        Kind::Integer => Some(integer(value)?.into()),
        Kind::Positive => {
            let number = integer(value)?;
            if number <= 0 {
                errors.not_positive(path);
            }
            Some(number.into())
        }
        Kind::UpTo(most) => {
            let number = integer(value)?;
            if !(1..=*most).contains(&number) {
                let message = format!("The [{path}] property must be between 1 and {most}.");
                errors.field(path, "invalid", message);
            }
            Some(number.into())
        }
        Kind::Instant => match value {
            Value::String(text) if text.trim().is_empty() => None,
            _ => Some(normalize::instant(value).ok_or("milliseconds since 1970 are expected")?),
        },
        Kind::Date => match text()? {
            text if text.is_empty() => None,
            text if normalize::is_date(&text) => Some(text.into()),
            _ => return Err("a date is expected"),
        },
        Kind::Uuid => {
            let id = value.as_str().and_then(normalize::uuid);
            Some(id.ok_or("a UUID has to be represented by a standard 36-character text")?.into())
        }
        Kind::Zone => {
            let zone = value.as_str().filter(|text| normalize::is_zone(text));
            Some(zone.ok_or("a time zone is expected")?.into())
        }
        Kind::Locales => {
            let mut seen: Vec<Value> = Vec::new();
            for text in texts(value)? {
                if text.trim().is_empty() {
                    continue;
                }
                let locale = normalize::locale(text.trim()).ok_or("a locale is expected")?;
                if !seen.contains(&Value::String(locale.clone())) {
                    seen.push(locale.into());
                }
            }
            Some(seen.into())
        }
        Kind::Names => {
            let names: BTreeSet<_> = texts(value)?.into_iter().collect();
            Some(names.into_iter().collect())
        }
        Kind::Data => {
            if !value.is_object() {
                return Err("an object is expected");
            }
            Some(normalize::without_nulls(value.clone()))
        }
        Kind::Lists => {
            let object = value.as_object().ok_or("an object is expected")?;
            for list in object.values() {
                texts(list)?;
            }
            Some(value.clone())
        }
        Kind::Choice(texts) => match filled(text()?) {
            Some(text) if !texts.contains(&text.as_str()) => return Err("the value is unknown"),
            text => text.map(Value::from),
        },
        Kind::Open(fields) => {
            let object = normalize::without_nulls(value.clone());
            let object = object.as_object().ok_or("an object is expected")?;
            Some(overlay(object, fields, path, errors).into())
        }
        Kind::Object(fields) => {
            let object = value.as_object().ok_or("an object is expected")?;
            Some(read(object, fields, path, errors).into())
        }
        Kind::List(fields) => {
            let mut list = Vec::new();
            for (position, value) in
                value.as_array().ok_or("a list is expected")?.iter().enumerate()
            {
                let object = value.as_object().ok_or("a list of objects is expected")?;
                let read = read(object, fields, &format!("{path}[{position}]"), errors);
                list.push(Value::Object(read));
            }
            Some(list.into())
        }
    })
}

/// A whole number, which may be written as a text.
fn integer(value: &Value) -> Result<i64, &'static str> {
    let number = match value {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    number.ok_or("a number is expected")
}

fn texts(value: &Value) -> Result<Vec<String>, &'static str> {
    let list = value.as_array().ok_or("a list is expected")?;
    let texts = list.iter().filter(|value| !value.is_null());
    texts
        .map(|value| value.as_str().map(str::to_owned).ok_or("a list of strings is expected"))
        .collect()
}

/// A boolean. The texts `true` and `false` are allowed, too, because some kickstart files have them.
/// Null and the empty text mean false.
pub(super) fn boolean(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(yes) => Some(*yes),
        Value::String(text) if text == "true" => Some(true),
        Value::String(text) if text == "false" || text.is_empty() => Some(false),
        Value::Null => Some(false),
        _ => None,
    }
}
