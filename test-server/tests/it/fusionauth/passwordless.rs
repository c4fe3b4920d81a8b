//! Logins without a password.

use serde_json::{Value, json};

use super::scene::{DEFAULT_TENANT, EMAIL, NOBODY, PASSWORD, Scene, absent, is_code, mails, merge};
use super::second_factor::{SECRET, app_code};
use crate::support::{Answer, jwt_part, last_segment, text};

const START: &str = "/api/passwordless/start";
const SEND: &str = "/api/passwordless/send";
const LOGIN: &str = "/api/passwordless/login";

/// Makes an application that allows logins without a password, with these members changed.
async fn application(scene: &Scene, changes: Value) -> String {
    let mut members = json!({"passwordlessConfiguration": {"enabled": true}});
    merge(&mut members, changes);
    scene.application(members).await
}

async fn start(scene: &Scene, application: &str, changes: Value) -> Answer {
    let mut body = json!({"applicationId": application, "loginId": EMAIL});
    merge(&mut body, changes);
    scene.post(START, body).await
}

async fn send(scene: &Scene, code: &Value) -> Answer {
    scene.anonymous("POST", SEND, json!({"code": code})).await
}

async fn login(scene: &Scene, body: Value) -> Answer {
    scene.anonymous("POST", LOGIN, body).await
}

/// The newest mail to this address.
async fn newest(scene: &Scene, address: &str) -> Value {
    scene.outbox(address).await.pop().expect("there is a mail")
}

#[tokio::test]
async fn a_login_starts_only_for_a_known_user_and_an_application_that_allows_logins_by_code() {
    let scene = Scene::start().await;
    let l = application(&scene, json!({})).await;
    start(&scene, &scene.a, json!({})).await.general("[PasswordlessDisabled]");
    start(&scene, &l, json!({"loginId": "nobody@example.com"})).await.empty(404);
    let started = start(&scene, &l, json!({})).await.ok();
    assert!(is_code(&started["code"]), "{started}");
    assert!(absent(&started["oneTimeCode"]), "{started}");
    assert_eq!(scene.outbox(EMAIL).await.len(), 0, "a start sends nothing");
    let unknown = start(&scene, NOBODY, json!({})).await;
    unknown.invalid(&[("applicationId", &["[invalid]applicationId"])]);
    let nothing = scene.post(START, json!({})).await;
    nothing.invalid(&[
        ("applicationId", &["[missing]applicationId"]),
        ("loginId", &["[blank]loginId"]),
    ]);
    let strategy = start(&scene, &l, json!({"loginStrategy": "Telepathy"})).await;
    strategy.invalid(&[("loginStrategy", &["[invalid]loginStrategy"])]);
    let body = json!({"applicationId": l, "loginId": EMAIL});
    scene.anonymous("POST", START, body).await.empty(401);
}

#[tokio::test]
async fn the_link_in_the_mail_logs_the_user_in_once() {
    let scene = Scene::start().await;
    let l = application(&scene, json!({})).await;
    scene.register_for(&l, json!({})).await;
    let state = json!({"page": "a&b", "n": 1, "deep": {"x": 1}});
    let started = start(&scene, &l, json!({"state": state})).await.ok();
    let code = &started["code"];
    send(&scene, code).await.empty(200);
    let mail = newest(&scene, EMAIL).await;
    assert_eq!((&mail["subject"], &mail["kind"]), (&json!("Log in"), &json!("mail")));
    let link = text(&mail["links"][0]);
    let (path, query) = link.split_once('?').unwrap();
    assert!(path.ends_with(&format!("/oauth2/passwordless/{}", text(code))), "{link}");
    assert_eq!(query, format!("client_id={l}&tenantId={DEFAULT_TENANT}&n=1&page=a%26b"));
    let answer = login(&scene, json!({"code": last_segment(path)})).await;
    let body = answer.ok();
    assert_eq!(body["state"], state);
    assert_eq!(body["user"]["id"], json!(scene.user));
    assert!(!absent(&body["refreshToken"]), "{body}");
    let claims = jwt_part(&text(&body["token"]), 1);
    assert_eq!(claims["authenticationType"], "PASSWORDLESS");
    assert_eq!((&claims["applicationId"], &claims["roles"]), (&json!(l), &json!(["user"])));
    let cookies: Vec<_> = answer.headers.get_all("set-cookie").iter().collect();
    assert_eq!(cookies.len(), 2, "{cookies:?}");
    login(&scene, json!({"code": code})).await.empty(404);
}

#[tokio::test]
async fn a_login_by_form_also_needs_the_code_of_six_digits() {
    let scene = Scene::start().await;
    let l = application(&scene, json!({})).await;
    scene.register_for(&l, json!({})).await;
    let started = start(&scene, &l, json!({"loginStrategy": "FormField"})).await.ok();
    let (code, short) = (&started["code"], text(&started["oneTimeCode"]));
    assert!(short.len() == 6 && short.bytes().all(|byte| byte.is_ascii_digit()), "{short}");
    send(&scene, code).await.empty(200);
    let mail = text(&newest(&scene, EMAIL).await["text"]);
    assert!(mail.contains(&format!("your code is {short}.")), "{mail}");
    login(&scene, json!({"code": code})).await.empty(404);
    let wrong = if short == "000000" { "111111" } else { "000000" };
    login(&scene, json!({"code": code, "oneTimeCode": wrong})).await.empty(404);
    login(&scene, json!({"code": code, "oneTimeCode": format!(" {short}")})).await.ok();
    login(&scene, json!({"code": code, "oneTimeCode": short})).await.empty(404);
}

