//! A hostile answer takes at most 20 times its length in memory, or 20 MiB if it is shorter than 1 MiB. This test is a
//! separate program, so that other tests do not change the measurement.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

use std::{
    future::Future,
    io::{Read, Write},
    net::TcpListener,
    thread,
};

use matricula::{
    Config, Error, ErrorKind,
    fusio::{self, IdentitiesRequest, LoginRequest},
    fusionauth,
    session::{MemoryStore, Session, TokenSet},
};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const MIB: usize = 1024 * 1024;

/// Repeats `piece` between `start` and `end`, up to this length.
fn body(start: &str, piece: &str, end: &str, length: usize) -> String {
    let count = (length - start.len() - end.len()) / piece.len();
    [start, &piece.repeat(count), end].concat()
}

/// Makes a call to a server with this answer. Returns how much memory the call takes at its peak, and
/// the kind of its error; `None` if the call does not fail.
fn taken<F: Future<Output = Result<(), Error>>>(
    status: &str,
    body: &str,
    ask: impl Fn(String) -> F,
) -> (usize, Option<ErrorKind>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let head =
        format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", body.len());
    thread::scope(|scope| {
        scope.spawn(|| {
            let (mut stream, _) = listener.accept().unwrap();
            let _ = stream.read(&mut [0; 4096]);
            // The write fails when the client has read enough and closes the connection.
            let _ =
                stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes()));
        });
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        MEMORY.reset_peak_usage();
        let before = MEMORY.current_usage();
        let came = runtime.block_on(ask(url));
        (MEMORY.peak_usage() - before, came.err().map(|error| error.kind()))
    })
}

fn fusio_at(url: String) -> fusio::Client {
    let mut config = Config::new(url);
    config.retry.attempts = 0;
    fusio::Client::new(config).unwrap()
}

fn fusionauth_at(url: String) -> fusionauth::Client {
    let mut config = Config::new(url);
    config.retry.attempts = 0;
    fusionauth::Client::new(config).unwrap()
}

async fn log_in(url: String) -> Result<(), Error> {
    fusio_at(url).login(&LoginRequest::new("a", "b")).await.map(drop)
}

async fn refresh(url: String) -> Result<(), Error> {
    let session = Session::open(fusio_at(url), MemoryStore::default()).await;
    session.set_tokens(TokenSet::new("old".into(), Some("r".into()))).await?;
    session.refresh().await
}

async fn identities(url: String) -> Result<(), Error> {
    fusio_at(url).identities(&IdentitiesRequest::default()).await.map(drop)
}

async fn applications(url: String) -> Result<(), Error> {
    fusionauth_at(url).retrieve_applications().await.map(drop)
}

async fn user(url: String) -> Result<(), Error> {
    fusionauth_at(url).retrieve_user("00000000-0000-0000-0000-000000000001").await.map(drop)
}

#[test]
fn a_hostile_answer_takes_at_most_twenty_times_its_length_in_memory() {
    let nested = "[".repeat(100) + &"]".repeat(100) + ",";
    let objects = r#"{"a":"#.repeat(100) + "0" + &"}".repeat(100) + ",";
    let pieces = ["0,", "\"\",", "[],", "{},", "[0],", "{\"\":0},", &nested, &objects];
    let mut worst = 0.0_f64;
    let mut measure = |what: &str, length: usize, (taken, came): (usize, Option<ErrorKind>)| {
        let times = taken as f64 / length.max(MIB) as f64;
        worst = worst.max(times);
        println!("{what:.40}: {times:.1} times its length, {came:?}");
        assert!(times <= 20.0, "{what:.40} took {times:.1} times its length");
    };
    for piece in pieces {
        let unknown = body(r#"{"token":"x","a":["#, piece, "0]}", MIB);
        measure(piece, unknown.len(), taken("200 OK", &unknown, log_in));
        measure(piece, unknown.len(), taken("200 OK", &unknown, refresh));
        let refusal = body(r#"{"message":"Invalid name or password","a":["#, piece, "0]}", MIB);
        measure(piece, refusal.len(), taken("400 Bad", &refusal, log_in));
        let list = body(r#"{"totalResults":1,"a":["#, piece, "0]}", 4 * MIB);
        measure(piece, list.len(), taken("200 OK", &list, identities));
    }
    let members: String = (0..MIB / 9).map(|number| format!("\"{number:x}\":0,")).collect();
    let members = format!("{{\"token\":\"x\",{}\"a\":0}}", &members[..members.len() / 2]);
    measure("members", members.len(), taken("200 OK", &members, log_in));
    // Lists whose items take much more memory than their JSON text.
    let list = body(r#"{"applications":["#, "{},", "{}]}", 16 * MIB);
    measure("applications", list.len(), taken("200 OK", &list, applications));
    let list = body(r#"{"user":{"registrations":["#, "{},", "{}]}}", MIB);
    measure("registrations", list.len(), taken("200 OK", &list, user));
    println!("the maximum: {worst:.1}");
}
