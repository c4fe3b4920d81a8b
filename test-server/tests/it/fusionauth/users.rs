//! Users: created, verified, replaced, patched, deactivated and deleted. Also applications with their
//! roles, and the JSON format of answers.

use serde_json::{Value, json};

use super::scene::{DEFAULT_TENANT, EMAIL, NOBODY, PASSWORD, Scene, absent, mails, without};
use crate::support::{is_uuid, jwt_part, text};

fn path(id: &str) -> String {
    format!("/api/user/{id}")
}

#[tokio::test]
async fn a_user_is_created_and_read() {
    let scene = Scene::start().await;
    let id = "00000000-0000-0000-0000-0000000000ff";
    let user = json!({
        "email": "New@Example.com", "username": "New", "password": PASSWORD,
        "firstName": "Jäne", "lastName": "O'Neil", "fullName": "J", "birthDate": "1976-05-30",
        "data": {"favorite": {"colors": ["Red", "Blue"]}}, "imageUrl": "http://localhost/x.png",
        "mobilePhone": "303-555-1234", "timezone": "America/Denver", "preferredLanguages": ["en"],
    });
    let made = scene.post(&path(id), json!({"user": user})).await.ok();
    assert_eq!(made["user"]["id"], id);
    assert_eq!(made["user"]["tenantId"], DEFAULT_TENANT);
    let claims = jwt_part(&text(&made["token"]), 1);
    assert_eq!(claims["authenticationType"], "USER_CREATE");
    assert_eq!(claims.get("aud"), None, "{claims}");
    let stored = scene.get(&path(id)).await.ok()["user"].clone();
    assert_eq!(stored["email"], "new@example.com");
    let kept = ["firstName", "lastName", "fullName", "birthDate", "data", "imageUrl"];
    for member in kept.into_iter().chain(["mobilePhone", "timezone", "preferredLanguages"]) {
        assert_eq!(stored[member], user[member], "{member}");
    }
    assert_eq!(stored["username"], "New");
    assert_eq!(stored["passwordChangeRequired"], json!(false));
    assert!(stored["passwordLastUpdateInstant"].is_i64(), "{stored}");
    assert_eq!(stored["lastLoginInstant"], stored["insertInstant"], "the creation is a login");
    assert!(absent(&stored["registrations"]), "{stored}");
    // An integer is accepted as an id, too: 255 is `ff` in hexadecimal, and the id ends with `ff`.
    assert_eq!(scene.get(&path("255")).await.ok()["user"]["id"], id);
    let twice = scene.post(&path("255"), json!({"user": {"email": "x@example.com"}})).await;
    twice.invalid(&[("userId", &["[duplicate]userId"])]);
}

#[tokio::test]
async fn answers_have_sorted_members_and_no_null() {
    let scene = Scene::start().await;
    scene.register(json!({"data": {"z": 1, "a": {"y": 2, "b": 3}}})).await;
    for path in [scene.path_a(), path(&scene.user), format!("/api/application/{}", scene.a)] {
        let answer = scene.get(&path).await;
        assert!(!answer.body.contains(":null"), "{}", answer.body);
        let sorted = sorted(&answer.json()).to_string();
        assert_eq!(answer.body, sorted, "{path}");
    }
}

/// A copy with the members of every object in alphabetical order.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let mut names: Vec<&String> = members.keys().collect();
            names.sort();
            names.into_iter().map(|name| (name.clone(), sorted(&members[name]))).collect()
        }
        Value::Array(list) => list.iter().map(sorted).collect(),
        other => other.clone(),
    }
}

