//! The servers of the tests, and the helpers for requests and answers.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use matricula_test_server::TestServer;
use reqwest::header::HeaderMap;
use reqwest::{Client, Method, RequestBuilder, redirect};
use serde_json::{Value, json};

use crate::contract::{self, Answered};

pub(crate) const USER_AGENT: &str = "matricula-tests/1.0";
pub(crate) const PASSWORD: &str = "Passw0rd!x";
/// The scopes of a new user, in the order of the server's answer.
pub(crate) const SCOPES: &str = "consumer,consumer.account,consumer.agent,consumer.app,\
    consumer.event,consumer.form,consumer.grant,consumer.identity,consumer.log,consumer.page,\
    consumer.payment,consumer.plan,consumer.scope,consumer.token,consumer.transaction,\
    consumer.webhook,authorization,default";

/// The environment variable with the URL of a program that starts servers of the npm package (see
/// `js-tests/conformance`). Each request to the program starts a server. The first line of the answer is the
/// server's URL. The server stops when the connection closes. Without this variable, `Bench::start` starts
/// servers in this process.
const MAKER: &str = "MATRICULA_SERVER_MAKER";

/// A running server and a client that follows no redirect.
pub(crate) struct Bench {
    pub(crate) url: String,
    pub(crate) http: Client,
    server: Server,
}

/// How the server of a `Bench` stops. `Own` and `Made` stop with the `Bench`; other code stops `Others`.
enum Server {
    Own(#[expect(dead_code, reason = "stops when it is dropped")] TestServer),
    Made(#[expect(dead_code, reason = "stops when it is dropped")] reqwest::Response),
    Others,
}

/// One complete answer.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Bench {
    pub(crate) async fn start() -> Self {
        let Ok(maker) = std::env::var(MAKER) else { return Self::native().await };
        // A new client for each server, so each server has its own connection.
        let mut made = Client::new().post(maker).send().await.unwrap();
        let line = made.chunk().await.unwrap().expect("no server was made");
        let url = String::from_utf8(line.to_vec()).unwrap().trim().to_owned();
        Self { url, http: client(), server: Server::Made(made) }
    }

    /// A server in this process, for tests of features that only the native server has.
    pub(crate) async fn native() -> Self {
        let server = TestServer::start().await.unwrap();
        let url = server.url().to_string();
        Self { url, http: client(), server: Server::Own(server) }
    }

    /// A server that other code starts and stops.
    pub(crate) fn at(url: &str) -> Self {
        Self { url: url.to_owned(), http: client(), server: Server::Others }
    }

    /// Starts a server with these Fusio settings.
    pub(crate) async fn with(fusio: Value) -> Self {
        let bench = Self::start().await;
        bench.settings(json!({"fusio": fusio})).await;
        bench
    }

    /// Whether this `Bench` has started its server in this process.
    pub(crate) fn is_native(&self) -> bool {
        matches!(self.server, Server::Own(_))
    }

    pub(crate) async fn settings(&self, change: Value) {
        let answer = self.send("PATCH", "/_test/settings", None, Some(change)).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
    }

    pub(crate) async fn advance(&self, seconds: u64) {
        let by = json!({"advance_seconds": seconds});
        let answer = self.send("POST", "/_test/clock", None, Some(by)).await;
        assert!((200..300).contains(&answer.status), "{answer:?}");
    }

    pub(crate) fn request(&self, method: &str, path: &str) -> RequestBuilder {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        self.http.request(method, format!("{}{path}", self.url)).header("user-agent", USER_AGENT)
    }

    pub(crate) async fn send(
        &self,
        method: &str,
        path: &str,
        token: Option<&str>,
        body: Option<Value>,
    ) -> Answer {
        let mut request = self.request(method, path);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        if let Some(body) = body {
            request = request.json(&body);
        }
        Answer::of(request).await
    }

    pub(crate) async fn get(&self, path: &str, token: &str) -> Answer {
        self.send("GET", path, Some(token), None).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.send("POST", path, None, Some(body)).await
    }

    pub(crate) async fn put(&self, path: &str, body: Value) -> Answer {
        self.send("PUT", path, None, Some(body)).await
    }

    pub(crate) async fn register(&self, name: &str) -> Answer {
        let email = email(name);
        let body = json!({"name": name, "email": email, "password": PASSWORD});
        self.post("/consumer/register", body).await
    }

    /// Makes an active user `name` with `PASSWORD`, through the control API.
    pub(crate) async fn user(&self, name: &str) {
        let body = json!({"name": name, "email": email(name), "password": PASSWORD});
        let answer = self.post("/_test/users", body).await;
        assert!((200..300).contains(&answer.status), "{answer:?}");
    }

    /// The answer to a login as `name`.
    pub(crate) async fn login(&self, name: &str) -> Value {
        let body = json!({"username": name, "password": PASSWORD});
        let answer = self.post("/consumer/login", body).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.json()
    }

    /// Makes an active user `name`; returns an access token with all scopes of a user.
    pub(crate) async fn token(&self, name: &str) -> String {
        self.user(name).await;
        text(&self.login(name).await["token"])
    }

    /// The mails to this user, oldest first.
    pub(crate) async fn outbox(&self, name: &str) -> Vec<Value> {
        let path = format!("/_test/outbox?{}", form(&[("to", &email(name))]));
        let answer = self.send("GET", &path, None, None).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.json().as_array().unwrap_or_else(|| panic!("not a list: {answer:?}")).clone()
    }

    /// The first link in the newest mail to this user.
    pub(crate) async fn mailed_link(&self, name: &str) -> String {
        let mails = self.outbox(name).await;
        let mail = mails.last().unwrap_or_else(|| panic!("no mail to {name}"));
        text(&mail["links"][0])
    }

    /// The token at the end of the first link in the newest mail to this user.
    pub(crate) async fn mailed_token(&self, name: &str) -> String {
        last_segment(&self.mailed_link(name).await)
    }
}

impl Answer {
    /// Sends a request; the answer must fit the OpenAPI document.
    pub(crate) async fn of(request: RequestBuilder) -> Self {
        let (client, request) = request.build_split();
        let request = request.unwrap();
        let named = request.headers().get("x-http-method-override");
        let method = named.map_or(request.method().as_str(), |name| name.to_str().unwrap());
        let (method, path) = (method.to_owned(), request.url().path().to_owned());
        let answer = Self::read(client.execute(request).await.unwrap()).await;
        contract::check(&Answered {
            method: &method,
            path: &path,
            status: answer.status,
            kind: answer.header("content-type"),
            body: &answer.body,
        });
        answer
    }

