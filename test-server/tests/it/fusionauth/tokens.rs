//! Access tokens and refresh tokens: checks, refresh, expiry and revocation. Also tokens that are issued
//! for another application.

use serde_json::{Value, json};

use super::scene::{Call, NOBODY, PASSWORD, Scene};
use crate::support::{is_uuid, jwt_part, text};

const REFRESH: &str = "/api/jwt/refresh";

#[tokio::test]
async fn an_access_token_is_validated_and_a_refresh_token_works_until_the_logout() {
    let scene = Scene::start().await;
    let tokens = scene.register(json!({})).await;
    let token = text(&tokens["token"]);
    let path = "/api/jwt/validate";
    let valid = scene.bearer("GET", path, &token).await.ok();
    assert_eq!(valid["jwt"], jwt_part(&token, 1));
    assert_eq!(valid["jwt"]["sub"], json!(scene.user));
    scene.bearer("GET", path, "bad-token").await.empty(401);
    scene.bearer("GET", path, &format!("{token}x")).await.empty(401);
    scene.bare("GET", path).await.empty(401);

    let refreshed = scene.refresh(&tokens["refreshToken"]).await.ok();
    assert_eq!(refreshed["refreshToken"], tokens["refreshToken"]);
    assert_eq!(refreshed["refreshTokenId"], tokens["refreshTokenId"]);
    let claims = jwt_part(&text(&refreshed["token"]), 1);
    assert_eq!(claims["authenticationType"], "REFRESH_TOKEN");
    assert_eq!(claims["applicationId"], json!(scene.a));
    assert_eq!(claims["roles"], json!(["user"]));
    assert_ne!(claims["jti"], valid["jwt"]["jti"]);
    let bogus = scene.refresh(&json!("bogus")).await;
    bogus.invalid(&[("refreshToken", &["[invalid]refreshToken"])]);

    let logout = format!("/api/logout?global=true&refreshToken={}", text(&tokens["refreshToken"]));
    let headers = [("content-type", "text/plain")];
    let logout = Call { method: "POST", path: &logout, headers: &headers, body: "" };
    scene.call(&logout).await.empty(200);
    let ended = scene.refresh(&tokens["refreshToken"]).await;
    ended.invalid(&[("refreshToken", &["[invalid]refreshToken"])]);
    scene.call(&logout).await.empty(200);

    let keys = scene.bare("GET", "/.well-known/jwks.json").await.ok();
    let keys = keys["keys"].as_array().unwrap();
    assert_eq!(keys.len(), 1, "{keys:?}");
    assert_eq!((&keys[0]["kty"], &keys[0]["alg"]), (&json!("RSA"), &json!("RS256")));
    for secret in ["k", "d", "p", "q"] {
        assert_eq!(keys[0].get(secret), None, "{keys:?}");
    }
    scene.bare("GET", "/api/jwt/public-key?kid=none").await.empty(404);
}

#[tokio::test]
async fn an_access_token_expires_after_an_hour_and_a_refresh_token_after_30_days() {
    let scene = Scene::start().await;
    let tokens = scene.register(json!({})).await;
    let validate =
        async |token: &Value| scene.bearer("GET", "/api/jwt/validate", &text(token)).await.status;
    scene.bench.advance(3_500).await;
    assert_eq!(validate(&tokens["token"]).await, 200);
    scene.bench.advance(200).await;
    assert_eq!(validate(&tokens["token"]).await, 401);
    let fresh = scene.refresh(&tokens["refreshToken"]).await.ok();
    assert_eq!(validate(&fresh["token"]).await, 200);
    // The lifetime is fixed: the refresh above did not extend it.
    scene.bench.advance(43_200 * 60 - 3_800).await;
    scene.refresh(&tokens["refreshToken"]).await.ok();
    scene.bench.advance(200).await;
    assert_eq!(scene.refresh(&tokens["refreshToken"]).await.status, 400);
}

#[tokio::test]
async fn a_refresh_can_ask_only_for_a_shorter_lifetime_of_the_access_token() {
    let scene = Scene::start().await;
    let tokens = scene.register(json!({})).await;
    let refresh = async |seconds: Value| {
        let body = json!({"refreshToken": tokens["refreshToken"], "timeToLiveInSeconds": seconds});
        scene.post(REFRESH, body).await
    };
    let short = refresh(json!(60)).await.ok();
    let claims = jwt_part(&text(&short["token"]), 1);
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 60);
    for wrong in [json!(3_600), json!(0), json!(-1), json!("60"), json!(1.5)] {
        let refused = refresh(wrong).await;
        refused.invalid(&[("timeToLiveInSeconds", &["[invalid]timeToLiveInSeconds"])]);
    }
    refresh(Value::Null).await.ok();
}

