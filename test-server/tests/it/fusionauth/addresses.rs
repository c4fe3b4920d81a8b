//! Changed e-mail addresses: what confirms them, and what does not.

use serde_json::{Value, json};

use super::scene::{PASSWORD, Scene, is_code};
use crate::support::{last_segment, text};

const OLD: &str = "old@example.com";
const NEW: &str = "new@example.com";
const VERIFY: &str = "/api/user/verify-email";

/// Starts a server that verifies addresses with this strategy, and makes a user. Also returns the answer
/// with the user.
async fn scene(strategy: &str, body: Value) -> (Scene, Value) {
    let scene = Scene::start().await;
    let verifying = json!({"verifyEmail": true, "verificationStrategy": strategy});
    scene.patch_tenant(json!({"emailConfiguration": verifying})).await;
    let made = scene.post("/api/user", body).await.ok();
    (scene, made)
}

fn with_password() -> Value {
    json!({"user": {"email": OLD, "password": PASSWORD}})
}

fn path(made: &Value) -> String {
    format!("/api/user/{}", text(&made["user"]["id"]))
}

/// Changes the address of the user. The user has to verify the new address.
async fn change(scene: &Scene, made: &Value) {
    scene.put(&path(made), json!({"user": {"email": NEW}})).await.ok();
}

#[tokio::test]
async fn a_verification_of_the_old_address_does_not_confirm_the_new_address() {
    let (scene, made) = scene("ClickableLink", with_password()).await;
    change(&scene, &made).await;
    let body = json!({"verificationId": made["emailVerificationId"]});
    scene.anonymous("POST", VERIFY, body).await.empty(404);
    assert_eq!(scene.get(&path(&made)).await.ok()["user"]["verified"], json!(false));
}

#[tokio::test]
async fn a_change_of_an_unconfirmed_address_sends_a_mail_to_the_new_address() {
    let (scene, made) = scene("ClickableLink", with_password()).await;
    let to = |email: &str| json!({"user": {"email": email}});
    let changed = scene.patch(&path(&made), to(NEW)).await.ok();
    assert_eq!(changed["user"]["verified"], json!(false));
    assert_eq!(scene.outbox(NEW).await.len(), 1);
    let body = json!({"verificationId": changed["emailVerificationId"]});
    scene.anonymous("POST", VERIFY, body).await.empty(200);
    // The address is confirmed now. For a user with a confirmed address, a setting of the tenant
    // decides whether a changed address must be confirmed. This setting is off.
    let changed = scene.patch(&path(&made), to("third@example.com")).await.ok();
    assert_eq!(changed["user"]["verified"], json!(true));
    assert!(scene.outbox("third@example.com").await.is_empty());
}

#[tokio::test]
async fn a_password_change_with_a_mail_to_the_old_address_does_not_confirm_the_new_address() {
    let body = json!({"user": {"email": OLD}, "sendSetPasswordEmail": true});
    let (scene, made) = scene("ClickableLink", body).await;
    let link = text(&scene.outbox(OLD).await[0]["links"][0]);
    let id = last_segment(link.split(['?', '#']).next().unwrap());
    change(&scene, &made).await;
    let body = json!({"changePasswordId": id, "password": PASSWORD});
    scene.anonymous("POST", "/api/user/change-password", body).await.ok();
    let login = scene.post("/api/login", json!({"loginId": NEW, "password": PASSWORD})).await.ok();
    assert_eq!(login["user"]["verified"], json!(false));
}

#[tokio::test]
async fn a_changed_address_is_confirmed_with_a_new_id_and_code_and_the_first_time_stays() {
    let (scene, made) = scene("FormField", with_password()).await;
    let verify = async |answer: &Value| {
        let body = json!({
            "verificationId": answer["emailVerificationId"],
            "oneTimeCode": answer["emailVerificationOneTimeCode"],
        });
        scene.anonymous("POST", VERIFY, body).await.empty(200);
        let user = scene.get(&path(&made)).await.ok()["user"].clone();
        assert_eq!(user["verified"], json!(true));
        [&user, &user["identities"][0]].map(|shown| shown["verifiedInstant"].as_i64().unwrap())
    };
    let again = json!({"emailConfiguration": {"verifyEmailWhenChanged": true}});
    scene.patch_tenant(again).await;
    let [first, of_address] = verify(&made).await;
    assert_eq!(of_address, first);
    scene.bench.advance(60).await;
    let put = scene.put(&path(&made), json!({"user": {"email": NEW}})).await.ok();
    assert_eq!(put["user"]["verified"], json!(false));
    assert_eq!(put["user"]["verifiedInstant"], json!(first), "{put}");
    assert_eq!(put["user"]["identities"][0].get("verifiedInstant"), None, "{put}");
    assert!(is_code(&put["emailVerificationId"]), "{put}");
    let [again, of_address] = verify(&put).await;
    assert_eq!(again, first);
    assert!(of_address > first);
}

#[tokio::test]
async fn a_change_that_skips_the_verification_makes_the_new_address_verified() {
    for method in ["PUT", "PATCH"] {
        let (scene, made) = scene("ClickableLink", with_password()).await;
        assert_eq!(made["user"]["verified"], json!(false));
        let body = json!({"user": {"email": NEW}, "skipVerification": true});
        let changed = scene.keyed(method, &path(&made), body).await.ok();
        assert_eq!(changed["user"]["verified"], json!(true), "{changed}");
        assert!(changed["user"]["verifiedInstant"].is_i64(), "{changed}");
        assert_eq!(changed["user"]["identities"][0]["verifiedReason"], "Skipped");
        assert_eq!(changed.get("emailVerificationId"), None, "{changed}");
        assert!(scene.outbox(NEW).await.is_empty());
        let body = json!({"verificationId": made["emailVerificationId"]});
        scene.anonymous("POST", VERIFY, body).await.empty(404);
    }
}
