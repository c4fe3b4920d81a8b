//! Snapshots. A snapshot is one document with everything in a server. It can replace everything in
//! another server.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use matricula_test_server::{SnapshotError, TestServer};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::identity::{allowed_code, token_request};
use crate::process::{Process, path};
use crate::support::{Answer, Bench, PASSWORD, email, text};

const APP: &str = "http://localhost:3000";

async fn take(bench: &Bench) -> Value {
    let answer = bench.send("POST", "/_test/snapshot", None, None).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()
}

async fn restore(bench: &Bench, snapshot: &Value) -> Answer {
    bench.post("/_test/restore", snapshot.clone()).await
}

/// A snapshot without its database and the hash of the database: both can differ although the data is the
/// same.
fn without_database(mut snapshot: Value) -> Value {
    for member in ["database", "sha256"] {
        assert!(snapshot.as_object_mut().unwrap().remove(member).unwrap().is_string());
    }
    snapshot
}

async fn shown(bench: &Bench, path: &str) -> Value {
    let answer = bench.send("GET", path, None, None).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()
}

/// The lists and the settings that the control API shows.
async fn all(bench: &Bench) -> Vec<Value> {
    let mut all = Vec::new();
    for path in ["users", "outbox", "requests", "webhooks", "faults", "settings"] {
        all.push(shown(bench, &format!("/_test/{path}")).await);
    }
    all
}

/// Makes users, mails, a fault and settings in the server, and sends requests that count for the limits.
/// Returns an access token and a code of the login provider `github`.
async fn fill(bench: &Bench) -> (String, String) {
    let limits = json!({"rate_limit": {"enabled": true}, "firewall": {"enabled": true}});
    bench.settings(json!({"fusio": limits, "captcha": {"accept": ["fine"]}})).await;
    bench.advance(3_000).await;
    let token = bench.token("ada").await;
    bench.register("baz").await.succeeded("Registration successful");
    assert_eq!(bench.get("/consumer/account", &token).await.status, 200);
    assert_eq!(bench.get("/consumer/account", "nope").await.status, 401);
    let fault = json!({"path": "/consumer/scope", "times": 2, "status": 503});
    bench.post("/_test/faults", fault).await;
    Answer::of_fault(bench.request("GET", "/consumer/scope")).await;
    (token, allowed_code(bench, "github", APP).await)
}

/// Checks that the users, mails, token and code of `fill` work in this server after a restore.
async fn works(bench: &Bench, token: &str, code: &str) {
    let account = bench.get("/consumer/account", token).await;
    assert_eq!(account.json()["name"], "ada", "{account:?}");
    bench.login("ada").await;
    let mailed = json!({"token": bench.mailed_token("baz").await});
    bench.post("/consumer/activate", mailed).await.succeeded("Activation successful");
    let tokens = token_request(bench, "github", code, APP, "demo-secret").await;
    assert_eq!(tokens.status, 200, "{tokens:?}");
    let status = async || Answer::of_fault(bench.request("GET", "/consumer/scope")).await.status;
    assert_eq!((status().await, status().await), (503, 401));
    let newest = |list: Value| list.as_array().unwrap().last().unwrap().clone();
    let (seen, mail) = (newest(shown(bench, "/_test/requests").await), bench.outbox("baz").await);
    assert_eq!((&seen["path"], &seen["status"]), (&json!("/consumer/scope"), &json!(401)));
    bench.post("/consumer/password_reset", json!({"email": email("baz")})).await;
    assert_eq!(bench.outbox("baz").await.len(), mail.len() + 1);
}