#[tokio::test]
async fn with_a_sliding_window_every_use_of_a_refresh_token_restarts_its_lifetime() {
    let scene = Scene::start().await;
    let sliding = json!({"jwtConfiguration": {
        "refreshTokenExpirationPolicy": "SlidingWindow", "refreshTokenTimeToLiveInMinutes": 60,
    }});
    let sliding = scene.application(sliding).await;
    let token = scene.register_for(&sliding, json!({})).await["refreshToken"].clone();
    for _ in 0..3 {
        scene.bench.advance(3_000).await;
        scene.refresh(&token).await.ok();
    }
    scene.bench.advance(3_700).await;
    assert_eq!(scene.refresh(&token).await.status, 400);
}

#[tokio::test]
async fn a_refresh_does_not_change_the_time_of_the_login() {
    let scene = Scene::start().await;
    let tokens = scene.register(json!({})).await;
    let login = jwt_part(&text(&tokens["token"]), 1);
    for _ in 0..2 {
        scene.bench.advance(100).await;
        let fresh = scene.refresh(&tokens["refreshToken"]).await.ok();
        let claims = jwt_part(&text(&fresh["token"]), 1);
        assert_eq!(claims["auth_time"], login["auth_time"]);
        assert!(claims["iat"].as_i64() >= Some(login["iat"].as_i64().unwrap() + 100), "{claims}");
    }
}

#[tokio::test]
async fn an_expired_refresh_token_is_not_shown_and_its_cookie_expires_at_the_same_time() {
    let scene = Scene::start().await;
    let short = json!({"jwtConfiguration": {"refreshTokenTimeToLiveInMinutes": 60}});
    let short = scene.application(short).await;
    scene.register_for(&short, json!({})).await;
    let login = scene.login(&short, PASSWORD).await;
    let life = |answer: &crate::support::Answer| {
        let cookies = answer.headers.get_all("set-cookie").iter();
        let mut cookies = cookies.map(|cookie| cookie.to_str().unwrap());
        let cookie = cookies.find(|cookie| cookie.starts_with("refresh_token=")).unwrap();
        cookie.split_once("Max-Age=").unwrap().1.parse::<i64>().unwrap()
    };
    assert_eq!(life(&login), 3_600);
    let tokens = login.ok();
    scene.bench.advance(600).await;
    let left = life(&scene.refresh(&tokens["refreshToken"]).await);
    assert!((2_900..=3_000).contains(&left), "{left}");
    let list = format!("{REFRESH}?userId={}", scene.user);
    let one = format!("{REFRESH}/{}", text(&tokens["refreshTokenId"]));
    assert_eq!(scene.get(&list).await.ok()["refreshTokens"].as_array().unwrap().len(), 2);
    scene.get(&one).await.ok();
    scene.bench.advance(3_100).await;
    assert_eq!(scene.get(&list).await.ok()["refreshTokens"], json!([]));
    scene.get(&one).await.empty(404);
}

#[tokio::test]
async fn a_one_time_refresh_token_works_once() {
    let scene = Scene::start().await;
    let once = json!({"jwtConfiguration": {"refreshTokenUsagePolicy": "OneTimeUse"}});
    let once = scene.application(once).await;
    let first = scene.register_for(&once, json!({})).await;
    let second = scene.refresh(&first["refreshToken"]).await.ok();
    assert_ne!(second["refreshToken"], first["refreshToken"]);
    assert_eq!(second["refreshTokenId"], first["refreshTokenId"]);
    scene.refresh(&second["refreshToken"]).await.ok();
    let reused = scene.refresh(&first["refreshToken"]).await;
    reused.invalid(&[("refreshToken", &["[invalid]refreshToken"])]);
}