#[tokio::test]
async fn a_put_without_a_password_replaces_a_user_but_not_the_password() {
    let scene = Scene::start().await;
    let patch = json!({"user": {"firstName": "Ada", "data": {"a": 1}, "timezone": "Europe/Paris"}});
    scene.patch(&path(&scene.user), patch).await.ok();
    let before = scene.get(&path(&scene.user)).await.ok()["user"].clone();
    assert_eq!(before["firstName"], "Ada");
    let body = json!({"user": {"email": "Countess@example.com", "lastName": "Lovelace"}});
    let put = scene.put(&path(&scene.user), body).await.ok()["user"].clone();
    assert_eq!(
        (&put["email"], &put["lastName"]),
        (&json!("countess@example.com"), &json!("Lovelace"))
    );
    for member in ["firstName", "timezone", "data"] {
        assert!(absent(&put[member]), "{member}: {put}");
    }
    for member in ["id", "insertInstant", "tenantId", "active"] {
        assert_eq!(put[member], before[member], "{member}");
    }
    let login = json!({"loginId": "countess@example.com", "password": PASSWORD});
    assert_eq!(scene.post("/api/login", login.clone()).await.status, 200);
    let body = json!({"user": {"email": "countess@example.com", "password": "another horse 2"}});
    scene.put(&path(&scene.user), body).await.ok();
    scene.post("/api/login", login).await.empty(404);
    let body = json!({"user": {"email": "x@example.com"}});
    scene.put(&path(NOBODY), body.clone()).await.empty(404);
    scene.patch(&path(NOBODY), body).await.empty(404);
}

#[tokio::test]
async fn a_user_cannot_take_the_address_of_another() {
    let scene = Scene::start().await;
    let bob = scene.user("bob@example.com").await;
    for method in ["PUT", "PATCH"] {
        let answer = scene.keyed(method, &path(&bob), json!({"user": {"email": EMAIL}})).await;
        answer.invalid(&[("user.email", &["[duplicate]user.email"])]);
    }
    let own = json!({"user": {"email": "BOB@example.com"}});
    assert_eq!(scene.put(&path(&bob), own).await.ok()["user"]["email"], "bob@example.com");
}

#[tokio::test]
async fn a_deactivated_user_can_be_reactivated_with_all_data() {
    let scene = Scene::start().await;
    scene.register(json!({"username": "ada"})).await;
    let before = scene.registration().await;
    scene.delete(&path(&scene.user)).await.empty(200);
    let user = scene.get(&path(&scene.user)).await.ok()["user"].clone();
    assert_eq!(user["active"], json!(false));
    assert_eq!(scene.registration().await, before);
    scene.login(&scene.a, PASSWORD).await.empty(423);
    let body = json!({"user": {"email": EMAIL, "password": PASSWORD}});
    assert_eq!(scene.post("/api/user", body).await.status, 400);
    let back = format!("{}?reactivate=true", path(&scene.user));
    let headers = [("authorization", super::scene::KEY)];
    let call = super::scene::Call { method: "PUT", path: &back, headers: &headers, body: "" };
    assert_eq!(scene.call(&call).await.ok()["user"]["active"], json!(true));
    scene.login(&scene.a, PASSWORD).await.ok();
    assert_eq!(scene.registration().await["id"], before["id"]);
}

#[tokio::test]
async fn a_hard_delete_removes_a_user_with_all_data() {
    let scene = Scene::start().await;
    let refresh = scene.register(json!({})).await["refreshToken"].clone();
    scene.delete(&format!("{}?hardDelete=true", path(&scene.user))).await.empty(200);
    scene.get(&path(&scene.user)).await.empty(404);
    scene.get(&scene.path_a()).await.empty(404);
    scene.delete(&format!("{}?hardDelete=true", path(&scene.user))).await.empty(404);
    assert_eq!(scene.refresh(&refresh).await.status, 400);
    scene.login(&scene.a, PASSWORD).await.empty(404);
    // The address is free again, and a body can ask for a hard delete, too.
    let again = scene.user(EMAIL).await;
    scene.keyed("DELETE", &path(&again), json!({"hardDelete": true})).await.empty(200);
    scene.get(&path(&again)).await.empty(404);
}

#[tokio::test]
async fn the_registrations_of_a_deleted_application_are_deleted_too() {
    let scene = Scene::start().await;
    let other = scene.application(json!({})).await;
    scene.register(json!({})).await;
    scene.register_for(&other, json!({})).await;
    let application = format!("/api/application/{}", scene.a);
    scene.delete(&format!("{application}?hardDelete=true")).await.empty(200);
    scene.get(&application).await.empty(404);
    scene.get(&scene.path_a()).await.empty(404);
    assert_eq!(scene.registration_for(&other).await["applicationId"], json!(other));
    let user = scene.get(&path(&scene.user)).await.ok()["user"].clone();
    assert_eq!(user["registrations"].as_array().map(Vec::len), Some(1), "{user}");
}

