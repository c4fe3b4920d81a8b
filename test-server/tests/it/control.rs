//! The control API: reset, clock, settings, mails, requests, faults, users, captcha verifier, provider.

use std::time::{Duration, Instant};

use matricula_test_server::TestServer;
use serde_json::{Value, json};

use crate::support::{Answer, Bench, PASSWORD, SCOPES, email, form, text};

#[tokio::test]
async fn a_reset_clears_users_mails_requests_faults_settings_and_the_clock() {
    let bench = Bench::start().await;
    let before = bench.send("GET", "/_test/settings", None, None).await.json();
    bench.register("baz").await.succeeded("Registration successful");
    bench.settings(json!({"fusio": {"user_pw_length": 12, "expire_token": 60}})).await;
    bench.advance(3600).await;
    let fault = json!({"method": "GET", "path": "/consumer/identity", "status": 502});
    bench.post("/_test/faults", fault).await;
    let answer = bench.send("POST", "/_test/reset", None, None).await;
    assert!((200..300).contains(&answer.status), "{answer:?}");
    assert_eq!(bench.outbox("baz").await.len(), 0);
    assert_eq!(requests(&bench).await.len(), 0);
    assert_eq!(bench.send("GET", "/consumer/identity", None, None).await.status, 200);
    let after = bench.send("GET", "/_test/settings", None, None).await.json();
    assert_eq!(after, before);
    bench.register("baz").await.succeeded("Registration successful");
    let token = json!({"token": bench.mailed_token("baz").await});
    bench.post("/consumer/activate", token).await.succeeded("Activation successful");
}

#[tokio::test]
async fn the_library_has_the_functions_of_the_control_api() {
    let server = TestServer::start().await.unwrap();
    let bench = Bench::at(server.url());
    assert_eq!(server.control(), format!("{}/_test", bench.url));
    bench.register("baz").await.succeeded("Registration successful");
    let mails = server.outbox(&email("baz")).await;
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].links, [bench.mailed_link("baz").await]);
    server.advance(Duration::from_secs(3601)).await;
    let token = json!({"token": bench.mailed_token("baz").await});
    bench.post("/consumer/activate", token).await.refused(400, "Invalid token provided");
    let change = json!({"fusio": {"registration": false}});
    server.update_settings(change).await.unwrap();
    assert!(server.update_settings(json!({"fusio": {"no_such": 1}})).await.is_err());
    bench.register("other").await.refused(503, "User registration is not enabled");
    server.reset().await.unwrap();
    assert_eq!(server.outbox(&email("baz")).await.len(), 0);
    bench.register("baz").await.succeeded("Registration successful");
}

