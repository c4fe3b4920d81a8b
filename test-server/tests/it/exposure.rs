//! The server refuses requests for unknown hosts. Pages of public origins cannot read its answers
//! unless a setting allows it.

use matricula_test_server::{Config, Fault, TestServer, openapi};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;

use crate::malformed::wire::{parts, send};
use crate::process::{Process, path, run};
use crate::support::{Answer, Bench};

const FOREIGN: &str = "evil.example:8077";

/// All operations of the OpenAPI document, and some paths without an operation.
fn everything() -> Vec<(String, String)> {
    let paths = openapi()["paths"].as_object().unwrap();
    let operations = paths.iter().flat_map(|(path, item)| {
        let path = path.replace(['{', '}'], "");
        let methods = item.as_object().unwrap().keys().filter(|key| *key != "parameters");
        methods.map(move |method| (method.to_uppercase(), path.clone()))
    });
    let nowhere =
        ["/", "/nowhere", "/api/nowhere", "/_test", "/_test/nowhere", "/_test/provider/x"];
    let nowhere = nowhere.map(|path| ("GET".to_owned(), path.to_owned()));
    operations.chain(nowhere).collect()
}

#[tokio::test]
async fn every_path_refuses_an_unknown_host() {
    let bench = Bench::start().await;
    let fault = json!({"path": "/consumer/login", "status": 503});
    assert_eq!(bench.post("/_test/faults", fault).await.status, 204);
    let everything = everything();
    assert!(everything.len() > 80, "{}", everything.len());
    for (method, path) in everything {
        for origin in [None, Some("http://evil.example:8077")] {
            let mut request = bench.request(&method, &path).header("host", FOREIGN);
            if let Some(origin) = origin {
                request = request.header("origin", origin);
            }
            let answer = Answer::of(request).await;
            assert_eq!(answer.status, 421, "{method} {path}: {answer:?}");
            assert!(answer.body.contains("`--allow-host evil.example`"), "{answer:?}");
            assert_eq!(answer.body.matches(". ").count(), 0, "one sentence: {answer:?}");
            assert_eq!(answer.header("access-control-allow-origin"), "", "{method} {path}");
        }
    }
    let seen = bench.send("GET", "/_test/requests", None, None).await.json();
    assert_eq!(seen, json!([]), "the list leaves refused requests out");
    let login = bench.request("POST", "/consumer/login").json(&json!({}));
    assert_eq!(Answer::of_fault(login).await.status, 503, "a refused request uses up no fault");
}

#[tokio::test]
async fn a_request_must_name_a_host_and_only_known_hosts() {
    let mut config = Config::default();
    config.server.allow_hosts = vec!["fusio.example".into()];
    let server = TestServer::start_with(config).await.unwrap();
    let status = async |target: &str, hosts: &[&str]| {
        let hosts: String = hosts.iter().map(|host| format!("Host: {host}\r\n")).collect();
        let head =
            format!("GET {target} HTTP/1.1\r\n{hosts}User-Agent: x\r\nConnection: close\r\n\r\n");
        parts(&send(server.url(), &head).await, &head).0
    };
    for host in [
        "127.0.0.1",
        "203.0.113.9:80",
        "[::1]:1",
        "localhost:8077",
        "a.localhost",
        "fusio",
        "Fusio.example:443",
    ] {
        assert_eq!(status("/consumer/identity", &[host]).await, 200, "{host}");
    }
    for hosts in [
        &["evil.example"][..],
        &["a.fusio.example"],
        &["localhost", "evil.example"],
        &["[::1"],
        &[""],
        &[],
    ] {
        assert_eq!(status("/consumer/identity", hosts).await, 421, "{hosts:?}");
    }
    assert_eq!(status("http://localhost/consumer/identity", &["localhost"]).await, 200);
    assert_eq!(status("http://evil.example/consumer/identity", &["localhost"]).await, 421);
}

#[tokio::test]
async fn pages_of_public_origins_cannot_read_answers_unless_a_setting_allows_it() {
    let server = TestServer::start().await.unwrap();
    let bench = Bench::at(server.url());
    let named = "https://app.example.com";
    let (local, public) = (
        ["http://localhost:5173", "http://127.0.0.1:3000", "http://192.168.1.7:3000", "http://web"],
        ["https://evil.example", named, "http://203.0.113.9", "null"],
    );
    let paths = [
        ("GET", "/consumer/identity", 200),
        ("OPTIONS", "/consumer/login", 200),
        ("POST", "/consumer/login", 400),
        ("OPTIONS", "/api/user", 204),
        ("GET", "/api/health", 501),
        ("GET", "/_test/outbox", 200),
        ("OPTIONS", "/_test/outbox", 200),
        ("GET", "/_test/provider/openid/jwks", 200),
        ("GET", "/consumer/account", 503),
    ];
    for (round, origin, expected) in (local.iter().map(|origin| (0, *origin, true)))
        .chain(public.iter().map(|origin| (1, *origin, false)))
        .chain([(2, named, true), (3, "https://evil.example", false)])
    {
        if round == 2 {
            bench.settings(json!({"cors": {"origins": [named]}})).await;
        }
        for (method, path, status) in paths {
            server.add_fault(Fault::answer("GET", "/consumer/account", 503)).await.unwrap();
            let mut request = bench.request(method, path).header("origin", origin);
            if method == "OPTIONS" {
                request = request
                    .header("access-control-request-method", "POST")
                    .header("access-control-request-headers", "authorization");
            }
            if method == "POST" {
                request = request.json(&json!({}));
            }
            let answer = Answer::of_fault(request).await;
            let case = format!("{origin} {method} {path}: {answer:?}");
            let refused = !expected && method == "GET" && path == "/_test/outbox";
            assert_eq!(answer.status, if refused { 403 } else { status }, "{case}");
            let allowed =
                answer.headers.keys().filter(|name| name.as_str().starts_with("access-control-"));
            if path == "/api/health" && expected {
                continue;
            }
            assert_eq!(allowed.count() > 0, expected, "{case}");
            let told = ["*", origin].contains(&answer.header("access-control-allow-origin"));
            assert_eq!(told, expected, "{case}");
        }
    }
}

