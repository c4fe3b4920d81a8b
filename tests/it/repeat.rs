//! Retries: which calls are sent again, and when.

use std::time::{Duration, Instant};

use matricula::{
    ErrorKind,
    fusio::{
        ActivateRequest, ExecutePasswordResetRequest, IdentitiesRequest, LoginRequest,
        RefreshRequest, RegisterRequest, RequestPasswordResetRequest,
    },
};

use crate::support::{Act, Hostile, answer, client, secret};

const ACCOUNT: &str = "{\"id\":1,\"name\":\"baz\"}";

#[tokio::test]
async fn a_safe_call_is_sent_again() {
    let server = Hostile::start(|count, _| match count {
        0 => answer("503 Busy", "", ""),
        1 => Act::Close,
        _ => answer("200 OK", "", ACCOUNT),
    })
    .await;
    let account = client(&server.url).account(&secret("t")).await.unwrap();
    assert_eq!((account.name.as_str(), server.requests().len()), ("baz", 3));
}

#[tokio::test]
async fn an_operation_that_the_server_does_not_have_is_unsupported_and_not_sent_again() {
    let server = Hostile::always(answer("501 Not here", "", "")).await;
    let error = client(&server.url).account(&secret("t")).await.unwrap_err();
    assert_eq!((error.kind(), error.status()), (ErrorKind::Unsupported, Some(501)));
    assert_eq!(error.to_string(), "account: the server does not have this operation");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn calls_that_are_not_safe_to_repeat_are_not_retried() {
    for trouble in [answer("503 Busy", "Retry-After: 0\r\n", ""), Act::Close] {
        let server = Hostile::always(trouble).await;
        let client = client(&server.url);
        client.register(&RegisterRequest::new("a", "b", "c")).await.unwrap_err();
        client.login(&LoginRequest::new("a", "b")).await.unwrap_err();
        client.request_password_reset(&RequestPasswordResetRequest::new("a")).await.unwrap_err();
        client
            .execute_password_reset(&ExecutePasswordResetRequest::new("a", "b"))
            .await
            .unwrap_err();
        client.revoke(&secret("t")).await.unwrap_err();
        assert_eq!(server.requests().len(), 5);
    }
}

#[tokio::test]
async fn confirmations_and_refreshes_are_retried_only_if_no_answer_came() {
    let server = Hostile::start(|count, _| match count % 2 {
        0 => Act::Close,
        _ => answer("503 Busy", "", ""),
    })
    .await;
    let client = client(&server.url);
    let error = client.activate(&ActivateRequest::new("a")).await.unwrap_err();
    assert_eq!((error.status(), server.requests().len()), (Some(503), 2));
    let error = client.refresh(&RefreshRequest::new("a")).await.unwrap_err();
    assert_eq!((error.status(), server.requests().len()), (Some(503), 4));
}

#[tokio::test]
async fn a_refused_call_is_not_sent_again() {
    let server = Hostile::always(answer("404 No", "", "")).await;
    let error = client(&server.url).identities(&IdentitiesRequest::default()).await.unwrap_err();
    assert_eq!((error.kind(), server.requests().len()), (ErrorKind::NotFound, 1));
}

#[tokio::test]
async fn a_retry_waits_as_long_as_the_server_asks() {
    let server = Hostile::start(|count, _| match count {
        0 => answer("429 Slowly", "Retry-After: 1\r\n", ""),
        _ => answer("200 OK", "", ACCOUNT),
    })
    .await;
    let watch = Instant::now();
    client(&server.url).account(&secret("t")).await.unwrap();
    assert!(watch.elapsed() >= Duration::from_secs(1), "{:?}", watch.elapsed());
}

#[tokio::test]
async fn a_call_fails_immediately_if_the_server_asks_for_a_wait_beyond_the_time_limit() {
    let server = Hostile::always(answer("429 Slowly", "Retry-After: 900\r\n", "")).await;
    let watch = Instant::now();
    let error = client(&server.url).account(&secret("t")).await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(900)));
    assert_eq!((error.kind(), server.requests().len()), (ErrorKind::RateLimited, 1));
    assert!(watch.elapsed() < Duration::from_secs(10), "{:?}", watch.elapsed());
}

#[tokio::test]
async fn the_caller_can_switch_retries_off() {
    let server = Hostile::always(answer("502 Bad", "", "")).await;
    let mut config = matricula::Config::new(&server.url);
    config.retry.attempts = 0;
    let client = matricula::fusio::Client::new(config).unwrap();
    client.account(&secret("t")).await.unwrap_err();
    assert_eq!(server.requests().len(), 1);
}