    /// Sends a request whose answer need not fit the OpenAPI document, for example because a fault from
    /// `/_test/faults` replaces the answer.
    pub(crate) async fn of_fault(request: RequestBuilder) -> Self {
        Self::read(request.send().await.unwrap()).await
    }

    async fn read(response: reqwest::Response) -> Self {
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        Self { status, headers, body: response.text().await.unwrap() }
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Checks for Fusio's error object with exactly this status and message.
    #[track_caller]
    pub(crate) fn refused(&self, status: u16, message: &str) {
        let title = "Internal Server Error";
        let body = json!({"success": false, "title": title, "message": message});
        assert_eq!((self.status, self.json()), (status, body));
        assert_eq!(self.header("content-type"), "application/json");
    }

    /// Checks for status 200 and exactly this message.
    #[track_caller]
    pub(crate) fn succeeded(&self, message: &str) {
        assert_eq!((self.status, self.json()), (200, json!({"success": true, "message": message})));
        assert_eq!(self.header("content-type"), "application/json");
    }

    /// Checks for the token endpoint's error with exactly this status, code and description.
    #[track_caller]
    pub(crate) fn refused_grant(&self, status: u16, error: &str, description: &str) {
        let body = json!({"error": error, "error_description": description});
        assert_eq!((self.status, self.json()), (status, body));
    }
}

pub(crate) fn client() -> Client {
    let bound = std::time::Duration::from_secs(20);
    Client::builder().redirect(redirect::Policy::none()).timeout(bound).build().unwrap()
}

pub(crate) fn email(name: &str) -> String {
    format!("{name}@example.test")
}

pub(crate) fn basic(name: &str, password: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{name}:{password}")))
}

pub(crate) fn form(pairs: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("not a text: {value}")).to_owned()
}

pub(crate) fn last_segment(link: &str) -> String {
    link.rsplit('/').next().unwrap().to_owned()
}

/// The query of a URL as pairs, in order.
pub(crate) fn query(address: &str) -> Vec<(String, String)> {
    url::Url::parse(address).unwrap().query_pairs().into_owned().collect()
}

pub(crate) fn query_value(address: &str, name: &str) -> String {
    let found = query(address).into_iter().find(|(key, _)| key == name);
    found.unwrap_or_else(|| panic!("no {name} in {address}")).1
}

/// The header (`part` 0) or the claims (`part` 1) of a token. The signature is not checked.
pub(crate) fn jwt_part(token: &str, part: usize) -> Value {
    let segments: Vec<&str> = token.split('.').collect();
    assert_eq!(segments.len(), 3, "not a JWT: {token}");
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(segments[part]).unwrap()).unwrap()
}

pub(crate) fn is_hex(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

pub(crate) fn is_refresh_token(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    matches!(parts[..], [a, b, c] if is_hex(a, 20) && is_hex(b, 48) && is_hex(c, 10))
}

/// Whether the text has the form `YYYY-MM-DDTHH:MM:SSZ`.
pub(crate) fn is_date_time(text: &str) -> bool {
    let pattern = "dddd-dd-ddTdd:dd:ddZ";
    text.len() == pattern.len()
        && text.bytes().zip(pattern.bytes()).all(|(byte, expected)| match expected {
            b'd' => byte.is_ascii_digit(),
            _ => byte == expected,
        })
}

/// Whether the text has five groups of lower-case hexadecimal digits.
pub(crate) fn is_uuid(text: &str) -> bool {
    let lengths: Vec<usize> = text.split('-').map(str::len).collect();
    lengths == [8, 4, 4, 4, 12] && text.split('-').all(|group| is_hex(group, group.len()))
}
