//! Applications: roles that are removed or repeated, reactivation, lists that a patch replaces, and
//! deletion.

use serde_json::json;

use super::scene::{NOBODY, PASSWORD, Scene};
use crate::support::{jwt_part, text};

#[tokio::test]
async fn a_removed_role_is_removed_from_the_registrations() {
    let scene = Scene::start().await;
    let other = scene.application(json!({})).await;
    let path = format!("/api/application/{}", scene.a);
    let all = json!(["admin", "community_helper", "user"]);
    scene.register(json!({"roles": all})).await;
    scene.register_for(&other, json!({"roles": all})).await;
    scene.delete(&format!("{path}/role?name=admin")).await.empty(200);
    assert_eq!(scene.registration().await["roles"], json!(["community_helper", "user"]));
    let mut application = scene.get(&path).await.ok()["application"].clone();
    application["roles"] = json!([{"name": "user"}]);
    scene.put(&path, json!({"application": application})).await.ok();
    let patch = json!({"registration": {"username": "ada"}});
    let patched = scene.patch(&scene.path_a(), patch).await.ok();
    assert_eq!(patched["registration"]["roles"], json!(["user"]));
    let token = text(&scene.login(&scene.a, PASSWORD).await.ok()["token"]);
    assert_eq!(jwt_part(&token, 1)["roles"], json!(["user"]));
    assert_eq!(scene.registration_for(&other).await["roles"], all);
}

#[tokio::test]
async fn role_names_are_unique_within_an_application_and_role_ids_are_unique_everywhere() {
    let scene = Scene::start().await;
    for (roles, field) in [
        (json!(["a", "b", "a"]), "application.roles.name"),
        (json!([{"name": "a", "id": NOBODY}, {"name": "b", "id": NOBODY}]), "application.roles.id"),
    ] {
        let body = json!({"application": {"name": "twice", "roles": roles}});
        let answer = scene.post("/api/application", body).await;
        answer.invalid(&[(field, &[&format!("[duplicate]{field}")])]);
    }
    let other = scene.application(json!({})).await;
    let path = |application: &str| format!("/api/application/{application}/role/{NOBODY}");
    scene.post(&path(&other), json!({"role": {"name": "first"}})).await.ok();
    for application in [&other, &scene.a] {
        let answer = scene.post(&path(application), json!({"role": {"name": "second"}})).await;
        answer.invalid(&[("roleId", &["[duplicate]roleId"])]);
    }
}

#[tokio::test]
async fn a_put_does_not_reactivate_an_application() {
    let scene = Scene::start().await;
    let path = format!("/api/application/{}", scene.a);
    scene.delete(&path).await.empty(200);
    let body = json!({"application": {"name": "renamed"}});
    let put = scene.put(&path, body).await.ok()["application"].clone();
    assert_eq!((&put["active"], &put["state"]), (&json!(false), &json!("Inactive")));
    let back = scene.put(&format!("{path}?reactivate=true"), json!({})).await.ok();
    let back = &back["application"];
    assert_eq!((&back["active"], &back["state"]), (&json!(true), &json!("Active")));
    assert_eq!(back["name"], "renamed");
}

#[tokio::test]
async fn a_plain_patch_replaces_three_lists_of_an_application() {
    let scene = Scene::start().await;
    let path = format!("/api/application/{}", scene.a);
    let oauth = |end: &str| {
        json!({"application": {"oauthConfiguration": {
            "authorizedRedirectURLs": [format!("https://a.example/{end}")],
            "authorizedOriginURLs": [format!("https://{end}.example")],
            "enabledGrants": [end],
            "scopes": [end],
        }}})
    };
    scene.patch(&path, oauth("first")).await.ok();
    let patched = scene.patch(&path, oauth("second")).await.ok();
    let mut expected = oauth("second")["application"]["oauthConfiguration"].clone();
    expected["scopes"] = json!(["first", "second"]);
    expected["requireRegistration"] = json!(false);
    assert_eq!(patched["application"]["oauthConfiguration"], expected);
}

#[tokio::test]
async fn deleting_an_application_deletes_its_pending_verifications() {
    let scene = Scene::start().await;
    let v = scene.verifying("ClickableLink").await;
    scene.register_for(&v, json!({})).await;
    let path = format!("/api/user/{}", scene.user);
    assert!(scene.get(&path).await.ok()["registrationVerificationIds"].is_object());
    scene.delete(&format!("/api/application/{v}?hardDelete=true")).await.empty(200);
    assert_eq!(scene.get(&path).await.ok().get("registrationVerificationIds"), None);
}
