//! Bad answers and broken connections: a call never panics or waits for long, and its error has the
//! right kind and status.

use std::{
    future::Future,
    pin::pin,
    task::{Context, Poll, Waker},
    time::{Duration, Instant},
};

use matricula::{
    Config, Error, ErrorKind,
    fusio::{Client, LoginRequest, LoginResponse},
    fusionauth,
    session::{MemoryStore, Session, TokenSet},
    token::{Keys, Rules, Verifier},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
    time::timeout,
};

use crate::support::{Act, Hostile, answer, client, read_request};

async fn login(server: &Hostile) -> Result<LoginResponse, Error> {
    client(&server.url).login(&LoginRequest::new("baz", "hunter2-secret")).await
}

async fn failed(what: Act) -> (ErrorKind, Option<u16>) {
    let error = login(&Hostile::always(what).await).await.unwrap_err();
    assert!(!error.message().is_empty());
    (error.kind(), error.status())
}

#[tokio::test]
async fn a_success_with_an_unexpected_body_is_an_error_with_the_status_of_the_answer() {
    let unexpected = |status| (ErrorKind::UnexpectedResponse, Some(status));
    let deep = "[".repeat(100_000);
    for body in [
        "",
        " ",
        "null",
        "[]",
        "{}",
        "\"token\"",
        "{\"token\":",
        "{\"token\":null}",
        "{\"token\":5}",
        "{\"Token\":\"x\"}",
        "{\"token\":\"x\",\"expires_in\":\"soon\"}",
        "<html><body>Hi</body></html>",
        "{\"token\":\"x\"}}",
        deep.as_str(),
    ] {
        let html = "Content-Type: text/html\r\n";
        assert_eq!(failed(answer("200 OK", html, body)).await, unexpected(200), "{body:.40}");
    }
    assert_eq!(failed(answer("200 OK", "", b"{\"token\":\"\xff\xfe\"}")).await, unexpected(200));
    assert_eq!(failed(answer("204 No Content", "", "")).await, unexpected(204));
}

#[tokio::test]
async fn a_206_or_304_is_an_unexpected_response() {
    // The client sends neither `Range` nor `If-None-Match`, so it cannot use these answers.
    for (status, line) in [(206, "206 Partial"), (304, "304 Not Modified")] {
        for body in ["{\"token\":\"x\"}", "{\"message\":\"Invalid name or password\"}"] {
            let error = login(&Hostile::always(answer(line, "", body)).await).await.unwrap_err();
            assert_eq!(
                (error.kind(), error.status()),
                (ErrorKind::UnexpectedResponse, Some(status))
            );
            assert!(error.message().ends_with("an unexpected status"), "{error}");
        }
    }
}

#[tokio::test]
async fn every_2xx_status_except_206_is_a_success() {
    for status in ["200 OK", "201 Created", "202 Accepted", "203 N", "213 Odd", "299 Odd"] {
        let body = "{\"token\":\"x\",\"unknown\":{\"list\":[\"a\"]}}";
        let server = Hostile::always(answer(status, "", body)).await;
        assert_eq!(login(&server).await.unwrap().token.expose(), "x", "{status}");
    }
}

