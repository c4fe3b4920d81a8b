//! Kickstart files: included files, parts without an effect, and errors.

use serde_json::{Value, json};
use tempfile::TempDir;

use super::scene::{EMAIL, PASSWORD};
use crate::process::{Process, path, run};
use crate::support::{Answer, Bench, text};

const APPLICATION: &str = "4f6b1c2d-0000-4000-8000-000000000001";
const KEY: &str = "a key for the kickstart files of these tests";

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, content) in files {
        let file = folder.path().join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, content).unwrap();
    }
    folder
}

/// A document with these requests.
fn document(requests: &Value) -> String {
    let variables = json!({"app.id": APPLICATION, "email": EMAIL});
    json!({
        "variables": variables,
        "apiKeys": [{"key": KEY, "description": "all", "name": "all"}],
        "requests": requests,
        "settings": {"readTimeout": 5000},
        "licenseId": "none",
    })
    .to_string()
}

/// A kickstart file that includes other files. The names of files in `json/application.json` are
/// relative to the folder of the kickstart file, not to `json`.
const INCLUDING: &str = "tests/fixtures/kickstart/kickstart.json";
const NOTE: &str = include_str!("../../fixtures/kickstart/texts/note.txt");
const ROLE: &str = "reader";

async fn start(file: &str, database: &str) -> Process {
    let arguments = ["--database", database, "--kickstart", file];
    Process::start_in(&arguments, &[("READER_ROLE".to_owned(), ROLE.to_owned())]).await
}

async fn log_in(url: &str) -> Value {
    let login = json!({"loginId": EMAIL, "password": PASSWORD, "applicationId": APPLICATION});
    let request = Bench::at(url).request("POST", "/api/login");
    Answer::of(request.header("authorization", KEY).json(&login)).await.ok()
}

#[tokio::test]
async fn a_kickstart_file_includes_texts_and_json() {
    let server = start(INCLUDING, ":memory:").await;
    let path = format!("/api/application/{APPLICATION}");
    let bench = Bench::at(&server.url);
    let request = bench.request("GET", &path).header("authorization", KEY);
    let application = Answer::of(request).await.ok()["application"].clone();
    assert_eq!(application["name"], "Reader #{app.id}");
    assert_eq!(
        application["data"],
        json!({"text": NOTE, "mixed": format!("{APPLICATION}: short!"), "raw": "@{texts/short.txt}"})
    );
    let user = log_in(&server.url).await["user"].clone();
    assert_eq!(user["registrations"][0]["roles"], json!([ROLE]));
    server.stop("TERM").await;
}

