//! How many calls per second the server answers, compared with axum alone and rusqlite alone in the same run:
//! `cargo bench --package matricula-test-server --bench load`. With `-- --write FILE` the
//! benchmark also writes the page of the guide. With `-- --only TEXT` the benchmark measures only calls
//! whose names contain TEXT.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use axum::response::IntoResponse;
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use matricula_test_server::{Config, Database, PasswordHash, TestServer};
use rusqlite::{Connection, params};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Runtime};

// The program `matricula-test-server` uses the same allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const CONNECTIONS: [usize; 3] = [16, 64, 256];
/// The number of rounds for each side of a ratio.
const ROUNDS: usize = 7;
/// The length of a round.
const ROUND: Duration = Duration::from_millis(400);
/// The least ratio of the server's reads per second to those of axum alone.
const READS: f64 = 0.25;
/// The least ratio of the server's registrations per second to those that rusqlite alone writes. Only the
/// ratio with a database in a file has this limit.
const WRITES: f64 = 0.3;

const KEY: &str = "bf69486b-4733-4470-a592-f1bfce7af580";
const APPLICATION: &str = "3c219e58-ed0e-4b18-ad48-f4f92793ae32";

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// The beginning of the page, up to the rows of its table.
const PAGE: &str = "\
# Measurements of the test server

Written by `cargo xtask bench`. The figures of each table are from one run on one machine. Each ratio compares
two sides, which are measured in turn. Only for registrations, all of one side is measured before the other side.

In the first table, the server and the clients share the processors. Both have two worker threads.

