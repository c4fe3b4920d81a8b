//! Many requests at the same time: they do not block each other, and no request sees the unfinished changes of another.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::Router;
use axum::routing::post;
use matricula_test_server::{Config, Database, PasswordHash, TestServer};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::Barrier;

use crate::support::{Answer, Bench, PASSWORD, basic, email, text};

const AT_ONCE: usize = 16;
const KEY: &str = "bf69486b-4733-4470-a592-f1bfce7af580";

/// Starts a captcha verifier, and returns its URL. The verifier answers only when `AT_ONCE` requests wait
/// for it. Before each answer, it makes a user on the test server at the URL `server`, and logs this user in.
async fn verifier(server: &str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let all = Arc::new(Barrier::new(AT_ONCE));
    let server = server.to_owned();
    let verify = move |form: String| {
        let (all, bench) = (Arc::clone(&all), Bench::at(&server));
        async move {
            let form: Vec<(String, String)> =
                url::form_urlencoded::parse(form.as_bytes()).into_owned().collect();
            let (_, name) = form.iter().find(|(name, _)| name == "response").unwrap();
            all.wait().await;
            bench.user(&format!("friend-of-{name}")).await;
            bench.login(&format!("friend-of-{name}")).await;
            json!({"success": true}).to_string()
        }
    };
    let app = Router::new().fallback(post(verify));
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    url
}

#[tokio::test]
async fn a_captcha_verifier_can_call_the_server_that_waits_for_its_answer() {
    let folder = TempDir::new().unwrap();
    for database in [Database::Memory, Database::File(folder.path().join("users.db"))] {
        let mut config = Config::default();
        config.server.password_hash = PasswordHash::Cheap;
        config.server.database = database;
        let server = TestServer::start_with(config).await.unwrap();
        let bench = Arc::new(Bench::at(server.url()));
        let url = verifier(server.url()).await;
        let captcha = json!({"recaptcha_secret": "secret", "recaptcha_url": url});
        bench.settings(json!({"fusio": captcha})).await;
        let registered: Vec<_> = (0..AT_ONCE)
            .map(|number| {
                let (bench, name) = (Arc::clone(&bench), format!("user-{number}"));
                let body = json!({"name": name, "email": email(&name), "password": PASSWORD,
                                  "captcha": name});
                tokio::spawn(async move { bench.post("/consumer/register", body).await })
            })
            .collect();
        for answer in registered {
            answer.await.unwrap().succeeded("Registration successful");
        }
        for number in 0..AT_ONCE {
            assert_eq!(bench.outbox(&format!("user-{number}")).await.len(), 1);
        }
    }
}

/// Sends the request from many tasks at the same time; returns the statuses, sorted.
async fn race(bench: &Bench, method: &str, path: &str, body: &Value) -> Vec<u16> {
    let tasks: Vec<_> = (0..AT_ONCE)
        .map(|_| tokio::spawn(Answer::of(bench.request(method, path).json(body))))
        .collect();
    let mut statuses = Vec::new();
    for task in tasks {
        statuses.push(task.await.unwrap().status);
    }
    statuses.sort_unstable();
    statuses
}

#[tokio::test]
async fn only_one_of_many_parallel_requests_with_one_token_or_for_one_new_user_succeeds() {
    let bench = Bench::start().await;
    let mut once = [400; AT_ONCE];
    once[0] = 200;

    bench.register("baz").await.succeeded("Registration successful");
    let token = json!({"token": bench.mailed_token("baz").await});
    assert_eq!(race(&bench, "POST", "/consumer/activate", &token).await, once);

    let login = bench.login("baz").await;
    let refresh = json!({"refresh_token": login["refresh_token"]});
    assert_eq!(race(&bench, "PUT", "/consumer/login", &refresh).await, once);

    let reset = json!({"email": email("baz")});
    bench.post("/consumer/password_reset", reset).await.succeeded("Password reset email was send");
    let reset = json!({"token": bench.mailed_token("baz").await, "newPassword": "New-Passw0rd"});
    assert_eq!(race(&bench, "PUT", "/consumer/password_reset", &reset).await, once);

    let same = json!({"name": "foo", "email": email("foo"), "password": PASSWORD});
    assert_eq!(race(&bench, "POST", "/consumer/register", &same).await, once);
    assert_eq!(bench.outbox("foo").await.len(), 1);
}