#[tokio::test]
async fn a_kickstart_file_and_the_files_that_it_includes_may_begin_with_a_byte_order_mark() {
    let body = json!({"application": "&{application.json}"});
    let url = format!("/api/application/{APPLICATION}");
    let marked = |text: &str| ["\u{feff}", text].concat();
    let requests = json!([{"method": "POST", "url": url, "body": body}]);
    let folder = folder(&[
        ("kickstart.json", &marked(&document(&requests))),
        ("application.json", &marked(r#"{"name": "@{name.txt}"}"#)),
        ("name.txt", &marked("Shop")),
    ]);
    let server = start(path(&folder.path().join("kickstart.json")), ":memory:").await;
    let bench = Bench::at(&server.url);
    let request = bench.request("GET", &url).header("authorization", KEY);
    assert_eq!(Answer::of(request).await.ok()["application"]["name"], "Shop");
    server.stop("TERM").await;
}

#[tokio::test]
async fn a_second_start_does_not_apply_the_kickstart_file_again() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("users.db");
    let server = start(INCLUDING, path(&database)).await;
    let user = log_in(&server.url).await["user"]["id"].clone();
    server.stop("TERM").await;
    let server = start(INCLUDING, path(&database)).await;
    assert_eq!(log_in(&server.url).await["user"]["id"], user);
    server.stop("TERM").await;
}

#[tokio::test]
async fn the_log_names_the_parts_of_a_kickstart_that_have_no_effect() {
    let step = |url: &str, body: Value| json!({"method": "POST", "url": url, "body": body});
    let requests = json!([
        step("/api/theme", json!({"theme": {"name": "Dark"}})),
        step("/api/form/field", json!({"field": {"key": "user.email"}})),
        step("/api/application", json!({"application": {
            "name": "A", "active": true, "lambdaConfiguration": {},
            "externalIdentifierConfiguration": {
                "registrationVerificationIdTimeToLiveInSeconds": 60,
                "twoFactorTrustIdTimeToLiveInSeconds": 60,
            },
            "jwtConfiguration": {"enabled": true, "idTokenKeyId": "#{UUID()}"},
        }})),
        {"method": "PATCH", "url": "/api/tenant/#{FUSIONAUTH_TENANT_ID}",
         "body": {"tenant": {
             "themeId": "#{UUID()}", "issuer": "a.example",
             "emailConfiguration": {"host": "localhost", "unverified": {"allowEmailChangeWhenGated": true}},
         }}},
    ]);
    let folder = folder(&[("kickstart.json", &document(&requests))]);
    let file = folder.path().join("kickstart.json");
    let log = start(path(&file), ":memory:").await.stop("TERM").await.stderr;
    let names = "application.externalIdentifierConfiguration.registrationVerificationIdTimeToLiveInSeconds, \
                 application.jwtConfiguration.idTokenKeyId, application.lambdaConfiguration, forms, \
                 tenant.emailConfiguration.host, \
                 tenant.emailConfiguration.unverified.allowEmailChangeWhenGated, tenant.themeId, \
                 themes";
    assert!(log.contains(&format!("use them: {names}\n")), "{log}");
    let log = start(INCLUDING, ":memory:").await.stop("TERM").await.stderr;
    assert!(!log.contains("WARN"), "{log}");
}

/// Checks that a server with these files does not start; returns its log.
async fn refused(files: &[(&str, &str)]) -> String {
    let folder = folder(files);
    let file = folder.path().join("kickstart.json");
    let ended = run(&["--port", "0", "--database", ":memory:", "--kickstart", path(&file)]).await;
    assert!(matches!(ended.status.code(), Some(code) if code != 0), "{files:?}");
    assert_eq!(ended.stdout, "");
    ended.stderr
}

#[tokio::test]
async fn the_error_says_what_is_wrong_with_a_file() {
    let log = refused(&[]).await;
    assert!(log.contains("kickstart.json cannot be read"), "{log}");
    assert!(!log.contains("config"), "{log}");
    let log = refused(&[("kickstart.json", "{\n\"hunter2\"")]).await;
    assert!(log.contains("kickstart.json is not valid JSON at line 2"), "{log}");
    assert!(!log.contains("hunter2"), "{log}");

    let body =
        |body: &str| document(&json!([{"method": "POST", "url": "/api/user", "body": body}]));
    let cases = include_str!("../../fixtures/kickstart/refused.json");
    for (text, named) in serde_json::from_str::<Vec<(String, String)>>(cases).unwrap() {
        let log = refused(&[
            ("kickstart.json", &body(&text)),
            ("wrong.json", "hunter2"),
            ("itself.json", r#"["&{itself.json}"]"#),
        ])
        .await;
        assert!(log.contains(&named), "{text}: {log}");
        assert!(!log.contains("hunter2"), "{text}: {log}");
    }
}

#[tokio::test]
async fn the_error_names_a_wrong_member() {
    let bench = Bench::start().await;
    for (document, named) in [
        (json!({"request": []}), "request is unknown"),
        (json!({"requests": [{"method": "POST", "uri": "/"}]}), "requests[0].uri is unknown"),
        (
            json!({"apiKeys": [{"key": "hunter2", "keyManger": true}]}),
            "apiKeys[0].keyManger is unknown",
        ),
        (json!({"requests": ["&{hunter2}"]}), "requests[0] is of the wrong type"),
        (json!({"requests": [{"url": "/api/user"}]}), "requests[0].method is missing"),
    ] {
        let answer = bench.post("/_test/kickstart", document).await;
        let error = text(&answer.json()["error"]);
        assert!(answer.status == 400 && error.contains(named), "{error}");
        assert!(!error.contains("hunter2"), "{error}");
    }
}

#[tokio::test]
async fn a_document_that_does_not_come_from_a_file_cannot_include_files() {
    let bench = Bench::start().await;
    for request in [
        json!({"method": "POST", "url": "@{hunter2}"}),
        json!({"method": "POST", "url": "/api/user", "body": "&{hunter2}"}),
    ] {
        let answer = bench.post("/_test/kickstart", json!({"requests": [request]})).await;
        let error = text(&answer.json()["error"]);
        let named =
            "requests[0]: this document cannot include files, because it does not come from a file";
        assert!(answer.status == 400 && error.contains(named), "{error}");
        assert!(!error.contains("hunter2"), "{error}");
    }
}
