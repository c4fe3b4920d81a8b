//! Malformed requests to Fusio and to the control API. If Fusio refuses a request, the answer is Fusio's
//! error object. At the token endpoint, it can also be the error object of OAuth. No answer is a 5xx,
//! except 501 for an operation that the server does not have.

pub(crate) mod generate;
pub(crate) mod wire;

use reqwest::RequestBuilder;
use reqwest::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use serde_json::Value;

use crate::support::{Answer, Bench, USER_AGENT, text};
use generate::{BODIES_PER_ENDPOINT, CONTENT_TYPES, HEADERS, bodies, paths, typed_bodies};

/// Method, path, members of the body with their JSON types, and whether the endpoint needs a token.
type Endpoint = (&'static str, &'static str, &'static [(&'static str, &'static str)], bool);

const STRING: &str = "string";
const ENDPOINTS: &[Endpoint] = &[
    (
        "POST",
        "/consumer/register",
        &[("name", STRING), ("email", STRING), ("password", STRING), ("captcha", STRING)],
        false,
    ),
    ("POST", "/consumer/activate", &[("token", STRING)], false),
    (
        "POST",
        "/consumer/login",
        &[("username", STRING), ("password", STRING), ("scopes", "array")],
        false,
    ),
    ("PUT", "/consumer/login", &[("refresh_token", STRING)], false),
    ("POST", "/consumer/password_reset", &[("email", STRING), ("captcha", STRING)], false),
    ("PUT", "/consumer/password_reset", &[("token", STRING), ("newPassword", STRING)], false),
    ("GET", "/consumer/account", &[], true),
    ("PUT", "/consumer/account", &[("email", STRING)], true),
    (
        "PUT",
        "/consumer/account/change_password",
        &[("oldPassword", STRING), ("newPassword", STRING), ("verifyPassword", STRING)],
        true,
    ),
    ("GET", "/consumer/identity", &[], false),
    ("GET", "/consumer/identity/1/redirect", &[], false),
    ("GET", "/consumer/identity/1/exchange", &[], false),
    (
        "POST",
        "/consumer/provider/github",
        &[("code", STRING), ("clientId", STRING), ("redirectUri", STRING)],
        false,
    ),
    ("GET", "/consumer/scope", &[], true),
    ("GET", "/authorization/whoami", &[], true),
    ("POST", "/authorization/token", &[("grant_type", STRING), ("scope", STRING)], false),
    ("POST", "/authorization/revoke", &[], true),
];

async fn bench() -> Bench {
    Bench::with(serde_json::json!({
        "rate_limit": {"enabled": false},
        "firewall": {"enabled": false},
        "provider_endpoint": true,
    }))
    .await
}

#[tokio::test]
async fn malformed_bodies_are_never_answered_with_5xx() {
    let bench = bench().await;
    bench.user("baz").await;
    let mut sent = 0;
    for endpoint @ (method, path, members, needs_token) in ENDPOINTS {
        let token = needs_token.then_some(text(&bench.login("baz").await["token"]));
        let before = sent;
        for (case, body) in bodies(members, sent) {
            let request = with_token(bench.request(method, path), token.as_deref());
            let request = request.header(CONTENT_TYPE, "application/json").body(body);
            judge(&format!("{method} {path} {case}"), request).await;
            sent += 1;
        }
        for (member, case, body) in typed_bodies(members) {
            let request = with_token(bench.request(method, path), token.as_deref());
            let request = request.header(CONTENT_TYPE, "application/json").body(body);
            let name = format!("{method} {path} {member}: {case}");
            let answer = judge(&name, request).await;
            let expected = members.iter().find(|(known, _)| *known == member).unwrap().1;
            if case != expected && *path != "/authorization/token" {
                let message = format!("/{member} must be of type {expected}");
                assert_eq!(
                    (answer.status, text(&answer.json()["message"])),
                    (400, message),
                    "{name}"
                );
            }
            sent += 1;
        }
        assert!(sent - before >= BODIES_PER_ENDPOINT as u64, "{endpoint:?}");
        serves(&bench).await;
    }
    assert!(sent >= 500, "only {sent} bodies");
    println!("malformed: {sent} bodies");
}

#[tokio::test]
async fn odd_content_types_are_never_answered_with_5xx() {
    let bench = bench().await;
    for (method, path, _, _) in ENDPOINTS {
        for kind in CONTENT_TYPES {
            for body in ["", "{}", "{\"name\": \"x\"", "name=%zz&=&&email[]=1", "\u{0}--x\r\n\r\n"]
            {
                let kind = HeaderValue::from_bytes(kind).unwrap();
                let name = format!("{method} {path} {kind:?} {body:?}");
                let request = bench.request(method, path).header(CONTENT_TYPE, kind).body(body);
                judge(&name, request).await;
            }
        }
    }
    serves(&bench).await;
}

#[tokio::test]
async fn odd_headers_are_never_answered_with_5xx() {
    let bench = bench().await;
    for (method, path, _, _) in ENDPOINTS {
        for (name, value) in HEADERS {
            let header = HeaderName::from_bytes(name.as_bytes()).unwrap();
            let value = HeaderValue::from_bytes(value).unwrap();
            let case = format!("{method} {path} {name}: {value:?}");
            let url = format!("{}{path}", bench.url);
            let method = method.parse().unwrap();
            let mut request = bench.http.request(method, url).header(header, value);
            if *name != "user-agent" {
                request = request.header("user-agent", USER_AGENT);
            }
            judge(&case, request.body("{}")).await;
        }
    }
    serves(&bench).await;
}

#[tokio::test]
async fn operations_that_need_a_token_refuse_a_malformed_token() {
    let bench = bench().await;
    let claims = "eyJzdWIiOiJ4IiwiZXhwIjo5OTk5OTk5OTk5fQ";
    for (method, path, _, needs_token) in ENDPOINTS {
        for token in [
            "a.b.c".to_owned(),
            "foo.bar.baz".to_owned(),
            "...".to_owned(),
            "..".to_owned(),
            "a.b".to_owned(),
            "a.b.c.d".to_owned(),
            "e30.e30.e30".to_owned(),
            "bnVsbA.bnVsbA.bnVsbA".to_owned(),
            format!("eyJhbGciOiJub25lIn0.{claims}."),
            format!("eyJhbGciOiJIUzI1NiJ9.{claims}.AAAA"),
            format!("eyJhbGciOiJSUzI1NiJ9.{claims}.AAAA"),
            "x".repeat(4000),
            "eyJ".repeat(1000),
            "%00.%ff.=".to_owned(),
        ] {
            let request = bench.request(method, path).bearer_auth(&token).body("{}");
            let answer = judge(&format!("{method} {path} Bearer {token:.40}"), request).await;
            if *needs_token {
                assert_eq!(answer.status, 401, "{method} {path} {token:.40}: {answer:?}");
                assert!(answer.header("www-authenticate").starts_with("Bearer realm=\"Fusio\""));
            }
        }
    }
    serves(&bench).await;
}

#[tokio::test]
async fn odd_paths_are_never_answered_with_5xx_except_501() {
    let bench = bench().await;
    for path in paths() {
        for method in ["GET", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND"] {
            let answer = wire::exchange(&bench.url, method, &path).await;
            let case = format!("{method} {path:.80}");
            let (status, head, body) = wire::parts(&answer, &case);
            let is_unserved = status == 501 && body.contains("This test server does not have");
            assert!((200..500).contains(&status) || is_unserved, "{case}: {answer}");
            // The HTTP layer refuses an invalid URI, and the HTTP layer of Node also refuses a path
            // that is not ASCII. These answers are not Fusio's error object.
            let is_known = bench.is_native() || path.is_ascii();
            let is_uri = is_known && path.parse::<axum::http::Uri>().is_ok();
            if status >= 400 && is_uri {
                envelope(&case, &path, body);
                assert!(head.contains("application/json"), "{case}: {answer}");
            }
        }
    }
    serves(&bench).await;
}

#[tokio::test]
async fn malformed_control_requests_are_answered_with_4xx_and_change_nothing() {
    let bench = bench().await;
    let before = bench.send("GET", "/_test/settings", None, None).await.json();
    for (method, path) in [
        ("POST", "/_test/clock"),
        ("PATCH", "/_test/settings"),
        ("POST", "/_test/users"),
        ("POST", "/_test/faults"),
    ] {
        for body in [
            "",
            "{",
            "[]",
            "null",
            "\"x\"",
            "{\"unknown\":1}",
            "\u{feff}{}x",
            "{\"advance_seconds\":-1}",
            "{\"advance_seconds\":18446744073709551615}",
            "{\"advance_seconds\":1e300}",
            "{\"advance_seconds\":\"1\"}",
            "{\"fusio\":{\"rate_limit\":{\"anonymous\":-1}}}",
            "{\"fusio\":{\"expire_token\":-5}}",
            "{\"fusio\":null,\"x\":1}",
            "{\"name\":1,\"email\":2,\"password\":3}",
            "{\"method\":\"GET\",\"path\":\"/x\",\"status\":99999}",
            "{\"method\":\"G T\",\"path\":7}",
            "{\"method\":\"GET\",\"path\":\"/x\",\"action\":\"explode\"}",
            "{\"method\":\"GET\",\"path\":\"/x\",\"headers\":{\"a b\":\"c\\nd\"}}",
        ] {
            let request = bench.request(method, path).body(body);
            let answer = Answer::of(request.header(CONTENT_TYPE, "application/json")).await;
            assert!((400..500).contains(&answer.status), "{method} {path} {body}: {answer:?}");
            let parsed: Value = answer.json();
            assert!(parsed.is_object(), "{method} {path} {body}: {answer:?}");
        }
    }
    assert_eq!(bench.send("GET", "/_test/settings", None, None).await.json(), before);
    serves(&bench).await;
}

fn with_token(request: RequestBuilder, token: Option<&str>) -> RequestBuilder {
    match token {
        Some(token) => request.bearer_auth(token),
        None => request,
    }
}

/// Sends the request. The answer must not be a 5xx, and a refusal must be an error
/// object of Fusio or OAuth.
async fn judge(case: &str, request: RequestBuilder) -> Answer {
    let (client, request) = request.build_split();
    let request = request.unwrap_or_else(|error| panic!("{case}: {error}"));
    let path = request.url().path().to_owned();
    let response =
        client.execute(request).await.unwrap_or_else(|error| panic!("{case}: {error:?}"));
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let body = response.text().await.unwrap_or_else(|error| panic!("{case}: {error:?}"));
    let answer = Answer { status, headers, body };
    assert!((200..500).contains(&answer.status), "{case}: {answer:?}");
    if answer.status >= 400 {
        envelope(case, &path, &answer.body);
        assert_eq!(answer.header("content-type"), "application/json", "{case}");
    }
    answer
}

/// Checks the body of a refusal: `{success, title, message}`, or for the token endpoint
/// `{error, error_description}`.
fn envelope(case: &str, path: &str, body: &str) {
    let parsed: Value =
        serde_json::from_str(body).unwrap_or_else(|e| panic!("{case}: {e}: {body}"));
    let members: Vec<&String> = parsed.as_object().unwrap().keys().collect();
    if path.starts_with("/authorization/token") && members == ["error", "error_description"] {
        assert!(parsed["error"].is_string() && parsed["error_description"].is_string(), "{case}");
        return;
    }
    let mut sorted = members;
    sorted.sort();
    assert_eq!(sorted, ["message", "success", "title"], "{case}: {body}");
    assert_eq!(parsed["success"], false, "{case}: {body}");
    assert_eq!(parsed["title"], "Internal Server Error", "{case}: {body}");
    let message = text(&parsed["message"]);
    assert!(!message.is_empty(), "{case}: {body}");
    for internal in ["panicked", "sqlite", "src/", ".rs:", "SQLITE", "no such table"] {
        assert!(!message.contains(internal), "{case}: {message}");
    }
}

/// Checks that the server still works.
async fn serves(bench: &Bench) {
    let answer = bench.post("/consumer/login", serde_json::json!({})).await;
    answer.refused(400, "No username provided");
}