#[tokio::test]
async fn only_one_of_many_password_changes_with_the_same_old_password_succeeds() {
    let bench = Bench::start().await;
    let token = bench.token("baz").await;
    let tasks: Vec<_> = (0..AT_ONCE)
        .map(|number| {
            let new = format!("New-Passw0rd-{number}");
            let body = json!({"oldPassword": PASSWORD, "newPassword": new, "verifyPassword": new});
            let request = bench.request("PUT", "/consumer/account/change_password");
            tokio::spawn(Answer::of(request.bearer_auth(&token).json(&body)))
        })
        .collect();
    let mut changed = Vec::new();
    for (number, task) in tasks.into_iter().enumerate() {
        match task.await.unwrap().status {
            200 => changed.push(number),
            status => assert_eq!(status, 400),
        }
    }
    let [winner] = changed[..] else { panic!("the requests {changed:?} succeeded") };
    let body = json!({"username": "baz", "password": format!("New-Passw0rd-{winner}")});
    assert_eq!(bench.post("/consumer/login", body).await.status, 200);
}

#[tokio::test]
async fn parallel_resets_all_succeed_and_no_request_sees_an_unfinished_reset() {
    let folder = TempDir::new().unwrap();
    for database in [Database::Memory, Database::File(folder.path().join("users.db"))] {
        let mut config = Config::default();
        config.server.password_hash = PasswordHash::Cheap;
        config.server.database = database;
        config.kickstart = Some(json!({
            "variables": {"defaultTenantId": "11111111-1111-1111-1111-111111111111"},
            "requests": [{"method": "POST", "url": "/api/application",
                          "body": {"application": {"name": "kicked"}}}],
        }));
        let server = TestServer::start_with(config).await.unwrap();
        let bench = Arc::new(Bench::at(server.url()));
        let done = Arc::new(AtomicBool::new(false));
        let readers: Vec<_> = (0..4)
            .map(|number| {
                let (bench, done) = (Arc::clone(&bench), Arc::clone(&done));
                tokio::spawn(async move {
                    let mut round = 0;
                    while !done.load(Ordering::Relaxed) {
                        check(&bench, &format!("user-{number}-{round}")).await;
                        round += 1;
                    }
                    round
                })
            })
            .collect();
        for _ in 0..8 {
            let resets: Vec<_> = (0..AT_ONCE)
                .map(|_| tokio::spawn(Answer::of(bench.request("POST", "/_test/reset"))))
                .collect();
            for reset in resets {
                assert_eq!(reset.await.unwrap().status, 204);
            }
        }
        done.store(true, Ordering::Relaxed);
        for reader in readers {
            assert!(reader.await.unwrap() > 0);
        }
    }
}

/// Checks that the server has its tenant and the application of its kickstart document. Both must exist at
/// any time, also during a reset. Also asks for a token of the administrator, and registers a user.
async fn check(bench: &Bench, name: &str) {
    let keyed = |path: &str| bench.request("GET", path).header("authorization", KEY);
    let tenants = Answer::of(keyed("/api/tenant")).await.json();
    let ids: Vec<String> =
        tenants["tenants"].as_array().unwrap().iter().map(|tenant| text(&tenant["id"])).collect();
    assert_eq!(ids, ["11111111-1111-1111-1111-111111111111"]);
    let apps = Answer::of(keyed("/api/application")).await.json();
    let names: Vec<String> =
        apps["applications"].as_array().unwrap().iter().map(|app| text(&app["name"])).collect();
    assert!(names.len() == 2 && names.contains(&"kicked".to_owned()), "{names:?}");
    let token = bench
        .request("POST", "/authorization/token")
        .header("authorization", basic("rootadmin", "Adm1n!pass"))
        .json(&json!({"grant_type": "client_credentials"}));
    let token = Answer::of(token).await;
    // 401 is possible, too: each reset stores a new hash of the password, and the server refuses the request
    // if the hash changes after the check of the password.
    assert!([200, 401].contains(&token.status), "{token:?}");
    assert_eq!(bench.register(name).await.status, 200);
}
