//! A fuzz test of the server: every request must get an answer that is no failure of the server.
//!
//! `cargo test` runs it with its corpus in `__fuzz__` and with some random inputs. With
//! `cargo xtask fuzz`, it runs with a million inputs or more, and keeps the inputs that reach more
//! code.

use std::cell::RefCell;
use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, header};
use http_body_util::BodyExt;
use serde_json::Value;
use tokio::runtime::{Builder, Runtime};

use crate::answer;
use crate::config::{Config, PasswordHash};
use crate::http_client::HttpClient;
use crate::net::Peer;
use crate::open;
use crate::state::State;

/// No program listens at this address, so a request of the server to itself or to a provider fails
/// immediately.
const URL: &str = "http://127.0.0.1:9";
/// The allowed answers above 499: 501 for an operation that the server does not have, and 502 and 504
/// for a failure of another server, such as the receiver of a webhook.
const ANSWERS: [u16; 3] = [501, 502, 504];

/// A server that has the same data in its database before each request. So the code that a request
/// reaches does not depend on earlier requests, except for warnings that are given only once.
/// With changed data, the fuzzer would find new code again and again, and would not come to an end.
struct Server {
    runtime: Runtime,
    state: Arc<State>,
    router: Router,
    /// The state before the first request.
    first: State,
    /// The bytes of the database before the first request.
    image: Vec<u8>,
    /// How many rows were written to the database before the current request.
    changes: u64,
}

impl Server {
    fn start() -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let mut config = Config::default();
        config.server.password_hash = PasswordHash::Cheap;
        config.server.kickstart = Some("kickstart.json".into());
        let read =
            |path: &Path| std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path));
        let opened =
            open::state(config, URL.into(), URL.into(), HttpClient::default(), read, || {});
        let state = runtime.block_on(opened).unwrap();
        let router = answer::router(&state);
        let first = state.copy().unwrap();
        let image = state.db.image(<[u8]>::to_vec).unwrap();
        let changes = state.db.changes();
        Self { runtime, state, router, first, image, changes }
    }

    /// Gives the server its first data again.
    fn forget(&mut self) {
        if self.state.db.changes() != self.changes {
            self.state.db.load(&self.image).unwrap();
            self.changes = self.state.db.changes();
        }
        self.state.forget(&self.first);
    }

    /// The status, the type and the body of the answer; `None` if a fault closes the connection.
    fn answer(&mut self, request: Request<Body>) -> Option<(u16, String, Vec<u8>)> {
        let peer = Peer(IpAddr::V4(Ipv4Addr::LOCALHOST));
        let answer = answer::answer(self.state.clone(), self.router.clone(), request, peer);
        self.runtime.block_on(async {
            let (parts, body) = Response::into_parts(answer.await.ok()?);
            let kind = parts.headers.get(header::CONTENT_TYPE);
            let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default().to_owned();
            let body = body.collect().await.unwrap().to_bytes().to_vec();
            Some((parts.status.as_u16(), kind, body))
        })
    }
}

/// Reads `data` as a request: a line with method and path, lines with headers, an empty line, and
/// the body. `None` if `data` has another form, or if no client could send this request.
fn request(data: &[u8]) -> Option<Request<Body>> {
    let end = data.windows(2).position(|two| two == b"\n\n").unwrap_or(data.len());
    let (head, body) = data.split_at(end);
    let mut lines = std::str::from_utf8(head).ok()?.lines();
    let (method, target) = lines.next()?.split_once(' ')?;
    let mut request =
        Request::builder().method(method).uri(target).header(header::HOST, "127.0.0.1:9");
    for line in lines {
        let (name, value) = line.split_once(": ")?;
        request = request.header(name, value);
    }
    let request = request.body(Body::from(body.get(2..).unwrap_or_default().to_vec())).ok()?;
    target.starts_with('/').then_some(request)
}

thread_local! {
    static SERVER: RefCell<Option<Server>> = const { RefCell::new(None) };
}

#[test]
fn every_request_gets_an_answer_that_is_no_failure_of_the_server() {
    bolero::check!().for_each(|data: &[u8]| {
        let Some(request) = request(data) else { return };
        SERVER.with_borrow_mut(|server| {
            let current = server.get_or_insert_with(Server::start);
            if let Some((status, kind, body)) = current.answer(request) {
                assert!(
                    status < 500 || ANSWERS.contains(&status),
                    "{status} {}",
                    String::from_utf8_lossy(&body)
                );
                if kind.starts_with("application/json") && !body.is_empty() {
                    let parsed: Result<Value, _> = serde_json::from_slice(&body);
                    assert!(parsed.is_ok(), "{}", String::from_utf8_lossy(&body));
                }
            }
            current.forget();
        });
    });
}
