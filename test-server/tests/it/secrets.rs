//! Neither the log nor the list of requests contains secrets from requests to Fusio and from Fusio's
//! answers.

use serde_json::{Value, json};

use crate::identity::{allowed_code, allowed_code_as};
use crate::process::Process;
use crate::support::{Answer, Bench, PASSWORD, basic, email, form, query_value, text};

const NEW: &str = "N3wPassw0rd!-changed";
const LAST: &str = "L4stPassw0rd!-reset";
const CAPTCHA: &str = "captcha-response-4711";
const CAPTCHA_SECRET: &str = "captcha-secret-4711";
const APP_SECRET: &str = "app-secret-4711";
const WRONG: &str = "Wr0ngPassw0rd!-typed";
const GARBAGE: &str = "garbage-token-4711";

/// Every secret that was sent or received.
#[derive(Default)]
pub(crate) struct Secrets(Vec<String>);

impl Secrets {
    pub(crate) fn keep(&mut self, secret: impl Into<String>) -> String {
        let secret = secret.into();
        assert!(secret.len() >= 10, "too short for a search: {secret}");
        self.0.push(secret.clone());
        secret
    }

    pub(crate) fn keep_member(&mut self, answer: &Value, name: &str) -> String {
        self.keep(text(&answer[name]))
    }

    /// The secrets in a text, plain or encoded as in a query.
    pub(crate) fn found_in(&self, text: &str) -> Vec<&String> {
        let encoded = |secret: &str| form(&[("", secret)]).split_off(1);
        let contains = |secret: &&String| text.contains(*secret) || text.contains(&encoded(secret));
        self.0.iter().filter(contains).collect()
    }
}

#[tokio::test]
async fn no_secret_is_logged_or_listed() {
    let server = Process::start(&["--database", ":memory:", "--log", "trace"]).await;
    let bench = Bench::at(&server.url);
    let mut secrets = Secrets::default();
    for secret in
        [PASSWORD, NEW, LAST, CAPTCHA, CAPTCHA_SECRET, APP_SECRET, WRONG, GARBAGE, "demo-secret"]
    {
        secrets.keep(secret);
    }
    settings(&bench).await;
    registration(&bench, &mut secrets).await;
    tokens(&bench, &mut secrets).await;
    passwords(&bench, &mut secrets).await;
    providers(&bench, &mut secrets).await;
    refusals(&bench).await;
    let seen = bench.send("GET", "/_test/requests", None, None).await;
    assert!(seen.body.contains("/consumer/register"), "{seen:?}");
    assert_eq!(secrets.found_in(&seen.body), Vec::<&String>::new(), "in the list of requests");
    let ended = server.stop("TERM").await;
    assert!(
        ended.stderr.contains("/consumer/register"),
        "the log has no request: {}",
        ended.stderr
    );
    assert_eq!(secrets.found_in(&ended.stderr), Vec::<&String>::new(), "in {}", ended.stderr);
    assert_eq!(ended.stdout, "");
}

#[test]
fn the_search_finds_secrets_plain_and_encoded() {
    let mut secrets = Secrets::default();
    secrets.keep("top secret/4711");
    assert_eq!(secrets.found_in("a=top secret/4711").len(), 1);
    assert_eq!(secrets.found_in("a=top+secret%2F4711&").len(), 1);
    assert_eq!(secrets.found_in("a=top+secret").len(), 0);
}

async fn settings(bench: &Bench) {
    bench
        .settings(json!({
            "captcha": {"accept": [CAPTCHA]},
            "fusio": {
                "recaptcha_secret": CAPTCHA_SECRET,
                "provider_endpoint": true,
                "apps": [{
                    "name": "App", "key": "app-key", "secret": APP_SECRET,
                    "url": "http://localhost:3000",
                }],
                "identities": [{
                    "name": "GitHub", "provider": "github", "app_id": 1,
                    "client_id": "demo", "client_secret": "demo-secret",
                }],
            },
        }))
        .await;
}

async fn registration(bench: &Bench, secrets: &mut Secrets) {
    let user = |captcha| json!({"name": "baz", "email": email("baz"), "password": PASSWORD, "captcha": captcha});
    bench.post("/consumer/register", user(WRONG)).await.refused(400, "Invalid captcha");
    let done = "Registration successful";
    bench.post("/consumer/register", user(CAPTCHA)).await.succeeded(done);
    bench.post("/consumer/register", user(CAPTCHA)).await.refused(400, "User name already exists");
    let token = secrets.keep(bench.mailed_token("baz").await);
    let body = json!({"token": token});
    bench.post("/consumer/activate", body.clone()).await.succeeded("Activation successful");
    bench.post("/consumer/activate", body).await.refused(400, "Could not find user for token");
}

