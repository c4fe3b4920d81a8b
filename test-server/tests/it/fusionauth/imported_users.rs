//! What an import keeps of a user: verifications, times, and the reason to change the password.

use serde_json::{Value, json};

use super::scene::{PASSWORD, Scene, merge};
use crate::support::Answer;

const EMAIL: &str = "old@example.com";
const NUMBER: &str = "+13035550100";
const SINCE: i64 = 1_400_000_000_000;

/// Imports a user with these members.
async fn import(scene: &Scene, members: Value) -> Answer {
    let mut user = json!({"email": EMAIL, "password": PASSWORD, "active": true});
    merge(&mut user, members);
    scene.post("/api/user/import", json!({"users": [user]})).await
}

async fn imported(scene: &Scene, members: Value) -> Value {
    import(scene, members).await.empty(200);
    scene.get(&format!("/api/user?email={EMAIL}")).await.ok()["user"].clone()
}

async fn login(scene: &Scene, login: &str) -> Answer {
    let kinds = ["email", "phoneNumber"];
    let body = json!({"loginId": login, "password": PASSWORD, "loginIdTypes": kinds});
    scene.post("/api/login", body).await
}

#[tokio::test]
async fn an_imported_user_has_to_verify_address_and_number_only_on_a_classic_server() {
    for (classic, status) in [(false, 200), (true, 212)] {
        let scene = Scene::with(json!({"classic": classic})).await;
        let gated = json!({"behavior": "Gated"});
        scene
            .patch_tenant(json!({
                "emailConfiguration": {"verifyEmail": true, "unverified": gated},
                "phoneConfiguration": {"verifyPhoneNumber": true, "unverified": gated},
            }))
            .await;
        let user = imported(&scene, json!({"phoneNumber": NUMBER})).await;
        assert_eq!(user["verified"], json!(false));
        for id in [EMAIL, NUMBER] {
            assert_eq!(login(&scene, id).await.status, status, "{id}, classic: {classic}");
        }
        // A user who is not imported must verify the address before the login is complete.
        let user = json!({"email": "new@example.com", "password": PASSWORD});
        scene.post("/api/user", json!({"user": user})).await.ok();
        assert_eq!(login(&scene, "new@example.com").await.status, 212);
    }
}

#[tokio::test]
async fn an_import_keeps_the_time_of_a_verification() {
    let scene = Scene::start().await;
    let times = json!({"verified": true, "verifiedInstant": SINCE});
    let mut members = json!({"registrations": [{"applicationId": scene.a}]});
    merge(&mut members, times.clone());
    merge(&mut members["registrations"][0], times);
    let user = imported(&scene, members).await;
    let registration = &user["registrations"][0];
    for verified in [&user, &user["identities"][0], registration] {
        assert_eq!(verified["verified"], json!(true), "{verified}");
        assert_eq!(verified["verifiedInstant"], json!(SINCE), "{verified}");
    }
}

#[tokio::test]
async fn without_a_time_in_the_request_a_verification_has_the_time_of_the_import() {
    let scene = Scene::start().await;
    let registrations = json!([{"applicationId": scene.a, "verified": true}]);
    let user = imported(&scene, json!({"verified": true, "registrations": registrations})).await;
    for verified in [&user, &user["registrations"][0]] {
        assert!(verified["verifiedInstant"].as_i64() > Some(SINCE), "{verified}");
    }
    let unverified = json!({"verified": false, "verifiedInstant": SINCE, "applicationId": scene.a});
    let user = json!({"email": "other@example.com", "verifiedInstant": SINCE, "registrations": [unverified]});
    scene.post("/api/user/import", json!({"users": [user]})).await.empty(200);
    let user = scene.get("/api/user?email=other@example.com").await.ok()["user"].clone();
    for unverified in [&user, &user["registrations"][0]] {
        assert_eq!(unverified["verified"], json!(false), "{unverified}");
        assert_eq!(unverified.get("verifiedInstant"), None, "{unverified}");
    }
}

#[tokio::test]
async fn an_import_sets_the_reason_why_a_user_has_to_change_the_password() {
    let scene = Scene::start().await;
    let members = json!({"passwordChangeRequired": true, "passwordChangeReason": "Breached"});
    assert_eq!(imported(&scene, members).await["passwordChangeReason"], "Breached");
    let reason = async || {
        let asked = login(&scene, EMAIL).await;
        assert_eq!(asked.status, 203, "{asked:?}");
        asked.json()["changePasswordReason"].clone()
    };
    assert_eq!(reason().await, "Breached");
    let user = scene.get(&format!("/api/user?email={EMAIL}")).await.ok()["user"]["id"].clone();
    let path = format!("/api/user/{}", user.as_str().unwrap());
    scene.patch(&path, json!({"user": {"firstName": "Ada"}})).await.ok();
    assert_eq!(reason().await, "Breached");
    // A change of the password removes the reason.
    let change = json!({"loginId": EMAIL, "password": PASSWORD});
    scene.post("/api/user/change-password", change).await.empty(200);
    let changed = scene.get(&path).await.ok()["user"].clone();
    assert_eq!(changed.get("passwordChangeReason"), None, "{changed}");
    scene.patch(&path, json!({"user": {"passwordChangeRequired": true}})).await.ok();
    assert_eq!(reason().await, "Administrative");
    let wrong = json!({"email": "x@example.com", "passwordChangeReason": "Mood"});
    let field = "users[0].passwordChangeReason";
    import(&scene, wrong).await.invalid(&[(field, &["[invalidJSON]"])]);
}

#[tokio::test]
async fn an_import_keeps_the_time_of_a_password_only_if_the_password_is_a_hash() {
    let scene = Scene::start().await;
    let user = imported(&scene, json!({"passwordLastUpdateInstant": SINCE})).await;
    assert_eq!(user["passwordLastUpdateInstant"], user["lastUpdateInstant"]);
    let hash = json!({
        "email": "hash@example.com", "passwordLastUpdateInstant": SINCE, "salt": "",
        "encryptionScheme": "salted-md5", "factor": 1, "password": "JdVa0oOqQAr0ZMdtcTwHrQ==",
    });
    import(&scene, hash).await.empty(200);
    let user = scene.get("/api/user?email=hash@example.com").await.ok()["user"].clone();
    assert_eq!(user["passwordLastUpdateInstant"], json!(SINCE));
}

#[tokio::test]
async fn an_import_with_hashes_of_recovery_codes_is_refused() {
    let scene = Scene::start().await;
    for name in ["recoveryCodeEncryptionScheme", "recoveryCodeWorkFactor"] {
        let factors = json!({"recoveryCodes": ["a hash"], name: 10});
        let field = format!("users[0].twoFactor.{name}");
        let refused = import(&scene, json!({"twoFactor": factors})).await;
        refused.invalid(&[(&field, &[&format!("[invalid]{field}")])]);
    }
}

#[tokio::test]
async fn the_tenant_of_the_request_overrides_the_tenant_of_an_imported_user() {
    let scene = Scene::start().await;
    let other = scene.tenant("other").await;
    for (ours, theirs) in
        [(super::scene::DEFAULT_TENANT, &*other), (&*other, super::scene::DEFAULT_TENANT)]
    {
        let body = json!({"users": [{"email": EMAIL, "tenantId": theirs}]});
        scene.in_tenant(ours, "POST", "/api/user/import", Some(body)).await.empty(200);
        let path = format!("/api/user?email={EMAIL}");
        let found = scene.in_tenant(ours, "GET", &path, None).await.ok();
        assert_eq!(found["user"]["tenantId"], json!(ours));
    }
}