#[tokio::test]
async fn a_refusal_without_a_message_has_the_kind_of_its_status() {
    for (status, kind) in [
        ("400 Bad", ErrorKind::Validation),
        ("401 Who", ErrorKind::Unauthorized),
        ("403 No", ErrorKind::Forbidden),
        ("404 Where", ErrorKind::NotFound),
        ("405 How", ErrorKind::Validation),
        ("409 Twice", ErrorKind::Conflict),
        ("410 Gone", ErrorKind::NotFound),
        ("418 Teapot", ErrorKind::Validation),
        ("429 Slowly", ErrorKind::RateLimited),
        ("500 Oops", ErrorKind::Server),
        ("501 Not here", ErrorKind::Unsupported),
        ("503 Busy", ErrorKind::Server),
        ("599 Odd", ErrorKind::Server),
        ("600 Odd", ErrorKind::UnexpectedResponse),
        ("999 Odd", ErrorKind::UnexpectedResponse),
    ] {
        for body in ["", "<html>Bad Gateway</html>", "[1]", "{\"message\":{}}", "{\"message\":7}"] {
            let number = status[..3].parse().ok();
            assert_eq!(failed(answer(status, "", body)).await, (kind, number), "{status} {body}");
        }
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let target = Hostile::always(answer("200 OK", "", "{\"token\":\"stolen\"}")).await;
    for status in ["301 Moved", "302 Found", "303 See", "307 Temporary", "308 Permanent"] {
        let location = format!("Location: {}/consumer/login\r\n", target.url);
        let number = status[..3].parse().ok();
        let failed = failed(answer(status, &location, "")).await;
        assert_eq!(failed, (ErrorKind::UnexpectedResponse, number));
    }
    assert!(target.requests().is_empty());
}

/// The status and the code of a `network` error.
fn lost(error: &Error) -> (Option<u16>, Option<&str>) {
    assert_eq!(error.kind(), ErrorKind::Network);
    assert!(std::error::Error::source(error).is_some());
    (error.status(), error.code())
}

#[tokio::test]
async fn a_broken_connection_is_a_network_error_except_in_the_body_of_a_refusal() {
    let ended = "the connection ended before the answer";
    for (what, message) in [
        ("", ended),
        ("HTTP/1.1 200 OK\r\nConte", ended),
        ("\0\x16\x03 not http at all \r\n\r\n", "the server's answer is not HTTP"),
    ] {
        let error = login(&Hostile::always(Act::Send(what.into())).await).await.unwrap_err();
        assert_eq!(lost(&error), (None, Some("protocol")), "{error}");
        assert_eq!(error.message(), message, "{what}");
    }
    for what in
        ["Content-Length: 50\r\n\r\n{\"token\":\"x\"", "Transfer-Encoding: chunked\r\n\r\nzz\r\n"]
    {
        let cut = ["HTTP/1.1 200 OK\r\n", what].concat();
        let error = login(&Hostile::always(Act::Send(cut.into())).await).await.unwrap_err();
        assert_eq!(lost(&error), (Some(200), Some("protocol")), "{error}");
    }
    let cut = "HTTP/1.1 401 No\r\nX-Request-Id: r-1\r\nContent-Length: 9\r\n\r\n{";
    let error = login(&Hostile::always(Act::Send(cut.into())).await).await.unwrap_err();
    assert_eq!((error.status(), error.request_id()), (Some(401), Some("r-1")), "{error:?}");
    assert_ne!(
        error.kind(),
        ErrorKind::Network,
        "an incomplete refusal has the kind of its status"
    );
}

#[tokio::test]
async fn an_unreachable_server_is_a_network_error() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let closed = listener.local_addr().unwrap();
    drop(listener);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let plain = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.write_all(b"HTTP/1.1 400 This port has no TLS\r\n\r\n").await;
        }
    });
    for (url, code) in [
        (format!("http://{closed}"), "connect"),
        (format!("https://{closed}"), "connect"),
        ("http://host.invalid".to_owned(), "dns"),
        ("https://host.invalid".to_owned(), "dns"),
        (format!("https://{plain}"), "tls"),
    ] {
        let error = client(&url).login(&LoginRequest::new("a", "b")).await.unwrap_err();
        assert_eq!(lost(&error), (None, Some(code)), "{url}: {error}");
    }
}

#[test]
fn a_call_without_a_runtime_fails_and_does_not_panic() {
    let mut context = Context::from_waker(Waker::noop());
    let client = client("http://127.0.0.1:9");
    let request = LoginRequest::new("a", "b");
    let Poll::Ready(login) = pin!(client.login(&request)).poll(&mut context) else { panic!() };
    assert_eq!(login.unwrap_err().kind(), ErrorKind::Unsupported);
    let session = Session::open(client, MemoryStore::default());
    let Poll::Ready(session) = pin!(session).poll(&mut context) else { panic!() };
    let Poll::Ready(login) = pin!(session.sign_in(&request)).poll(&mut context) else { panic!() };
    assert_eq!(login.unwrap_err().kind(), ErrorKind::Unsupported);
}

#[tokio::test]
async fn a_call_to_a_silent_server_ends_with_the_time_limit() {
    let started = b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"tok".to_vec();
    for silence in
        [Act::Stall(Vec::new()), Act::Stall(b"HTTP/1.1 200".to_vec()), Act::Stall(started)]
    {
        let server = Hostile::always(silence).await;
        let mut config = Config::new(&server.url);
        config.timeout = Duration::from_millis(200);
        let client = Client::new(config).unwrap();
        let watch = Instant::now();
        let error = client.login(&LoginRequest::new("a", "b")).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Timeout);
        assert!(watch.elapsed() < Duration::from_secs(10), "{:?}", watch.elapsed());
        let quick = client.with_timeout(Duration::from_millis(1));
        assert_eq!(quick.account(&"t".into()).await.unwrap_err().kind(), ErrorKind::Timeout);
    }
}

