//! Forgotten and changed passwords.

use serde_json::{Value, json};

use super::scene::{EMAIL, PASSWORD, Scene, codes, mails};
use crate::support::text;

const FORGOT: &str = "/api/user/forgot-password";
const CHANGE: &str = "/api/user/change-password";
const NEW: &str = "another horse 2";

async fn scene() -> Scene {
    let scene = Scene::start().await;
    scene.patch_tenant(mails()).await;
    scene
}

#[tokio::test]
async fn a_forgotten_password_is_reset_with_an_id_that_works_once() {
    let scene = scene().await;
    let refresh = scene.register(json!({})).await["refreshToken"].clone();
    scene.anonymous("POST", FORGOT, json!({"loginId": EMAIL})).await.empty(200);
    assert_eq!(scene.outbox(EMAIL).await.len(), 1);
    let answer = scene.post(FORGOT, json!({"loginId": EMAIL})).await.ok();
    let id = text(&answer["changePasswordId"]);
    let mails = scene.outbox(EMAIL).await;
    assert_eq!(mails.len(), 2);
    assert!(text(&mails[1]["text"]).contains(&id), "{mails:?}");
    let body = json!({"loginId": EMAIL, "sendForgotPasswordEmail": false});
    let id = text(&scene.post(FORGOT, body).await.ok()["changePasswordId"]);
    assert_eq!(scene.outbox(EMAIL).await.len(), 2);
    let path = format!("{CHANGE}/{id}");
    assert_eq!(scene.bare("GET", &path).await.status, 200);
    let found = scene.get(&format!("/api/user?changePasswordId={id}")).await.ok();
    assert_eq!(found["user"]["id"], json!(scene.user));
    let set = async |path: &str, body: Value| scene.anonymous("POST", path, body).await;
    set(&path, json!({"password": "short"}))
        .await
        .invalid(&[("password", &["[tooShort]password"])]);
    let blank = set(&path, json!({})).await;
    blank.invalid(&[("password", &["[blank]password"])]);
    let message = blank.json()["fieldErrors"]["password"][0]["message"].clone();
    assert_eq!(message, "You must specify the [password] property.");
    let changed = set(&path, json!({"password": NEW})).await.ok();
    assert!(!text(&changed["oneTimePassword"]).is_empty());
    set(&path, json!({"password": NEW})).await.empty(404);
    set(CHANGE, json!({"changePasswordId": "bogus", "password": NEW})).await.empty(404);
    scene.login(&scene.a, PASSWORD).await.empty(404);
    assert_eq!(scene.login(&scene.a, NEW).await.status, 200);
    assert_eq!(scene.refresh(&refresh).await.status, 400, "refresh tokens are revoked");
}

#[tokio::test]
async fn the_id_for_a_password_change_expires_after_ten_minutes() {
    let scene = scene().await;
    let answer = scene.post(FORGOT, json!({"loginId": EMAIL})).await.ok();
    let id = answer["changePasswordId"].clone();
    scene.bench.advance(700).await;
    let body = json!({"changePasswordId": id, "password": NEW});
    scene.anonymous("POST", CHANGE, body).await.empty(404);
    assert_eq!(scene.login(&scene.a, PASSWORD).await.status, 202);
}

#[tokio::test]
async fn a_one_time_password_is_valid_for_a_minute() {
    let scene = scene().await;
    scene.register(json!({})).await;
    let answer = scene.post(FORGOT, json!({"loginId": EMAIL})).await.ok();
    let body = json!({"changePasswordId": answer["changePasswordId"], "password": NEW});
    let once = scene.anonymous("POST", CHANGE, body).await.ok()["oneTimePassword"].clone();
    scene.bench.advance(90).await;
    let login = json!({"oneTimePassword": once, "applicationId": scene.a});
    let answer = scene.post("/api/login", login).await;
    answer.invalid(&[("oneTimePassword", &["[invalid]oneTimePassword"])]);
    let message = answer.json()["fieldErrors"]["oneTimePassword"][0]["message"].clone();
    assert_eq!(message, "Invalid [oneTimePassword] property.");
}

