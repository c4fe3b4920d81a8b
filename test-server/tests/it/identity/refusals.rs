//! Providers that fail, and what the users of a provider may not do.

use serde_json::{Value, json};

use super::{allowed_code, at, bench, exchange, follow, redirect};
use crate::fake::Fake;
use crate::support::{Bench, form, query_value, text};

const TOKEN: &str = r#"{"access_token": "remote-token", "token_type": "bearer"}"#;
const USER: &str = r#"{"id": "4711", "name": "remote user", "email": "remote@example.test"}"#;

/// Logs in with a provider that gives these answers at its token and user endpoints. Returns 200,
/// or the status and the message of the error.
async fn exchanged(token: (u16, &str), user: (u16, &str), create: bool) -> Value {
    let own = |(status, body): (u16, &str)| (status, body.to_owned());
    let (token, user) = (own(token), own(user));
    let provider = Fake::start(move |seen| match seen.path.as_str() {
        "/token" => token.clone(),
        _ => user.clone(),
    })
    .await;
    let bench = Bench::with(json!({"identities": [{
        "name": "Demo", "provider": "openid", "client_id": "c", "client_secret": "s",
        "authorization_uri": format!("{}/authorize", provider.url),
        "token_uri": format!("{}/token", provider.url),
        "user_info_uri": format!("{}/user", provider.url),
        "allow_create": create,
    }]}))
    .await;
    let answer = bench.send("GET", "/consumer/identity/1/redirect", None, None).await;
    let state = query_value(answer.header("location"), "state");
    let address = format!("{}?{}", exchange(&bench), form(&[("code", "abc"), ("state", &state)]));
    let answer = at(&bench, &address).await;
    assert!(!answer.body.contains("remote-token"), "{answer:?}");
    match answer.status {
        200 => json!(200),
        status => json!([status, answer.json()["message"]]),
    }
}

#[tokio::test]
async fn the_error_describes_how_a_provider_failed() {
    let token_code = "Could not request access token, the server returned a wrong HTTP code: 503";
    let token_json = "Could not request access token, the server returned an invalid JSON payload";
    let user_code = "Could not request user info, the server returned an invalid HTTP code: 401";
    let user_json = "Could not request user info, the server returned an invalid JSON payload";
    let (no_token, no_user) =
        ("Could not obtain access token", "Could not request user information");
    let denied = r#"{"error": "bad", "error_description": "why", "error_uri": "http://x.test"}"#;
    let told = "Could not obtain token: bad - why - why - http://x.test";
    for (token, user, message) in [
        ((503, "down"), (200, USER), token_code),
        ((200, "<html>"), (200, USER), token_json),
        ((200, "[]"), (200, USER), token_json),
        ((200, "{}"), (200, USER), no_token),
        ((200, r#"{"access_token": "remote-token"}"#), (200, USER), no_token),
        ((200, r#"{"token_type": "bearer"}"#), (200, USER), no_token),
        ((200, denied), (200, USER), told),
        ((200, TOKEN), (401, "no"), user_code),
        ((200, TOKEN), (200, "no"), user_json),
        ((200, TOKEN), (200, "{}"), no_user),
        ((200, TOKEN), (200, r#"{"id": "1"}"#), no_user),
        ((200, TOKEN), (200, r#"{"name": "x"}"#), no_user),
    ] {
        let answer = exchanged(token, user, true).await;
        assert_eq!(answer, json!([400, message]), "{token:?} {user:?}");
    }
    assert_eq!(exchanged((200, TOKEN), (200, USER), true).await, json!(200));
}

#[tokio::test]
async fn a_login_with_an_unreachable_provider_gets_an_error_answer() {
    let bench = Bench::with(json!({"identities": [{
        "name": "Demo", "provider": "openid", "token_uri": "http://127.0.0.1:1/token",
    }]}))
    .await;
    let answer = bench.send("GET", "/consumer/identity/1/redirect", None, None).await;
    let state = query_value(answer.header("location"), "state");
    let address = format!("{}?{}", exchange(&bench), form(&[("code", "abc"), ("state", &state)]));
    let answer = at(&bench, &address).await;
    assert_eq!(answer.json()["success"], false);
    assert!(!answer.body.contains("127.0.0.1:1"), "{answer:?}");
    assert_eq!(bench.send("GET", "/consumer/identity", None, None).await.status, 200);
}

#[tokio::test]
async fn a_new_user_is_refused_if_creation_is_off_or_a_member_is_invalid() {
    for (user, create, message) in [
        (USER, false, "Provided user is not available"),
        (r#"{"id": 1, "name": "x"}"#, true, "Invalid user name"),
        (r#"{"id": 1, "name": "rootadmin"}"#, true, "User name already exists"),
        (r#"{"id": 1, "name": "new", "email": "no email"}"#, true, "Invalid email format"),
    ] {
        let answer = exchanged((200, TOKEN), (200, user), create).await;
        assert_eq!(answer, json!([400, message]), "{user}");
    }
    let named = r#"{"id": 1, "name": "ann lee@remote.test"}"#;
    assert_eq!(exchanged((200, TOKEN), (200, named), true).await, json!(200));
}

#[tokio::test]
async fn a_user_of_a_provider_can_neither_log_in_with_a_password_nor_reset_it() {
    let bench = bench("github").await;
    let landed = follow(&bench, &redirect(&bench).await).await;
    let token = query_value(&landed, "access_token");
    let account = bench.get("/consumer/account", &token).await.json();
    let login = json!({"username": account["name"], "password": "Passw0rd!x"});
    bench.post("/consumer/login", login).await.refused(400, "Invalid name or password");
    let ask = json!({"email": account["email"]});
    let message = "Provided user is not a local user";
    bench.post("/consumer/password_reset", ask).await.refused(400, message);
    let change = json!({
        "oldPassword": "Passw0rd!x", "newPassword": "N3wPassw0rd!", "verifyPassword": "N3wPassw0rd!",
    });
    let path = "/consumer/account/change_password";
    let answer = bench.send("PUT", path, Some(&token), Some(change)).await;
    answer.refused(400, "Changing password failed");
}

#[tokio::test]
async fn a_disabled_user_of_a_provider_cannot_log_in_again() {
    let bench = bench("github").await;
    let landed = follow(&bench, &redirect(&bench).await).await;
    let token = query_value(&landed, "access_token");
    let name = text(&bench.get("/consumer/account", &token).await.json()["name"]);
    let change = json!({"name": name, "status": 2});
    assert_eq!(bench.send("PATCH", "/_test/users", None, Some(change)).await.status, 204);
    let state = query_value(&redirect(&bench).await, "state");
    let code = allowed_code(&bench, "github", &exchange(&bench)).await;
    let address = format!("{}?{}", exchange(&bench), form(&[("code", &code), ("state", &state)]));
    at(&bench, &address).await.refused(400, "Invalid user status");
}