#[tokio::test]
async fn all_data_of_a_server_is_in_its_snapshot() {
    let (one, other) = (Bench::start().await, Bench::start().await);
    let (token, code) = fill(&one).await;
    let before = all(&one).await;
    let snapshot = take(&one).await;
    assert_eq!(snapshot["format"], 3);
    other.user("gone").await;
    other.register("other").await.succeeded("Registration successful");
    other.advance(9_000).await;
    assert_eq!(restore(&other, &snapshot).await.status, 204);
    assert_eq!(all(&other).await, before);
    assert_eq!(without_database(take(&other).await), without_database(snapshot.clone()));
    for part in ["grants", "limits"] {
        let kept = snapshot[part].as_object().unwrap();
        assert!(kept.values().any(|kept| !kept.as_object().unwrap().is_empty()), "{kept:?}");
    }
    works(&other, &token, &code).await;
    // The snapshot can be used again, also in the server from which it was taken.
    assert_eq!(restore(&one, &snapshot).await.status, 204);
    assert_eq!(all(&one).await, before);
    works(&one, &token, &code).await;
}

#[tokio::test]
async fn a_restored_snapshot_sets_the_clock() {
    let (one, other) = (Bench::start().await, Bench::start().await);
    let now = async |bench: &Bench| {
        let answer = bench.post("/_test/clock", json!({"advance_seconds": 0})).await;
        answer.json()["now"].as_i64().unwrap()
    };
    let start = now(&one).await;
    let fresh = take(&one).await;
    one.advance(100_000).await;
    let late = take(&one).await;
    for (snapshot, ahead) in [(&late, 100_000), (&fresh, 0), (&late, 100_000)] {
        assert_eq!(restore(&other, snapshot).await.status, 204);
        let passed = now(&other).await - start - ahead;
        assert!((0..1_000).contains(&passed), "{passed}");
    }
}

#[tokio::test]
async fn a_snapshot_works_with_a_database_in_a_file() {
    let folder = TempDir::new().unwrap();
    let start = async |name: &str| {
        let file = folder.path().join(name);
        Process::start(&["--database", path(&file)]).await
    };
    let (one, other) = (start("one.db").await, start("other.db").await);
    let bench = Bench::at(&one.url);
    let (token, code) = fill(&bench).await;
    let (before, snapshot) = (all(&bench).await, take(&bench).await);
    let bench = Bench::at(&other.url);
    bench.user("gone").await;
    assert_eq!(restore(&bench, &snapshot).await.status, 204);
    assert_eq!(all(&bench).await, before);
    works(&bench, &token, &code).await;
    let users = shown(&bench, "/_test/users").await;
    other.stop("TERM").await;
    let other = start("other.db").await;
    let bench = Bench::at(&other.url);
    assert_eq!(shown(&bench, "/_test/users").await, users);
    assert_eq!(bench.get("/consumer/account", &token).await.status, 200);
    other.stop("TERM").await;
    // A server with a database in memory can restore the snapshot, too.
    let bench = Bench::start().await;
    assert_eq!(restore(&bench, &snapshot).await.status, 204);
    works(&bench, &token, &code).await;
    one.stop("TERM").await;
}

