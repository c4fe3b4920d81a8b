//! Shared helpers of the tests: a confirmed account, and a server with bad answers.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use matricula::{
    Config, Secret,
    fusio::{ActivateRequest, Client, LoginRequest, LoginResponse, RegisterRequest},
};
use matricula_test_server::TestServer;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::declared;

pub(crate) const PASSWORD: &str = "foobar!123";

pub(crate) async fn server() -> (TestServer, Client) {
    let server = TestServer::start().await.unwrap();
    let client = client_with(declared::config("fusio", server.url()));
    (server, client)
}

/// A client for any address, for example for a server with bad answers. Unlike the calls of the client of `server`, its
/// calls may fail with error kinds that their operations do not declare.
pub(crate) fn client(url: &str) -> Client {
    client_with(Config::new(url))
}

fn client_with(mut config: Config) -> Client {
    config.timeout = Duration::from_secs(20);
    config.retry.base_delay = Duration::from_millis(1);
    Client::new(config).unwrap()
}

/// The token at the end of the link in the newest mail.
pub(crate) async fn mailed_token(server: &TestServer, to: &str) -> String {
    let mail = server.outbox(to).await.pop().unwrap();
    mail.links[0].rsplit('/').next().unwrap().to_owned()
}

/// Registers a user, confirms the account, and logs in.
pub(crate) async fn signed_in(server: &TestServer, client: &Client, name: &str) -> LoginResponse {
    let email = format!("{name}@example.com");
    client.register(&RegisterRequest::new(name, &email, PASSWORD)).await.unwrap();
    let token = mailed_token(server, &email).await;
    client.activate(&ActivateRequest::new(token)).await.unwrap();
    client.login(&LoginRequest::new(name, PASSWORD)).await.unwrap()
}

/// The answer of a [`Hostile`] server to a request.
#[derive(Clone)]
pub(crate) enum Act {
    /// Sends these bytes and closes the connection.
    Send(Vec<u8>),
    /// Sends these bytes and then spaces, until the peer closes the connection.
    Endless(Vec<u8>),
    /// Closes the connection without an answer.
    Close,
    /// Sends these bytes and then nothing, until the peer closes the connection.
    Stall(Vec<u8>),
}

/// An answer with a body.
pub(crate) fn answer(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Act {
    let body = body.as_ref();
    let head = format!(
        "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n{headers}\r\n",
        body.len()
    );
    Act::Send([head.as_bytes(), body].concat())
}

/// A server on a free port; a test sets its answer to each request.
pub(crate) struct Hostile {
    pub(crate) url: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Hostile {
    pub(crate) async fn start(script: impl Fn(usize, &str) -> Act + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let Some(request) = read_request(&mut stream).await else { continue };
                let count = {
                    let mut seen = seen.lock().unwrap();
                    seen.push(request.clone());
                    seen.len() - 1
                };
                tokio::spawn(act(stream, script(count, &request)));
            }
        });
        Self { url, requests }
    }

    /// A server with the same answer to every request.
    pub(crate) async fn always(what: Act) -> Self {
        Self::start(move |_, _| what.clone()).await
    }

    /// All requests so far, with heads and bodies.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

/// The head and the body of a request; `None` if the connection ends or fails before the end of the
/// request.
pub(crate) async fn read_request(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| {
                let (name, value) = line.split_once(':')?;
                name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
            });
            if body.len() >= length.unwrap_or(0) {
                return Some(text);
            }
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
}

async fn act(mut stream: TcpStream, what: Act) {
    match what {
        Act::Send(bytes) => {
            let _ = stream.write_all(&bytes).await;
            let _ = stream.shutdown().await;
        }
        Act::Endless(bytes) => {
            let _ = stream.write_all(&bytes).await;
            while stream.write_all(&[b' '; 64 * 1024]).await.is_ok() {}
        }
        Act::Close => {}
        Act::Stall(bytes) => {
            let _ = stream.write_all(&bytes).await;
            // The read ends when the peer closes the connection.
            let _ = stream.read_to_end(&mut Vec::new()).await;
        }
    }
}

pub(crate) fn secret(text: &str) -> Secret {
    text.into()
}