#[tokio::test]
async fn an_application_can_forbid_refreshes() {
    let scene = Scene::start().await;
    let never = json!({"loginConfiguration": {"allowTokenRefresh": false}});
    let never = scene.application(never).await;
    let token = scene.register_for(&never, json!({})).await["refreshToken"].clone();
    let answer = scene.refresh(&token).await;
    assert_eq!(answer.status, 400, "{answer:?}");
    assert!(answer.json().as_object().is_some_and(|errors| !errors.is_empty()), "{answer:?}");
    let none = json!({"loginConfiguration": {"generateRefreshTokens": false}});
    let none = scene.application(none).await;
    let made = scene.register_for(&none, json!({})).await;
    assert_eq!(made.get("refreshToken"), None, "{made}");
    assert_eq!(made.get("refreshTokenId"), None, "{made}");
}

#[tokio::test]
async fn when_tokens_are_refreshed_a_refresh_token_in_a_cookie_overrides_one_in_the_body() {
    let scene = Scene::start().await;
    let token = text(&scene.register(json!({})).await["refreshToken"]);
    let cookie = format!("refresh_token={token}");
    let headers = [("cookie", &*cookie), ("content-type", "application/json")];
    let body = json!({"refreshToken": "bogus"}).to_string();
    let call = Call { method: "POST", path: REFRESH, headers: &headers, body: &body };
    assert_eq!(scene.call(&call).await.ok()["refreshToken"], json!(token));
    // A logout prefers the refresh token in the body. An empty text counts as absent, so the server uses the
    // cookie.
    let body = json!({"refreshToken": ""}).to_string();
    let logout = Call { method: "POST", path: "/api/logout", headers: &headers, body: &body };
    let answer = scene.call(&logout).await;
    answer.empty(200);
    let cleared: Vec<_> = answer.headers.get_all("set-cookie").iter().collect();
    assert_eq!(cleared.len(), 2, "{answer:?}");
    assert_eq!(scene.refresh(&json!(token)).await.status, 400);
}

#[tokio::test]
async fn refresh_tokens_are_listed_shown_and_revoked() {
    let scene = Scene::start().await;
    let other = scene.application(json!({})).await;
    let mut tokens = vec![scene.register(json!({})).await];
    tokens.push(scene.register_for(&other, json!({})).await);
    for application in [&scene.a, &other, &scene.a, &scene.a] {
        scene.bench.advance(60).await;
        tokens.push(scene.login(application, PASSWORD).await.ok());
    }
    let listed = scene.get(&format!("{REFRESH}?userId={}", scene.user)).await.ok();
    let listed = listed["refreshTokens"].as_array().unwrap().clone();
    let times: Vec<_> = listed.iter().map(|token| token["insertInstant"].as_i64()).collect();
    assert!(times.is_sorted_by(|first, second| first >= second), "{times:?}");
    assert!(times.first() > times.last(), "{times:?}");
    let mut ids: Vec<String> = listed.iter().map(|token| text(&token["id"])).collect();
    let mut expected: Vec<String> =
        tokens.iter().map(|tokens| text(&tokens["refreshTokenId"])).collect();
    ids.sort();
    expected.sort();
    assert_eq!(ids, expected);
    assert!(ids.iter().all(|id| is_uuid(id)));
    let id = text(&tokens[0]["refreshTokenId"]);
    let shown = scene.get(&format!("{REFRESH}/{id}")).await.ok()["refreshToken"].clone();
    assert_eq!((&shown["id"], &shown["userId"]), (&json!(id), &json!(scene.user)));
    assert_eq!((&shown["applicationId"], shown.get("tenantId")), (&json!(scene.a), None));
    scene.bare("GET", &format!("{REFRESH}?userId={}", scene.user)).await.empty(401);

    let alive = async |index: usize| scene.refresh(&tokens[index]["refreshToken"]).await.status;
    scene.delete(&format!("{REFRESH}/{id}")).await.empty(200);
    assert_eq!((alive(0).await, alive(2).await), (400, 200));
    let third = format!("{REFRESH}?token={}", text(&tokens[2]["refreshToken"]));
    scene.bare("DELETE", &third).await.empty(401);
    scene.bearer("DELETE", &third, &text(&tokens[2]["token"])).await.empty(200);
    assert_eq!((alive(2).await, alive(4).await), (400, 200));
    let pair = format!("{REFRESH}?userId={}&applicationId={}", scene.user, scene.a);
    scene.delete(&pair).await.empty(200);
    assert_eq!((alive(4).await, alive(5).await, alive(1).await), (400, 400, 200));
    scene.keyed("DELETE", REFRESH, json!({"applicationId": other})).await.empty(200);
    assert_eq!((alive(1).await, alive(3).await), (400, 400));
    let unknown = scene.delete(&format!("{REFRESH}?userId={NOBODY}")).await;
    unknown.invalid(&[("userId", &["[invalid]userId"])]);
    let message = unknown.json()["fieldErrors"]["userId"][0]["message"].clone();
    let expected = format!("Invalid [userId] property. No user exists with an Id [{NOBODY}].");
    assert_eq!(message, expected);
}

