//! Some of the deliberate differences from Fusio that `test-server/README.md` lists.

use serde_json::json;

use crate::support::{Answer, Bench, PASSWORD, email};

const NO_USER: &str = "Could not find user for token";
const SENT: &str = "Password reset email was send";

#[tokio::test]
async fn an_invalid_or_too_long_body_is_a_client_error() {
    let bench = Bench::start().await;
    let send = async |body: Vec<u8>| {
        let request = bench.request("POST", "/consumer/login").body(body);
        Answer::of(request.header("content-type", "application/json")).await
    };
    send(Vec::new()).await.refused(400, "/ must be of type object");
    send(b"null".to_vec()).await.refused(400, "/ must be of type object");
    send(b"{\"username\": ".to_vec()).await.refused(400, "Syntax error");
    send(b"{\"username\": \"\xff\"}".to_vec()).await.refused(400, "Syntax error");
    let large = json!({"username": "baz", "password": "x".repeat(1024 * 1024)});
    let answer = send(large.to_string().into_bytes()).await;
    assert_eq!((answer.status, &answer.json()["success"]), (413, &json!(false)));
    let fits = json!({"username": "baz", "password": "x".repeat(1000 * 1024)});
    let answer = send(fits.to_string().into_bytes()).await;
    answer.refused(400, "Invalid name or password");
}

#[tokio::test]
async fn a_login_that_asks_only_for_unknown_scopes_is_refused() {
    let bench = Bench::start().await;
    bench.user("baz").await;
    let login = json!({"username": "baz", "password": PASSWORD, "scopes": ["foo"]});
    bench.post("/consumer/login", login).await.refused(400, "No valid scope given");
}

#[tokio::test]
async fn an_invalid_token_of_three_parts_causes_no_server_error() {
    let bench = Bench::start().await;
    bench.get("/consumer/account", "foo.bar.baz").await.refused(401, "Invalid access token");
    let login = Some(json!({"username": "baz", "password": PASSWORD}));
    let answer = bench.send("POST", "/consumer/login", Some("foo.bar.baz"), login).await;
    answer.refused(400, "Invalid name or password");
    let body = json!({"token": "foo.bar.baz", "newPassword": PASSWORD});
    let wrong = "Invalid token provided";
    bench.post("/consumer/activate", body.clone()).await.refused(400, wrong);
    bench.put("/consumer/password_reset", body).await.refused(400, wrong);
}

#[tokio::test]
async fn a_password_change_ends_older_reset_tokens() {
    let bench = Bench::start().await;
    let token = bench.token("baz").await;
    bench.post("/consumer/password_reset", json!({"email": email("baz")})).await.succeeded(SENT);
    let reset = json!({"token": bench.mailed_token("baz").await, "newPassword": PASSWORD});
    let new = "N3wPassw0rd!";
    let change = json!({"oldPassword": PASSWORD, "newPassword": new, "verifyPassword": new});
    let path = "/consumer/account/change_password";
    let answer = bench.send("PUT", path, Some(&token), Some(change)).await;
    answer.succeeded("Password successful changed");
    bench.put("/consumer/password_reset", reset).await.refused(400, NO_USER);
}

#[tokio::test]
async fn a_reset_token_stays_valid_after_a_refused_password() {
    let bench = Bench::start().await;
    bench.user("baz").await;
    bench.post("/consumer/password_reset", json!({"email": email("baz")})).await.succeeded(SENT);
    let token = bench.mailed_token("baz").await;
    let set = async |password: &str| {
        let body = json!({"token": token, "newPassword": password});
        bench.put("/consumer/password_reset", body).await
    };
    set("short").await.refused(400, "Password must have at least 8 characters");
    set("N3wPassw0rd!").await.succeeded("Password successful changed");
}

#[tokio::test]
async fn a_deleted_user_is_not_activated_gets_no_mail_and_cannot_set_a_password() {
    let bench = Bench::start().await;
    bench.register("baz").await.succeeded("Registration successful");
    let token = json!({"token": bench.mailed_token("baz").await});
    bench.post("/consumer/password_reset", json!({"email": email("baz")})).await.succeeded(SENT);
    let reset = json!({"token": bench.mailed_token("baz").await, "newPassword": "N3wPassw0rd!"});
    let change = json!({"name": "baz", "status": 0});
    assert_eq!(bench.send("PATCH", "/_test/users", None, Some(change)).await.status, 204);
    bench.post("/consumer/activate", token).await.refused(400, NO_USER);
    let ask = json!({"email": email("baz")});
    bench.post("/consumer/password_reset", ask).await.refused(404, "Could not find user");
    assert_eq!(bench.outbox("baz").await.len(), 2);
    bench.put("/consumer/password_reset", reset).await.refused(400, NO_USER);
}

#[tokio::test]
async fn an_activation_token_and_a_reset_token_are_valid_at_the_same_time() {
    let bench = Bench::start().await;
    bench.register("baz").await.succeeded("Registration successful");
    let activation = json!({"token": bench.mailed_token("baz").await});
    bench.post("/consumer/password_reset", json!({"email": email("baz")})).await.succeeded(SENT);
    let reset = json!({"token": bench.mailed_token("baz").await, "newPassword": "N3wPassw0rd!"});
    let done = "Password successful changed";
    bench.put("/consumer/password_reset", reset).await.succeeded(done);
    bench.post("/consumer/activate", activation).await.succeeded("Activation successful");
    let login = json!({"username": "baz", "password": "N3wPassw0rd!"});
    assert_eq!(bench.post("/consumer/login", login).await.status, 200);
}

#[tokio::test]
async fn values_are_escaped_only_in_the_html_of_a_mail() {
    let bench = Bench::with(json!({"mail_register_body": "<b>{email}</b>"})).await;
    let odd = "o'neil&sons@example.test";
    let body = json!({"name": "baz", "email": odd, "password": PASSWORD});
    bench.post("/consumer/register", body).await.succeeded("Registration successful");
    let all = bench.send("GET", "/_test/outbox", None, None).await.json();
    assert_eq!(all[0]["to"], odd);
    assert_eq!(all[0]["text"], format!("<b>{odd}</b>"));
    let html = html_escape::decode_html_entities(all[0]["html"].as_str().unwrap()).into_owned();
    assert_eq!(html, format!("<b>{odd}</b>"));
    assert!(all[0]["html"].as_str().unwrap().contains("&amp;sons@"), "{all}");
}

#[tokio::test]
async fn the_provider_call_of_older_releases_refuses_an_unknown_provider() {
    let bench = Bench::start().await;
    let body = json!({"code": "x", "clientId": "demo", "redirectUri": "http://localhost:3000/"});
    let answer = bench.post("/consumer/provider/nobody", body).await;
    answer.refused(404, "Could not find provider");
}