#[tokio::test]
async fn an_application_and_its_roles_are_created_patched_and_listed() {
    let scene = Scene::start().await;
    let count = scene.get("/api/application").await.ok()["applications"].as_array().unwrap().len();
    let path = format!("/api/application/{}", scene.a);
    let made = scene.get(&path).await.ok()["application"].clone();
    let roles: Vec<String> =
        made["roles"].as_array().unwrap().iter().map(|role| text(&role["name"])).collect();
    assert_eq!(roles, ["admin", "community_helper", "user"]);
    assert!(is_uuid(&text(&made["roles"][0]["id"])), "{made}");
    let patched = scene.patch(&path, json!({"application": {"name": "renamed"}})).await.ok();
    assert_eq!(patched["application"]["name"], "renamed");
    assert_eq!(patched["application"]["loginConfiguration"], made["loginConfiguration"]);
    assert_eq!(patched["application"]["roles"].as_array().map(Vec::len), Some(3));
    let role = json!({"role": {"name": "extra", "isDefault": true}});
    let role = scene.post(&format!("{path}/role"), role).await.ok();
    assert_eq!(role["role"]["name"], "extra");
    let registration = scene.register(json!({})).await["registration"].clone();
    assert_eq!(registration["roles"], json!(["extra", "user"]));
    let unknown = format!("/api/application/{NOBODY}/role");
    let answer = scene.post(&unknown, json!({"role": {"name": "x"}})).await;
    answer.invalid(&[("applicationId", &["[invalid]applicationId"])]);
    scene.application(json!({})).await;
    let listed = scene.get("/api/application").await.ok();
    assert_eq!(listed["applications"].as_array().map(Vec::len), Some(count + 1));
    scene.get(&format!("/api/application/{NOBODY}")).await.empty(404);
    let nameless = scene.post("/api/application", json!({"application": {}})).await;
    assert_eq!(nameless.status, 400, "{nameless:?}");
}

#[tokio::test]
async fn a_user_is_verified_by_mail_unless_verification_is_skipped() {
    let scene = Scene::start().await;
    let mut tenant = mails();
    tenant["emailConfiguration"]["verifyEmail"] = json!(true);
    scene.patch_tenant(tenant).await;
    let make = async |email: &str, skip: bool| {
        let user = json!({"email": email, "password": PASSWORD});
        scene.post("/api/user", json!({"user": user, "skipVerification": skip})).await.ok()
    };
    let skipped = make("one@example.com", true).await["user"].clone();
    assert_eq!(skipped["verified"], json!(true));
    let identity = &skipped["identities"][0];
    assert_eq!(
        (&identity["type"], &identity["value"]),
        (&json!("email"), &json!("one@example.com"))
    );
    assert_eq!(
        (&identity["verified"], &identity["verifiedReason"]),
        (&json!(false), &json!("Skipped"))
    );
    assert_eq!(scene.outbox("one@example.com").await.len(), 0);
    let pending = make("two@example.com", false).await;
    assert_eq!(pending["user"]["verified"], json!(false));
    assert!(super::scene::is_code(&pending["emailVerificationId"]), "{pending}");
    assert_eq!(pending["user"]["identities"][0]["verifiedReason"], "Pending");
    assert_eq!(scene.outbox("two@example.com").await.len(), 1);
    let by_id = format!("/api/user/verify-email/{}", text(&pending["emailVerificationId"]));
    let headers = [("content-type", "text/plain")];
    let call = super::scene::Call { method: "POST", path: &by_id, headers: &headers, body: "" };
    scene.call(&call).await.empty(200);
    scene.call(&call).await.empty(404);
    let user = scene.get("/api/user?email=two@example.com").await.ok()["user"].clone();
    assert_eq!(user["verified"], json!(true));
    assert_eq!(user["identities"][0]["verifiedReason"], "Completed");
    assert_eq!(without(&user, &["verifiedInstant"])["email"], "two@example.com");
}
