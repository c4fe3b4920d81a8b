//! Reading, replacing and removing a registration.

use serde_json::json;

use super::scene::{NOBODY, Scene, absent};
use crate::support::{jwt_part, text};

#[tokio::test]
async fn a_registration_is_read_without_its_user() {
    let scene = Scene::start().await;
    let made = scene.register(json!({})).await;
    let body = scene.get(&scene.path_a()).await.ok();
    let members: Vec<&String> = body.as_object().unwrap().keys().collect();
    assert_eq!(members, ["registration"], "{body}");
    assert_eq!(body["registration"], made["registration"]);
}

#[tokio::test]
async fn a_request_for_a_missing_registration_gets_404_without_a_body() {
    let scene = Scene::start().await;
    let (user, a) = (&scene.user, &scene.a);
    for path in [
        scene.path_a(),
        format!("/api/user/registration/{user}/12345"),
        format!("/api/user/registration/12345/{a}"),
        format!("/api/user/registration/{user}/{NOBODY}"),
        format!("/api/user/registration/{NOBODY}/{a}"),
    ] {
        scene.get(&path).await.empty(404);
        scene.delete(&path).await.empty(404);
    }
    for (path, field) in [
        (format!("/api/user/registration/nope/{a}"), "userId"),
        (format!("/api/user/registration/{user}/nope"), "applicationId"),
    ] {
        let code = format!("[couldNotConvert]{field}");
        let answer = scene.get(&path).await;
        assert_eq!(answer.status, 400, "{path}: {answer:?}");
        let errors = &answer.json()["fieldErrors"][field];
        assert!(super::scene::codes(errors).contains(&code), "{path}: {errors}");
    }
}

#[tokio::test]
async fn a_put_replaces_all_members_except_those_that_the_server_sets() {
    let scene = Scene::start().await;
    let n = scene.application(json!({"authenticationTokenConfiguration": {"enabled": true}})).await;
    let made = scene
        .register_for(
            &n,
            json!({
                "data": {"a": 1}, "roles": ["admin"], "timezone": "America/Denver",
                "username": "ada", "authenticationToken": "token",
                "preferredLanguages": ["fr"],
            }),
        )
        .await["registration"]
        .clone();
    assert_eq!(made["authenticationToken"], "token");
    scene.bench.advance(60).await;
    let body = json!({"registration": {"applicationId": n, "data": {"b": 2}}});
    let answer = scene.put(&scene.path(), body).await.ok();
    let members: Vec<&String> = answer.as_object().unwrap().keys().collect();
    assert_eq!(members, ["registration"], "{answer}");
    let replaced = &answer["registration"];
    assert_eq!(replaced["data"], json!({"b": 2}));
    for member in ["timezone", "username", "authenticationToken", "preferredLanguages", "roles"] {
        assert!(absent(&replaced[member]), "{member}: {replaced}");
    }
    for member in ["id", "applicationId", "insertInstant", "verified", "usernameStatus"] {
        assert_eq!(replaced[member], made[member], "{member}");
    }
    assert!(replaced["lastUpdateInstant"].as_i64() > made["lastUpdateInstant"].as_i64());
    assert_eq!(&scene.registration_for(&n).await, replaced);
}

#[tokio::test]
async fn the_application_in_the_url_overrides_the_application_in_the_body() {
    let scene = Scene::start().await;
    let other = scene.application(json!({})).await;
    scene.register(json!({"username": "a"})).await;
    scene.register_for(&other, json!({"username": "other"})).await;
    let body = json!({"registration": {"applicationId": other, "username": "new"}});
    let answer = scene.put(&scene.path_a(), body).await.ok();
    assert_eq!(answer["registration"]["applicationId"], json!(scene.a));
    assert_eq!(scene.registration().await["username"], "new");
    assert_eq!(scene.registration_for(&other).await["username"], "other");
    let answer = scene.put(&scene.path_a(), json!({"registration": {"username": "bare"}})).await;
    assert_eq!(answer.ok()["registration"]["username"], "bare");
    let body = json!({"registration": {"username": "nowhere"}});
    let answer = scene.put(&scene.path(), body).await;
    let code = "[missing]registration.applicationId";
    answer.invalid(&[("registration.applicationId", &[code])]);
}

#[tokio::test]
async fn put_and_patch_never_create_a_registration() {
    let scene = Scene::start().await;
    let body = json!({"registration": {"applicationId": scene.a}});
    for method in ["PUT", "PATCH"] {
        let path = format!("/api/user/registration/{NOBODY}");
        scene.keyed(method, &path, body.clone()).await.empty(404);
        scene.keyed(method, &scene.path(), body.clone()).await.empty(404);
        scene.keyed(method, &scene.path_a(), body.clone()).await.empty(404);
    }
    scene.get(&scene.path_a()).await.empty(404);
}

#[tokio::test]
async fn put_and_patch_with_invalid_members_change_nothing() {
    let scene = Scene::start().await;
    scene.register(json!({"username": "ada", "roles": ["user"]})).await;
    let before = scene.registration().await;
    for method in ["PUT", "PATCH"] {
        for (members, field, code) in [
            (json!({"roles": ["nope"]}), "registration.roles", "[invalid]registration.roles"),
            (json!({"timezone": "Not/AZone"}), "registration.timezone", "[invalidJSON]"),
            (
                json!({"username": "x".repeat(192)}),
                "registration.username",
                "[tooLong]registration.username",
            ),
        ] {
            let body = json!({"registration": members});
            let answer = scene.keyed(method, &scene.path_a(), body).await;
            answer.invalid(&[(field, &[code])]);
        }
    }
    assert_eq!(scene.registration().await, before);
}

#[tokio::test]
async fn a_refresh_without_a_registration_gives_a_token_without_roles() {
    let scene = Scene::start().await;
    let refresh = scene.register(json!({})).await["refreshToken"].clone();
    let roles = |token: &str| jwt_part(token, 1)["roles"].clone();
    let before = scene.refresh(&refresh).await.ok();
    assert_eq!(roles(&text(&before["token"])), json!(["user"]));
    scene.delete(&scene.path_a()).await.empty(200);
    scene.delete(&scene.path_a()).await.empty(404);
    scene.get(&scene.path_a()).await.empty(404);
    assert_eq!(scene.get(&format!("/api/user/{}", scene.user)).await.status, 200);
    let after = scene.refresh(&refresh).await.ok();
    let claims = jwt_part(&text(&after["token"]), 1);
    assert_eq!(claims["sub"], json!(scene.user));
    assert_eq!((claims.get("applicationId"), claims.get("roles")), (None, None), "{claims}");
    scene.register(json!({})).await;
    let event = json!({"eventInfo": {"ipAddress": "192.0.2.1"}});
    scene.keyed("DELETE", &scene.path_a(), event).await.empty(200);
    scene.get(&scene.path_a()).await.empty(404);
}