#[tokio::test]
async fn a_forgotten_password_needs_a_template_only_if_a_message_is_sent() {
    let scene = Scene::start().await;
    let none = json!({"emailConfiguration": {"forgotPasswordEmailTemplateId": null}});
    scene.patch_tenant(none).await;
    scene.post(FORGOT, json!({"loginId": EMAIL})).await.empty(403);
    scene.post(FORGOT, json!({"loginId": "nobody@example.com"})).await.empty(403);
    for name in ["sendForgotPasswordEmail", "sendForgotPasswordMessage"] {
        let answer = scene.post(FORGOT, json!({"loginId": EMAIL, name: false})).await.ok();
        let body = json!({"changePasswordId": answer["changePasswordId"], "password": NEW});
        scene.anonymous("POST", CHANGE, body).await.ok();
    }
    assert!(scene.outbox(EMAIL).await.is_empty());
}

#[tokio::test]
async fn without_a_key_the_message_for_a_forgotten_password_cannot_be_turned_off() {
    let scene = scene().await;
    let names = ["sendForgotPasswordEmail", "sendForgotPasswordMessage"];
    for (sent, name) in names.into_iter().enumerate() {
        let ask = json!({"loginId": EMAIL, name: false});
        scene.anonymous("POST", FORGOT, ask).await.empty(200);
        assert_eq!(scene.outbox(EMAIL).await.len(), sent + 1, "{name}");
    }
}

#[tokio::test]
async fn an_unknown_user_and_a_user_without_an_address_get_different_errors() {
    let scene = scene().await;
    scene.post(FORGOT, json!({"loginId": "nobody@example.com"})).await.empty(404);
    let user = json!({"user": {"username": "nameless", "password": PASSWORD}});
    scene.post("/api/user", user).await.ok();
    let answer = scene.post(FORGOT, json!({"loginId": "nameless"})).await;
    assert_eq!(answer.status, 422, "{answer:?}");
    let blank = scene.post(FORGOT, json!({})).await;
    blank.invalid(&[("loginId", &["[blank]loginId"])]);
}

#[tokio::test]
async fn a_password_change_without_an_id_needs_an_api_key_or_the_users_token() {
    let scene = scene().await;
    let token = text(&scene.register(json!({})).await["token"]);
    let invalid = scene.anonymous("POST", CHANGE, json!({"password": NEW})).await;
    invalid.general("[invalid]");
    let message = "Your request is invalid. You must call the API with a valid JSON body that \
                   includes a changePasswordId, with a valid JWT in the Authorization header or \
                   with an API key.";
    assert_eq!(invalid.json()["generalErrors"][0]["message"], message);
    let by_jwt = async |token: &str, body: Value| {
        let request = scene.bench.request("POST", CHANGE).bearer_auth(token).json(&body);
        crate::support::Answer::of(request).await
    };
    let wrong = by_jwt(&token, json!({"password": NEW, "currentPassword": "wrong"})).await;
    assert!([400, 404].contains(&wrong.status), "{wrong:?}");
    let changed = by_jwt(&token, json!({"password": NEW, "currentPassword": PASSWORD})).await;
    assert!(!text(&changed.ok()["oneTimePassword"]).is_empty());
    assert_eq!(scene.login(&scene.a, NEW).await.status, 200);
    let by_key = json!({"loginId": EMAIL, "password": "third horse 3"});
    scene.post(CHANGE, by_key).await.empty(200);
    assert_eq!(scene.login(&scene.a, "third horse 3").await.status, 200);
    let by_key = json!({"loginId": EMAIL, "password": NEW, "currentPassword": "wrong"});
    let answer = scene.post(CHANGE, by_key).await;
    assert_eq!(answer.status, 400, "{answer:?}");
    let found = codes(&answer.json()["fieldErrors"]["currentPassword"]);
    assert_eq!(found, ["[invalid]currentPassword"]);
    let by_key = json!({"loginId": "nobody@example.com", "password": NEW});
    scene.post(CHANGE, by_key).await.invalid(&[("loginId", &["[invalid]loginId"])]);
    assert_eq!(scene.login(&scene.a, "third horse 3").await.status, 200);
}

