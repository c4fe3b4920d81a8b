//! Makes the transcripts of all runs equal. Names replace known values. A word such as `<uuid>`
//! replaces a value that differs in each run.

use std::collections::BTreeMap;

use matricula::{ApiError, Error};
use matricula_test_server::{Mail, SeenRequest};
use serde_json::{Map, Value, json};

type Names = BTreeMap<String, Value>;

/// Replaces each `$name` by its value.
pub(super) fn filled(value: &Value, names: &Names) -> Value {
    match value {
        Value::String(text) => match text.strip_prefix('$') {
            Some(name) => names[name].clone(),
            None => value.clone(),
        },
        Value::Array(list) => list.iter().map(|value| filled(value, names)).collect(),
        Value::Object(members) => {
            let filled = |(name, value): (&String, _)| (name.clone(), filled(value, names));
            Value::Object(members.iter().map(filled).collect())
        }
        _ => value.clone(),
    }
}

/// Replaces known values by `$name`, and values that differ in each run by a word such as `<uuid>`.
pub(super) fn normal(value: &Value, names: &Names) -> Value {
    match value {
        Value::String(text) => {
            let known = names.iter().find(|(_, known)| *known == value);
            known.map_or_else(|| form(text).into(), |(name, _)| format!("${name}").into())
        }
        Value::Number(number) if number.as_u64().is_some_and(|number| number >= 1_000_000_000) => {
            "<instant>".into()
        }
        Value::Array(list) => list.iter().map(|value| normal(value, names)).collect(),
        Value::Object(members) => {
            let normal = |(name, value): (&String, _)| {
                let code = name.to_lowercase().ends_with("onetimecode");
                let value = if code { "<code>".into() } else { normal(value, names) };
                (name.clone(), value)
            };
            Value::Object(members.iter().map(normal).collect())
        }
        _ => value.clone(),
    }
}

fn form(text: &str) -> &str {
    let encoded =
        |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    let upper = |text: &str| text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    let lengths = |separator| text.split(separator).map(str::len).collect::<Vec<_>>();
    if text.chars().all(|c| c.is_ascii_hexdigit() || c == '-') && lengths('-') == [8, 4, 4, 4, 12] {
        "<uuid>"
    } else if text.starts_with("eyJ") && lengths('.').len() == 3 {
        "<jwt>"
    } else if text.len() >= 32 && encoded(text) {
        "<secret>"
    } else if text.len() == 4 && upper(text) {
        "<id>"
    } else if lengths('-') == [5, 5] && upper(&text.replace('-', "")) {
        "<code>"
    } else {
        text
    }
}

/// A request as the server saw it, and the status of its answer.
pub(super) fn request(request: &SeenRequest, names: &Names) -> Value {
    let normal = |text: &str| normal(&text.into(), names).as_str().unwrap().to_owned();
    let path: Vec<String> = request.path.split('/').map(normal).collect();
    let parameter = |text: &str| match text.split_once('=') {
        Some((name, value)) => format!("{name}={}", normal(value)),
        None => text.to_owned(),
    };
    let query = request.query.as_ref().map(|query| {
        let parameters: Vec<String> = query.split('&').map(parameter).collect();
        format!("?{}", parameters.join("&"))
    });
    let query = query.unwrap_or_default();
    let status = request.status.unwrap();
    format!("{} {}{query} {status}", request.method, path.join("/")).into()
}

/// The number of mails, and parts of the newest one: its subject, the id in its link, and the code
/// in its text. A mail may have no link or no code.
pub(super) fn mail(count: usize, mail: &Mail) -> Value {
    let mut members = Map::new();
    members.insert("count".into(), json!(count));
    members.insert("subject".into(), json!(mail.subject));
    if let Some(link) = mail.links.first() {
        let link = link.split('?').next().unwrap();
        members.insert("verificationId".into(), json!(link.rsplit('/').next()));
    }
    if let Some((_, rest)) = mail.text.split_once("your code is ") {
        members.insert("oneTimeCode".into(), json!(rest.split('.').next()));
    }
    Value::Object(members)
}

/// The members of an error that are equal in all runs.
pub(super) fn error(error: &Error) -> Value {
    let code = |error: &ApiError| json!(error.code);
    let mut fields = BTreeMap::<&str, Vec<Value>>::new();
    for about in error.field_errors() {
        fields.entry(&about.field).or_default().push(code(&about.error));
    }
    json!({
        "kind": error.kind(),
        "status": error.status(),
        "code": error.code(),
        "message": error.message(),
        "fieldErrors": fields,
        "generalErrors": error.general_errors().iter().map(code).collect::<Vec<_>>(),
    })
}

/// Checks that `actual` has every member of `expected`. An expected null means that the member is missing or null.
pub(super) fn contains(step: &str, actual: &Value, expected: &Value) {
    match (actual, expected) {
        (Value::Object(actual), Value::Object(expected)) => {
            for (name, expected) in expected {
                let step = format!("{step}: {name}");
                contains(&step, actual.get(name).unwrap_or(&Value::Null), expected);
            }
        }
        _ => assert_eq!(actual, expected, "{step}"),
    }
}
