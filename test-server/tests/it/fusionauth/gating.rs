//! Gated logins: they need one more step, and their statuses are 203, 212 and 213.

use serde_json::json;

use super::scene::{EMAIL, PASSWORD, Scene, absent, mails, merge, verification};
use crate::support::text;

#[tokio::test]
async fn an_unverified_registration_is_gated_with_213() {
    let scene = Scene::start().await;
    let mut changes = verification("FormField");
    merge(&mut changes, json!({"unverified": {"behavior": "Gated"}}));
    let gated = scene.application(changes).await;
    let made = scene.register_for(&gated, json!({})).await;
    assert!(absent(&made["token"]) && absent(&made["refreshToken"]), "{made}");
    let answer = scene.login(&gated, PASSWORD).await;
    assert_eq!(answer.status, 213, "{answer:?}");
    let body = answer.json();
    assert_eq!(body["user"]["id"], json!(scene.user));
    assert!(super::scene::is_code(&body["registrationVerificationId"]), "{body}");
    assert!(absent(&body["refreshToken"]), "{body}");
    let user = scene.get(&format!("/api/user/{}", scene.user)).await.ok();
    let verify = json!({
        "verificationId": body["registrationVerificationId"],
        "oneTimeCode": user["registrationVerificationOneTimeCodes"][&gated],
    });
    scene.anonymous("POST", "/api/user/verify-registration", verify).await.empty(200);
    let body = scene.login(&gated, PASSWORD).await.ok();
    assert!(!absent(&body["token"]) && !absent(&body["refreshToken"]), "{body}");
}

#[tokio::test]
async fn an_unverified_registration_is_not_gated_by_default() {
    let scene = Scene::start().await;
    let v = scene.verifying("ClickableLink").await;
    let made = scene.register_for(&v, json!({})).await;
    assert!(!absent(&made["token"]), "{made}");
    assert_eq!(scene.login(&v, PASSWORD).await.status, 200);
}

#[tokio::test]
async fn a_registration_is_not_gated_after_its_verification_was_switched_off() {
    let scene = Scene::start().await;
    let mut changes = verification("ClickableLink");
    merge(&mut changes, json!({"unverified": {"behavior": "Gated"}}));
    let gated = scene.application(changes).await;
    scene.register_for(&gated, json!({})).await;
    assert_eq!(scene.login(&gated, PASSWORD).await.status, 213);
    let off = json!({"application": {"verifyRegistration": false}});
    scene.patch(&format!("/api/application/{gated}"), off).await.ok();
    assert_eq!(scene.login(&gated, PASSWORD).await.status, 200);
}

#[tokio::test]
async fn an_unverified_address_is_gated_with_212() {
    let scene = Scene::start().await;
    let mut changes = mails();
    merge(
        &mut changes,
        json!({"emailConfiguration": {
            "verifyEmail": true, "verificationStrategy": "FormField",
            "unverified": {"behavior": "Gated"},
        }}),
    );
    scene.patch_tenant(changes).await;
    let email = "new@example.com";
    let body = json!({
        "user": {"email": email, "password": PASSWORD},
        "registration": {"applicationId": scene.a},
    });
    let made = scene.post("/api/user/registration", body).await.ok();
    assert_eq!(made["user"]["verified"], json!(false));
    assert_eq!(scene.outbox(email).await.len(), 1);
    let login = json!({"loginId": email, "password": PASSWORD, "applicationId": scene.a});
    let answer = scene.post("/api/login", login.clone()).await;
    assert_eq!(answer.status, 212, "{answer:?}");
    assert_eq!(answer.json()["user"]["email"], email);
    let id = answer.json()["emailVerificationId"].clone();
    assert!(super::scene::is_code(&id), "{answer:?}");
    let user = scene.get(&format!("/api/user/{}", text(&made["user"]["id"]))).await.ok();
    assert_eq!(user["emailVerificationId"], id);
    let code = &user["emailVerificationOneTimeCode"];
    let path = "/api/user/verify-email";
    let verify = json!({"verificationId": id, "oneTimeCode": code});
    scene.anonymous("POST", path, verify.clone()).await.empty(200);
    scene.anonymous("POST", path, verify).await.empty(404);
    let body = scene.post("/api/login", login).await.ok();
    assert_eq!(body["user"]["verified"], json!(true));
    // Ada's address is verified, so her login is not gated.
    assert_eq!(scene.login(&scene.a, PASSWORD).await.status, 202);
}

#[tokio::test]
async fn a_login_before_a_required_password_change_gets_203_and_a_change_password_id() {
    let scene = Scene::start().await;
    scene.register(json!({})).await;
    let path = format!("/api/user/{}", scene.user);
    scene.patch(&path, json!({"user": {"passwordChangeRequired": true}})).await.ok();
    scene.login(&scene.a, "wrong horse 1").await.empty(404);
    let answer = scene.login(&scene.a, PASSWORD).await;
    assert_eq!(answer.status, 203, "{answer:?}");
    let body = answer.json();
    assert_eq!(body["changePasswordReason"], "Administrative");
    assert!(absent(&body["token"]) && absent(&body["refreshToken"]), "{body}");
    let id = text(&body["changePasswordId"]);
    let change = json!({"password": "another horse 2"});
    let path = format!("/api/user/change-password/{id}");
    let changed = scene.anonymous("POST", &path, change).await.ok();
    let once = json!({
        "oneTimePassword": changed["oneTimePassword"], "applicationId": scene.a,
    });
    let login = scene.post("/api/login", once.clone()).await.ok();
    assert_eq!(login["user"]["email"], EMAIL);
    let claims = crate::support::jwt_part(&text(&login["token"]), 1);
    assert_eq!(claims["authenticationType"], "ONE_TIME_PASSWORD");
    let again = scene.post("/api/login", once).await;
    again.invalid(&[("oneTimePassword", &["[invalid]oneTimePassword"])]);
    scene.login(&scene.a, PASSWORD).await.empty(404);
    assert_eq!(scene.login(&scene.a, "another horse 2").await.status, 200);
}
