//! A user and a registration in one request.

use serde_json::{Value, json};

use super::scene::{EMAIL, PASSWORD, Scene, absent, mails};
use crate::support::{is_uuid, text};

const PATH: &str = "/api/user/registration";

fn combined(scene: &Scene, user: impl Into<Value>) -> Value {
    json!({"user": user.into(), "registration": {"applicationId": scene.a}})
}

#[tokio::test]
async fn one_request_creates_a_user_and_a_registration() {
    let scene = Scene::start().await;
    let user = json!({"email": " NEW@Example.com", "password": PASSWORD, "firstName": " N "});
    let body = scene.post(PATH, combined(&scene, user)).await.ok();
    assert_eq!(body["user"]["email"], "new@example.com");
    assert_eq!(body["user"]["firstName"], "N");
    assert!(is_uuid(&text(&body["user"]["id"])), "{body}");
    assert_eq!(body["user"]["active"], json!(true));
    assert_eq!(body["user"]["tenantId"], super::scene::DEFAULT_TENANT);
    assert_eq!(body["registration"]["applicationId"], json!(scene.a));
    assert_eq!(body["registration"]["roles"], json!(["user"]));
    for secret in ["password", "salt", "factor", "encryptionScheme"] {
        assert_eq!(body["user"].get(secret), None, "{body}");
    }
    let path = format!("{PATH}/{}/{}", text(&body["user"]["id"]), scene.a);
    assert_eq!(scene.get(&path).await.ok()["registration"]["id"], body["registration"]["id"]);
}

#[tokio::test]
async fn the_path_sets_the_id_of_the_new_user() {
    let scene = Scene::start().await;
    let id = "0f0e0d0c-0b0a-4908-8706-050403020100";
    let user = json!({
        "id": "11111111-1111-4111-8111-111111111111",
        "email": "new@example.com", "password": PASSWORD,
    });
    let body = scene.post(&format!("{PATH}/{id}"), combined(&scene, user)).await.ok();
    assert_eq!(body["user"]["id"], id);
    assert_eq!(scene.get(&format!("/api/user/{id}")).await.ok()["user"]["id"], id);
}

#[tokio::test]
async fn a_taken_address_is_refused_and_nothing_is_created() {
    let scene = Scene::start().await;
    let user = json!({"email": "Ada@Example.com", "password": PASSWORD});
    let answer = scene.post(PATH, combined(&scene, user)).await;
    answer.invalid(&[("user.email", &["[duplicate]user.email"])]);
    let message = text(&answer.json()["fieldErrors"]["user.email"][0]["message"]);
    assert_eq!(message, format!("A User with email = [{EMAIL}] already exists."));
    let found = scene.get(&format!("/api/user?email={EMAIL}")).await.ok();
    assert_eq!(found["user"]["id"], json!(scene.user));
    scene.get(&scene.path_a()).await.empty(404);
}

#[tokio::test]
async fn an_empty_user_with_the_id_of_another_user_is_refused() {
    let scene = Scene::start().await;
    let answer = scene.post(&scene.path(), combined(&scene, json!({}))).await;
    answer.invalid(&[
        ("userId", &["[duplicate]userId"]),
        ("user.email", &["[blank]user.email"]),
        ("user.username", &["[blank]user.username"]),
    ]);
    let errors = &answer.json()["fieldErrors"];
    let taken = format!("A User with Id [{}] already exists.", scene.user);
    assert_eq!(errors["userId"][0]["message"], taken);
    let blank = "You must specify either the [user.email] or [user.username] property. If you \
                 are emailing the user you must specify the [user.email].";
    assert_eq!(errors["user.email"][0]["message"], blank);
    assert_eq!(errors["user.username"][0]["message"], blank);
    scene.get(&scene.path_a()).await.empty(404);
}

#[tokio::test]
async fn a_new_user_needs_a_login_id_and_on_a_classic_server_also_a_password() {
    let scene = Scene::start().await;
    let body = combined(&scene, json!({"firstName": "x"}));
    let email: (&str, &[&str]) = ("user.email", &["[blank]user.email"]);
    let username: (&str, &[&str]) = ("user.username", &["[blank]user.username"]);
    scene.post(PATH, body.clone()).await.invalid(&[email, username]);
    scene.switch(json!({"classic": true})).await;
    let password: (&str, &[&str]) = ("user.password", &["[blank]user.password"]);
    scene.post(PATH, body).await.invalid(&[email, username, password]);
}

#[tokio::test]
async fn a_short_password_is_refused() {
    let scene = Scene::start().await;
    let user = json!({"email": "new@example.com", "password": "short"});
    let answer = scene.post(PATH, combined(&scene, user)).await;
    answer.invalid(&[("user.password", &["[tooShort]user.password"])]);
    scene.get("/api/user?email=new@example.com").await.empty(404);
}

#[tokio::test]
async fn a_new_user_who_gets_a_mail_to_set_a_password_gets_no_tokens() {
    let scene = Scene::start().await;
    scene.patch_tenant(mails()).await;
    let mut body = combined(&scene, json!({"email": "new@example.com"}));
    body["sendSetPasswordEmail"] = json!(true);
    let made = scene.post(PATH, body).await.ok();
    assert!(absent(&made["token"]) && absent(&made["refreshToken"]), "{made}");
    assert_eq!(made["registration"]["applicationId"], json!(scene.a));
    assert_eq!(scene.outbox("new@example.com").await.len(), 1);
    assert_eq!(scene.outbox(EMAIL).await.len(), 0);
}

