//! Limits: the number of faults, the length of bodies, the memory for listed requests.

use matricula_test_server::{Fault, TestServer};
use serde_json::json;

use crate::support::{Answer, Bench};

#[tokio::test]
async fn the_library_refuses_invalid_faults_and_too_many_faults() {
    let server = TestServer::start().await.unwrap();
    for wrong in [Fault::answer("GET", "no-slash", 503), Fault::answer("GET", "/a", 99)] {
        let error = server.add_fault(wrong).await.unwrap_err().to_string();
        assert!(error.starts_with("path: ") || error.starts_with("status: "), "{error}");
    }
    for _ in 0..1_000 {
        server.add_fault(Fault::answer("GET", "/a", 503)).await.unwrap();
    }
    let error = server.add_fault(Fault::answer("GET", "/a", 503)).await.unwrap_err();
    assert!(error.to_string().contains("too many"), "{error}");
    let fault = json!({"path": "/a", "status": 503});
    assert_eq!(Bench::at(server.url()).post("/_test/faults", fault).await.status, 400);
}

#[tokio::test]
async fn a_body_that_is_too_long_always_gets_an_answer() {
    let bench = Bench::start().await;
    let long = vec![b' '; 8 * 1024 * 1024];
    let form = "application/x-www-form-urlencoded";
    for (method, path, status) in [
        ("PATCH", "/_test/settings", 413),
        ("POST", "/_test/faults", 413),
        ("POST", "/_test/reset", 413),
        ("GET", "/_test/outbox", 413),
        ("GET", "/_test/mailbox", 413),
        ("POST", "/_test/captcha/siteverify", 413),
        ("POST", "/_test/provider/github/token", 413),
        ("POST", "/_test/provider/github/authorize", 413),
        ("GET", "/_test/provider/openid/jwks", 413),
        ("POST", "/_test/nowhere", 404),
        ("POST", "/consumer/login", 413),
        ("POST", "/api/login", 413),
    ] {
        // Each request is sent three times. If the server closed the connection without reading the
        // whole body, the client would get the answer only sometimes.
        for _ in 0..3 {
            let request = bench.request(method, path).header("content-type", form);
            let answer = Answer::of(request.body(long.clone())).await;
            assert_eq!(answer.status, status, "{method} {path}: {answer:?}");
        }
    }
    for (host, status) in [("localhost", 503), ("evil.example", 421)] {
        for _ in 0..3 {
            bench.post("/_test/faults", json!({"path": "/consumer/login", "status": 503})).await;
            let request = bench.request("POST", "/consumer/login").header("host", host);
            let answer = Answer::of_fault(request.body(long.clone())).await;
            assert_eq!(answer.status, status, "{answer:?}");
        }
    }
}

#[tokio::test]
async fn the_list_of_requests_has_at_most_32_mebibytes() {
    let bench = Bench::start().await;
    let long = "x".repeat(300_000);
    for number in 0..150 {
        let request = bench.request("GET", &format!("/consumer/identity?count={number}"));
        let url = request.build().unwrap().url().clone();
        let request = bench.http.get(url).header("user-agent", &long);
        assert_eq!(Answer::of(request).await.status, 200);
    }
    let seen = bench.send("GET", "/_test/requests", None, None).await;
    assert!(seen.body.len() < 33 * 1024 * 1024, "{}", seen.body.len());
    let seen = seen.json();
    let seen = seen.as_array().unwrap();
    assert!(seen.len() > 100, "{}", seen.len());
    assert_eq!(seen.last().unwrap()["query"], "count=149", "the newest requests stay");
    assert_eq!(seen.last().unwrap()["status"], 200);
}