#[tokio::test]
async fn a_users_jwt_cannot_revoke_the_tokens_of_another_user() {
    let scene = Scene::start().await;
    let ada = scene.register(json!({})).await;
    let bob = scene.user("bob@example.com").await;
    let body = json!({"registration": {"applicationId": scene.a}});
    let bob = scene.post(&format!("/api/user/registration/{bob}"), body).await.ok();
    for path in [
        format!("{REFRESH}?token={}", text(&ada["refreshToken"])),
        format!("{REFRESH}/{}", text(&ada["refreshTokenId"])),
    ] {
        let answer = scene.bearer("DELETE", &path, &text(&bob["token"])).await;
        assert!([401, 404].contains(&answer.status), "{path}: {answer:?}");
    }
    assert_eq!(scene.refresh(&ada["refreshToken"]).await.status, 200);
    assert_eq!(scene.refresh(&bob["refreshToken"]).await.status, 200);
}

#[tokio::test]
async fn a_token_is_issued_for_another_application() {
    let scene = Scene::start().await;
    let other = scene.application(json!({})).await;
    let token = text(&scene.register(json!({})).await["token"]);
    let path = format!("/api/jwt/issue?applicationId={other}");
    let answer = scene.bearer("GET", &path, &token).await;
    assert_eq!(answer.status, 202, "{answer:?}");
    assert_eq!(jwt_part(&text(&answer.json()["token"]), 1).get("roles"), None);
    scene.register_for(&other, json!({"roles": ["admin"]})).await;
    let issued = scene.bearer("GET", &path, &token).await.ok();
    let claims = jwt_part(&text(&issued["token"]), 1);
    assert_eq!((&claims["aud"], &claims["roles"]), (&json!(other), &json!(["admin"])));
    scene.bearer("GET", &path, "bad").await.empty(401);
}

#[tokio::test]
async fn an_issued_access_token_expires_at_the_same_time_as_the_token_in_the_request() {
    let scene = Scene::start().await;
    let other = scene.application(json!({})).await;
    let token = text(&scene.register(json!({})).await["token"]);
    scene.bench.advance(1_000).await;
    let path = format!("/api/jwt/issue?applicationId={other}");
    for status in [202, 200] {
        if status == 200 {
            scene.register_for(&other, json!({})).await;
        }
        let issued = scene.bearer("GET", &path, &token).await;
        assert_eq!(issued.status, status, "{issued:?}");
        let claims = jwt_part(&text(&issued.json()["token"]), 1);
        assert_eq!(claims["exp"], jwt_part(&token, 1)["exp"]);
    }
}

/// Asks for tokens for this application. `query` and `cookie` are the refresh tokens that are sent in the
/// query and in a cookie.
async fn issued(scene: &Scene, app: &str, token: &str, (query, cookie): (&Value, &str)) -> Value {
    let mut path = format!("/api/jwt/issue?applicationId={app}");
    if let Some(refresh) = query.as_str() {
        path += &format!("&refreshToken={refresh}");
    }
    let (bearer, cookie) = (format!("Bearer {token}"), format!("refresh_token={cookie}"));
    let headers = [("authorization", &*bearer), ("cookie", &*cookie)];
    scene.call(&Call { method: "GET", path: &path, headers: &headers, body: "" }).await.ok()
}

