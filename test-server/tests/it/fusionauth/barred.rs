//! The server refuses the tokens of a blocked, expired or inactive user in requests that read the user, ask
//! whether the password may be changed, or ask for new tokens. If an application is inactive, the server
//! refuses its refresh tokens and issues no tokens for it.

use serde_json::{Value, json};

use super::scene::{PASSWORD, Scene};
use crate::support::text;

/// Ada's tokens from a login or a registration.
struct Held {
    token: String,
    refresh: Value,
}

impl Scene {
    async fn hold(&self) -> Held {
        self.register(json!({})).await;
        let tokens = self.login(&self.a, PASSWORD).await.ok();
        Held { token: text(&tokens["token"]), refresh: tokens["refreshToken"].clone() }
    }

    /// Checks that the refresh token is refused.
    async fn refuses_refresh(&self, held: &Held) {
        let answer = self.refresh(&held.refresh).await;
        answer.invalid(&[("refreshToken", &["[invalid]refreshToken"])]);
    }

    /// Checks that the server refuses the refresh token, refuses the access token on three paths, and answers
    /// login pings with the status `ping`.
    async fn refuses_user(&self, held: &Held, ping: u16) {
        self.refuses_refresh(held).await;
        let issue = format!("/api/jwt/issue?applicationId={}", self.a);
        for path in ["/api/user", "/api/user/change-password", &issue] {
            self.bearer("GET", path, &held.token).await.empty(401);
        }
        for path in
            [format!("/api/login/{}", self.user), format!("/api/login/{}/{}", self.user, self.a)]
        {
            assert_eq!(self.put(&path, json!({})).await.status, ping, "{path}");
        }
        assert_eq!(self.bearer("PUT", "/api/login", &held.token).await.status, ping);
    }
}

#[tokio::test]
async fn a_refresh_token_is_refused_after_its_application_was_deleted() {
    for path in ["", "?hardDelete=true"] {
        let scene = Scene::start().await;
        let other = scene.application(json!({})).await;
        scene.register_for(&other, json!({})).await;
        let held = scene.hold().await;
        scene.delete(&format!("/api/application/{}{path}", scene.a)).await.empty(200);
        scene.refuses_refresh(&held).await;
        let query = format!("applicationId={other}&refreshToken={}", text(&held.refresh));
        let issued = scene.bearer("GET", &format!("/api/jwt/issue?{query}"), &held.token).await;
        assert_eq!(issued.ok().get("refreshToken"), None);
        if path.is_empty() {
            let back = format!("/api/application/{}?reactivate=true", scene.a);
            scene.put(&back, json!({})).await.ok();
            scene.refuses_refresh(&held).await;
        }
    }
}

#[tokio::test]
async fn an_inactive_application_issues_no_tokens() {
    let scene = Scene::start().await;
    let held = scene.hold().await;
    let path = format!("/api/application/{}", scene.a);
    // Here a PATCH makes the application inactive. Other tests make it inactive with a DELETE.
    scene.patch(&path, json!({"application": {"active": false}})).await.ok();
    scene.refuses_refresh(&held).await;
    let unknown: &[(&str, &[&str])] = &[("applicationId", &["[invalid]applicationId"])];
    let issue = format!("/api/jwt/issue?applicationId={}", scene.a);
    scene.bearer("GET", &issue, &held.token).await.invalid(unknown);
    let ping = format!("/api/login/{}/{}", scene.user, scene.a);
    scene.put(&ping, json!({})).await.invalid(unknown);
    scene.login(&scene.a, PASSWORD).await.invalid(unknown);
    scene.delete(&scene.path_a()).await.empty(200);
    let registered = scene.register(json!({})).await;
    assert_eq!((registered.get("token"), registered.get("refreshToken")), (None, None));
}

#[tokio::test]
async fn an_action_blocks_a_user_and_ends_the_refresh_token_permanently() {
    let scene = Scene::start().await;
    let held = scene.hold().await;
    let user = scene.get(&format!("/api/user/{}", scene.user)).await.ok()["user"].clone();
    let expiry = user["insertInstant"].as_i64().unwrap() + 600_000;
    let action = json!({"action": {"actioneeUserId": scene.user, "expiry": expiry}});
    scene.post("/api/user/action", action).await.ok();
    scene.refuses_user(&held, 409).await;
    scene.bench.advance(700).await;
    scene.refuses_refresh(&held).await;
    scene.bearer("GET", "/api/user", &held.token).await.ok();
}

#[tokio::test]
async fn the_tokens_of_an_expired_user_are_refused() {
    let scene = Scene::start().await;
    let held = scene.hold().await;
    let path = format!("/api/user/{}", scene.user);
    let made = scene.get(&path).await.ok()["user"]["insertInstant"].as_i64().unwrap();
    scene.patch(&path, json!({"user": {"expiry": made + 60_000}})).await.ok();
    assert_eq!(scene.refresh(&held.refresh).await.status, 200);
    scene.bench.advance(120).await;
    scene.refuses_user(&held, 410).await;
    // Tokens from a new registration are refused, too.
    let other = scene.application(json!({})).await;
    let registered = scene.register_for(&other, json!({})).await;
    let (token, refresh) = (text(&registered["token"]), registered["refreshToken"].clone());
    scene.refuses_user(&Held { token, refresh }, 410).await;
    let user = json!({"email": "late@example.com", "password": PASSWORD, "expiry": made});
    let late = scene.post("/api/user", json!({"user": user})).await.ok();
    assert_eq!(late.get("token"), None);
}

#[tokio::test]
async fn the_tokens_of_an_inactive_user_are_refused() {
    let scene = Scene::start().await;
    let held = scene.hold().await;
    scene.delete(&format!("/api/user/{}", scene.user)).await.empty(200);
    scene.refuses_user(&held, 423).await;
}