#[tokio::test]
async fn an_invalid_snapshot_is_refused_and_changes_nothing() {
    let bench = Bench::start().await;
    fill(&bench).await;
    let good = take(&bench).await;
    bench.register("later").await.succeeded("Registration successful");
    let before = all(&bench).await;
    let with = |member: &str, value: Value| {
        let mut snapshot = good.clone();
        snapshot[member] = value;
        snapshot
    };
    let without = |member: &str| {
        let mut snapshot = good.clone();
        snapshot.as_object_mut().unwrap().remove(member);
        snapshot
    };
    let (foreign, version, damaged) =
        ("send what `POST /_test/snapshot` has answered", "of another version", "is damaged");
    let cut = good["database"].as_str().unwrap()[..40_000].to_owned();
    let mut flipped = STANDARD.decode(good["database"].as_str().unwrap()).unwrap();
    flipped[50_000] ^= 1;
    let mut cases = vec![
        (json!({}), foreign),
        (json!({"requests": []}), foreign),
        (with("program", json!("another")), foreign),
        (with("format", json!(1)), version),
        (with("format", json!("1")), version),
        (without("format"), version),
        (with("database", json!(cut)), damaged),
        (with("database", json!("no base64!")), damaged),
        (with("database", json!("")), damaged),
        (with("database", json!(STANDARD.encode(flipped))), damaged),
        (with("sha256", json!("00")), damaged),
        (with("more", json!(1)), damaged),
        (with("outbox", json!([])), damaged),
        (with("outbox", json!({"first": -1, "items": []})), damaged),
        (with("requests", json!({"first": 0, "items": [{"number": 0}]})), damaged),
        (with("faults", json!([{"path": "/a", "status": 999}])), damaged),
        (with("faults", json!([{"path": "/a", "form": 1}])), damaged),
        (with("grants", json!({"codes": {"a": 1}, "tokens": {}})), damaged),
        (with("limits", json!({"calls": {"nobody": [1]}})), damaged),
    ];
    for member in ["database", "sha256", "outbox", "requests", "faults", "grants", "limits"] {
        cases.push((without(member), damaged));
        cases.push((with(member, Value::Null), damaged));
    }
    for (snapshot, told) in cases {
        let answer = restore(&bench, &snapshot).await;
        assert_eq!(answer.status, 400, "{told}: {answer:?}");
        assert!(text(&answer.json()["error"]).contains(told), "{told}: {answer:?}");
    }
    for body in ["", "[]", "{", "null", "\"x\""] {
        let answer = Answer::of(bench.request("POST", "/_test/restore").body(body)).await;
        assert_eq!(answer.status, 400, "{body}: {answer:?}");
    }
    assert_eq!(all(&bench).await, before);
}

#[tokio::test]
async fn a_snapshot_whose_database_is_damaged_or_of_another_version_is_refused() {
    let bench = Bench::start().await;
    let good = take(&bench).await;
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("changed.db");
    let users = shown(&bench, "/_test/users").await;
    for (change, told) in [
        ("PRAGMA user_version = 99", "of another version"),
        ("PRAGMA application_id = 1", "of another version"),
        ("DROP TABLE fusio_user", "is damaged"),
        ("ALTER TABLE fusio_user ADD COLUMN more TEXT", "is damaged"),
        ("DELETE FROM server_state", "is damaged"),
    ] {
        std::fs::write(&file, STANDARD.decode(good["database"].as_str().unwrap()).unwrap())
            .unwrap();
        rusqlite::Connection::open(&file).unwrap().execute_batch(change).unwrap();
        let bytes = std::fs::read(&file).unwrap();
        let mut snapshot = good.clone();
        snapshot["database"] = STANDARD.encode(&bytes).into();
        snapshot["sha256"] = hex::encode(<sha2::Sha256 as sha2::Digest>::digest(&bytes)).into();
        let answer = restore(&bench, &snapshot).await;
        assert_eq!(answer.status, 400, "{change}: {answer:?}");
        assert!(answer.body.contains(told), "{change}: {answer:?}");
    }
    assert_eq!(shown(&bench, "/_test/users").await, users);
    bench.user("ada").await;
}

#[tokio::test]
async fn a_snapshot_may_have_64_mib_and_other_bodies_only_1_mib() {
    let bench = Bench::start().await;
    for number in 0..4 {
        let long = format!("{number}{}", "x".repeat(900_000));
        let created = bench.post("/_test/users", json!({"name": long})).await;
        assert_eq!(created.status, 201);
    }
    let snapshot = take(&bench).await;
    assert!(snapshot["database"].as_str().unwrap().len() > 4_000_000);
    assert_eq!(restore(&bench, &snapshot).await.status, 204);
    let longest = 64 * 1024 * 1024;
    for (path, length, status) in [
        ("/_test/restore", longest + 1, 413),
        ("/_test/restore", longest, 400),
        ("/_test/users", 1024 * 1024 + 1, 413),
    ] {
        let answer = Answer::of(bench.request("POST", path).body("x".repeat(length))).await;
        assert_eq!(answer.status, status, "{path}: {answer:?}");
    }
}

