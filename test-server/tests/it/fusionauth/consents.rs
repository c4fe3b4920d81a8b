//! The consents of users.

use serde_json::{Value, json};

use super::scene::{NOBODY, Scene};
use crate::support::text;

/// Makes a consent with two values. A user can choose both of them only if `several` is true.
/// Returns the id of the consent.
async fn consent(scene: &Scene, several: bool) -> String {
    let consent = json!({
        "name": format!("news {several}"),
        "defaultMinimumAgeForSelfConsent": 13,
        "values": ["Email", "Phone"],
        "multipleValuesAllowed": several,
    });
    text(&scene.post("/api/consent", json!({"consent": consent})).await.ok()["consent"]["id"])
}

#[tokio::test]
async fn a_consent_of_a_user_is_given_changed_and_revoked() {
    let scene = Scene::start().await;
    let about = consent(&scene, true).await;
    let body = |values: Value| {
        json!({"userConsent": {
            "consentId": about, "userId": scene.user, "giverUserId": scene.user,
            "status": "Active", "values": values,
        }})
    };
    let made = scene.post("/api/user/consent", body(json!(["Email"]))).await.ok();
    let made = &made["userConsent"];
    assert_eq!((&made["status"], &made["giverUserId"]), (&json!("Active"), &json!(scene.user)));
    assert_eq!(made["consent"]["id"], json!(about));
    let path = format!("/api/user/consent/{}", text(&made["id"]));
    let list = format!("/api/user/consent?userId={}", scene.user);
    assert_eq!(scene.get(&list).await.ok()["userConsents"], json!([made]));
    let two = scene.put(&path, body(json!(["Phone", "Email"]))).await.ok();
    assert_eq!(two["userConsent"]["values"], json!(["Email", "Phone"]));
    let patch = json!({"userConsent": {"data": {"form": "3"}}});
    let patched = scene.patch(&path, patch).await.ok()["userConsent"].clone();
    assert_eq!(
        (&patched["data"]["form"], &patched["values"]),
        (&json!("3"), &two["userConsent"]["values"])
    );
    scene.delete(&path).await.empty(200);
    assert_eq!(scene.get(&path).await.ok()["userConsent"]["status"], "Revoked");
    scene.delete(&format!("/api/user/{}?hardDelete=true", scene.user)).await.empty(200);
    scene.get(&path).await.empty(404);
}

#[tokio::test]
async fn a_put_needs_a_status_and_no_change_replaces_the_giver_of_a_consent() {
    let scene = Scene::start().await;
    let about = consent(&scene, true).await;
    let giver = scene.user("giver@example.com").await;
    let sent = json!({"consentId": about, "userId": scene.user, "giverUserId": giver});
    let made = scene.post("/api/user/consent", json!({"userConsent": sent})).await.ok();
    let path = format!("/api/user/consent/{}", text(&made["userConsent"]["id"]));
    let without = scene.put(&path, json!({"userConsent": {"values": ["Email"]}})).await;
    without.invalid(&[("userConsent.status", &["[missing]userConsent.status"])]);
    for method in ["PUT", "PATCH"] {
        for status in ["Revoked", "Active"] {
            let body = json!({"userConsent": {"giverUserId": scene.user, "status": status}});
            let changed = scene.keyed(method, &path, body).await.ok()["userConsent"].clone();
            assert_eq!(changed["giverUserId"], json!(giver), "{method}");
            assert_eq!(changed["status"], status, "{method}");
        }
    }
}

#[tokio::test]
async fn a_consent_can_be_changed_after_its_giver_was_deleted() {
    let scene = Scene::start().await;
    let about = consent(&scene, false).await;
    let giver = scene.user("giver@example.com").await;
    let sent = json!({"consentId": about, "userId": scene.user, "giverUserId": giver});
    let made = scene.post("/api/user/consent", json!({"userConsent": sent})).await.ok();
    let path = format!("/api/user/consent/{}", text(&made["userConsent"]["id"]));
    scene.delete(&format!("/api/user/{giver}?hardDelete=true")).await.empty(200);
    let patch = async |members: Value| scene.patch(&path, json!({"userConsent": members})).await;
    let patched = patch(json!({"data": {"form": 3}})).await.ok();
    assert_eq!(patched["userConsent"]["giverUserId"], json!(giver));
    let patched = patch(json!({"giverUserId": NOBODY})).await.ok();
    assert_eq!(patched["userConsent"]["giverUserId"], json!(giver));
}

#[tokio::test]
async fn a_consent_of_a_user_needs_a_known_user_a_known_consent_and_allowed_values() {
    let scene = Scene::start().await;
    let one = consent(&scene, false).await;
    let send = async |changes: Value| {
        let mut sent = json!({
            "consentId": one, "userId": scene.user, "giverUserId": scene.user, "values": ["Email"],
        });
        json_patch::merge(&mut sent, &changes);
        scene.post("/api/user/consent", json!({"userConsent": sent})).await
    };
    for (changes, field, reason) in [
        (json!({"consentId": null}), "consentId", "missing"),
        (json!({"userId": null}), "userId", "missing"),
        (json!({"giverUserId": null}), "giverUserId", "missing"),
        (json!({"consentId": NOBODY}), "consentId", "invalid"),
        (json!({"userId": NOBODY}), "userId", "invalid"),
        (json!({"giverUserId": NOBODY}), "giverUserId", "invalid"),
        (json!({"values": ["Fax"]}), "values", "invalid"),
        (json!({"values": ["Email", "Phone"]}), "values", "tooMany"),
    ] {
        let field = format!("userConsent.{field}");
        let code = format!("[{reason}]{field}");
        send(changes).await.invalid(&[(field.as_str(), &[code.as_str()])]);
    }
    let other = scene.tenant("other").await;
    let foreign = json!({"user": {"email": "foreign@example.com"}});
    let foreign = scene.in_tenant(&other, "POST", "/api/user", Some(foreign)).await.ok();
    let field = "userConsent.giverUserId";
    send(json!({"giverUserId": foreign["user"]["id"]}))
        .await
        .invalid(&[(field, &["[invalid]userConsent.giverUserId"])]);
    assert_eq!(send(json!({"status": "Perhaps"})).await.status, 400);
    let made = send(json!({})).await.ok();
    let again = format!("/api/user/consent/{}", text(&made["userConsent"]["id"]));
    let body = json!({"userConsent": {"consentId": one, "userId": scene.user}});
    assert_eq!(scene.post(&again, body).await.status, 400);
    scene.get(&format!("/api/user/consent/{NOBODY}")).await.empty(404);
    scene.get(&format!("/api/user/consent?userId={NOBODY}")).await.empty(404);
    assert_eq!(scene.get("/api/user/consent").await.status, 400);
}