#[tokio::test]
async fn a_time_limit_of_zero_is_refused_in_a_config_and_a_call_with_this_limit_sends_nothing() {
    let config = Config::new("https://a.example").with_timeout(Duration::ZERO);
    let auth = fusionauth::Client::new(config.clone()).map(drop);
    let keys = Keys::at(config.clone());
    let verifier = Verifier::new(keys, Rules::default()).map(drop);
    for made in [Client::new(config).map(drop), auth, verifier] {
        let error = made.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Validation);
        assert!(error.field_error("timeout").is_some(), "{error}");
    }
    let server = Hostile::always(answer("200 OK", "", "{}")).await;
    let client = Client::new(Config::new(&server.url)).unwrap().with_timeout(Duration::ZERO);
    let error = client.account(&"t".into()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    client.with_timeout(Duration::from_secs(20)).account(&"t".into()).await.unwrap_err();
    assert_eq!(server.requests().len(), 1, "only the second call");
    let auth = fusionauth::Client::new(Config::new(&server.url)).unwrap();
    auth.with_timeout(Duration::ZERO).with_token("token").unwrap();
}

/// An answer to a login; `length` is in bytes.
fn long(length: usize) -> String {
    format!("{{\"token\":\"{}\"}}", "x".repeat(length - 12))
}