#[tokio::test]
async fn pages_of_public_origins_cannot_use_the_control_api() {
    let bench = Bench::start().await;
    bench.register("baz").await.succeeded("Registration successful");
    let reset =
        || bench.request("POST", "/_test/reset").header("origin", "https://app.example.com");
    let answer = Answer::of(reset()).await;
    assert_eq!(answer.status, 403, "{answer:?}");
    assert!(answer.body.contains("cors.origins"), "{answer:?}");
    assert_eq!(bench.outbox("baz").await.len(), 1);
    bench.settings(json!({"cors": {"origins": ["https://app.example.com"]}})).await;
    assert_eq!(Answer::of(reset()).await.status, 204);
    assert_eq!(bench.outbox("baz").await.len(), 0);
}

#[tokio::test]
async fn flags_set_the_url_in_mails_and_the_allowed_hosts() {
    let arguments = [
        "--url",
        "https://login.example.com/",
        "--allow-host",
        "a.example,b.example",
        "--allow-host",
        "c.example",
    ];
    let server = Process::start(&arguments).await;
    let ready: Value = serde_json::from_str(&server.ready).unwrap();
    assert_eq!(ready["url"], "https://login.example.com");
    let bench = Bench::at(&server.listening().await);
    bench.register("baz").await.succeeded("Registration successful");
    // The server sends the captcha to its own verifier. For this request, it does not use `--url`.
    bench.settings(json!({"fusio": {"recaptcha_secret": "secret"}})).await;
    let ask = json!({"email": "baz@example.test", "captcha": "good"});
    bench.post("/consumer/password_reset", ask).await.succeeded("Password reset email was send");
    let link = bench.mailed_link("baz").await;
    assert!(link.starts_with("https://login.example.com/apps/"), "{link}");
    // The start page links to the login provider. The `redirect_uri` of these links is the start page.
    let back = "client_id=demo&response_type=code&redirect_uri=https%3A%2F%2Flogin.example.com%2F";
    let page = format!("/_test/provider/github/authorize?{back}");
    assert_eq!(bench.send("GET", &page, None, None).await.status, 200);
    for (host, status) in [
        ("login.example.com", 200),
        ("a.example", 200),
        ("b.example", 200),
        ("c.example", 200),
        ("d.example", 421),
    ] {
        let request = bench.request("GET", "/consumer/identity").header("host", host);
        assert_eq!(Answer::of(request).await.status, status, "{host}");
    }
    server.stop("TERM").await;
}

#[tokio::test]
async fn the_config_file_allows_hosts_and_an_invalid_host_or_url_is_an_error() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("server.toml");
    std::fs::write(&file, "[server]\nallow_hosts = [\"a.example\"]\n").unwrap();
    let server = Process::start(&["--config", path(&file)]).await;
    let bench = Bench::at(&server.url);
    let request = bench.request("GET", "/consumer/identity").header("host", "a.example");
    assert_eq!(Answer::of(request).await.status, 200);
    server.stop("TERM").await;
    for (flag, wrong) in [("--allow-host", "a.example:80"), ("--url", "a.example")] {
        let ended = run(&["--port", "0", flag, wrong]).await;
        assert_eq!(ended.status.code(), Some(1), "{flag}: {}", ended.stderr);
        assert_eq!(ended.stdout, "", "{flag}");
        assert!(ended.stderr.contains("server."), "{flag}: {}", ended.stderr);
    }
}

#[tokio::test]
async fn a_server_on_all_addresses_needs_a_url_and_a_server_for_other_machines_warns() {
    // This port is in use, and 192.0.2.1 is no address of this machine. So the server cannot listen, and
    // ends with an error.
    let taken = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    for host in ["0.0.0.0", "::", "::ffff:0.0.0.0"] {
        let ended = run(&["--host", host, "--port", &port]).await;
        assert_eq!(ended.status.code(), Some(1), "{host}: {}", ended.stderr);
        assert!(ended.stderr.contains("--url"), "{host}: {}", ended.stderr);
        assert!(!ended.stderr.contains("in use"), "{host}: {}", ended.stderr);
    }
    for (host, url) in [("0.0.0.0", "http://fusio:8077"), ("192.0.2.1", "http://192.0.2.1")] {
        let ended = run(&["--host", host, "--port", &port, "--url", url]).await;
        assert_eq!(ended.status.code(), Some(1), "{host}: {}", ended.stderr);
        assert!(ended.stderr.contains("cannot listen"), "{host}: {}", ended.stderr);
        assert!(ended.stderr.contains("has full control"), "{host}: {}", ended.stderr);
    }
}
