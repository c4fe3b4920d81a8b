//! How long tokens live, how often refresh tokens work, and what the server notes about their use.

use serde_json::{Value, json};

use super::scene::{EMAIL, PASSWORD, Scene};
use crate::support::{jwt_part, text};

/// How long an access token lives, in seconds.
fn life(token: &Value) -> i64 {
    let claims = jwt_part(&text(token), 1);
    claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap()
}

#[tokio::test]
async fn an_enabled_configuration_of_an_application_replaces_that_of_the_tenant() {
    let scene = Scene::start().await;
    let rules = json!({
        "refreshTokenExpirationPolicy": "SlidingWindow", "refreshTokenTimeToLiveInMinutes": 60,
        "refreshTokenUsagePolicy": "OneTimeUse", "timeToLiveInSeconds": 60,
    });
    scene.patch_tenant(json!({"jwtConfiguration": rules})).await;
    let disabled = scene.application(json!({"jwtConfiguration": {"enabled": false}})).await;
    for (app, enabled) in [(&disabled, false), (&scene.a, true)] {
        let path = format!("/api/application/{app}");
        let shown = scene.get(&path).await.ok()["application"]["jwtConfiguration"].clone();
        let defaults = json!({
            "enabled": enabled,
            "refreshTokenExpirationPolicy": "Fixed", "refreshTokenTimeToLiveInMinutes": 43_200,
            "refreshTokenUsagePolicy": "Reusable", "timeToLiveInSeconds": 3_600,
        });
        assert_eq!(shown, defaults);
        let tokens = scene.register_for(app, json!({})).await;
        assert_eq!(life(&tokens["token"]), if enabled { 3_600 } else { 60 });
        let next = scene.refresh(&tokens["refreshToken"]).await.ok()["refreshToken"].clone();
        assert_eq!(next == tokens["refreshToken"], enabled);
        scene.bench.advance(3_700).await;
        let status = scene.refresh(&next).await.status;
        assert_eq!(status, if enabled { 200 } else { 400 });
    }
    // A PUT without these members does not store them. The defaults count all the same.
    let body = json!({"application": {"name": "put", "jwtConfiguration": {"enabled": true}}});
    scene.put(&format!("/api/application/{}", scene.a), body).await.ok();
    assert_eq!(life(&scene.login(&scene.a, PASSWORD).await.ok()["token"]), 3_600);
}

#[tokio::test]
async fn a_refresh_updates_the_time_when_the_device_of_the_refresh_token_was_last_used() {
    let scene = Scene::start().await;
    scene.register(json!({})).await;
    let login = json!({
        "loginId": EMAIL, "password": PASSWORD, "applicationId": scene.a,
        "metaData": {"device": {"name": "my phone", "type": "MOBILE"}},
    });
    let tokens = scene.post("/api/login", login).await.ok();
    let path = format!("/api/jwt/refresh/{}", text(&tokens["refreshTokenId"]));
    let device = async || scene.get(&path).await.ok()["refreshToken"]["metaData"]["device"].clone();
    let before = device().await;
    assert_eq!((&before["name"], &before["type"]), (&json!("my phone"), &json!("MOBILE")));
    scene.bench.advance(600).await;
    scene.refresh(&tokens["refreshToken"]).await.ok();
    let after = device().await;
    let instant = |device: &Value| device["lastAccessedInstant"].as_i64().unwrap();
    assert!(instant(&after) >= instant(&before) + 600_000, "{before} {after}");
    for same in ["lastAccessedAddress", "name", "type"] {
        assert_eq!(after[same], before[same], "{same}");
    }
}
