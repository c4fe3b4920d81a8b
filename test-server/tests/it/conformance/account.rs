//! The account, its password, and the password reset.

use serde_json::json;

use crate::support::{Bench, PASSWORD, SCOPES, email, is_date_time, text};

const NEW: &str = "N3wPassw0rd!";
const CHANGE: &str = "/consumer/account/change_password";

#[tokio::test]
async fn account_and_whoami_return_the_same_user() {
    let bench = Bench::start().await;
    let token = bench.token("baz").await;
    let answer = bench.get("/consumer/account", &token).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let account = answer.json();
    let scopes: Vec<&str> = SCOPES.split(',').collect();
    let mut rest = account.as_object().unwrap().clone();
    assert!(rest.remove("id").unwrap().as_u64() > Some(0));
    assert!(is_date_time(&text(&rest.remove("date").unwrap())), "{account}");
    let expected = json!({
        "roleId": 3, "status": 1, "name": "baz", "email": email("baz"), "scopes": scopes,
    });
    assert_eq!(json!(rest), expected);
    assert_eq!(bench.get("/authorization/whoami", &token).await.json(), account);
    assert!(answer.body.starts_with("{\n    \"id\": "), "{}", answer.body);
}

#[tokio::test]
async fn an_account_update_changes_only_the_email() {
    let bench = Bench::start().await;
    bench.user("other").await;
    let token = bench.token("baz").await;
    let update =
        async |body| bench.send("PUT", "/consumer/account", Some(&token), Some(body)).await;
    let done = "Account successfully updated";
    update(json!({"email": "new@example.test", "name": "x", "status": 0})).await.succeeded(done);
    let account = bench.get("/consumer/account", &token).await.json();
    assert_eq!((&account["email"], &account["name"]), (&json!("new@example.test"), &json!("baz")));
    assert_eq!(account["status"], 1);
    update(json!({})).await.succeeded(done);
    for (body, message) in [
        (json!({"email": "nope"}), "Invalid email format"),
        (json!({"email": ""}), "Email must not be empty"),
        (json!({"email": email("other")}), "User email already exists"),
        (json!({"email": 1}), "/email must be of type string"),
    ] {
        update(body).await.refused(400, message);
    }
    assert_eq!(bench.get("/consumer/account", &token).await.json(), account);
}

#[tokio::test]
async fn a_password_change_needs_the_old_password() {
    let bench = Bench::start().await;
    let token = bench.token("baz").await;
    let change = async |old: &str, new: &str, verify: &str| {
        let body = json!({"oldPassword": old, "newPassword": new, "verifyPassword": verify});
        bench.send("PUT", CHANGE, Some(&token), Some(body)).await
    };
    let refused = [
        (PASSWORD, NEW, "other12345", "New password does not match the verify password"),
        ("wrongwrong", NEW, NEW, "Changing password failed"),
        (PASSWORD, "", "", "New password must not be empty"),
        ("", NEW, NEW, "Old password must not be empty"),
        (PASSWORD, "short", "short", "Password must have at least 8 characters"),
        ("short", NEW, NEW, "Password must have at least 8 characters"),
    ];
    for (old, new, verify, message) in refused {
        change(old, new, verify).await.refused(400, message);
    }
    let empty = bench.send("PUT", CHANGE, Some(&token), Some(json!({}))).await;
    empty.refused(400, "New password must not be empty");
    change(PASSWORD, NEW, NEW).await.succeeded("Password successful changed");
    let login = json!({"username": "baz", "password": PASSWORD});
    bench.post("/consumer/login", login).await.refused(400, "Invalid name or password");
    let login = json!({"username": "baz", "password": NEW});
    assert_eq!(bench.post("/consumer/login", login).await.status, 200);
    assert_eq!(bench.get("/consumer/account", &token).await.status, 200, "the token stays valid");
}

#[tokio::test]
async fn a_password_reset_is_mailed_to_a_known_address() {
    let bench = Bench::start().await;
    bench.user("baz").await;
    let ask = async |body| bench.post("/consumer/password_reset", body).await;
    let sent = "Password reset email was send";
    ask(json!({"email": email("baz")})).await.succeeded(sent);
    let mails = bench.outbox("baz").await;
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0]["subject"], "Fusio password reset");
    let link = bench.mailed_link("baz").await;
    let page = format!("{}/apps/developer/password/confirm/", bench.url);
    assert!(link.starts_with(&page), "{link}");
    ask(json!({"email": email("nobody")})).await.refused(404, "Could not find user");
    ask(json!({"email": "no email"})).await.refused(404, "Could not find user");
    ask(json!({})).await.refused(400, "No email was provided");
}

#[tokio::test]
async fn a_reset_token_sets_a_password_once() {
    let bench = Bench::start().await;
    bench.user("baz").await;
    let ask = json!({"email": email("baz")});
    let sent = "Password reset email was send";
    bench.post("/consumer/password_reset", ask.clone()).await.succeeded(sent);
    let superseded = bench.mailed_token("baz").await;
    bench.post("/consumer/password_reset", ask).await.succeeded(sent);
    let token = bench.mailed_token("baz").await;
    assert_ne!(token, superseded);
    let set = async |body| bench.put("/consumer/password_reset", body).await;
    let with = |token: &str| json!({"token": token, "newPassword": NEW});
    set(json!({"newPassword": NEW})).await.refused(404, "No token was provided");
    set(with("nope")).await.refused(400, "Invalid token provided");
    set(with(&superseded)).await.refused(400, "Could not find user for token");
    set(with(&token)).await.succeeded("Password successful changed");
    set(with(&token)).await.refused(400, "Could not find user for token");
    let login = json!({"username": "baz", "password": NEW});
    assert_eq!(bench.post("/consumer/login", login).await.status, 200);
}