#[tokio::test]
async fn the_strategy_in_the_request_overrides_the_strategy_of_the_application() {
    let scene = Scene::start().await;
    let form = json!({"passwordlessConfiguration": {"emailLoginStrategy": "FormField"}});
    let l = application(&scene, form).await;
    let started = start(&scene, &l, json!({})).await.ok();
    assert!(!absent(&started["oneTimeCode"]), "{started}");
    let started = start(&scene, &l, json!({"loginStrategy": "ClickableLink"})).await.ok();
    assert!(absent(&started["oneTimeCode"]), "{started}");
}

#[tokio::test]
async fn only_the_latest_code_works_and_only_for_the_time_that_the_tenant_sets() {
    let scene = Scene::start().await;
    let l = application(&scene, json!({})).await;
    let first = start(&scene, &l, json!({})).await.ok()["code"].clone();
    let second = start(&scene, &l, json!({})).await.ok()["code"].clone();
    login(&scene, json!({"code": first})).await.empty(404);
    send(&scene, &first).await.invalid(&[("code", &["[invalid]code"])]);
    assert_eq!(login(&scene, json!({"code": second})).await.status, 202);
    let third = start(&scene, &l, json!({})).await.ok()["code"].clone();
    scene.bench.advance(181).await;
    login(&scene, json!({"code": third})).await.empty(404);
    let lifetime = json!({"passwordlessLoginTimeToLiveInSeconds": 600});
    scene.patch_tenant(json!({"externalIdentifierConfiguration": lifetime})).await;
    let fourth = start(&scene, &l, json!({})).await.ok()["code"].clone();
    scene.bench.advance(599).await;
    assert_eq!(login(&scene, json!({"code": fourth})).await.status, 202);
}

#[tokio::test]
async fn a_send_request_in_the_older_format_creates_the_code() {
    let scene = Scene::start().await;
    let l = application(&scene, json!({})).await;
    let older = |login: &str| json!({"applicationId": l, "loginId": login, "state": {"a": "b"}});
    scene.anonymous("POST", SEND, older(EMAIL)).await.empty(200);
    let link = text(&newest(&scene, EMAIL).await["links"][0]);
    let code = last_segment(link.split('?').next().unwrap());
    let answer = login(&scene, json!({"code": code})).await;
    assert_eq!(answer.status, 202, "{answer:?}");
    assert_eq!(answer.json()["state"], json!({"a": "b"}));
    scene.anonymous("POST", SEND, older("nobody@example.com")).await.empty(404);
    let other = json!({"applicationId": scene.a, "loginId": EMAIL});
    scene.anonymous("POST", SEND, other).await.general("[PasswordlessDisabled]");
    let nothing = scene.anonymous("POST", SEND, json!({})).await;
    nothing.invalid(&[("code", &["[blank]code"])]);
}

#[tokio::test]
async fn a_user_with_only_a_name_needs_an_address_in_the_data_for_the_code() {
    let scene = Scene::start().await;
    let l = application(&scene, json!({})).await;
    for (name, data) in [("bob", json!({})), ("eve", json!({"email": "eve@example.org"}))] {
        let user = json!({"username": name, "password": PASSWORD, "data": data});
        scene.post("/api/user", json!({"user": user})).await.ok();
    }
    let none = start(&scene, &l, json!({"loginId": "bob"})).await;
    none.general("[MissingEmailAddressException]");
    let code = start(&scene, &l, json!({"loginId": "eve"})).await.ok()["code"].clone();
    send(&scene, &code).await.empty(200);
    assert_eq!(scene.outbox("eve@example.org").await.len(), 1);
}

#[tokio::test]
async fn a_code_works_only_for_its_application() {
    let scene = Scene::start().await;
    let l = application(&scene, json!({})).await;
    let other = application(&scene, json!({})).await;
    let code = start(&scene, &l, json!({})).await.ok()["code"].clone();
    login(&scene, json!({"code": code, "applicationId": other})).await.empty(404);
    let unknown = login(&scene, json!({"code": code, "applicationId": NOBODY})).await;
    unknown.invalid(&[("applicationId", &["[invalid]applicationId"])]);
    let answer = login(&scene, json!({"code": code, "applicationId": l})).await;
    assert_eq!(answer.status, 202, "{answer:?}");
    let code = start(&scene, &l, json!({})).await.ok()["code"].clone();
    let off = json!({"application": {"passwordlessConfiguration": {"enabled": false}}});
    scene.patch(&format!("/api/application/{l}"), off).await.ok();
    login(&scene, json!({"code": code})).await.empty(404);
    let nothing = login(&scene, json!({})).await;
    nothing.invalid(&[("code", &["[blank]code"])]);
}

