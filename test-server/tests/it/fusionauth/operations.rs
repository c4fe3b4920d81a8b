//! Operations that have few other tests. Each operation succeeds here at least once, with an answer
//! that fits the OpenAPI document.

use serde_json::{Value, json};

use super::scene::{DEFAULT_TENANT, EMAIL, KEY, NOBODY, PASSWORD, Scene, verification};
use super::victim::KEPT;
use crate::support::text;

const ID: &str = "77777777-7777-4777-8777-777777777777";

impl Scene {
    /// Sends these requests in order, with `KEY`. Each request must succeed.
    async fn succeed(&self, calls: &[(&str, &str, Value)]) {
        for (method, path, body) in calls {
            let answer = self.keyed(method, path, body.clone()).await;
            assert!(matches!(answer.status, 200 | 202), "{method} {path}: {answer:?}");
        }
    }
}

#[tokio::test]
async fn keys_are_created_and_templates_of_mails_are_created_changed_and_read() {
    let scene = Scene::start().await;
    let name = |name: &str| json!({"key": {"name": name, "algorithm": "ES256"}});
    let template = || json!({"emailTemplate": {"name": "Welcome"}});
    scene
        .succeed(&[
            ("POST", "/api/api-key", json!({"apiKey": {"description": "all"}})),
            ("POST", &format!("/api/api-key/{ID}"), json!({"apiKey": {"key": "a key"}})),
            ("POST", "/api/key/generate", name("one")),
            ("POST", &format!("/api/key/generate/{ID}"), name("two")),
            ("POST", "/api/jwt/vend", json!({"claims": {"a": 1}, "keyId": ID})),
            ("POST", "/api/email/template", template()),
            ("PUT", "/api/email/template", template()),
            ("POST", &format!("/api/email/template/{ID}"), template()),
            ("PUT", &format!("/api/email/template/{ID}"), template()),
            ("GET", &format!("/api/email/template/{ID}"), json!({})),
            ("GET", "/api/email/template", json!({})),
        ])
        .await;
}

#[tokio::test]
async fn an_email_template_has_the_times_of_its_creation_and_of_its_last_change() {
    let scene = Scene::start().await;
    let path = format!("/api/email/template/{ID}");
    let template = |name: &str| json!({"emailTemplate": {"name": name, "fromEmail": EMAIL}});
    let made = scene.post(&path, template("one")).await.ok()["emailTemplate"].clone();
    let time = |template: &Value, name: &str| template[name].as_i64().unwrap();
    assert_eq!(time(&made, "insertInstant"), time(&made, "lastUpdateInstant"));
    scene.bench.advance(10).await;
    let patch = json!({"emailTemplate": {"name": "two"}});
    scene.patch(&path, patch.clone()).await.ok();
    let found = scene.get(&path).await.ok()["emailTemplate"].clone();
    assert_eq!((&found["name"], &found["fromEmail"]), (&json!("two"), &json!(EMAIL)));
    let put = scene.put(&path, template("three")).await.ok()["emailTemplate"].clone();
    for changed in [&found, &put] {
        assert_eq!(time(changed, "insertInstant"), time(&made, "insertInstant"));
        assert!(time(changed, "lastUpdateInstant") > time(&made, "lastUpdateInstant"));
    }
    scene.patch(&format!("/api/email/template/{NOBODY}"), patch).await.empty(404);
}

#[tokio::test]
async fn objects_that_are_stored_without_checks_are_created_changed_and_returned() {
    let scene = Scene::start().await;
    for (path, one) in KEPT {
        let (path, one_path) = (format!("/api/{path}"), format!("/api/{path}/{ID}"));
        let body = |color: &str| json!({one: {"name": "A", "data": {color: true}}});
        let made = scene.keyed("POST", &one_path, body("red")).await.ok()[one].clone();
        assert_eq!((&made["id"], &made["data"]), (&json!(ID), &json!({"red": true})));
        scene.keyed("POST", &path, body("red")).await.ok();
        let duplicate = scene.keyed("POST", &one_path, body("red")).await;
        let field = format!("{one}Id");
        duplicate.invalid(&[(&field, &[&format!("[duplicate]{field}")])]);
        scene.keyed("PATCH", &one_path, body("green")).await.ok();
        let found = scene.keyed("GET", &one_path, json!({})).await.ok()[one].clone();
        assert_eq!(found["data"], json!({"red": true, "green": true}));
        assert_eq!(found["insertInstant"], made["insertInstant"]);
        scene.keyed("PUT", &one_path, body("blue")).await.ok();
        let all = scene.keyed("GET", &path, json!({})).await.ok();
        let (_, all) = all.as_object().unwrap().iter().next().unwrap();
        let all = all.as_array().unwrap();
        assert!(all.iter().any(|kept| kept["data"] == json!({"blue": true})), "{all:?}");
        assert_eq!(all.len(), 2);
        scene.keyed("PUT", &format!("{path}/{NOBODY}"), body("red")).await.empty(404);
        assert_eq!(scene.keyed("POST", &path, json!({})).await.status, 400);
    }
}

