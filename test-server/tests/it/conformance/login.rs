//! Login, refresh, bearer tokens, revocation.

use serde_json::json;
use sha1::{Digest, Sha1};

use crate::support::{Answer, Bench, PASSWORD, SCOPES, email, is_refresh_token, jwt_part, text};

#[tokio::test]
async fn a_login_by_name_or_email_returns_tokens() {
    let bench = Bench::start().await;
    bench.user("baz").await;
    for username in ["baz".to_owned(), email("baz")] {
        let login = json!({"username": username, "password": PASSWORD});
        let answer = bench.post("/consumer/login", login).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        let tokens = answer.json();
        let mut members: Vec<&String> = tokens.as_object().unwrap().keys().collect();
        members.sort();
        assert_eq!(members, ["expires_in", "refresh_token", "scope", "token"]);
        assert_eq!((&tokens["expires_in"], &tokens["scope"]), (&json!(172_800), &json!(SCOPES)));
        assert!(is_refresh_token(&text(&tokens["refresh_token"])), "{tokens}");
        let token = text(&tokens["token"]);
        let claims = jwt_part(&token, 1);
        assert_eq!(jwt_part(&token, 0), json!({"typ": "JWT", "alg": "HS256"}));
        assert_eq!(claims["name"], "baz");
        assert_eq!(claims["preferred_username"], "baz");
        assert_eq!(claims["email"], email("baz"));
        assert_eq!(claims["iss"], bench.url);
        assert_eq!(claims["exp"].as_u64().unwrap() - claims["iat"].as_u64().unwrap(), 172_800);
        assert!(claims.get("aud").is_none(), "{claims}");
        let account = bench.get("/consumer/account", &token).await.json();
        let id = account["id"].as_u64().unwrap();
        assert_eq!(claims["sub"], subject(&bench.url, id));
    }
}

#[tokio::test]
async fn a_login_grants_those_requested_scopes_that_the_user_has() {
    let bench = Bench::start().await;
    bench.user("baz").await;
    for (asked, granted) in [
        (json!(["consumer.account", "authorization", "foo"]), "consumer.account,authorization"),
        (json!(["authorization", "consumer.account"]), "consumer.account,authorization"),
        (json!(["authorization", "authorization", "backend"]), "authorization"),
        (json!([]), SCOPES),
    ] {
        let login = json!({"username": "baz", "password": PASSWORD, "scopes": asked});
        let answer = bench.post("/consumer/login", login).await;
        assert_eq!((answer.status, &answer.json()["scope"]), (200, &json!(granted)));
    }
}

#[tokio::test]
async fn a_failed_login_does_not_say_whether_the_name_or_the_password_is_wrong() {
    let bench = Bench::start().await;
    bench.user("baz").await;
    for (body, message) in [
        (json!({"username": "baz", "password": "wrong"}), "Invalid name or password"),
        (json!({"username": "nobody", "password": PASSWORD}), "Invalid name or password"),
        (json!({"username": "BAZ", "password": PASSWORD}), "Invalid name or password"),
        (json!({"password": PASSWORD}), "No username provided"),
        (json!({"username": "", "password": PASSWORD}), "No username provided"),
        (json!({"username": "baz"}), "No password provided"),
        (json!({"username": null, "password": null}), "No username provided"),
    ] {
        bench.post("/consumer/login", body).await.refused(400, message);
    }
}

#[tokio::test]
async fn a_refresh_returns_new_tokens_and_ends_the_old_access_token() {
    let bench = Bench::start().await;
    bench.user("baz").await;
    let login = json!({"username": "baz", "password": PASSWORD, "scopes": ["consumer.account"]});
    let old = bench.post("/consumer/login", login).await.json();
    let body = json!({"refresh_token": old["refresh_token"]});
    let answer = bench.put("/consumer/login", body).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let new = answer.json();
    assert_eq!(new["scope"], "consumer.account");
    assert_eq!(new["expires_in"], 172_800);
    assert_ne!(new["token"], old["token"]);
    assert_ne!(new["refresh_token"], old["refresh_token"]);
    assert!(is_refresh_token(&text(&new["refresh_token"])), "{new}");
    assert_eq!(bench.get("/consumer/account", &text(&new["token"])).await.status, 200);
    let answer = bench.get("/consumer/account", &text(&old["token"])).await;
    unauthorized(&bench, &answer, "Invalid access token");
}

#[tokio::test]
async fn a_refresh_needs_a_known_token_that_has_not_expired() {
    let bench = Bench::start().await;
    bench.user("baz").await;
    let tokens = bench.login("baz").await;
    let refresh = |value| json!({"refresh_token": value});
    for (body, message) in [
        (refresh(json!("nope")), "Invalid refresh token"),
        (refresh(tokens["token"].clone()), "Invalid refresh token"),
        (json!({}), "No refresh token provided"),
        (json!({"refreshToken": tokens["refresh_token"]}), "No refresh token provided"),
        (refresh(json!("")), "No refresh token provided"),
    ] {
        bench.put("/consumer/login", body).await.refused(400, message);
    }
    bench.advance(3 * 24 * 60 * 60 + 1).await;
    let answer = bench.put("/consumer/login", refresh(tokens["refresh_token"].clone())).await;
    answer.refused(400, "Refresh token is expired");
}