#[tokio::test]
async fn pages_of_public_origins_can_neither_take_nor_restore_snapshots() {
    let bench = Bench::start().await;
    for path in ["/_test/snapshot", "/_test/restore"] {
        let request = bench.request("POST", path).header("origin", "https://evil.example");
        let answer = Answer::of(request.body("{}")).await;
        assert_eq!(answer.status, 403, "{answer:?}");
    }
}

#[tokio::test]
async fn no_request_sees_a_server_that_is_half_restored() {
    let (folder, memory) = (TempDir::new().unwrap(), Bench::start().await);
    let file = folder.path().join("users.db");
    let process = Process::start(&["--database", path(&file)]).await;
    let on_disk = Bench::at(&process.url);
    tokio::join!(half_restored(&memory), half_restored(&on_disk));
    process.stop("TERM").await;
}

async fn half_restored(bench: &Bench) {
    let empty = shown(bench, "/_test/users").await;
    let fresh = take(bench).await;
    let token = bench.token("ada").await;
    for number in 0..50 {
        bench.user(&format!("user-{number}")).await;
    }
    let full = shown(bench, "/_test/users").await;
    let snapshot = take(bench).await;
    let restores = async {
        for number in 0..40 {
            let snapshot = if number % 2 == 0 { &fresh } else { &snapshot };
            assert_eq!(restore(bench, snapshot).await.status, 204);
        }
    };
    let reads = async {
        loop {
            let users = shown(bench, "/_test/users").await;
            assert!(users == empty || users == full, "{users}");
            let status = bench.get("/consumer/account", &token).await.status;
            assert!([200, 401].contains(&status), "{status}");
        }
    };
    tokio::select! {
        () = restores => {}
        () = reads => {}
    }
    assert_eq!(bench.get("/consumer/account", &token).await.status, 200);
}

#[tokio::test]
async fn a_user_who_registers_during_a_reset_or_restore_gets_a_mail() {
    let bench = Bench::start().await;
    let snapshot = take(&bench).await;
    let changes = async {
        for number in 0..40 {
            let changed = match number % 2 {
                0 => restore(&bench, &snapshot).await,
                _ => bench.send("POST", "/_test/reset", None, None).await,
            };
            assert_eq!(changed.status, 204);
            let registered = shown(&bench, "/_test/users").await["fusio"].clone();
            for user in &registered.as_array().unwrap()[2..] {
                // The server sends the mail after it has stored the user, so the mail may come later.
                let mailed = async {
                    let name = user["name"].as_str().unwrap();
                    while bench.outbox(name).await.is_empty() {}
                };
                tokio::time::timeout(Duration::from_secs(20), mailed).await.unwrap();
            }
        }
    };
    let registrations = async {
        for number in 0.. {
            let (one, other) = (format!("one-{number}"), format!("other-{number}"));
            let answers = tokio::join!(bench.register(&one), bench.register(&other));
            assert_eq!((answers.0.status, answers.1.status), (200, 200));
        }
    };
    tokio::select! {
        () = changes => {}
        () = registrations => {}
    }
}

#[tokio::test]
async fn the_library_takes_and_restores_snapshots() {
    let (one, other) = (TestServer::start().await.unwrap(), TestServer::start().await.unwrap());
    let bench = Bench::at(one.url());
    bench.user("ada").await;
    one.advance(Duration::from_secs(60)).await;
    let snapshot = one.snapshot().await.unwrap();
    other.restore(snapshot.clone()).await.unwrap();
    let body = json!({"username": "ada", "password": PASSWORD});
    let login = Bench::at(other.url()).post("/consumer/login", body).await;
    assert_eq!(login.status, 200, "{login:?}");
    let refused = |value| async { other.restore(value).await.unwrap_err() };
    assert!(matches!(refused(json!(1)).await, SnapshotError::Foreign));
    let mut future = snapshot;
    future["format"] = json!(4);
    assert!(matches!(refused(future).await, SnapshotError::Version));
}
