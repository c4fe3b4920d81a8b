//! A full disk: every write that succeeded is on the disk. Each time the disk becomes full, the log
//! reports it once.

use std::io::Write;
use std::sync::{Mutex, PoisonError};

use super::TestServer;
use crate::config::{Config, Database, PasswordHash};
use crate::db::Reader;

/// What is logged in this process.
static LOG: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Log;

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LOG.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// How many lines of the log are errors about a full disk.
fn full() -> usize {
    let log = LOG.lock().unwrap_or_else(PoisonError::into_inner);
    let log = String::from_utf8_lossy(&log);
    log.lines().filter(|line| line.contains("ERROR") && line.contains("full")).count()
}

/// Registers a user. Returns the status of the answer.
async fn register(server: &TestServer, name: &str) -> u16 {
    let email = format!("{name}@example.test");
    let body = serde_json::json!({"name": name, "email": email, "password": "Passw0rd!x"});
    let url = format!("{}/consumer/register", server.url());
    let request = reqwest::Client::new().post(url).header("user-agent", "test");
    request.json(&body).send().await.unwrap().status().as_u16()
}

/// Lets the file of the database grow by at most this many pages.
fn grow(server: &TestServer, by: i64) {
    let set = |db: &Reader| {
        let number = |query: &str| db.first(query, [], |row| row.get::<_, i64>(0));
        let pages = number("PRAGMA page_count")?.unwrap_or_default();
        number(&format!("PRAGMA max_page_count = {}", pages + by))
    };
    server.state.db.write(|db| set(db)).unwrap();
}

/// Registers users until three are refused. Of several refusals in a row, the first must be logged, and
/// the others must not.
async fn fill(server: &TestServer, kept: &mut Vec<String>, refused: &mut Vec<String>) {
    let (mut logged, mut was_full, end) = (full(), false, refused.len() + 3);
    while refused.len() < end {
        let name = format!("user-{}-{}", kept.len(), refused.len());
        match register(server, &name).await {
            200 => {
                kept.push(name);
                was_full = false;
            }
            status => {
                assert_eq!(status, 500);
                refused.push(name);
                logged += usize::from(!was_full);
                was_full = true;
                assert_eq!(full(), logged);
            }
        }
    }
}

#[tokio::test]
async fn after_a_full_disk_every_write_that_succeeded_is_on_the_disk() {
    let log = tracing_subscriber::fmt().with_writer(|| Log).with_ansi(false).finish();
    tracing::subscriber::set_global_default(log).unwrap();
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("users.db");
    let config = || {
        let mut config = Config::default();
        config.server.password_hash = PasswordHash::Cheap;
        config.server.database = Database::File(file.clone());
        config
    };
    let server = TestServer::start_with(config()).await.unwrap();
    grow(&server, 2);
    let (mut kept, mut refused) = (Vec::new(), Vec::new());
    fill(&server, &mut kept, &mut refused).await;
    grow(&server, 1_000);
    for number in 0..20 {
        let name = format!("later-{number}");
        assert_eq!(register(&server, &name).await, 200);
        kept.push(name);
    }
    // The file cannot grow any more.
    grow(&server, 0);
    fill(&server, &mut kept, &mut refused).await;
    drop(server);
    let server = TestServer::start_with(config()).await.unwrap();
    let found = |name: &String| {
        let query = "SELECT COUNT(*) FROM fusio_user WHERE name = ?1";
        let find = |db: &Reader| db.first(query, [name], |row| row.get::<_, i64>(0));
        server.state.db.read(find).unwrap() == Some(1)
    };
    assert!(kept.iter().all(found), "{kept:?}");
    assert!(!refused.iter().any(found), "{refused:?}");
}
