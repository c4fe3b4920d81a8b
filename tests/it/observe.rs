//! The events that a client reports about its calls.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use matricula::{
    CallEvent, CallStep, Config, Error, ErrorKind, Observer,
    fusio::{Client, LoginRequest},
};

use crate::support::{Act, Hostile, answer};

const OK: &str = r#"{"id":1,"name":"baz"}"#;

/// A client, and the events of its calls.
fn observed(url: &str) -> (Client, Arc<Mutex<Vec<CallEvent>>>) {
    let events = Arc::new(Mutex::new(Vec::new()));
    let mut config = Config::new(url);
    config.retry.base_delay = Duration::from_millis(1);
    let seen = Arc::clone(&events);
    config.observe = Some(Observer::new(move |event| seen.lock().unwrap().push(event.clone())));
    (Client::new(config).unwrap(), events)
}

/// Each event as a short text.
fn texts(events: &Mutex<Vec<CallEvent>>) -> Vec<String> {
    let words = |event: &CallEvent| {
        let step = match &event.step {
            CallStep::Request { method, path, .. } => format!("{method} {path}"),
            CallStep::Response { status, request_id, .. } => format!("{status} {request_id:?}"),
            CallStep::Retry { error, .. } => format!("retry after {}", error.kind()),
            CallStep::End { error, .. } => format!("end {:?}", error.as_ref().map(Error::kind)),
            other => format!("{other:?}"),
        };
        format!("{} {}: {step}", event.operation, event.attempt)
    };
    events.lock().unwrap().iter().map(words).collect()
}

#[tokio::test]
async fn each_step_of_a_call_is_reported_with_its_attempt() {
    let server = Hostile::start(|index, _| match index {
        0 => answer("503 Busy", "", ""),
        _ => answer("200 OK", "X-Request-Id: r-1\r\n", OK),
    })
    .await;
    let (client, events) = observed(&server.url);
    client.account(&"token".into()).await.unwrap();
    assert_eq!(
        texts(&events),
        [
            "account 1: GET /consumer/account",
            "account 1: 503 None",
            "account 1: retry after server",
            "account 2: GET /consumer/account",
            "account 2: 200 Some(\"r-1\")",
            "account 2: end None",
        ]
    );
}

#[tokio::test]
async fn if_an_answer_cannot_be_read_the_end_event_has_the_error_of_the_call() {
    let server = Hostile::always(answer("200 OK", "", "[]")).await;
    let (client, events) = observed(&server.url);
    let error = client.account(&"token".into()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnexpectedResponse);
    assert_eq!(texts(&events).last().unwrap(), "account 1: end Some(UnexpectedResponse)");
}

#[tokio::test]
async fn a_call_that_is_not_sent_has_only_an_end_event() {
    let (client, events) = observed("http://127.0.0.1:9");
    client.account(&"no\nheader".into()).await.unwrap_err();
    assert_eq!(texts(&events), ["account 1: end Some(Validation)"]);
}

#[tokio::test]
async fn no_event_contains_a_secret_or_an_address() {
    let body = r#"{"success":false,"message":"hunter2 of ada@example.com"}"#;
    let server = Hostile::always(answer("400 Bad", "", body)).await;
    let (client, events) = observed(&server.url);
    client.login(&LoginRequest::new("ada@example.com", "hunter2")).await.unwrap_err();
    let printed = format!("{:?}", events.lock().unwrap());
    for secret in ["hunter2", "ada@", "127.0.0.1"] {
        assert!(!printed.contains(secret), "{printed}");
    }
}

#[tokio::test]
async fn an_observer_that_panics_does_not_affect_the_call() {
    let server = Hostile::always(Act::Send(
        format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{OK}", OK.len()).into_bytes(),
    ))
    .await;
    let mut config = Config::new(&server.url);
    config.observe =
        Some(Observer::new(|event| panic!("an observer panics at {}", event.operation)));
    let client = Client::new(config).unwrap();
    assert_eq!(client.account(&"token".into()).await.unwrap().id, 1);
}
