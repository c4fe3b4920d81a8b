//! The start time and the memory of the test server, compared with their limits, and the time of many sign-ups.

use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use serde_json::{Value, json};

use crate::server::Server;
use crate::task::{human, say};

const STARTS: usize = 5;
const ROUNDS: u32 = 10_000;
const THREADS: u32 = 4;
/// The password hash for test suites; the cost of a real hash is not measured.
const CHEAP_HASH: [&str; 2] = ["--password-hash", "cheap"];

const START_LIMIT: Duration = Duration::from_millis(15);
const IDLE_LIMIT: u64 = 16 << 20;
const LOADED_LIMIT: u64 = 80 << 20;

/// Measure, print, and fail when a limit is exceeded.
pub(super) fn run(program: &Path) -> Result<()> {
    let mut exceeded = Vec::new();
    let mut report = |name: &str, value: String, limit: String, within: bool| {
        say(&format!("{name:<36} {value:>10}   limit {limit}"));
        if !within {
            exceeded.push(name.to_owned());
        }
    };

    let start = median_start(program)?;
    let milliseconds = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1000.0);
    report(
        "start to ready line, median of 5",
        milliseconds(start),
        milliseconds(START_LIMIT),
        start <= START_LIMIT,
    );

    let server = Server::start(program, &CHEAP_HASH)?;
    let idle = server.memory()?;
    report("memory, idle", megabytes(idle), megabytes(IDLE_LIMIT), idle <= IDLE_LIMIT);

    let time = rounds(&server)?;
    let loaded = server.memory()?;
    report(
        "memory, after 10,000 rounds",
        megabytes(loaded),
        megabytes(LOADED_LIMIT),
        loaded <= LOADED_LIMIT,
    );
    let rate = f64::from(ROUNDS) / time.as_secs_f64();
    say(&format!(
        "{ROUNDS} rounds (register, activate, login) took {}: {rate:.0} a second",
        human(time)
    ));

    if !exceeded.is_empty() {
        bail!("over the limit: {}", exceeded.join("; "));
    }
    Ok(())
}

fn median_start(program: &Path) -> Result<Duration> {
    let mut times = Vec::new();
    for _ in 0..STARTS {
        times.push(Server::start(program, &CHEAP_HASH)?.ready);
    }
    times.sort();
    times.get(STARTS / 2).copied().context("no start was measured")
}

/// Runs all rounds on a few threads; returns the time.
fn rounds(server: &Server) -> Result<Duration> {
    let started = Instant::now();
    let next = AtomicU32::new(0);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|_| {
                scope.spawn(|| {
                    let user = User::new(server);
                    loop {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        if number >= ROUNDS {
                            return anyhow::Ok(());
                        }
                        user.round(number).with_context(|| format!("round {number}"))?;
                    }
                })
            })
            .collect();
        for thread in threads {
            thread.join().map_err(|_| anyhow!("a thread of the benchmark panicked"))??;
        }
        anyhow::Ok(())
    })?;
    Ok(started.elapsed())
}

/// Plays the users of one thread: each round registers a new user, reads the token in the mail, activates the
/// user and logs in.
struct User<'a> {
    server: &'a Server,
    agent: ureq::Agent,
}

impl<'a> User<'a> {
    fn new(server: &'a Server) -> Self {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(10)))
            .user_agent("matricula-bench")
            .build();
        Self { server, agent: config.new_agent() }
    }

    fn round(&self, number: u32) -> Result<()> {
        let (name, password) = (format!("bench-{number}"), "Correct-Horse-7");
        let email = format!("{name}@example.test");
        self.post("register", &json!({ "name": name, "email": email, "password": password }))?;
        let token = self.token_mailed_to(&email)?;
        self.post("activate", &json!({ "token": token }))?;
        let answer = self.post("login", &json!({ "username": name, "password": password }))?;
        if !answer.get("token").is_some_and(Value::is_string) {
            bail!("the login returned no token: {answer}");
        }
        Ok(())
    }

    fn post(&self, operation: &str, body: &Value) -> Result<Value> {
        let url = format!("{}/consumer/{operation}", self.server.url);
        let mut answer =
            self.agent.post(&url).send_json(body).with_context(|| operation.to_owned())?;
        Ok(answer.body_mut().read_json()?)
    }

    fn token_mailed_to(&self, email: &str) -> Result<String> {
        let url = format!("{}/outbox", self.server.control);
        let mails: Value =
            self.agent.get(&url).query("to", email).call()?.body_mut().read_json()?;
        find_token(&mails).with_context(|| format!("no mail with an activation link: {mails}"))
    }
}

/// The token of the first activation link in the mails.
fn find_token(mails: &Value) -> Option<String> {
    match mails {
        Value::String(text) => text
            .split_once("/register/activate/")
            .map(|(_, token)| {
                token.split(|c: char| c.is_whitespace() || c == '"').next().unwrap_or_default()
            })
            .map(str::to_owned),
        Value::Array(items) => items.iter().find_map(find_token),
        Value::Object(members) => members.values().find_map(find_token),
        _ => None,
    }
}

#[expect(clippy::cast_precision_loss, reason = "for people to read")]
fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / f64::from(1 << 20))
}