#[tokio::test]
async fn the_lifetime_of_signed_claims_is_a_whole_number_of_seconds() {
    let scene = Scene::start().await;
    for life in [json!("60"), json!(60.5)] {
        let body = json!({"claims": {"a": 1}, "timeToLiveInSeconds": life});
        let answer = scene.post("/api/jwt/vend", body).await;
        answer.invalid(&[("timeToLiveInSeconds", &["[invalidJSON]"])]);
    }
}

#[tokio::test]
async fn a_family_returns_the_members_that_were_added() {
    let scene = Scene::start().await;
    let path = format!("/api/user/family/{ID}");
    let parent = scene.user("parent@example.com").await;
    let member = |user: &str, role: &str| json!({"familyMember": {"userId": user, "role": role}});
    scene.keyed("POST", &path, member(&parent, "Adult")).await.ok();
    scene.keyed("PUT", &path, member(&scene.user, "Teenager")).await.ok();
    scene.keyed("PUT", &path, member(&scene.user, "Child")).await.ok();
    let family = scene.keyed("GET", &path, json!({})).await.ok()["family"].clone();
    let roles: Vec<_> = family["members"].as_array().unwrap().iter().collect();
    assert_eq!(
        roles,
        [&member(&parent, "Adult")["familyMember"], &member(&scene.user, "Child")["familyMember"],]
    );
    let unknown = scene.keyed("PUT", &path, member(NOBODY, "Child")).await;
    unknown.invalid(&[("familyMember.userId", &["[invalid]familyMember.userId"])]);
    scene.keyed("GET", &format!("/api/user/family/{NOBODY}"), json!({})).await.empty(404);
    // A deleted user is no member any more.
    scene
        .keyed("DELETE", &format!("/api/user/{parent}?hardDelete=true"), json!({}))
        .await
        .empty(200);
    let family = scene.keyed("GET", &path, json!({})).await.ok()["family"].clone();
    assert_eq!(family["members"], json!([member(&scene.user, "Child")["familyMember"]]));
}

#[tokio::test]
async fn a_role_of_an_application_may_be_sent_as_only_its_name() {
    let scene = Scene::start().await;
    let roles = json!(["reader", {"name": "writer", "isDefault": true}]);
    let body = json!({"application": {"name": "Library", "roles": roles}});
    let made = scene.keyed("POST", "/api/application", body).await.ok();
    let roles = made["application"]["roles"].as_array().unwrap().clone();
    let short: Vec<_> = roles.iter().map(|role| (&role["name"], &role["isDefault"])).collect();
    assert_eq!(short, [(&json!("reader"), &json!(false)), (&json!("writer"), &json!(true))]);
    for wrong in [json!([""]), json!([7])] {
        let body = json!({"application": {"name": "Other", "roles": wrong}});
        assert_eq!(scene.keyed("POST", "/api/application", body).await.status, 400);
    }
}

#[tokio::test]
async fn applications_and_their_roles_are_created_changed_and_deleted() {
    let scene = Scene::start().await;
    let path = format!("/api/application/{ID}");
    let application = || json!({"application": {"name": "Other"}});
    scene
        .succeed(&[
            ("POST", &path, application()),
            ("PUT", &path, application()),
            ("POST", &format!("{path}/role"), json!({"role": {"name": "writer"}})),
            ("POST", &format!("{path}/role/{ID}"), json!({"role": {"name": "reader"}})),
            ("PUT", &format!("{path}/role/{ID}"), json!({"role": {"name": "viewer"}})),
            ("PATCH", &format!("{path}/role/{ID}"), json!({"role": {"isDefault": true}})),
            ("DELETE", &format!("{path}/role/{ID}"), json!({})),
            ("DELETE", &format!("{path}/role?name=writer"), json!({})),
            ("DELETE", &path, json!({})),
            ("PUT", &format!("{path}?reactivate=true"), json!({})),
            ("DELETE", &format!("{path}?hardDelete=true"), json!({})),
        ])
        .await;
    let gone = scene.get(&path).await;
    gone.empty(404);
    for method in ["PUT", "PATCH", "DELETE"] {
        scene.keyed(method, "/api/application", json!({})).await.empty(405);
    }
}