#[tokio::test]
async fn a_code_that_was_sent_verifies_the_address() {
    let scene = Scene::start().await;
    let l = application(&scene, json!({})).await;
    let mut gated = mails();
    merge(
        &mut gated,
        json!({"emailConfiguration": {
            "verifyEmail": true, "verificationStrategy": "FormField",
            "unverified": {"behavior": "Gated"},
        }}),
    );
    scene.patch_tenant(gated).await;
    let new = async |email: &str| {
        let body = json!({"user": {"email": email}, "registration": {"applicationId": l}});
        scene.post("/api/user/registration", body).await.ok();
        start(&scene, &l, json!({"loginId": email})).await.ok()["code"].clone()
    };
    // The code was not sent to the user, so it proves nothing about the address.
    let code = new("one@example.com").await;
    assert_eq!(login(&scene, json!({"code": code})).await.status, 212);
    let code = new("two@example.com").await;
    send(&scene, &code).await.empty(200);
    let user = login(&scene, json!({"code": code})).await.ok()["user"].clone();
    assert_eq!(user["verified"], json!(true));
    assert_eq!(user["identities"][0]["verifiedReason"], json!("Implicit"));
    let off = json!({"emailConfiguration": {"implicitEmailVerificationAllowed": false}});
    scene.patch_tenant(off).await;
    let code = new("three@example.com").await;
    send(&scene, &code).await.empty(200);
    assert_eq!(login(&scene, json!({"code": code})).await.status, 212);
}

#[tokio::test]
async fn a_user_without_a_password_need_not_change_it() {
    let scene = Scene::start().await;
    let l = application(&scene, json!({})).await;
    let email = "bare@example.com";
    let user = json!({"email": email, "passwordChangeRequired": true});
    let body = json!({"user": user, "registration": {"applicationId": l}});
    scene.post("/api/user/registration", body).await.ok();
    let code = start(&scene, &l, json!({"loginId": email})).await.ok()["code"].clone();
    assert_eq!(login(&scene, json!({"code": code})).await.status, 200);
}

#[tokio::test]
async fn the_second_factor_after_a_code_or_a_token_logs_in_only_to_the_same_application() {
    let scene = Scene::with_authenticator().await;
    let tokens = json!({"authenticationTokenConfiguration": {"enabled": true}});
    let l = application(&scene, tokens).await;
    scene.register_for(&l, json!({"authenticationToken": "given-token"})).await;
    let code = start(&scene, &l, json!({})).await.ok()["code"].clone();
    let by_code = login(&scene, json!({"code": code})).await;
    let by_token = scene.login(&l, "given-token").await;
    for answer in [by_code, by_token] {
        assert_eq!(answer.status, 242, "{answer:?}");
        let id = text(&answer.json()["twoFactorId"]);
        let code = app_code(SECRET, 0);
        scene.finish(&id, &code, json!({"applicationId": scene.a})).await.empty(404);
        let done = scene.finish(&id, &code, json!({"applicationId": l})).await.ok();
        assert_eq!(jwt_part(&text(&done["token"]), 1)["aud"], json!(l));
    }
}

#[tokio::test]
async fn a_login_without_a_password_follows_the_rules_of_other_logins() {
    let scene = Scene::start().await;
    let l = application(&scene, json!({})).await;
    scene.register_for(&l, json!({})).await;
    let code = async || start(&scene, &l, json!({})).await.ok()["code"].clone();
    let path = format!("/api/user/{}", scene.user);
    scene.patch(&path, json!({"user": {"passwordChangeRequired": true}})).await.ok();
    assert_eq!(login(&scene, json!({"code": code().await})).await.status, 203);
    scene.patch(&path, json!({"user": {"passwordChangeRequired": false}})).await.ok();
    let without = json!({"code": code().await, "noJWT": true});
    let body = login(&scene, without).await.ok();
    assert!(absent(&body["token"]) && absent(&body["refreshToken"]), "{body}");
    let waiting = code().await;
    scene.patch(&path, json!({"user": {"email": "new@example.com"}})).await.ok();
    login(&scene, json!({"code": waiting})).await.empty(404);
    scene.patch(&path, json!({"user": {"email": EMAIL}})).await.ok();
    let waiting = code().await;
    scene.delete(&path).await.empty(200);
    login(&scene, json!({"code": waiting})).await.empty(423);
}

#[tokio::test]
async fn wrong_codes_of_a_form_lock_the_user_as_wrong_passwords_do() {
    let scene = Scene::start().await;
    let l = application(&scene, json!({})).await;
    scene.register_for(&l, json!({})).await;
    scene.lock_out(json!({"tooManyAttempts": 3})).await;
    let started = start(&scene, &l, json!({"loginStrategy": "FormField"})).await.ok();
    let (code, short) = (&started["code"], text(&started["oneTimeCode"]));
    for _ in 0..3 {
        login(&scene, json!({"code": code, "oneTimeCode": "wrong!"})).await.empty(404);
    }
    assert_eq!(login(&scene, json!({"code": code, "oneTimeCode": short})).await.status, 409);
    assert_eq!(scene.login(&scene.a, PASSWORD).await.status, 409);
}
