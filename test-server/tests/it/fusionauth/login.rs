//! Logins and their outcomes, locks after failed logins, login pings, and the list of recent logins.

use serde_json::{Value, json};

use super::scene::{Call, EMAIL, KEY, NOBODY, PASSWORD, Scene, absent};
use crate::support::{jwt_part, text};

#[tokio::test]
async fn a_login_has_the_status_200_for_a_registered_user_and_202_for_an_unregistered_user() {
    let scene = Scene::start().await;
    let login = |id: &str, password: &str| json!({"loginId": id, "password": password, "applicationId": scene.a});
    let good = login("ADA@example.com", PASSWORD);
    let answer = scene.post("/api/login", good.clone()).await;
    assert_eq!(answer.status, 202, "{answer:?}");
    let body = answer.json();
    assert_eq!(body["user"]["id"], json!(scene.user));
    let claims = jwt_part(&text(&body["token"]), 1);
    assert_eq!((claims.get("applicationId"), claims.get("roles")), (None, None), "{claims}");
    assert_eq!(claims["aud"], json!(scene.a));
    assert!(absent(&body["refreshToken"]), "{body}");

    scene.register(json!({})).await;
    let body = scene.post("/api/login", good.clone()).await.ok();
    let claims = jwt_part(&text(&body["token"]), 1);
    assert_eq!(claims["applicationId"], json!(scene.a));
    assert_eq!(claims["roles"], json!(["user"]));
    assert_eq!(claims["authenticationType"], "PASSWORD");
    assert!(!text(&body["refreshToken"]).is_empty());
    assert_eq!(claims["sid"], body["refreshTokenId"]);
    assert_eq!(body["user"]["registrations"][0]["applicationId"], json!(scene.a));
    for secret in ["password", "salt", "factor", "encryptionScheme"] {
        assert_eq!(body["user"].get(secret), None, "{body}");
    }

    scene.post("/api/login", login(EMAIL, "wrong horse 1")).await.empty(404);
    scene.post("/api/login", login("nobody@example.com", PASSWORD)).await.empty(404);
    scene.post("/api/login", login(EMAIL, "CORRECT HORSE 1")).await.empty(404);
    let blank = scene.post("/api/login", json!({})).await;
    blank.invalid(&[("loginId", &["[blank]loginId"]), ("password", &["[blank]password"])]);
    let errors = &blank.json()["fieldErrors"];
    assert_eq!(errors["loginId"][0]["message"], "You must specify the [loginId] property.");
    assert_eq!(errors["password"][0]["message"], "You must specify the [password] property.");
    scene.anonymous("POST", "/api/login", good).await.empty(401);
}

#[tokio::test]
async fn an_unknown_application_is_named_in_the_error() {
    let scene = Scene::start().await;
    let nobody = super::scene::NOBODY;
    let answer = scene.login(nobody, PASSWORD).await;
    answer.invalid(&[("applicationId", &["[invalid]applicationId"])]);
    let message = answer.json()["fieldErrors"]["applicationId"][0]["message"].clone();
    let expected = format!(
        "The [applicationId] property is not valid. No application exists with Id [{nobody}]."
    );
    assert_eq!(message, expected);
}

#[tokio::test]
async fn a_login_needs_no_key_if_the_application_allows_it() {
    let scene = Scene::start().await;
    let open = json!({"loginConfiguration": {"requireAuthentication": false}});
    let open = scene.application(open).await;
    let body = |application: &str| json!({"loginId": EMAIL, "password": PASSWORD, "applicationId": application});
    assert_eq!(scene.anonymous("POST", "/api/login", body(&open)).await.status, 202);
    scene.anonymous("POST", "/api/login", body(&scene.a)).await.empty(401);
    let without = json!({"loginId": EMAIL, "password": PASSWORD});
    scene.anonymous("POST", "/api/login", without.clone()).await.empty(401);
    scene.patch_tenant(json!({"loginConfiguration": {"requireAuthentication": false}})).await;
    assert_eq!(scene.anonymous("POST", "/api/login", without).await.status, 200);
}

