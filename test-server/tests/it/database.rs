//! A database in a file: its data after a stop, a kill or a failed start, and who may use it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::time::timeout;

use crate::process::{Process, path, run};
use crate::support::{Answer, Bench, PASSWORD, email, text};

/// A folder, and a path in this folder for a database that does not exist yet.
fn folder() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("users.db");
    (folder, file)
}

/// The names of the files in the folder.
fn files(folder: &TempDir) -> Vec<String> {
    let files = std::fs::read_dir(folder.path()).unwrap();
    files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
}

/// Checks that the server refuses to start, and that its error message contains `why`.
async fn refused(file: &Path, why: &str) {
    let ended = run(&["--port", "0", "--database", path(file)]).await;
    assert!(matches!(ended.status.code(), Some(code) if code != 0), "{}", ended.stderr);
    assert!(ended.stderr.contains(why), "{}", ended.stderr);
    assert_eq!(ended.stderr.matches("ERROR").count(), 1, "{}", ended.stderr);
    assert!(!ended.stderr.contains("listening"), "{}", ended.stderr);
}

#[tokio::test]
async fn sigterm_leaves_one_file_with_all_users() {
    for _ in 0..12 {
        let (folder, file) = folder();
        let server = Process::start(&["--database", path(&file)]).await;
        let tasks: Vec<_> = (0..4)
            .map(|task| {
                let bench = Bench::at(&server.url);
                tokio::spawn(async move {
                    let mut names = Vec::new();
                    for number in 0.. {
                        let name = format!("user-{task}-{number}");
                        let body =
                            json!({"name": name, "email": email(&name), "password": PASSWORD});
                        let sent =
                            bench.request("POST", "/consumer/register").json(&body).send().await;
                        match sent {
                            Ok(answer) if answer.status() == 200 => names.push(name),
                            // The server stops.
                            _ => break,
                        }
                    }
                    names
                })
            })
            .collect();
        let bench = Bench::at(&server.url);
        let begun = async { while bench.outbox("user-0-3").await.is_empty() {} };
        timeout(Duration::from_secs(30), begun).await.unwrap();
        let ended = server.stop("TERM").await;
        assert_eq!(ended.status.code(), Some(0), "{}", ended.stderr);
        assert_eq!(files(&folder), ["users.db"]);
        let kept = Connection::open(&file).unwrap();
        for task in tasks {
            for name in task.await.unwrap() {
                let query = "SELECT COUNT(*) FROM fusio_user WHERE name = ?1";
                let count: i64 = kept.query_row(query, [&name], |row| row.get(0)).unwrap();
                assert_eq!(count, 1, "{name}");
            }
        }
    }
}

#[tokio::test]
async fn a_file_of_another_version_or_program_is_refused() {
    let (folder, file) = folder();
    Process::start(&["--database", path(&file)]).await.stop("TERM").await;
    let kept = Connection::open(&file).unwrap();
    let id: i64 = kept.query_row("PRAGMA application_id", [], |row| row.get(0)).unwrap();
    assert_eq!(id, 0x6d61_7472);
    kept.execute_batch("PRAGMA user_version = 999").unwrap();
    drop(kept);
    refused(&file, "a database of another version of this server: delete it").await;

    let other = folder.path().join("other.db");
    let foreign = Connection::open(&other).unwrap();
    foreign.execute_batch("CREATE TABLE books (title TEXT)").unwrap();
    drop(foreign);
    let before = std::fs::read(&other).unwrap();
    refused(&other, "is not a database of this server: name another file").await;
    assert_eq!(std::fs::read(&other).unwrap(), before);

    let note = folder.path().join("note.txt");
    std::fs::write(&note, "no database ".repeat(1_000)).unwrap();
    refused(&note, "is not a database of this server: name another file").await;
}