async fn tokens(bench: &Bench, secrets: &mut Secrets) {
    let tokens = bench.login("baz").await;
    let token = secrets.keep_member(&tokens, "token");
    let refresh = secrets.keep_member(&tokens, "refresh_token");
    for path in ["/consumer/account", "/authorization/whoami", "/consumer/scope"] {
        assert_eq!(bench.get(path, &token).await.status, 200, "{path}");
    }
    let answer = bench.put("/consumer/login", json!({"refresh_token": refresh})).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    secrets.keep_member(&answer.json(), "refresh_token");
    let token = secrets.keep_member(&answer.json(), "token");
    let answer = bench.send("POST", "/authorization/revoke", Some(&token), None).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let credentials = basic("baz", PASSWORD);
    secrets.keep(credentials.trim_start_matches("Basic "));
    for grant in [
        vec![("grant_type", "client_credentials")],
        vec![("grant_type", "password"), ("username", "baz"), ("password", PASSWORD)],
        vec![("grant_type", "refresh_token"), ("refresh_token", GARBAGE)],
        vec![
            ("grant_type", "authorization_code"),
            ("code", GARBAGE),
            ("client_secret", APP_SECRET),
        ],
    ] {
        let request = bench.request("POST", "/authorization/token").body(form(&grant));
        let kind = "application/x-www-form-urlencoded";
        let request = request.header("content-type", kind).header("authorization", &credentials);
        let answer = Answer::of(request).await;
        if answer.status == 200 {
            secrets.keep_member(&answer.json(), "access_token");
            secrets.keep_member(&answer.json(), "refresh_token");
        }
    }
}

async fn passwords(bench: &Bench, secrets: &mut Secrets) {
    let token = secrets.keep_member(&bench.login("baz").await, "token");
    let body = json!({"oldPassword": PASSWORD, "newPassword": NEW, "verifyPassword": NEW});
    let path = "/consumer/account/change_password";
    let answer = bench.send("PUT", path, Some(&token), Some(body)).await;
    answer.succeeded("Password successful changed");
    let body = json!({"email": email("baz"), "captcha": CAPTCHA});
    let answer = bench.post("/consumer/password_reset", body).await;
    answer.succeeded("Password reset email was send");
    let reset = secrets.keep(bench.mailed_token("baz").await);
    let body = json!({"token": reset, "newPassword": LAST});
    let answer = bench.put("/consumer/password_reset", body).await;
    answer.succeeded("Password successful changed");
    let body = json!({"name": "made", "email": email("made"), "password": PASSWORD});
    let answer = bench.post("/_test/users", body).await;
    assert!((200..300).contains(&answer.status), "{answer:?}");
}

async fn providers(bench: &Bench, secrets: &mut Secrets) {
    let back = "http://localhost:3000/login/1";
    let path = format!("/consumer/identity/1/redirect?{}", form(&[("redirect_uri", back)]));
    let answer = bench.send("GET", &path, None, None).await;
    let state = secrets.keep(query_value(answer.header("location"), "state"));
    let exchange = format!("{}/consumer/identity/1/exchange", bench.url);
    let code = secrets.keep(allowed_code(bench, "github", &exchange).await);
    let query = form(&[("code", &code), ("state", &state)]);
    let path = format!("/consumer/identity/1/exchange?{query}");
    let answer = bench.send("GET", &path, None, None).await;
    assert_eq!(answer.status, 302, "{answer:?}");
    secrets.keep(query_value(answer.header("location"), "access_token"));
    secrets.keep(query_value(answer.header("location"), "refresh_token"));
    let code = secrets.keep(allowed_code_as(bench, "other-user", "github", back).await);
    let body = json!({"code": code, "clientId": "demo", "redirectUri": back});
    let answer = bench.post("/consumer/provider/github", body).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    secrets.keep_member(&answer.json(), "token");
}

/// Sends secrets in wrong places, and in requests that fail early.
async fn refusals(bench: &Bench) {
    let login = json!({"username": "baz", "password": WRONG});
    bench.post("/consumer/login", login).await.refused(400, "Invalid name or password");
    let login = json!({"username": "baz", "password": [WRONG]});
    bench.post("/consumer/login", login).await.refused(400, "/password must be of type string");
    let body = format!("{{\"username\": \"baz\", \"password\": \"{WRONG}\"");
    let kind = "application/json";
    let request = bench.request("POST", "/consumer/login").header("content-type", kind).body(body);
    assert_eq!(Answer::of(request).await.status, 400);
    assert_eq!(bench.get("/consumer/account", GARBAGE).await.status, 401);
    let dotted = format!("{GARBAGE}.{GARBAGE}.{GARBAGE}");
    assert_eq!(bench.get("/consumer/account", &dotted).await.status, 401);
    let path =
        format!("/consumer/identity?{}", form(&[("access_token", GARBAGE), ("password", WRONG)]));
    assert_eq!(bench.send("GET", &path, None, None).await.status, 200);
    let path = format!("/consumer/nope?{}", form(&[("captcha", CAPTCHA), ("code", GARBAGE)]));
    bench.send("GET", &path, None, None).await.refused(404, "Unknown location");
    let change = json!({"fusio": {"recaptcha_secret": [CAPTCHA_SECRET]}});
    let answer = bench.send("PATCH", "/_test/settings", None, Some(change)).await;
    assert_eq!((answer.status, answer.body.contains(CAPTCHA_SECRET)), (400, false));
    let change = json!({"mail": {"smtp_url": APP_SECRET}});
    let answer = bench.send("PATCH", "/_test/settings", None, Some(change)).await;
    assert_eq!((answer.status, answer.body.contains(APP_SECRET)), (400, false));
}