#[tokio::test]
async fn a_login_without_an_application_gets_no_roles_and_no_refresh_token() {
    let scene = Scene::start().await;
    scene.register(json!({})).await;
    let body = scene.post("/api/login", json!({"loginId": EMAIL, "password": PASSWORD})).await;
    let body = body.ok();
    let claims = jwt_part(&text(&body["token"]), 1);
    for claim in ["aud", "applicationId", "roles"] {
        assert_eq!(claims.get(claim), None, "{claims}");
    }
    assert!(absent(&body["refreshToken"]), "{body}");
}

#[tokio::test]
async fn a_login_with_no_jwt_returns_no_tokens() {
    let scene = Scene::start().await;
    scene.register(json!({})).await;
    let body = json!({
        "loginId": EMAIL, "password": PASSWORD, "applicationId": scene.a, "noJWT": true,
    });
    let answer = scene.post("/api/login", body).await;
    assert_eq!(answer.headers.get("set-cookie"), None);
    let body = answer.ok();
    assert_eq!(body["user"]["id"], json!(scene.user));
    assert!(absent(&body["token"]) && absent(&body["refreshToken"]), "{body}");
}

#[tokio::test]
async fn a_login_sets_two_cookies_that_scripts_cannot_read() {
    let scene = Scene::start().await;
    scene.register(json!({})).await;
    let answer = scene.login(&scene.a, PASSWORD).await;
    let body = answer.ok();
    let cookies: Vec<&str> =
        answer.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap()).collect();
    for (name, member) in [("access_token", "token"), ("refresh_token", "refreshToken")] {
        let start = format!("{name}={}", text(&body[member]));
        let cookie = cookies.iter().find(|cookie| cookie.starts_with(&start));
        let cookie = cookie.unwrap_or_else(|| panic!("no {start} in {cookies:?}"));
        assert!(cookie.to_lowercase().contains("httponly"), "{cookie}");
    }
    // The server accepts the cookie instead of an `Authorization` header.
    let cookie = format!("access_token={}", text(&body["token"]));
    let headers = [("cookie", &*cookie)];
    let path = "/api/jwt/validate";
    let valid = scene.call(&Call { method: "GET", path, headers: &headers, body: "" }).await;
    assert_eq!(valid.ok()["jwt"]["sub"], json!(scene.user));
}

#[tokio::test]
async fn without_a_user_action_of_the_tenant_failures_lock_no_account() {
    let scene = Scene::start().await;
    scene.register(json!({})).await;
    for _ in 0..7 {
        scene.login(&scene.a, "x").await.empty(404);
    }
    assert_eq!(scene.login(&scene.a, PASSWORD).await.status, 200);
}

#[tokio::test]
async fn after_five_failures_a_user_action_of_the_tenant_prevents_logins_for_three_minutes() {
    let scene = Scene::start().await;
    scene.register(json!({})).await;
    scene.lock_out(json!({})).await;
    // A successful login in between resets the count.
    for password in ["x", "x", "x", "x", PASSWORD, "x", "x", "x", "x"] {
        let expected = if password == PASSWORD { 200 } else { 404 };
        assert_eq!(scene.login(&scene.a, password).await.status, expected);
    }
    scene.login(&scene.a, "x").await.empty(404);
    let user = scene.get(&format!("/api/user/{}", scene.user)).await.ok()["user"].clone();
    let made = user["insertInstant"].as_i64().unwrap();
    for password in [PASSWORD, "x"] {
        let refused = scene.login(&scene.a, password).await;
        assert_eq!(refused.status, 409);
        let action = refused.json()["actions"][0].clone();
        assert_eq!(action["name"], "Too many failures");
        assert!(action["actionId"].is_string(), "{action}");
        let minutes = (action["expiry"].as_i64().unwrap() - made) / 60_000;
        assert_eq!(minutes, 3, "{action}");
    }
    // Other users are not locked.
    scene.user("bob@example.com").await;
    let bob = json!({"loginId": "bob@example.com", "password": PASSWORD});
    assert_eq!(scene.post("/api/login", bob).await.status, 200);
    scene.bench.advance(190).await;
    assert_eq!(scene.login(&scene.a, PASSWORD).await.status, 200);
}