#[tokio::test]
async fn an_answer_is_read_up_to_the_limit_of_its_operation() {
    const MIB: usize = 1024 * 1024;
    let at_most = Hostile::always(answer("200 OK", "", long(MIB))).await;
    assert_eq!(login(&at_most).await.unwrap().token.expose().len(), MIB - 12);
    let more = failed(answer("200 OK", "", long(MIB + 1))).await;
    assert_eq!(more, (ErrorKind::UnexpectedResponse, Some(200)));

    let scope = r#"{"id":4711,"name":"consumer.account","description":"Your account"}"#;
    for (length, fits) in [(15 * MIB, true), (17 * MIB, false)] {
        let scopes = vec![scope; length / (scope.len() + 1)].join(",");
        let list = format!(r#"{{"categories":[{{"id":1,"name":"all","scopes":[{scopes}]}}]}}"#);
        let server = Hostile::always(answer("200 OK", "", list)).await;
        assert_eq!(client(&server.url).scope_categories(&"t".into()).await.is_ok(), fits);
    }

    let refusal = |pad: usize| {
        let pad = "x".repeat(pad);
        let body = format!(r#"{{"message":"Invalid name or password","pad":"{pad}"}}"#);
        failed(answer("400 Bad", "", body))
    };
    assert_eq!(refusal(1000 * 1024).await.0, ErrorKind::InvalidCredentials);
    assert_eq!(refusal(MIB).await, (ErrorKind::Validation, Some(400)));
}

#[tokio::test]
async fn odd_values_in_unknown_members_are_ignored() {
    for odd in ["1e999", "-1e999", r#""\ud800""#, r#""\udc00\ud800""#, r#"[{"\ud800":[1e400]}]"#] {
        let body = format!(r#"{{"newer":{odd},"token":"x","expires_in":60,"refresh_token":"y"}}"#);
        let server = Hostile::always(answer("200 OK", "", &body)).await;
        assert_eq!(login(&server).await.unwrap().expires_in, Some(60), "{odd}");
        let session = Session::open(client(&server.url), MemoryStore::default()).await;
        session.set_tokens(TokenSet::new("old".into(), Some("r".into()))).await.unwrap();
        session.refresh().await.unwrap();
        let refusal = format!(r#"{{"newer":{odd},"message":"Invalid name or password"}}"#);
        let refused = failed(answer("400 Bad", "", refusal)).await;
        assert_eq!(refused, (ErrorKind::InvalidCredentials, Some(400)), "{odd}");
        // A number that is too large does no harm in a known member either: it counts as null.
        let auth = format!(r#"{{"token":"x","user":{{"insertInstant":1e999,"newer":{odd}}}}}"#);
        let server = Hostile::always(answer("200 OK", "", auth)).await;
        let auth = fusionauth::Client::new(Config::new(&server.url)).unwrap();
        auth.login(&fusionauth::LoginRequest::new("me", "secret")).await.unwrap();
    }
}

#[tokio::test]
async fn an_answer_may_begin_with_a_byte_order_mark() {
    let marked = |status, text: &str| answer(status, "", ["\u{feff}", text].concat());
    let server = Hostile::always(marked("200 OK", r#"{"token":"x","expires_in":60}"#)).await;
    assert_eq!(login(&server).await.unwrap().expires_in, Some(60));
    let refusal = r#"{"success":false,"message":"Invalid name or password"}"#;
    let refused = failed(marked("400 Bad", refusal)).await;
    assert_eq!(refused, (ErrorKind::InvalidCredentials, Some(400)));
    assert_eq!(failed(marked("200 OK", "")).await, (ErrorKind::UnexpectedResponse, Some(200)));
    // Only one mark is removed.
    let twice = failed(marked("200 OK", "\u{feff}{\"token\":\"x\"}")).await;
    assert_eq!(twice, (ErrorKind::UnexpectedResponse, Some(200)));
}

#[tokio::test]
async fn an_endless_answer_is_cut_off() {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n";
    let endless = failed(Act::Endless(head.into())).await;
    assert_eq!(endless, (ErrorKind::UnexpectedResponse, Some(200)));
    let refusal = failed(Act::Endless(head.replace("200 OK", "400 Bad").into())).await;
    assert_eq!(refusal, (ErrorKind::Validation, Some(400)));
}

#[tokio::test]
async fn the_error_of_a_refusal_with_an_unreadable_body_comes_from_the_status_and_the_headers() {
    let head = "HTTP/1.1 429 Slowly\r\nRetry-After: 7\r\nX-Request-Id: r-1\r\n\r\n";
    for what in [Act::Endless(head.into()), Act::Send([head.as_bytes(), b"\xff\xfe"].concat())] {
        let error = login(&Hostile::always(what).await).await.unwrap_err();
        assert_eq!((error.kind(), error.status()), (ErrorKind::RateLimited, Some(429)));
        assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
        assert_eq!(error.request_id(), Some("r-1"));
    }
}

#[tokio::test]
async fn an_error_after_a_status_of_success_has_the_status_and_the_request_id_of_the_answer() {
    let head = "HTTP/1.1 200 OK\r\nX-Request-Id: r-1\r\n";
    let cut = [head, "Content-Length: 50\r\n\r\n{"].concat();
    for what in [Act::Endless([head, "\r\n"].concat().into()), Act::Send(cut.into())] {
        let error = login(&Hostile::always(what).await).await.unwrap_err();
        assert_eq!((error.status(), error.request_id()), (Some(200), Some("r-1")), "{error}");
    }
    let odd = Hostile::always(answer("299 Odd", "X-Request-Id: r-1\r\n", "{}")).await;
    let client = fusionauth::Client::new(Config::new(&odd.url)).unwrap();
    let request = fusionauth::LoginRequest::new("me", "hunter2-secret");
    let error = client.login(&request).await.unwrap_err();
    assert_eq!((error.status(), error.request_id()), (Some(299), Some("r-1")), "{error}");
}

#[tokio::test]
async fn a_token_that_no_header_can_carry_is_refused_before_it_is_sent() {
    let server = Hostile::always(answer("200 OK", "", "{}")).await;
    for token in ["", "a\nb", "a\r\nX-Evil: 1", "\u{0}", "tokén", "\u{7f}"] {
        let error = client(&server.url).account(&token.into()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Validation);
        let about: Vec<&matricula::FieldError> = error.field_errors().iter().collect();
        assert_eq!(about[0].field, "token");
        assert_eq!(error.field_error("token"), Some(&about[0].error));
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_call_that_is_dropped_ends_its_request() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let client = client(&format!("http://{}", listener.local_addr().unwrap()));
    let token = "t".into();
    let asked = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        read_request(&mut stream).await.unwrap();
        stream
    };
    // `select!` drops the future that does not finish first.
    let mut stream = tokio::select! {
        answer = client.account(&token) => panic!("the call ended too early: {answer:?}"),
        stream = asked => stream,
    };
    let mut more = Vec::new();
    let hung_up = timeout(Duration::from_secs(20), stream.read_to_end(&mut more)).await;
    assert!(hung_up.is_ok() && more.is_empty(), "the request is still open");
}