- **Reads** are compared with [axum](https://github.com/tokio-rs/axum) alone, which answers with the same bytes.
- **Registrations** are compared with a loop that writes the rows of a registration with rusqlite alone, in one
  transaction for each user, into the same kind of database. In a file, every transaction waits for the disk. In memory,
  the ratio shows what HTTP, the hash of the password, the token and the mail of a registration cost, because the loop
  has none of them. The ratio in memory has no limit.

| call | connections | alone, per second | the server, per second | ratio | at least |
|---|---|---|---|---|---|
";

/// A request, and where it goes.
#[derive(Clone)]
struct Call {
    to: SocketAddr,
    method: Method,
    path: String,
    headers: HeaderMap,
    body: Bytes,
}

fn main() -> Outcome<()> {
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let (mut below, mut page) = (Vec::new(), PAGE.to_owned());
    let mut row =
        |name: &str, connections: usize, (alone, ours): (f64, f64), least: Option<f64>| {
            let ratio = ours / alone;
            let limit = least.map(|least| least.to_string()).unwrap_or_default();
            let row = format!(
                "| {name} | {connections} | {alone:.0} | {ours:.0} | {ratio:.2} | {limit} |"
            );
            println!("{row}");
            page.push_str(&row);
            page.push('\n');
            if least.is_some_and(|least| ratio < least) {
                below.push(format!("{name} with {connections} connections: {ratio:.2}"));
            }
        };
    let only = argument("--only").unwrap_or_default();
    let server = runtime.block_on(start(Database::Memory))?;
    for (name, call) in runtime.block_on(reads(&server))? {
        if !name.contains(&only) {
            continue;
        }
        let bare = alone(&runtime, &call)?;
        for connections in CONNECTIONS {
            let rates = runtime.block_on(in_turns(connections, &bare, &call))?;
            row(name, connections, rates, Some(READS));
        }
    }
    let folder = tempfile::TempDir::new()?;
    let made = folder.path().join("made.db");
    drop(runtime.block_on(start(Database::File(made.clone())))?);
    let files = ["alone.db", "server.db"].map(|name| Database::File(folder.path().join(name)));
    let memory = [Database::Memory, Database::Memory];
    for (name, least, [alone, ours]) in
        [("in memory", None, memory), ("in a file", Some(WRITES), files)]
    {
        let name = format!("Fusio, `register`, {name}");
        if name.contains(&only) {
            let rates = (inserts(&made, &alone)?, runtime.block_on(registrations(16, ours))?);
            row(&name, 16, rates, least);
        }
    }
    if let Some(file) = argument("--write") {
        std::fs::write(file, page)?;
    }
    if !below.is_empty() {
        return Err(format!("too slow: {}", below.join("; ")).into());
    }
    Ok(())
}

/// The argument after this flag.
fn argument(flag: &str) -> Option<String> {
    std::env::args().skip_while(|argument| argument != flag).nth(1)
}

async fn start(database: Database) -> Outcome<TestServer> {
    let mut config = Config::default();
    config.server.password_hash = PasswordHash::Cheap;
    config.server.database = database;
    Ok(TestServer::start_with(config).await?)
}

/// The host and the port in a server's URL.
fn address(server: &TestServer) -> Outcome<SocketAddr> {
    Ok(server.url().trim_start_matches("http://").parse()?)
}

/// For each vendor, a call that reads a user who exists.
async fn reads(server: &TestServer) -> Outcome<Vec<(&'static str, Call)>> {
    let to = address(server)?;
    let text = |value: &Value, member: &str| {
        value.pointer(member).and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    let login = json!({"username": "rootadmin", "password": "Adm1n!pass"});
    let login = post(to, "/consumer/login", "", &login).await?;
    let user = json!({"email": "ada@example.com", "password": "Passw0rd!x"});
    let user = json!({"user": user, "registration": {"applicationId": APPLICATION}});
    let user = post(to, "/api/user/registration", KEY, &user).await?;
    let path = format!("/api/user/registration/{}/{APPLICATION}", text(&user, "/user/id"));
    let token = format!("Bearer {}", text(&login, "/token"));
    Ok(vec![
        ("Fusio, `account`", call(to, Method::GET, "/consumer/account", &token, &Value::Null)?),
        ("FusionAuth, `retrieve_registration`", call(to, Method::GET, &path, KEY, &Value::Null)?),
    ])
}

fn call(
    to: SocketAddr,
    method: Method,
    path: &str,
    authorization: &str,
    body: &Value,
) -> Outcome<Call> {
    let mut headers = HeaderMap::new();
    headers.insert(header::HOST, to.to_string().parse()?);
    headers.insert(header::USER_AGENT, "load".parse()?);
    headers.insert(header::CONTENT_TYPE, "application/json".parse()?);
    if !authorization.is_empty() {
        headers.insert(header::AUTHORIZATION, authorization.parse()?);
    }
    let body = if body.is_null() { String::new() } else { body.to_string() };
    Ok(Call { to, method, path: path.to_owned(), headers, body: body.into() })
}

async fn post(to: SocketAddr, path: &str, key: &str, body: &Value) -> Outcome<Value> {
    let call = call(to, Method::POST, path, key, body)?;
    let (_, _, body) = send(&mut connect(to).await?, &call).await?;
    Ok(serde_json::from_slice(&body)?)
}

async fn connect(to: SocketAddr) -> Outcome<SendRequest<Full<Bytes>>> {
    let stream = TcpStream::connect(to).await?;
    stream.set_nodelay(true)?;
    let (sender, connection) = handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    Ok(sender)
}

/// Sends a request. Fails if the answer is not a success.
async fn send(
    connection: &mut SendRequest<Full<Bytes>>,
    call: &Call,
) -> Outcome<(StatusCode, HeaderMap, Bytes)> {
    let mut request = Request::builder().method(&call.method).uri(&call.path);
    if let Some(headers) = request.headers_mut() {
        headers.clone_from(&call.headers);
    }
    connection.ready().await?;
    let request = request.body(Full::new(call.body.clone()))?;
    let (parts, body) = connection.send_request(request).await?.into_parts();
    let body = body.collect().await?.to_bytes();
    if !parts.status.is_success() {
        let body = String::from_utf8_lossy(&body);
        return Err(format!("{}: {} {body}", call.path, parts.status).into());
    }
    Ok((parts.status, parts.headers, body))
}

/// Starts axum alone, which answers this call with the same bytes as the server. Returns this call,
/// addressed to axum.
fn alone(runtime: &Runtime, call: &Call) -> Outcome<Call> {
    let answer = runtime.block_on(async { send(&mut connect(call.to).await?, call).await })?;
    let (status, mut headers, body) = answer;
    // axum writes these two headers itself.
    headers.remove(header::DATE);
    headers.remove(header::CONTENT_LENGTH);
    let answer = Arc::new((status, headers, body));
    let router = Router::new().fallback(move || {
        let answer = answer.clone();
        async move { (answer.0, answer.1.clone(), answer.2.clone()).into_response() }
    });
    let (ready, address) = std::sync::mpsc::channel();
    // This runtime has as many threads as the server's runtime.
    std::thread::spawn(move || -> Outcome<()> {
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        runtime.block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await?;
            ready.send(listener.local_addr()?)?;
            Ok(axum::serve(listener, router).await?)
        })
    });
    Ok(Call { to: address.recv()?, ..call.clone() })
}