#[tokio::test]
async fn failures_are_forgotten_after_the_time_that_the_tenant_sets() {
    let scene = Scene::start().await;
    scene.register(json!({})).await;
    scene.lock_out(json!({"resetCountInSeconds": 30, "tooManyAttempts": 2})).await;
    for _ in 0..3 {
        scene.login(&scene.a, "x").await.empty(404);
        scene.bench.advance(31).await;
    }
    assert_eq!(scene.login(&scene.a, PASSWORD).await.status, 200);
}

#[tokio::test]
async fn each_failure_starts_the_time_again_after_which_failures_are_forgotten() {
    let scene = Scene::start().await;
    scene.lock_out(json!({"resetCountInSeconds": 30, "tooManyAttempts": 3})).await;
    for _ in 0..3 {
        scene.login(&scene.a, "x").await.empty(404);
        scene.bench.advance(20).await;
    }
    assert_eq!(scene.login(&scene.a, PASSWORD).await.status, 409);
}

#[tokio::test]
async fn a_new_password_ends_the_lock_only_if_the_tenant_says_so() {
    for (ends, status) in [(false, 409), (true, 200)] {
        let scene = Scene::start().await;
        scene.register(json!({})).await;
        let policy = json!({"tooManyAttempts": 1, "actionCancelPolicy": {"onPasswordReset": ends}});
        scene.lock_out(policy).await;
        scene.login(&scene.a, "x").await.empty(404);
        assert_eq!(scene.login(&scene.a, PASSWORD).await.status, 409);
        let change = json!({"loginId": EMAIL, "password": "correct horse 2"});
        assert_eq!(scene.post("/api/user/change-password", change).await.status, 200);
        assert_eq!(scene.login(&scene.a, "correct horse 2").await.status, status);
    }
}

#[tokio::test]
async fn a_put_or_patch_of_a_password_does_not_end_the_lock() {
    for method in ["PUT", "PATCH"] {
        let scene = Scene::start().await;
        let tokens = scene.register(json!({})).await;
        let policy = json!({"tooManyAttempts": 1, "actionCancelPolicy": {"onPasswordReset": true}});
        scene.lock_out(policy).await;
        scene.login(&scene.a, "x").await.empty(404);
        let user = json!({"email": EMAIL, "password": "correct horse 2"});
        let path = format!("/api/user/{}", scene.user);
        scene.keyed(method, &path, json!({"user": user})).await.ok();
        assert_eq!(scene.login(&scene.a, "correct horse 2").await.status, 409, "{method}");
        scene.bench.advance(200).await;
        assert_eq!(scene.login(&scene.a, "correct horse 2").await.status, 200, "{method}");
        assert_eq!(scene.refresh(&tokens["refreshToken"]).await.status, 400, "{method}");
    }
}

#[tokio::test]
async fn an_inactive_user_gets_423_and_an_expired_user_gets_410() {
    let scene = Scene::start().await;
    let path = format!("/api/user/{}", scene.user);
    let user = scene.get(&path).await.ok()["user"].clone();
    let now = user["insertInstant"].as_i64().unwrap();
    let expiry = json!({"user": {"expiry": now + 60_000}});
    scene.patch(&path, expiry).await.ok();
    assert_eq!(scene.login(&scene.a, PASSWORD).await.status, 202);
    scene.bench.advance(120).await;
    scene.login(&scene.a, PASSWORD).await.empty(410);
    scene.login(&scene.a, "wrong horse 1").await.empty(404);
    scene.patch(&path, json!({"user": {"expiry": null}})).await.ok();
    assert_eq!(scene.login(&scene.a, PASSWORD).await.status, 202);
    scene.delete(&path).await.empty(200);
    scene.login(&scene.a, PASSWORD).await.empty(423);
    scene.login(&scene.a, "wrong horse 1").await.empty(423);
}

