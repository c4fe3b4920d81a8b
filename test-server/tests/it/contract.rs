//! Compares the status, the content type and the body of the answers in the tests with the OpenAPI
//! document.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

use jsonschema::Validator;
use matricula_test_server::openapi;
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

/// The validators made so far, by method, path and status.
static VALIDATORS: LazyLock<Mutex<HashMap<String, Arc<Validator>>>> = LazyLock::new(Mutex::default);

/// An answer and its request.
pub(crate) struct Answered<'a> {
    pub(crate) method: &'a str,
    pub(crate) path: &'a str,
    pub(crate) status: u16,
    /// The content type; empty if the answer has none.
    pub(crate) kind: &'a str,
    pub(crate) body: &'a str,
}

/// Panics if the document does not describe this answer.
#[track_caller]
pub(crate) fn check(answered: &Answered<'_>) {
    if let Err(problem) = checked(answered) {
        let Answered { method, path, status, kind, body } = answered;
        panic!("not as documented: {problem}\n{method} {path}\n{status} {kind}\n{body}");
    }
}

fn checked(answered: &Answered<'_>) -> Result<(), String> {
    // The document does not describe HEAD and OPTIONS.
    if matches!(answered.method, "HEAD" | "OPTIONS") {
        return Ok(());
    }
    // The document does not describe operations that this server does not have.
    if answered.status == 501 && answered.body.contains("This test server does not have") {
        return Ok(());
    }
    let Some((template, operation)) = find(answered.method, answered.path) else {
        let refused = matches!(answered.status, 404 | 405 | 421 | 501);
        return refused.then_some(()).ok_or_else(|| "the document lacks this operation".to_owned());
    };
    let status = answered.status.to_string();
    let answer = operation["responses"].get(&status).ok_or("the operation lacks this status")?;
    let Some(content) = answer.get("content") else {
        let silent = answered.body.is_empty();
        return silent.then_some(()).ok_or_else(|| "this status must not have a body".to_owned());
    };
    if answered.body.is_empty() && answer["x-may-be-empty"] == true {
        return Ok(());
    }
    let kind = answered.kind.split(';').next().unwrap_or_default().trim();
    let schema = &content.get(kind).ok_or("this status lacks this content type")?["schema"];
    if kind != "application/json" {
        return Ok(());
    }
    let body: Value = serde_json::from_str(answered.body).map_err(|error| error.to_string())?;
    let name = format!("{} {template} {status}", answered.method);
    validator(name, schema)
        .validate(&body)
        .map_err(|error| format!("{error} at {}", error.instance_path()))
}

/// Every path of the document: its text, its segments and its operations.
static PATHS: LazyLock<Vec<(&str, Vec<String>, &Value)>> = LazyLock::new(|| {
    let paths = openapi()["paths"].as_object().unwrap();
    paths.iter().map(|(path, item)| (path.as_str(), segments(path), item)).collect()
});

fn segments(path: &str) -> Vec<String> {
    let parts = path.split('/').filter(|part| !part.is_empty());
    parts.map(|part| percent_decode_str(part).decode_utf8_lossy().into_owned()).collect()
}

/// The operation of a request, with its path in the document.
fn find(method: &str, path: &str) -> Option<(&'static str, &'static Value)> {
    let asked = segments(path);
    let fitting = PATHS.iter().filter(|(_, parts, _)| {
        let fits = |(part, segment): (&String, &String)| part.starts_with('{') || part == segment;
        parts.len() == asked.len() && parts.iter().zip(&asked).all(fits)
    });
    // If two paths fit, the path with fewer variables is used.
    let (template, _, item) = fitting.min_by_key(|(template, ..)| template.matches('{').count())?;
    Some((template, item.get(method.to_lowercase())?))
}

fn validator(name: String, schema: &Value) -> Arc<Validator> {
    let mut validators = VALIDATORS.lock().unwrap();
    let make = || {
        let whole = json!({"allOf": [schema], "components": openapi()["components"]});
        Arc::new(jsonschema::draft202012::new(&whole).unwrap())
    };
    validators.entry(name).or_insert_with(make).clone()
}

#[test]
fn the_check_finds_answers_that_differ_from_the_document() {
    let login = |status, body| {
        let (method, path, kind) = ("POST", "/consumer/login", "application/json");
        checked(&Answered { method, path, status, kind, body })
    };
    let good = r#"{"token": "t", "expires_in": 1, "refresh_token": "r", "scope": "s"}"#;
    assert_eq!(login(200, good), Ok(()));
    assert!(login(418, good).unwrap_err().contains("status"));
    assert!(login(200, r#"{"tokens": "t"}"#).is_err());
    assert!(login(200, r#"{"token": 1}"#).unwrap_err().contains("/token"));
    assert!(login(200, "").is_err());
    let nowhere = Answered { method: "GET", path: "/nowhere", status: 200, kind: "", body: "" };
    assert!(checked(&nowhere).is_err());
}

#[tokio::test]
async fn the_server_publishes_the_document_that_these_tests_use() {
    let bench = crate::support::Bench::start().await;
    let answer = bench.send("GET", "/_test/openapi.json", None, None).await;
    assert_eq!((answer.status, &answer.json()), (200, openapi()));
    assert_eq!(answer.json()["openapi"], "3.1.0");
}

#[test]
fn schemas_and_references_in_the_document_are_valid() {
    let mut open = vec![(String::new(), openapi())];
    while let Some((place, value)) = open.pop() {
        match value {
            Value::Object(members) => {
                if let Some(Value::String(target)) = members.get("$ref") {
                    let pointer = target.strip_prefix('#').unwrap_or_else(|| panic!("{target}"));
                    assert!(openapi().pointer(pointer).is_some(), "{place}: {target}");
                }
                if let Some(schema) = members.get("schema") {
                    jsonschema::draft202012::meta::validate(schema)
                        .unwrap_or_else(|error| panic!("{place}: {error}"));
                }
                open.extend(members.iter().map(|(name, value)| (format!("{place}/{name}"), value)));
            }
            Value::Array(items) => {
                open.extend(
                    items.iter().enumerate().map(|(n, value)| (format!("{place}/{n}"), value)),
                );
            }
            _ => {}
        }
    }
}