/// Calls per second of two sides, each the median of its rounds.
async fn in_turns(connections: usize, one: &Call, other: &Call) -> Outcome<(f64, f64)> {
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        first.push(rate(connections, |_| one.clone()).await?);
        second.push(rate(connections, |_| other.clone()).await?);
    }
    Ok((median(first), median(second)))
}

fn median(mut rates: Vec<f64>) -> f64 {
    rates.sort_by(f64::total_cmp);
    rates.get(rates.len() / 2).copied().unwrap_or_default()
}

/// Calls per second on this number of connections, in one round.
async fn rate(connections: usize, next: impl Fn(u64) -> Call) -> Outcome<f64> {
    let next = &next;
    let to = next(0).to;
    let mut open = Vec::new();
    for _ in 0..connections {
        open.push(connect(to).await?);
    }
    let number = AtomicU64::new(0);
    let began = Instant::now();
    let work = open.into_iter().map(|mut connection| {
        let number = &number;
        async move {
            while began.elapsed() < ROUND {
                send(&mut connection, &next(number.fetch_add(1, Ordering::Relaxed))).await?;
            }
            Outcome::Ok(())
        }
    });
    for done in futures_util::future::join_all(work).await {
        done?;
    }
    Ok(number.into_inner() as f64 / began.elapsed().as_secs_f64())
}

/// Registrations per second of a new server with this database.
async fn registrations(connections: usize, database: Database) -> Outcome<f64> {
    let server = start(database).await?;
    let to = address(&server)?;
    let first = call(to, Method::POST, "/consumer/register", "", &Value::Null)?;
    let mut rates = Vec::new();
    for round in 0..ROUNDS {
        let next = |number| {
            let name = format!("user-{round}-{number}");
            let email = format!("{name}@example.com");
            let body = json!({"name": name, "email": email, "password": "Passw0rd!x"});
            Call { body: body.to_string().into(), ..first.clone() }
        };
        rates.push(rate(connections, next).await?);
    }
    Ok(median(rates))
}

/// Users per second that a loop writes with rusqlite alone: for each user, the rows of a
/// registration in one transaction. `made` is a database that the server has made.
fn inserts(made: &Path, database: &Database) -> Outcome<f64> {
    let mut connection = match database {
        Database::Memory => Connection::open_in_memory()?,
        Database::File(file) => Connection::open(file)?,
    };
    connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")?;
    let schema = "SELECT group_concat(sql, ';') FROM sqlite_schema WHERE sql IS NOT NULL";
    let schema: String = Connection::open(made)?.query_row(schema, [], |row| row.get(0))?;
    connection.execute_batch(&schema)?;
    let (hash, scopes) = ("x".repeat(96), "x".repeat(340));
    let mut rates = Vec::new();
    for round in 0..ROUNDS {
        let (began, mut number) = (Instant::now(), 0_u32);
        while began.elapsed() < ROUND {
            let name = format!("user-{round}-{number}");
            let email = format!("{name}@example.com");
            let all = connection.transaction()?;
            all.prepare_cached(
                "INSERT INTO fusio_user (role_id, status, name, email, password, points, scopes, date) \
                 VALUES (3, 2, ?1, ?2, ?3, 0, ?4, 0)",
            )?
            .execute(params![name, email, hash, scopes])?;
            let id = all.last_insert_rowid();
            all.prepare_cached("UPDATE fusio_user SET activation_hash = ?1 WHERE id = ?2")?
                .execute(params![format!("{round:032x}{number:032x}"), id])?;
            all.commit()?;
            number += 1;
        }
        rates.push(f64::from(number) / began.elapsed().as_secs_f64());
    }
    Ok(median(rates))
}