#[tokio::test]
async fn setting_the_first_password_with_a_mailed_id_verifies_the_address() {
    let scene = scene().await;
    scene.patch_tenant(json!({"emailConfiguration": {"verifyEmail": true}})).await;
    let email = "new@example.com";
    let body = json!({"user": {"email": email}, "sendSetPasswordEmail": true});
    let made = scene.post("/api/user", body).await.ok();
    assert_eq!(made["user"]["verified"], json!(false));
    let mails = scene.outbox(email).await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    let link = text(&mails[0]["links"][0]);
    let id = crate::support::last_segment(link.split(['?', '#']).next().unwrap());
    scene.bench.advance(80_000).await;
    let body = json!({"changePasswordId": id, "password": NEW});
    scene.anonymous("POST", CHANGE, body).await.ok();
    let login = json!({"loginId": email, "password": NEW, "applicationId": scene.a});
    let login = scene.post("/api/login", login).await;
    assert_eq!(login.status, 202, "{login:?}");
    assert_eq!(login.json()["user"]["verified"], json!(true));
}

#[tokio::test]
async fn a_login_with_a_password_older_than_the_tenant_allows_asks_for_a_new_password() {
    let scene = Scene::start().await;
    scene.register(json!({})).await;
    scene.patch_tenant(json!({"maximumPasswordAge": {"enabled": true, "days": 2}})).await;
    assert_eq!(scene.login(&scene.a, PASSWORD).await.status, 200);
    scene.bench.advance(2 * 24 * 3_600 + 60).await;
    let asked = scene.login(&scene.a, PASSWORD).await;
    assert_eq!(asked.status, 203);
    let body = asked.json();
    assert_eq!(body["changePasswordReason"], "Expired");
    let path = format!("/api/user/change-password/{}", text(&body["changePasswordId"]));
    let new = "correct horse 2";
    assert_eq!(scene.post(&path, json!({"password": new})).await.status, 200);
    assert_eq!(scene.login(&scene.a, new).await.status, 200);
}

#[tokio::test]
async fn a_password_that_has_not_reached_its_minimum_age_cannot_be_changed() {
    let scene = Scene::start().await;
    scene.patch_tenant(json!({"minimumPasswordAge": {"enabled": true, "seconds": 60}})).await;
    let change = json!({"loginId": EMAIL, "password": "correct horse 2"});
    let path = "/api/user/change-password";
    let early = scene.post(path, change.clone()).await;
    early.invalid(&[("password", &["[tooYoung]password"])]);
    let user = format!("/api/user/{}", scene.user);
    let patch = json!({"user": {"password": "correct horse 3"}});
    let early = scene.patch(&user, patch).await;
    early.invalid(&[("user.password", &["[tooYoung]user.password"])]);
    scene.bench.advance(61).await;
    assert_eq!(scene.post(path, change).await.status, 200);
}

#[tokio::test]
async fn a_minimum_password_age_does_not_prevent_a_first_password() {
    let scene = scene().await;
    scene.patch_tenant(json!({"minimumPasswordAge": {"enabled": true, "seconds": 60}})).await;
    let user = json!({"email": "new@example.com"});
    let made = scene.post("/api/user", json!({"user": user})).await.ok();
    let path = format!("/api/user/{}", text(&made["user"]["id"]));
    scene.patch(&path, json!({"user": {"password": NEW}})).await.ok();
    let login = json!({"loginId": "new@example.com", "password": NEW});
    assert_eq!(scene.post("/api/login", login).await.status, 200);
}