#[tokio::test]
async fn a_dropped_server_stops() {
    let server = TestServer::start().await.unwrap();
    let bench = Bench::at(server.url());
    assert_eq!(bench.send("GET", "/consumer/identity", None, None).await.status, 200);
    drop(server);
    let bound = Instant::now() + Duration::from_secs(10);
    while bench.request("GET", "/consumer/identity").send().await.is_ok() {
        assert!(Instant::now() < bound, "the server still answers");
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn two_servers_in_one_process_are_independent() {
    let (one, other) = (Bench::start().await, Bench::start().await);
    assert_ne!(one.url, other.url);
    one.register("baz").await.succeeded("Registration successful");
    other.register("baz").await.succeeded("Registration successful");
    one.advance(3601).await;
    let token = json!({"token": other.mailed_token("baz").await});
    other.post("/consumer/activate", token).await.succeeded("Activation successful");
}

#[tokio::test]
async fn the_outbox_lists_the_mails_to_one_address_in_order() {
    let bench = Bench::start().await;
    bench.register("baz").await.succeeded("Registration successful");
    bench.register("other").await.succeeded("Registration successful");
    let ask = json!({"email": email("baz")});
    let sent = "Password reset email was send";
    bench.post("/consumer/password_reset", ask).await.succeeded(sent);
    let path = "/_test/outbox?to=baz%40example.test";
    let list = bench.send("GET", path, None, None).await.json();
    let mails = list.as_array().unwrap();
    let subjects: Vec<&Value> = mails.iter().map(|mail| &mail["subject"]).collect();
    assert_eq!(subjects, ["Fusio registration", "Fusio password reset"]);
    for mail in mails {
        assert_eq!(mail["to"], "baz@example.test");
        assert_eq!(mail["links"].as_array().unwrap().len(), 1, "{mail}");
    }
}

#[tokio::test]
async fn the_search_for_mails_ignores_the_case_of_the_address() {
    let server = TestServer::start().await.unwrap();
    let bench = Bench::at(server.url());
    let body = json!({"name": "Baz", "email": "Baz.Ü@Example.test", "password": PASSWORD});
    bench.post("/_test/users", body).await;
    let ask = json!({"email": "Baz.Ü@Example.test"});
    bench.post("/consumer/password_reset", ask).await.succeeded("Password reset email was send");
    for to in ["Baz.Ü@Example.test", "baz.ü@example.test", "BAZ.Ü@EXAMPLE.TEST"] {
        assert_eq!(server.outbox(to).await.len(), 1, "{to}");
        let query = form(&[("to", to)]);
        let outbox = bench.send("GET", &format!("/_test/outbox?{query}"), None, None).await;
        assert_eq!(outbox.json().as_array().unwrap().len(), 1, "{to}");
        let mailbox = bench.send("GET", &format!("/_test/mailbox?{query}"), None, None).await;
        assert!(mailbox.body.contains("1 mail to"), "{to}: {mailbox:?}");
    }
    assert_eq!(server.outbox("az.ü@example.test").await.len(), 0);
}

#[tokio::test]
async fn the_built_in_captcha_verifier_and_the_built_in_provider_answer() {
    let bench = Bench::start().await;
    for (form, success) in [("secret=s&response=good", true), ("secret=s", false)] {
        let request = bench.request("POST", "/_test/captcha/siteverify");
        let kind = "application/x-www-form-urlencoded";
        let answer = Answer::of(request.header("content-type", kind).body(form)).await;
        assert_eq!(answer.json()["success"], success, "{answer:?}");
    }
    let provider = format!("{}/_test/provider/openid", bench.url);
    let path = "/_test/provider/openid/.well-known/openid-configuration";
    let discovery = bench.send("GET", path, None, None).await.json();
    assert_eq!(discovery["issuer"], provider.as_str());
    let keys = bench.send("GET", "/_test/provider/openid/jwks", None, None).await;
    assert_eq!(keys.json(), json!({"keys": []}));
    for (kind, status) in [("facebook", 400), ("google", 405), ("none", 404), ("%FF", 404)] {
        let path = format!("/_test/provider/{kind}/token?client_id=x");
        let answer = bench.send("GET", &path, None, None).await;
        assert_eq!(answer.status, status, "{answer:?}");
    }
    for method in ["GET", "POST"] {
        let answer = bench.send(method, "/_test/provider/%FF/userinfo", None, None).await;
        assert_eq!((answer.status, answer.body.as_str()), (404, ""), "{answer:?}");
    }
}

#[tokio::test]
async fn an_invalid_query_is_refused_with_an_error_of_the_control_api() {
    let bench = Bench::start().await;
    for path in ["/_test/outbox", "/_test/mailbox"] {
        let answer = bench.send("GET", &format!("{path}?to=a&to=b"), None, None).await;
        assert_eq!(answer.status, 400, "{answer:?}");
        assert!(word(&answer.json(), "error").contains("to"), "{answer:?}");
    }
    for (query, problem) in [
        ("outbox?to=a&to=b", "`to` is given more than once"),
        ("mailbox?from=hunter2", "`from` is unknown"),
        ("users?name=hunter2", "`name` is unknown"),
        ("requests?since=hunter2", "`since` must be a whole number, 0 or more"),
        ("requests?since=-1", "`since` must be a whole number, 0 or more"),
        ("requests?since=", "`since` must be a whole number, 0 or more"),
        ("provider/facebook/token?code=a&code=b", "`code` is given more than once"),
    ] {
        let answer = bench.send("GET", &format!("/_test/{query}"), None, None).await;
        assert_eq!(answer.status, 400, "{query}: {answer:?}");
        assert_eq!(answer.json()["error"], format!("the query parameter {problem}"));
    }
    let page = "/_test/provider/github/authorize?unknown=a&unknown=b&state=a&state=b";
    let answer = bench.send("GET", page, None, None).await;
    assert_eq!(answer.status, 400, "{answer:?}");
    assert!(answer.body.contains("the query parameter `state` is given more than once"));
}

#[tokio::test]
async fn access_and_refresh_tokens_expire_when_the_clock_moves_past_their_lifetimes() {
    let bench = Bench::with(json!({"expire_token": 600, "expire_refresh": 1200})).await;
    bench.user("baz").await;
    let tokens = bench.login("baz").await;
    assert_eq!(tokens["expires_in"], 600);
    let token = text(&tokens["token"]);
    bench.advance(500).await;
    assert_eq!(bench.get("/consumer/account", &token).await.status, 200);
    bench.advance(101).await;
    bench.get("/consumer/account", &token).await.refused(401, "Expired token");
    let refresh = json!({"refresh_token": tokens["refresh_token"]});
    let renewed = bench.put("/consumer/login", refresh).await.json();
    assert_eq!(bench.get("/consumer/account", &text(&renewed["token"])).await.status, 200);
    bench.advance(1201).await;
    let refresh = json!({"refresh_token": renewed["refresh_token"]});
    let answer = bench.put("/consumer/login", refresh).await;
    answer.refused(400, "Refresh token is expired");
}

#[tokio::test]
async fn a_request_with_an_unknown_or_invalid_setting_changes_nothing() {
    let bench = Bench::start().await;
    let before = bench.send("GET", "/_test/settings", None, None).await.json();
    for change in [
        json!({"fusio": {"registration": false, "no_such_setting": 1}}),
        json!({"fusio": {"registration": false}, "no_such_section": {}}),
        json!({"fusio": {"registration": false, "user_pw_length": "long"}}),
        json!({"fusio": {"registration": false, "rate_limit": {"no_such_limit": 1}}}),
        json!({"fusio": []}),
        json!([]),
    ] {
        let answer = bench.send("PATCH", "/_test/settings", None, Some(change.clone())).await;
        assert_eq!(answer.status, 400, "{change} {answer:?}");
        let after = bench.send("GET", "/_test/settings", None, None).await.json();
        assert_eq!(after, before, "{change}");
    }
    bench.register("baz").await.succeeded("Registration successful");
}

#[tokio::test]
async fn a_change_of_one_setting_does_not_change_the_others() {
    let bench = Bench::start().await;
    let mut expected = bench.send("GET", "/_test/settings", None, None).await.json();
    bench.settings(json!({"fusio": {"user_pw_length": 12}})).await;
    expected["fusio"]["user_pw_length"] = json!(12);
    let shown = bench.send("GET", "/_test/settings", None, None).await.json();
    assert_eq!(shown, expected);
    let short = "Password must have at least 12 characters";
    bench.register("baz").await.refused(400, short);
}

#[tokio::test]
async fn settings_for_new_users_take_effect() {
    let bench = Bench::with(json!({"user_approval": false, "points_default": 100})).await;
    bench.register("baz").await.succeeded("Registration successful");
    assert_eq!(bench.outbox("baz").await.len(), 0);
    let tokens = bench.login("baz").await;
    let account = bench.get("/consumer/account", &text(&tokens["token"])).await.json();
    assert_eq!((&account["points"], &account["status"]), (&json!(100), &json!(1)));
    bench.settings(json!({"fusio": {"role_default": "Nobody"}})).await;
    bench.register("other").await.refused(500, "Invalid default role configured");
}

#[tokio::test]
async fn a_setting_selects_the_login_answer_of_an_older_release() {
    let bench = Bench::with(json!({"login_answer": "token_only"})).await;
    bench.user("baz").await;
    let answer = bench.login("baz").await;
    let members: Vec<&String> = answer.as_object().unwrap().keys().collect();
    assert_eq!(members, ["token"]);
    bench.settings(json!({"fusio": {"login_answer": "absolute_expiry"}})).await;
    let answer = bench.login("baz").await;
    let claims = crate::support::jwt_part(&text(&answer["token"]), 1);
    assert_eq!(answer["expires_in"], claims["exp"]);
    bench.settings(json!({"fusio": {"login_answer": "current"}})).await;
    assert_eq!(bench.login("baz").await["expires_in"], 172_800);
}

#[tokio::test]
async fn requests_are_listed_until_the_list_is_cleared() {
    let bench = Bench::start().await;
    bench.send("DELETE", "/_test/requests", None, None).await;
    bench.register("baz").await.succeeded("Registration successful");
    bench.send("GET", "/consumer/identity?count=3", None, None).await;
    let seen = requests(&bench).await;
    let lines: Vec<(&str, &str)> =
        seen.iter().map(|one| (word(one, "method"), path(one))).collect();
    assert_eq!(lines, [("POST", "/consumer/register"), ("GET", "/consumer/identity")]);
    let answer = bench.send("DELETE", "/_test/requests", None, None).await;
    assert!((200..300).contains(&answer.status), "{answer:?}");
    assert_eq!(requests(&bench).await.len(), 0);
}

#[tokio::test]
async fn an_answer_fault_ends_after_its_number_of_uses_and_does_not_affect_other_paths() {
    let bench = Bench::start().await;
    let fault = json!({
        "method": "POST", "path": "/consumer/login", "times": 2, "status": 503,
        "headers": {"retry-after": "7"}, "body": "{\"down\":true}", "action": "answer",
    });
    let added = bench.post("/_test/faults", fault).await;
    assert!((200..300).contains(&added.status), "{added:?}");
    assert_eq!(bench.send("GET", "/consumer/identity", None, None).await.status, 200);
    for _ in 0..2 {
        let login = bench.request("POST", "/consumer/login").json(&json!({}));
        let answer = Answer::of_fault(login).await;
        assert_eq!((answer.status, answer.header("retry-after")), (503, "7"));
        assert_eq!(answer.json(), json!({"down": true}));
    }
    bench.post("/consumer/login", json!({})).await.refused(400, "No username provided");
}

#[tokio::test]
async fn a_fault_that_can_never_happen_is_refused() {
    let bench = Bench::start().await;
    for (fault, named) in [
        (json!({"path": "/consumer/login?x=1", "status": 503}), "path"),
        (json!({"path": "/_test/health", "status": 503}), "path"),
        (json!({"path": "/consumer/login", "status": 503, "times": 0}), "times"),
        (json!({"path": "/consumer/login", "status": 503, "method": "PO ST"}), "method"),
    ] {
        let answer = bench.post("/_test/faults", fault).await;
        assert_eq!(answer.status, 400, "{answer:?}");
        assert!(answer.body.contains(named), "{answer:?}");
    }
}

#[tokio::test]
async fn a_fault_affects_the_simulated_provider() {
    let bench = Bench::start().await;
    let path = "/_test/provider/github/token";
    let added = bench.post("/_test/faults", json!({"path": path, "status": 503})).await;
    assert_eq!(added.status, 204, "{added:?}");
    let ask = || bench.request("POST", path).json(&json!({}));
    assert_eq!(Answer::of_fault(ask()).await.status, 503);
    assert_ne!(Answer::of(ask()).await.status, 503);
}

#[tokio::test]
async fn a_reset_fault_closes_the_connection_without_an_answer() {
    let bench = Bench::start().await;
    let fault =
        json!({"method": "GET", "path": "/consumer/identity", "times": 1, "action": "reset"});
    bench.post("/_test/faults", fault).await;
    let error = bench.request("GET", "/consumer/identity").send().await.unwrap_err();
    assert!(!error.is_timeout(), "{error:?}");
    assert_eq!(bench.send("GET", "/consumer/identity", None, None).await.status, 200);
}

#[tokio::test]
async fn a_stall_fault_never_answers_and_does_not_affect_other_requests() {
    let bench = Bench::start().await;
    let fault =
        json!({"method": "GET", "path": "/consumer/identity", "times": 1, "action": "stall"});
    bench.post("/_test/faults", fault).await;
    let stalled = bench.request("GET", "/consumer/identity").timeout(Duration::from_millis(500));
    let (stalled, other) = tokio::join!(stalled.send(), bench.post("/consumer/login", json!({})));
    assert!(stalled.unwrap_err().is_timeout());
    other.refused(400, "No username provided");
    assert_eq!(bench.send("GET", "/consumer/identity", None, None).await.status, 200);
}

#[tokio::test]
async fn an_endless_fault_sends_a_body_without_an_end() {
    let bench = Bench::start().await;
    let fault =
        json!({"method": "GET", "path": "/consumer/identity", "times": 1, "action": "endless"});
    bench.post("/_test/faults", fault).await;
    let mut response = bench.request("GET", "/consumer/identity").send().await.unwrap();
    let mut read = 0;
    while read < 4 * 1024 * 1024 {
        read += response.chunk().await.unwrap().expect("the body has ended").len();
    }
    drop(response);
    assert_eq!(bench.send("GET", "/consumer/identity", None, None).await.status, 200);
}

#[tokio::test]
async fn a_fault_can_delay_an_answer_and_can_be_deleted() {
    let bench = Bench::start().await;
    let fault = json!({
        "method": "GET", "path": "/consumer/identity", "times": 1, "status": 504, "delay_ms": 300,
    });
    bench.post("/_test/faults", fault.clone()).await;
    let start = Instant::now();
    let answer = Answer::of_fault(bench.request("GET", "/consumer/identity")).await;
    assert_eq!(answer.status, 504);
    assert!(start.elapsed() >= Duration::from_millis(300));
    bench.post("/_test/faults", fault).await;
    bench.send("DELETE", "/_test/faults", None, None).await;
    assert_eq!(bench.send("GET", "/consumer/identity", None, None).await.status, 200);
}

#[tokio::test]
async fn the_control_api_makes_users_with_a_status_and_a_role() {
    let bench = Bench::start().await;
    for (name, status) in [("disabled", 2), ("deleted", 0)] {
        let body = json!({
            "name": name, "email": email(name), "password": PASSWORD, "status": status,
        });
        bench.post("/_test/users", body).await;
        let login = json!({"username": name, "password": PASSWORD});
        bench.post("/consumer/login", login).await.refused(400, "Invalid name or password");
        bench.register(name).await.refused(400, "User name already exists");
    }
    let body = json!({
        "name": "root", "email": email("root"), "password": PASSWORD, "role": "Administrator",
    });
    bench.post("/_test/users", body).await;
    let scope = text(&bench.login("root").await["scope"]);
    assert!(scope.ends_with(&format!(",{SCOPES}")), "{scope}");
    assert!(scope.starts_with("backend,backend.account,"), "{scope}");
    let answer = bench.post("/_test/users", json!({"email": "no@name.test"})).await;
    assert_eq!(answer.status, 400, "{answer:?}");
}

async fn requests(bench: &Bench) -> Vec<Value> {
    let answer: Answer = bench.send("GET", "/_test/requests", None, None).await;
    answer.json().as_array().unwrap_or_else(|| panic!("not a list: {answer:?}")).clone()
}

fn word<'a>(request: &'a Value, name: &str) -> &'a str {
    request[name].as_str().unwrap_or_else(|| panic!("no {name} in {request}"))
}

fn path(request: &Value) -> &str {
    word(request, "path").split('?').next().unwrap()
}
