//! Requests that set a password by a hash from another system.

use serde_json::{Value, json};

use super::scene::{EMAIL, PASSWORD, Scene};

const SALT: &str = "MDEyMzQ1Njc4OWFiY2RlZg==";

/// Sends a PUT for the user ada, with her address, these members and this `passwordFieldType`.
async fn put(scene: &Scene, members: Value, kind: &str) -> crate::support::Answer {
    let mut user = json!({"email": EMAIL});
    json_patch::merge(&mut user, &members);
    let body = json!({"user": user, "passwordFieldType": kind});
    scene.put(&format!("/api/user/{}", scene.user), body).await
}

#[tokio::test]
async fn a_user_logs_in_with_the_password_of_a_hash_and_not_with_the_hash() {
    let scene = Scene::start().await;
    scene.register(json!({})).await;
    for (scheme, factor, salt, hash) in [
        ("salted-pbkdf2-hmac-sha256", 24_000, SALT, "qHADzl0lh9yUDQFCyiLmChbgDt6DooWuUruaw9f+PwU="),
        ("salted-sha256", 20_000, SALT, "CetcIBAhT7M+FKS4KVpMT9HInEGhXXVTSW1T5FLWlo8="),
        ("salted-md5", 20_000, SALT, "AgUdD0xkm/YG0XEU17u4EA=="),
        ("salted-hmac-sha256", 1, SALT, "OQTDuDCT5HlQgleDXW448R/DJnaBSZgQ7Dunh5t95bg="),
        ("bcrypt", 10, "N9qo8uLOickgx2ZMRZoMye", "jkZqNWyHTNlWWy85bzHxDVJ73oNzcZO"),
    ] {
        let members =
            json!({"password": hash, "salt": salt, "encryptionScheme": scheme, "factor": factor});
        let changed = put(&scene, members, "HASHED").await.ok();
        for hidden in ["password", "salt", "encryptionScheme", "factor"] {
            assert_eq!(changed["user"].get(hidden), None, "{changed}");
        }
        assert_eq!(scene.login(&scene.a, PASSWORD).await.status, 200, "{scheme}");
        scene.login(&scene.a, hash).await.empty(404);
    }
}

#[tokio::test]
async fn a_wrong_hash_is_refused_and_the_old_password_stays() {
    let scene = Scene::start().await;
    scene.register(json!({})).await;
    let good = json!({
        "password": "AgUdD0xkm/YG0XEU17u4EA==", "salt": SALT, "encryptionScheme": "salted-md5", "factor": 20_000,
    });
    for (name, value, field, code) in [
        (
            "encryptionScheme",
            json!(null),
            "user.encryptionScheme",
            "[missing]user.encryptionScheme",
        ),
        (
            "encryptionScheme",
            json!("rot13"),
            "user.encryptionScheme",
            "[invalid]user.encryptionScheme",
        ),
        ("salt", json!(null), "user.salt", "[missing]user.salt"),
        ("salt", json!("no base64"), "user.salt", "[invalid]user.salt"),
        ("factor", json!(null), "user.factor", "[missing]user.factor"),
        ("factor", json!("x"), "user.factor", "[invalidJSON]"),
        ("factor", json!(2_000_000), "user.factor", "[invalid]user.factor"),
        ("password", json!("correct horse 2"), "user.password", "[invalid]user.password"),
        ("password", json!(null), "user.password", "[blank]user.password"),
    ] {
        let mut members = good.clone();
        members[name] = value;
        put(&scene, members, "HASHED").await.invalid(&[(field, &[code])]);
    }
    let kind = put(&scene, good, "ROT13").await;
    kind.invalid(&[("passwordFieldType", &["[invalid]passwordFieldType"])]);
    assert_eq!(scene.login(&scene.a, PASSWORD).await.status, 200);
}

#[tokio::test]
async fn a_plain_password_replaces_a_hash() {
    let scene = Scene::start().await;
    scene.register(json!({})).await;
    let hash = json!({
        "password": "AgUdD0xkm/YG0XEU17u4EA==", "salt": SALT, "encryptionScheme": "salted-md5", "factor": 20_000,
    });
    let path = format!("/api/user/{}", scene.user);
    let scheme = async || scene.get(&path).await.ok()["user"]["encryptionScheme"].clone();
    assert_eq!(scheme().await, "salted-pbkdf2-hmac-sha256");
    put(&scene, hash, "HASHED").await.ok();
    assert_eq!(scheme().await, "salted-md5");
    put(&scene, json!({"password": "correct horse 2"}), "PLAINTEXT").await.ok();
    assert_eq!(scheme().await, "salted-pbkdf2-hmac-sha256");
    scene.login(&scene.a, PASSWORD).await.empty(404);
    assert_eq!(scene.login(&scene.a, "correct horse 2").await.status, 200);
}

#[tokio::test]
async fn the_scheme_of_a_password_is_shown_only_to_a_caller_with_a_key() {
    let scene = Scene::start().await;
    let login = json!({"loginId": EMAIL, "password": PASSWORD});
    let login = scene.post("/api/login", login).await.ok();
    assert_eq!(login["user"].get("encryptionScheme"), None, "{login}");
    let own = scene.bearer("GET", "/api/user", login["token"].as_str().unwrap()).await.ok();
    assert_eq!(own["user"].get("encryptionScheme"), None, "{own}");
    let found = scene.get(&format!("/api/user?email={EMAIL}")).await.ok();
    assert_eq!(found["user"]["encryptionScheme"], "salted-pbkdf2-hmac-sha256");
    scene.post("/api/user", json!({"user": {"email": "none@example.com"}})).await.ok();
    let none = scene.get("/api/user?email=none@example.com").await.ok();
    assert_eq!(none["user"].get("encryptionScheme"), None, "{none}");
}

#[tokio::test]
async fn the_password_of_a_new_user_is_never_a_hash() {
    let scene = Scene::start().await;
    for kind in ["HASHED", "ROT13"] {
        let email = format!("{kind}@example.com");
        let user = json!({"email": email, "password": "correct horse 2"});
        scene.post("/api/user", json!({"user": user, "passwordFieldType": kind})).await.ok();
        let login = json!({"loginId": email, "password": "correct horse 2"});
        scene.post("/api/login", login).await.ok();
    }
}
