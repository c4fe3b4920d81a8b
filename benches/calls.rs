//! Calls by the client and by bare `reqwest`, in turn, against the server that `MATRICULA_TEST_SERVER_BIN`
//! names; prints the microseconds per call of each round as JSON.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    reason = "what fails here ends the measurement"
)]

use std::future::Future;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use matricula::{Config, Secret, fusio};
use serde_json::{Value, json};

const ROUNDS: usize = 40;
const CALLS: u32 = 100;
const TOGETHER: u32 = 16;
/// How long one measurement may take on a busy machine.
const LIMIT: Duration = Duration::from_secs(15);
const FEWEST: usize = 5;

/// The test server, in a process of its own, as in the other benchmarks.
struct Server {
    process: Child,
    url: String,
    control: String,
}

impl Server {
    fn start() -> Self {
        let program = std::env::var_os("MATRICULA_TEST_SERVER_BIN");
        let program = program.unwrap_or_else(|| {
            panic!("MATRICULA_TEST_SERVER_BIN is missing; use `cargo xtask bench`")
        });
        let mut process = Command::new(program)
            .args(["--port", "0", "--log", "warn", "--password-hash", "cheap"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let ready: Value = serde_json::from_str(&line).unwrap();
        let text = |name: &str| {
            ready.get(name).and_then(Value::as_str).unwrap().trim_end_matches('/').to_owned()
        };
        Self { url: text("url"), control: text("control"), process }
    }

    /// Somebody registered, confirmed and logged in.
    async fn token(&self, client: &fusio::Client) -> Secret {
        let register = fusio::RegisterRequest::new("bench", "bench@example.com", "correct-Horse-7");
        client.register(&register).await.unwrap();
        let outbox = format!("{}/outbox?to=bench@example.com", self.control);
        let mails: Value = reqwest::get(outbox).await.unwrap().json().await.unwrap();
        let link = mails.pointer("/0/links/0").and_then(Value::as_str).unwrap();
        let mailed = link.rsplit('/').next().unwrap();
        client.activate(&fusio::ActivateRequest::new(mailed)).await.unwrap();
        let login = fusio::LoginRequest::new("bench", "correct-Horse-7");
        client.login(&login).await.unwrap().token
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

/// Microseconds per call, so many of them under way at any time.
async fn repeat<F: Future<Output = ()>>(together: u32, call: impl Fn() -> F) -> f64 {
    let start = Instant::now();
    let one_after_another = async || {
        for _ in 0..CALLS / together {
            call().await;
        }
    };
    futures_util::future::join_all((0..together).map(|_| one_after_another())).await;
    start.elapsed().as_secs_f64() * 1e6 / f64::from(CALLS / together * together)
}

#[tokio::main]
async fn main() {
    let server = Server::start();
    let client = fusio::Client::new(Config::new(&server.url)).unwrap();
    let token = server.token(&client).await;
    let authorization = format!("Bearer {}", token.expose());
    let http = reqwest::Client::builder().user_agent("bench").build().unwrap();
    let url = format!("{}/consumer/account", server.url);

    let bare = async || {
        let request = http.get(&url).header("Authorization", &authorization);
        let answer = request.send().await.unwrap().error_for_status().unwrap();
        let account: fusio::Account = answer.json().await.unwrap();
        assert_eq!(account.name, "bench");
    };
    let ours = async || {
        assert_eq!(client.account(&token).await.unwrap().name, "bench");
    };

    let mut measured = Vec::new();
    for (what, together) in [("one at a time", 1), ("16 at a time", TOGETHER)] {
        let (mut rounds, start) = (Vec::new(), Instant::now());
        repeat(together, bare).await;
        repeat(together, ours).await;
        while rounds.len() < FEWEST || (rounds.len() < ROUNDS && start.elapsed() < LIMIT) {
            // Neither is always the first.
            let first = rounds.len() % 2 == 0;
            let early = if first { repeat(together, bare).await } else { 0.0 };
            let matricula = repeat(together, ours).await;
            let reqwest = if first { early } else { repeat(together, bare).await };
            rounds.push(json!({ "reqwest": reqwest, "matricula": matricula }));
        }
        measured.push(json!({ "what": format!("`account`, {what}"), "rounds": rounds }));
    }
    println!("{}", Value::from(measured));
}
