//! Starts the test server in its own process, and lets clients make the same call in turn.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failure ends the measurement")]

use std::future::Future;
use std::io::{BufRead, BufReader};
use std::pin::Pin;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};

const ROUNDS: usize = 40;
const CALLS: u32 = 100;
const TOGETHER: u32 = 16;
/// After this time, a new round begins only if fewer than `FEWEST` rounds have run.
const LIMIT: Duration = Duration::from_secs(15);
const FEWEST: usize = 5;

/// A running test server. `MATRICULA_TEST_SERVER_BIN` is the path of its program.
pub(crate) struct Server {
    process: Child,
    pub(crate) url: String,
    #[allow(dead_code, reason = "not every benchmark reads mails")]
    pub(crate) control: String,
}

impl Server {
    pub(crate) fn start() -> Self {
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
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

/// A function that makes one call of a client. The functions of all clients are boxed, so boxing takes
/// the same time for each client.
pub(crate) type Call<'a> = Box<dyn Fn() -> Pin<Box<dyn Future<Output = ()> + 'a>> + 'a>;

/// Boxes the function of a client.
pub(crate) fn call<'a, F: Future<Output = ()> + 'a>(make: impl Fn() -> F + 'a) -> Call<'a> {
    Box::new(move || Box::pin(make()))
}

/// Measures each client with one call at a time, and then with 16 calls at a time. Returns the
/// microseconds per call of each client in each round. The first calls of each client are not measured.
pub(crate) async fn race(what: &str, clients: &[(&str, Call<'_>)]) -> Vec<Value> {
    let mut measured = Vec::new();
    for (how, together) in [("one at a time", 1), ("16 at a time", TOGETHER)] {
        let (mut rounds, start) = (Vec::new(), Instant::now());
        for (_, call) in clients {
            repeat(together, call).await;
        }
        while rounds.len() < FEWEST || (rounds.len() < ROUNDS && start.elapsed() < LIMIT) {
            let mut round = Map::new();
            // Each round begins with another client, so that no client has an advantage.
            let first = rounds.len() % clients.len();
            for (name, call) in clients.iter().cycle().skip(first).take(clients.len()) {
                round.insert((*name).to_owned(), repeat(together, call).await.into());
            }
            rounds.push(round);
        }
        measured.push(json!({ "what": format!("{what}, {how}"), "rounds": rounds }));
    }
    measured
}

/// Makes the calls of one client in a round, `together` at a time; returns the microseconds per call.
async fn repeat(together: u32, call: &Call<'_>) -> f64 {
    let start = Instant::now();
    let one_after_another = async || {
        for _ in 0..CALLS / together {
            call().await;
        }
    };
    futures_util::future::join_all((0..together).map(|_| one_after_another())).await;
    start.elapsed().as_secs_f64() * 1e6 / f64::from(CALLS / together * together)
}