#[tokio::test]
async fn only_one_server_at_a_time_can_use_a_database_file() {
    let (_folder, file) = folder();
    let server = Process::start(&["--database", path(&file)]).await;
    refused(&file, "in use by another server").await;
    Bench::at(&server.url).register("baz").await.succeeded("Registration successful");
    // The lock on the file ends when the server is killed.
    server.stop("KILL").await;
    let server = Process::start(&["--database", path(&file)]).await;
    server.stop("TERM").await;
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_may_read_the_database_file() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, file) = folder();
    std::fs::write(&file, "").unwrap();
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o644)).unwrap();
    let server = Process::start(&["--database", path(&file)]).await;
    Bench::at(&server.url).register("baz").await.succeeded("Registration successful");
    for name in files(&folder) {
        let mode = std::fs::metadata(folder.path().join(&name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    server.stop("TERM").await;
}

/// A kickstart document that makes 50 applications; its last request is `last`.
fn kickstart(last: &Value) -> Value {
    let app = |number: u32| {
        json!({"method": "POST", "url": "/api/application",
               "body": {"application": {"name": format!("app-{number}")}}})
    };
    let mut requests: Vec<Value> = (0..50).map(app).collect();
    requests.push(last.clone());
    json!({"apiKeys": [{"key": "kickstart-key"}], "requests": requests})
}

/// The number of applications that a kickstart document has made.
async fn made(url: &str) -> usize {
    let bench = Bench::at(url);
    let request = bench.request("GET", "/api/application").header("authorization", "kickstart-key");
    let apps = Answer::of(request).await.json();
    let apps = apps["applications"].as_array().unwrap();
    apps.iter().filter(|app| text(&app["name"]).starts_with("app-")).count()
}

#[tokio::test]
async fn a_refused_kickstart_changes_nothing_and_the_corrected_kickstart_is_applied() {
    let (folder, file) = folder();
    let document = folder.path().join("kickstart.json");
    let arguments = ["--database", path(&file), "--kickstart", path(&document)];
    let wrong = json!({"method": "POST", "url": "/api/application", "body": {}});
    std::fs::write(&document, kickstart(&wrong).to_string()).unwrap();
    for _ in 0..2 {
        let ended = run(&[&arguments[..], &["--port", "0"]].concat()).await;
        assert_ne!(ended.status.code(), Some(0));
        assert!(ended.stderr.contains("requests[50]"), "{}", ended.stderr);
    }
    let right = json!({"method": "POST", "url": "/api/logout"});
    std::fs::write(&document, kickstart(&right).to_string()).unwrap();
    for _ in 0..2 {
        let server = Process::start(&arguments).await;
        assert_eq!(made(&server.url).await, 50);
        server.stop("TERM").await;
    }
}

#[tokio::test]
async fn after_a_kill_during_the_start_the_next_start_applies_the_whole_kickstart() {
    let (folder, file) = folder();
    let document = folder.path().join("kickstart.json");
    let last = json!({"method": "POST", "url": "/api/logout"});
    std::fs::write(&document, kickstart(&last).to_string()).unwrap();
    let arguments = ["--database", path(&file), "--kickstart", path(&document)];
    for _ in 0..10 {
        let server = Process::begin(&arguments).await;
        server.stop("KILL").await;
    }
    let server = Process::start(&arguments).await;
    assert_eq!(made(&server.url).await, 50);
    server.stop("TERM").await;
}

#[tokio::test]
async fn expired_tokens_and_ids_of_password_changes_are_deleted() {
    let (_folder, file) = folder();
    let server = Process::start(&["--database", path(&file)]).await;
    let bench = Bench::at(&server.url);
    bench.user("baz").await;
    let app = json!({"application": {"name": "app",
        "loginConfiguration": {"generateRefreshTokens": true}}});
    let key = "bf69486b-4733-4470-a592-f1bfce7af580";
    let keyed = |path: &str, body: &Value| {
        Answer::of(bench.request("POST", path).header("authorization", key).json(body))
    };
    let app = keyed("/api/application", &app).await.json()["application"]["id"].clone();
    let mut user = 0;
    for _ in 0..3 {
        bench.login("baz").await;
        user += 1;
        let body = json!({"user": {"email": format!("user-{user}@example.com"), "password": PASSWORD},
                          "registration": {"applicationId": app}});
        assert!(keyed("/api/user/registration", &body).await.json()["refreshToken"].is_string());
        let forgotten = json!({"loginId": format!("user-{user}@example.com")});
        assert_eq!(keyed("/api/user/forgot-password", &forgotten).await.status, 200);
        bench.advance(1_000 * 86_400).await;
    }
    server.stop("TERM").await;
    let kept = Connection::open(&file).unwrap();
    // When the server adds a row to one of these tables, it deletes the rows that expired long ago. The last
    // row of each table is still there, because no row was added after it.
    for table in ["fusio_token", "fusionauth_ticket", "fusionauth_refresh"] {
        let query = format!("SELECT COUNT(*) FROM {table}");
        let count: i64 = kept.query_row(&query, [], |row| row.get(0)).unwrap();
        assert_eq!(count, 1, "{table}");
    }
}

#[tokio::test]
async fn the_clock_and_the_settings_survive_a_restart() {
    let (folder, file) = folder();
    let server = Process::start(&["--database", path(&file)]).await;
    let bench = Bench::at(&server.url);
    bench.advance(1_000_000).await;
    bench.settings(json!({"fusio": {"user_approval": false}})).await;
    let credentials = json!({"username": "rootadmin", "password": "Adm1n!pass"});
    let admin = text(&bench.post("/consumer/login", credentials).await.json()["token"]);
    for (path, body) in [
        ("/backend/app", json!({"name": "app"})),
        ("/backend/identity", json!({"name": "hub", "appId": 1})),
    ] {
        assert_eq!(bench.send("POST", path, Some(&admin), Some(body)).await.status, 201);
    }
    let settings = bench.send("GET", "/_test/settings", None, None).await.json();
    let advanced = bench.post("/_test/clock", json!({"advance_seconds": 0})).await.json();
    server.stop("TERM").await;

    let server = Process::start(&["--database", path(&file)]).await;
    let bench = Bench::at(&server.url);
    assert_eq!(bench.send("GET", "/_test/settings", None, None).await.json(), settings);
    let now = bench.post("/_test/clock", json!({"advance_seconds": 0})).await.json();
    assert!(now["now"].as_i64() >= advanced["now"].as_i64(), "{now} {advanced}");
    assert_eq!(bench.get("/consumer/account", &admin).await.status, 200);
    assert_eq!(bench.send("POST", "/_test/reset", None, None).await.status, 204);
    let now = bench.post("/_test/clock", json!({"advance_seconds": 0})).await.json();
    assert!(now["now"].as_i64() < advanced["now"].as_i64(), "{now} {advanced}");
    bench.settings(json!({"fusio": {"user_approval": false}})).await;
    server.stop("TERM").await;

    // With a new config file, the server drops the settings that were changed before.
    let config = folder.path().join("server.toml");
    std::fs::write(&config, "[fusio]\npoints_default = 7\n").unwrap();
    let arguments = ["--database", path(&file), "--config", path(&config)];
    let server = Process::start(&arguments).await;
    let bench = Bench::at(&server.url);
    let settings = bench.send("GET", "/_test/settings", None, None).await.json();
    assert_eq!(settings["fusio"]["points_default"], 7);
    assert_eq!(settings["fusio"]["user_approval"], true);
    let ended = server.stop("TERM").await;
    assert!(ended.stderr.contains("dropped"), "{}", ended.stderr);
}