#[tokio::test]
async fn the_times_of_a_role_change_only_when_the_role_changes() {
    let scene = Scene::start().await;
    let path = format!("/api/application/{}", scene.a);
    let before = scene.get(&path).await.ok()["application"]["roles"].clone();
    scene.bench.advance(60).await;
    let name = json!({"application": {"name": "another"}});
    let after = scene.patch(&path, name).await.ok()["application"]["roles"].clone();
    assert_eq!(after, before);
    let role = json!({"role": {"name": before[0]["name"], "description": "changed"}});
    scene.put(&format!("{path}/role/{}", text(&before[0]["id"])), role).await.ok();
    let after = scene.get(&path).await.ok()["application"]["roles"].clone();
    assert!(after[0]["lastUpdateInstant"].as_i64() > before[0]["lastUpdateInstant"].as_i64());
    assert_eq!(after[0]["insertInstant"], before[0]["insertInstant"]);
    assert_eq!(after[1], before[1]);
}

#[tokio::test]
async fn tenants_are_created_replaced_and_deleted() {
    let scene = Scene::start().await;
    let path = format!("/api/tenant/{ID}");
    let tenant = || json!({"tenant": {"name": "Shop"}});
    scene
        .succeed(&[
            ("POST", &path, tenant()),
            ("GET", &path, json!({})),
            ("PUT", &path, tenant()),
            ("GET", "/api/tenant", json!({})),
            ("GET", &format!("/api/tenant/password-validation-rules/{ID}"), json!({})),
            ("DELETE", &path, json!({})),
        ])
        .await;
    let tenants = scene.get("/api/tenant").await.ok();
    assert_eq!(tenants["tenants"].as_array().unwrap().len(), 1);
    assert_eq!(tenants["tenants"][0]["id"], DEFAULT_TENANT);
}

#[tokio::test]
async fn two_ids_in_a_path_register_a_user_and_a_search_succeeds_and_an_action_blocks_a_login() {
    let scene = Scene::start().await;
    let (a, user) = (&scene.a, &scene.user);
    let registration = json!({"registration": {"roles": ["admin"]}});
    scene
        .succeed(&[
            ("PUT", &format!("/api/login/{user}"), json!({})),
            ("PUT", &format!("/api/login/{user}/{a}"), json!({})),
            ("POST", &format!("/api/user/registration/{user}/{a}"), registration),
            ("PUT", &format!("/api/login/{user}/{a}"), json!({})),
            ("POST", "/api/user/search", json!({"search": {"queryString": "*ada*"}})),
        ])
        .await;
    let token = text(&scene.login(a, PASSWORD).await.ok()["token"]);
    scene.bearer("GET", "/api/user/change-password", &token).await.empty(200);
    scene.bearer("GET", &format!("/api/jwt/issue?applicationId={a}"), &token).await.ok();
    let named = json!({"actioneeUserId": user, "reason": "a test", "userActionId": NOBODY});
    let taken = scene.post("/api/user/action", json!({"action": named})).await.ok();
    let taken = taken["action"].clone();
    assert!(taken["insertInstant"].is_i64(), "{taken}");
    let members: Vec<&String> = taken.as_object().unwrap().keys().collect();
    assert_eq!(members, ["actioneeUserId", "id", "insertInstant", "reason", "userActionId"]);
    assert_eq!(taken["userActionId"], NOBODY);
    let kept_out = scene.login(a, PASSWORD).await;
    assert_eq!(kept_out.status, 409, "{kept_out:?}");
    let preventing = json!({"actionId": NOBODY, "reason": "a test"});
    assert_eq!(kept_out.json()["actions"], json!([preventing]));
    let bad = json!({"action": {"actioneeUserId": user, "userActionId": "ban"}});
    let refused = scene.post("/api/user/action", bad).await;
    refused.invalid(&[("action.userActionId", &["[invalidJSON]"])]);
}

#[tokio::test]
async fn verifications_are_sent_again_with_any_id_in_the_path() {
    let scene = Scene::start().await;
    scene.patch_tenant(json!({"emailConfiguration": {"verifyEmail": true}})).await;
    let app = scene.application(verification("FormField")).await;
    scene.register_for(&app, json!({})).await;
    let registration = format!("/api/user/verify-registration/x?applicationId={app}&email={EMAIL}");
    scene
        .succeed(&[
            ("PUT", &format!("/api/user/verify-email/x?email={EMAIL}"), json!({})),
            ("PUT", &registration, json!({})),
        ])
        .await;
}

#[tokio::test]
async fn a_method_that_a_path_lacks_gets_405_and_an_unknown_method_or_path_gets_501() {
    let scene = Scene::start().await;
    for path in ["/api/tenant", "/api/application", "/api/user/search"] {
        scene.bare("DELETE", path).await.empty(405);
        scene.bare("QUERY", path).await.empty(501);
    }
    let nowhere = scene.bench.request("GET", "/api/nowhere").header("authorization", KEY);
    assert_eq!(crate::support::Answer::of(nowhere).await.status, 501);
}