#[tokio::test]
async fn a_login_changes_the_last_login_of_user_and_registration() {
    let scene = Scene::start().await;
    scene.register(json!({})).await;
    scene.bench.advance(500).await;
    scene.login(&scene.a, PASSWORD).await.ok();
    let user = scene.get(&format!("/api/user/{}", scene.user)).await.ok()["user"].clone();
    let made = user["insertInstant"].as_i64().unwrap();
    assert!(user["lastLoginInstant"].as_i64() >= Some(made + 500_000), "{user}");
    let registration = scene.registration().await;
    assert_eq!(registration["lastLoginInstant"], user["lastLoginInstant"]);
}

#[tokio::test]
async fn a_ping_is_a_login_without_a_password_and_its_answer_has_no_body() {
    let scene = Scene::start().await;
    let headers = [("authorization", KEY)];
    let ping = async |path: &str| {
        scene.call(&Call { method: "PUT", path, headers: &headers, body: "" }).await
    };
    let path = format!("/api/login/{}/{}", scene.user, scene.a);
    ping(&path).await.empty(202);
    scene.register(json!({})).await;
    scene.bench.advance(500).await;
    for path in [format!("{path}?ipAddress=192.0.2.1"), format!("{path}?callerIPAddress=192.0.2.1")]
    {
        ping(&path).await.empty(200);
    }
    let body = json!({"userId": scene.user, "applicationId": scene.a, "ipAddress": "192.0.2.1"});
    scene.put("/api/login", body.clone()).await.empty(200);
    let registration = scene.registration().await;
    let made = registration["insertInstant"].as_i64().unwrap();
    assert!(registration["lastLoginInstant"].as_i64() >= Some(made + 500_000), "{registration}");
    scene.anonymous("PUT", "/api/login", body).await.empty(401);
    let unknown: Value = json!({"userId": super::scene::NOBODY});
    assert!([400, 404].contains(&scene.put("/api/login", unknown).await.status));
}

#[tokio::test]
async fn a_ping_with_an_access_token_is_for_the_user_and_the_application_of_the_token() {
    let scene = Scene::start().await;
    let bob = scene.user("bob@example.com").await;
    let unregistered = text(&scene.login(&scene.a, PASSWORD).await.json()["token"]);
    scene.bearer("PUT", "/api/login", &unregistered).await.empty(202);
    let token = text(&scene.register(json!({})).await["token"]);
    scene.bench.advance(500).await;
    scene.bearer("PUT", "/api/login?ipAddress=192.0.2.1", &token).await.empty(200);
    let registration = scene.registration().await;
    let made = registration["insertInstant"].as_i64().unwrap();
    assert!(registration["lastLoginInstant"].as_i64() >= Some(made + 500_000), "{registration}");
    // An access token allows a ping only for its own user.
    let body = json!({"userId": bob}).to_string();
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", &*bearer), ("content-type", "application/json")];
    let call = Call { method: "PUT", path: "/api/login", headers: &headers, body: &body };
    scene.call(&call).await.invalid(&[("userId", &["[invalid]userId"])]);
    let user = scene.get(&format!("/api/user/{bob}")).await.ok()["user"].clone();
    assert_eq!(user["lastLoginInstant"], user["insertInstant"], "{user}");
    let nowhere = text(
        &scene.post("/api/login", json!({"loginId": EMAIL, "password": PASSWORD})).await.ok()["token"],
    );
    scene.bearer("PUT", "/api/login", &nowhere).await.empty(200);
    scene.bearer("PUT", "/api/login", "bad-token").await.empty(401);
    scene.bearer("PUT", &format!("/api/login/{}", scene.user), &token).await.empty(401);
    scene.put("/api/login", json!({})).await.invalid(&[("userId", &["[missing]userId"])]);
}

#[tokio::test]
async fn a_login_asks_for_the_second_factor_before_it_asks_for_a_new_password() {
    let scene = Scene::start().await;
    let path = format!("/api/user/{}", scene.user);
    scene.patch(&path, json!({"user": {"passwordChangeRequired": true}})).await.ok();
    assert_eq!(scene.login(&scene.a, PASSWORD).await.status, 203);
    scene.allow_messages().await;
    let factors = json!({"methods": [{"method": "email", "email": EMAIL}]});
    scene.patch(&path, json!({"user": {"twoFactor": factors}})).await.ok();
    let login = scene.login(&scene.a, PASSWORD).await;
    assert_eq!(login.status, 242, "{login:?}");
    assert_eq!(login.json().get("changePasswordId"), None, "{login:?}");
}