#[tokio::test]
async fn a_refresh_of_a_disabled_user_fails_and_ends_the_access_token() {
    let bench = Bench::start().await;
    bench.user("baz").await;
    let tokens = bench.login("baz").await;
    let refresh = json!({"refresh_token": tokens["refresh_token"]});
    let set = async |status: i64| {
        let change = json!({"name": "baz", "status": status});
        assert_eq!(bench.send("PATCH", "/_test/users", None, Some(change)).await.status, 204);
    };
    let token = text(&tokens["token"]);
    for status in [2, 0] {
        set(status).await;
        assert_eq!(bench.get("/consumer/account", &token).await.status == 200, status == 2);
        let answer = bench.put("/consumer/login", refresh.clone()).await;
        answer.refused(400, "Invalid user status");
        let answer = bench.get("/consumer/account", &token).await;
        unauthorized(&bench, &answer, "Invalid access token");
    }
    set(1).await;
    assert_eq!(bench.put("/consumer/login", refresh).await.status, 200);
}

#[tokio::test]
async fn a_request_without_a_valid_bearer_token_is_unauthorized() {
    let bench = Bench::start().await;
    let token = bench.token("baz").await;
    let (head, signature) = token.rsplit_once('.').unwrap();
    let other = if signature.starts_with('A') { "B" } else { "A" };
    let forged = format!("{head}.{other}{}", &signature[1..]);
    for (authorization, message) in [
        (None, "Missing authorization header"),
        (Some(String::new()), "Missing authorization header"),
        (Some("bearer x".to_owned()), "Invalid authorization type"),
        (Some("Basic Zm9vOmJhcg==".to_owned()), "Invalid authorization type"),
        (Some("Bearer".to_owned()), "No authorization token was provided"),
        (Some("Bearer foobar".to_owned()), "Invalid access token"),
        (Some("Bearer foo.bar".to_owned()), "Wrong number of segments"),
        (Some(format!("Bearer {forged}")), "Signature verification failed"),
    ] {
        let mut request = bench.request("GET", "/consumer/account");
        if let Some(authorization) = authorization {
            request = request.header("authorization", authorization);
        }
        unauthorized(&bench, &Answer::of(request).await, message);
    }
    bench.advance(172_801).await;
    let answer = bench.get("/consumer/account", &token).await;
    unauthorized(&bench, &answer, "Expired token");
}

#[tokio::test]
async fn a_token_works_only_within_its_scopes() {
    let bench = Bench::start().await;
    bench.user("baz").await;
    let message = "Access to this operation is not in the scope of the provided token";
    for (scope, open, closed) in [
        ("authorization", "/authorization/whoami", "/consumer/account"),
        ("consumer.account", "/consumer/account", "/authorization/whoami"),
        ("consumer", "/consumer/account", "/authorization/whoami"),
        ("consumer.scope", "/consumer/scope", "/consumer/account"),
    ] {
        let login = json!({"username": "baz", "password": PASSWORD, "scopes": [scope]});
        let tokens = bench.post("/consumer/login", login).await.json();
        let token = text(&tokens["token"]);
        assert_eq!(bench.get(open, &token).await.status, 200, "{scope} {open}");
        unauthorized(&bench, &bench.get(closed, &token).await, message);
    }
}

#[tokio::test]
async fn a_revoked_token_is_refused() {
    let bench = Bench::start().await;
    bench.user("baz").await;
    let tokens = bench.login("baz").await;
    let other = text(&bench.login("baz").await["token"]);
    let token = text(&tokens["token"]);
    let answer = bench.send("POST", "/authorization/revoke", Some(&token), None).await;
    assert_eq!((answer.status, answer.json()), (200, json!({"success": true})));
    let answer = bench.get("/consumer/account", &token).await;
    unauthorized(&bench, &answer, "Invalid access token");
    assert_eq!(bench.get("/consumer/account", &other).await.status, 200);
    let body = json!({"refresh_token": tokens["refresh_token"]});
    bench.put("/consumer/login", body).await.refused(400, "Invalid refresh token");
}

#[track_caller]
fn unauthorized(bench: &Bench, answer: &Answer, message: &str) {
    answer.refused(401, message);
    let metadata = format!("{}/.well-known/oauth-protected-resource", bench.url);
    let expected = format!(r#"Bearer realm="Fusio", resource_metadata="{metadata}""#);
    assert_eq!(answer.header("www-authenticate"), expected);
}

/// The subject of user `id`: a UUID made of slices of a hash. As in Fusio, the last slices overlap.
fn subject(base: &str, id: u64) -> String {
    let digest = Sha1::digest(format!("{base}-{id}"));
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let number = |from: usize, to: usize| u32::from_str_radix(&hex[from..to], 16).unwrap();
    let version = (number(12, 16) & 0x0fff) | 0x5000;
    let variant = (number(16, 18) & 0x3f) | 0x80;
    let (first, second) = (&hex[0..8], &hex[8..12]);
    format!("{first}-{second}-{version:04x}-{variant:02x}{}-{}", &hex[17..19], &hex[18..30])
}

#[test]
fn the_subjects_equal_those_recorded_from_fusio() {
    assert_eq!(subject("http://127.0.0.1", 2), "2a11f995-1306-5494-aaa5-51c74d882e07");
    assert_eq!(subject("http://127.0.0.1", 6), "eb9a3e30-9c88-5525-b229-903113421324");
    assert_eq!(subject("http://127.0.0.1:18099", 3), "bb9f76a6-9deb-509e-baa5-506ef5e67a81");
}