#[tokio::test]
async fn the_life_of_an_issued_refresh_token_begins_with_the_life_of_the_sent_refresh_token() {
    let scene = Scene::start().await;
    let other = scene.application(json!({})).await;
    scene.register_for(&other, json!({})).await;
    let made = scene.register(json!({})).await;
    let token = text(&made["token"]);
    scene.bench.advance(1_000).await;
    let issued = issued(&scene, &other, &token, (&made["refreshToken"], "")).await;
    assert_eq!(issued.as_object().unwrap().len(), 2, "{issued}");
    assert_ne!(issued["refreshToken"], made["refreshToken"]);
    let started = async |id: &Value| {
        let shown = scene.get(&format!("{REFRESH}/{}", text(id))).await.ok();
        shown["refreshToken"]["startInstant"].clone()
    };
    let first = started(&made["refreshTokenId"]).await;
    // The answer does not have the id of the new refresh token, but the access token has it.
    let id = jwt_part(&text(&issued["token"]), 1)["sid"].clone();
    assert_eq!(started(&id).await, first);
    // The time of the login is also the same as in the token of the request.
    let login = |tokens: &Value| jwt_part(&text(&tokens["token"]), 1)["auth_time"].clone();
    assert_eq!(login(&issued), login(&made));
    scene.bench.advance(50).await;
    let refreshed = scene.refresh(&issued["refreshToken"]).await.ok();
    assert_eq!(login(&refreshed), login(&made));
    scene.bench.advance(43_200 * 60 - 900).await;
    assert_eq!(scene.refresh(&issued["refreshToken"]).await.status, 400);
}

#[tokio::test]
async fn an_issued_token_keeps_the_time_of_the_login_under_a_sliding_policy() {
    let scene = Scene::start().await;
    let sliding = json!({"jwtConfiguration": {"refreshTokenExpirationPolicy": "SlidingWindow"}});
    let first = scene.application(sliding.clone()).await;
    let other = scene.application(sliding).await;
    scene.register_for(&other, json!({})).await;
    let made = scene.register_for(&first, json!({})).await;
    let login = |tokens: &Value| jwt_part(&text(&tokens["token"]), 1)["auth_time"].clone();
    scene.bench.advance(600).await;
    let later = scene.refresh(&made["refreshToken"]).await.ok();
    let token = text(&later["token"]);
    let issued = issued(&scene, &other, &token, (&made["refreshToken"], "")).await;
    let refreshed = scene.refresh(&issued["refreshToken"]).await.ok();
    assert_eq!([login(&later), login(&issued), login(&refreshed)], [(); 3].map(|()| login(&made)));
}

#[tokio::test]
async fn a_token_that_never_expires_can_be_vended_and_used() {
    let scene = Scene::start().await;
    let body = json!({"claims": {"sub": scene.user}, "timeToLiveInSeconds": i64::MAX});
    let token = text(&scene.post("/api/jwt/vend", body).await.ok()["token"]);
    assert_eq!(jwt_part(&token, 1)["exp"], i64::MAX);
    scene.bench.advance(1_000).await;
    scene.register(json!({})).await;
    let path = format!("/api/jwt/issue?applicationId={}", scene.a);
    let issued = scene.bearer("GET", &path, &token).await.ok();
    assert_eq!(jwt_part(&text(&issued["token"]), 1)["exp"], i64::MAX);
}

#[tokio::test]
async fn when_tokens_are_issued_a_refresh_token_in_a_cookie_overrides_one_in_the_query() {
    let scene = Scene::start().await;
    let other = scene.application(json!({})).await;
    scene.register_for(&other, json!({})).await;
    let made = scene.register(json!({})).await;
    let (token, refresh) = (text(&made["token"]), text(&made["refreshToken"]));
    let with = async |query: Value, cookie: &str| {
        issued(&scene, &other, &token, (&query, cookie)).await["refreshToken"].is_string()
    };
    assert!(with(json!("bogus"), &refresh).await);
    assert!(!with(json!(refresh), "bogus").await);
    assert!(with(json!(refresh), "").await);
}

#[tokio::test]
async fn no_refresh_token_is_issued_if_the_other_application_has_another_expiration_policy() {
    let scene = Scene::start().await;
    let made = scene.register(json!({})).await;
    let token = text(&made["token"]);
    for (policy, expected) in [("Fixed", true), ("SlidingWindow", false)] {
        let other = json!({"jwtConfiguration": {"refreshTokenExpirationPolicy": policy}});
        let other = scene.application(other).await;
        scene.register_for(&other, json!({})).await;
        let issued = issued(&scene, &other, &token, (&made["refreshToken"], "")).await;
        assert_eq!(issued["refreshToken"].is_string(), expected, "{policy}: {issued}");
        assert!(issued["token"].is_string());
    }
}