#[tokio::test]
async fn no_answer_contains_the_secret_of_a_second_factor() {
    let scene = Scene::start().await;
    let secret = "MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=";
    let method = json!({
        "method": "authenticator", "secret": secret, "id": "4ZF7",
        "authenticator": {"algorithm": "HmacSHA1", "codeLength": 6, "timeStep": 30, "secret": secret},
    });
    let factors = json!({"methods": [method], "recoveryCodes": [secret]});
    let path = format!("/api/user/{}", scene.user);
    let changed = scene.patch(&path, json!({"user": {"twoFactor": factors}})).await;
    let login = scene.login(&scene.a, PASSWORD).await;
    assert_eq!(login.status, 242, "{login:?}");
    let id = login.json()["methods"][0]["id"].clone();
    assert_ne!(id, "4ZF7", "the server makes the ids");
    let shown = json!([{
        "method": "authenticator", "id": id,
        "authenticator": {"algorithm": "HmacSHA1", "codeLength": 6, "timeStep": 30},
    }]);
    assert_eq!(login.json()["methods"], shown);
    // A patch cannot copy the secret to a visible member.
    let copy = json!([
        {"op": "copy", "from": "/user/twoFactor/methods/0", "path": "/user/data/copy"},
    ]);
    let kind = "application/json-patch+json";
    let patched = scene.typed("PATCH", &path, kind, &copy.to_string()).await;
    for answer in [changed, login, patched, scene.get(&path).await] {
        assert!(!answer.body.contains(secret), "{answer:?}");
    }
}

#[tokio::test]
async fn the_recent_logins_are_listed_with_the_newest_first() {
    let scene = Scene::start().await;
    let bob = scene.user("bob@example.com").await;
    scene.register(json!({})).await;
    let login = async |id: &str, app: Value| {
        let body = json!({"loginId": id, "password": PASSWORD, "applicationId": app});
        scene.post("/api/login", body).await.status
    };
    assert_eq!(login(EMAIL, json!(scene.a)).await, 200);
    assert_eq!(login("bob@example.com", Value::Null).await, 200);
    assert_eq!(login(EMAIL, Value::Null).await, 200);
    let wrong = json!({"loginId": EMAIL, "password": "wrong horse 1"});
    assert_eq!(scene.post("/api/login", wrong).await.status, 404);
    let recent = async |query: &str| {
        let answer = scene.get(&format!("/api/user/recent-login{query}")).await.ok();
        answer["logins"].as_array().unwrap().clone()
    };
    let whose =
        |logins: &[Value]| logins.iter().map(|login| text(&login["userId"])).collect::<Vec<_>>();
    let all = recent("").await;
    assert_eq!(whose(&all), [scene.user.clone(), bob.clone(), scene.user.clone()]);
    assert_eq!(all[0]["applicationId"], Value::Null);
    assert_eq!(all[2]["applicationId"], json!(scene.a));
    assert!(all[2]["applicationName"].is_string(), "{all:?}");
    assert_eq!((&all[2]["loginId"], &all[2]["loginIdType"]), (&json!(EMAIL), &json!("email")));
    assert!(all[2]["instant"].is_i64() && all[2]["ipAddress"].is_string(), "{all:?}");
    assert_eq!(recent("?offset=1&limit=1").await, all[1..2]);
    assert_eq!(whose(&recent(&format!("?userId={bob}")).await), [bob.as_str()]);
    scene.get(&format!("/api/user/recent-login?userId={NOBODY}")).await.empty(404);
    let other = scene.tenant("other").await;
    let listed = scene.in_tenant(&other, "GET", "/api/user/recent-login", None).await.ok();
    assert_eq!(listed, json!({"logins": []}));
    scene.delete(&format!("/api/user/{bob}?hardDelete=true")).await.empty(200);
    assert_eq!(recent("").await.len(), 2);
}