#[tokio::test]
async fn an_unknown_time_zone_is_refused() {
    let scene = Scene::start().await;
    let user = json!({"email": "new@example.com", "password": PASSWORD});
    let mut body = combined(&scene, user);
    body["registration"]["timezone"] = json!("Not/AZone");
    let answer = scene.post(PATH, body).await;
    answer.invalid(&[("registration.timezone", &["[invalidJSON]"])]);
    scene.get("/api/user?email=new@example.com").await.empty(404);
}

#[tokio::test]
async fn errors_in_user_and_registration_are_reported_together() {
    let scene = Scene::start().await;
    let mut body = combined(&scene, json!({"email": EMAIL, "password": "short"}));
    body["registration"]["roles"] = json!(["nope"]);
    scene.post(PATH, body).await.invalid(&[
        ("user.email", &["[duplicate]user.email"]),
        ("user.password", &["[tooShort]user.password"]),
        ("registration.roles", &["[invalid]registration.roles"]),
    ]);
}

#[tokio::test]
async fn an_invalid_registration_creates_no_user() {
    let scene = Scene::start().await;
    for registration in [json!({"applicationId": scene.a, "roles": ["nope"]}), json!({})] {
        let user = json!({"email": "new@example.com", "password": PASSWORD});
        let body = json!({"user": user, "registration": registration});
        assert_eq!(scene.post(PATH, body).await.status, 400);
        scene.get("/api/user?email=new@example.com").await.empty(404);
    }
}

#[tokio::test]
async fn login_ids_are_checked_and_unique_without_regard_to_case() {
    let scene = Scene::start().await;
    let long = format!("{}@example.com", "a".repeat(65));
    let longer = format!("{}@{}.com", "a".repeat(60), "b".repeat(140));
    for (user, field, code) in [
        (json!({"email": "nope"}), "user.email", "[notEmail]user.email"),
        (json!({"email": longer}), "user.email", "[tooLong]user.email"),
    ] {
        scene.post(PATH, combined(&scene, user)).await.invalid(&[(field, &[code])]);
    }
    assert_eq!(scene.post(PATH, combined(&scene, json!({"email": long}))).await.status, 400);
    let named = |name: &str| combined(&scene, json!({"username": name, "password": PASSWORD}));
    let made = scene.post(PATH, named(" Ada.L ")).await.ok();
    assert_eq!(made["user"]["username"], "Ada.L");
    let answer = scene.post(PATH, named("aDA.l")).await;
    answer.invalid(&[("user.username", &["[duplicate]user.username"])]);
    let login = json!({"loginId": "ADA.l", "password": PASSWORD, "applicationId": scene.a});
    let login = scene.post("/api/login", login).await.ok();
    assert_eq!(login["user"]["id"], made["user"]["id"]);
}

#[tokio::test]
async fn blocked_domains_are_refused_unless_the_caller_disables_the_block() {
    let scene = Scene::start().await;
    let blocked = json!({"registrationConfiguration": {"blockedDomains": ["example.org"]}});
    scene.patch_tenant(blocked).await;
    let mut body = combined(&scene, json!({"email": "new@Example.org", "password": PASSWORD}));
    let answer = scene.post(PATH, body.clone()).await;
    answer.invalid(&[("user.email", &["[blocked]user.email"])]);
    body["disableDomainBlock"] = json!(true);
    scene.post(PATH, body).await.ok();
}

#[tokio::test]
async fn the_password_rules_of_the_tenant_are_checked() {
    let scene = Scene::start().await;
    let rules = json!({"passwordValidationRules": {
        "minLength": 6, "maxLength": 12,
        "requireMixedCase": true, "requireNonAlpha": true, "requireNumber": true,
    }});
    scene.patch_tenant(rules).await;
    for (password, code) in [
        ("Aa-1", "[tooShort]user.password"),
        ("Aaaaaaaaaaa-1", "[tooLong]user.password"),
        ("aaaaaa-1", "[singleCase]user.password"),
        ("Aaaaaaa-", "[requireNumber]user.password"),
    ] {
        let user = json!({"email": "new@example.com", "password": password});
        let answer = scene.post(PATH, combined(&scene, user)).await;
        answer.invalid(&[("user.password", &[code])]);
    }
    let user = json!({"email": "new@example.com", "password": "Aaaaaaa"});
    let answer = scene.post(PATH, combined(&scene, user)).await;
    let found = super::scene::codes(&answer.json()["fieldErrors"]["user.password"]);
    assert!(found.contains(&"[onlyAlpha]user.password".to_owned()), "{found:?}");
    let user = json!({"email": "new@example.com", "password": "Aaaaaa-1"});
    scene.post(PATH, combined(&scene, user)).await.ok();
    let shown = scene.bare("GET", "/api/tenant/password-validation-rules").await.ok();
    assert_eq!(shown["passwordValidationRules"]["minLength"], 6);
    assert_eq!(shown["passwordValidationRules"]["requireMixedCase"], json!(true));
}
