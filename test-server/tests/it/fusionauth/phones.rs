//! Phone numbers: their forms, logins with them, and messages to them.

use serde_json::{Value, json};

use super::scene::{PASSWORD, Scene, absent, is_code, merge};
use crate::support::{Answer, jwt_part, last_segment, text};

const NUMBER: &str = "+13035551212";

/// Makes a user with this phone number and these members; returns the user.
async fn phone_user(scene: &Scene, number: &str, changes: Value) -> Value {
    let mut user = json!({"phoneNumber": number, "password": PASSWORD});
    merge(&mut user, changes);
    scene.post("/api/user", json!({"user": user})).await.ok()["user"].clone()
}

async fn login(scene: &Scene, number: &str, kinds: &[&str]) -> Answer {
    let body = json!({"loginId": number, "password": PASSWORD, "loginIdTypes": kinds});
    scene.post("/api/login", body).await
}

/// Makes the default tenant verify phone numbers, with these members of its `phoneConfiguration`.
async fn verify_numbers(scene: &Scene, changes: Value) {
    let mut configuration = json!({"verifyPhoneNumber": true});
    merge(&mut configuration, changes);
    scene.patch_tenant(json!({"phoneConfiguration": configuration})).await;
}

#[tokio::test]
async fn the_usual_forms_of_a_number_are_kept_as_one_number() {
    let scene = Scene::start().await;
    let user = phone_user(&scene, "303-555-1212", json!({})).await;
    assert_eq!(user["phoneNumber"], NUMBER);
    for same in ["+1 (303) 555-1212", "13035551212", "(303) 555-1212", "+1 303 555 1212"] {
        let body = json!({"user": {"phoneNumber": same, "password": PASSWORD}});
        let twice = scene.post("/api/user", body).await;
        twice.invalid(&[("user.phoneNumber", &["[duplicate]user.phoneNumber"])]);
        let found = login(&scene, same, &["phoneNumber"]).await.ok();
        assert_eq!(found["user"]["id"], user["id"], "{same}");
        let query = crate::support::form(&[("loginId", same), ("loginIdTypes", "phoneNumber")]);
        let found = scene.get(&format!("/api/user?{query}")).await.ok();
        assert_eq!(found["user"]["id"], user["id"], "{same}");
    }
    for wrong in ["12", "not a number", "+", "555-1212"] {
        let body = json!({"user": {"phoneNumber": wrong, "password": PASSWORD}});
        let answer = scene.post("/api/user", body).await;
        answer.invalid(&[("user.phoneNumber", &["[invalidPhone]user.phoneNumber"])]);
    }
    let path = format!("/api/user/{}", text(&user["id"]));
    let patch = json!({"user": {"phoneNumber": "+49 (0)30 901820"}});
    assert_eq!(scene.patch(&path, patch).await.ok()["user"]["phoneNumber"], "+4930901820");
    login(&scene, NUMBER, &["phoneNumber"]).await.empty(404);
}

#[tokio::test]
async fn a_login_accepts_a_phone_number_only_if_the_request_names_this_type() {
    let scene = Scene::start().await;
    phone_user(&scene, NUMBER, json!({})).await;
    login(&scene, NUMBER, &[]).await.empty(404);
    login(&scene, NUMBER, &["email", "username"]).await.empty(404);
    login(&scene, "no number", &["phoneNumber"]).await.empty(404);
    login(&scene, NUMBER, &["email", "phoneNumber"]).await.ok();
}

#[tokio::test]
async fn an_unverified_number_gets_a_message_and_a_login_with_this_number_gets_212() {
    let scene = Scene::start().await;
    let gated = json!({"unverified": {"behavior": "Gated"}, "verificationStrategy": "FormField"});
    verify_numbers(&scene, gated).await;
    let email = "phone@example.com";
    let body = json!({"user": {"phoneNumber": NUMBER, "email": email, "password": PASSWORD}});
    let made = scene.post("/api/user", body).await.ok();
    assert!(absent(&made["token"]) && absent(&made["emailVerificationId"]), "{made}");
    let [verification] = made["verificationIds"].as_array().unwrap().as_slice() else {
        panic!("{made}")
    };
    assert_eq!(
        (&verification["type"], &verification["value"]),
        (&json!("phoneNumber"), &json!(NUMBER))
    );
    let phone = made["user"]["identities"].as_array().unwrap().iter();
    let phone = phone.clone().find(|identity| identity["type"] == "phoneNumber").unwrap();
    assert_eq!((&phone["verified"], &phone["verifiedReason"]), (&json!(false), &json!("Pending")));
    let [message] = scene.outbox(NUMBER).await.try_into().unwrap();
    assert_eq!((&message["kind"], &message["from"]), (&json!("sms"), &json!("")));
    assert!(text(&message["text"]).contains(&text(&verification["oneTimeCode"])), "{message}");
    let link = text(&message["links"][0]);
    assert!(link.contains(&format!("/phone/verify/{}?", text(&verification["id"]))), "{link}");

    let kept_out = login(&scene, NUMBER, &["phoneNumber"]).await;
    assert_eq!(kept_out.status, 212, "{kept_out:?}");
    let body = kept_out.json();
    assert_eq!(body["identityVerificationId"], verification["id"]);
    assert!(absent(&body["emailVerificationId"]) && absent(&body["token"]), "{body}");
    // This tenant does not verify addresses, so a login with the address is complete.
    login(&scene, email, &[]).await.ok();
    let complete = json!({
        "verificationId": body["identityVerificationId"],
        "oneTimeCode": verification["oneTimeCode"],
    });
    let done = scene.post("/api/identity/verify/complete", complete).await.ok();
    assert_eq!(done, json!({}));
    let user = login(&scene, NUMBER, &["phoneNumber"]).await.ok()["user"].clone();
    let reasons: Vec<_> = user["identities"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["verifiedReason"].clone())
        .collect();
    assert_eq!(reasons, [json!("Disabled"), json!("Completed")]);
}

#[tokio::test]
async fn an_unverified_number_does_not_prevent_a_login_if_the_tenant_does_not_gate_users() {
    let scene = Scene::start().await;
    verify_numbers(&scene, json!({})).await;
    let user = phone_user(&scene, NUMBER, json!({})).await;
    assert_eq!(user["verified"], json!(false));
    login(&scene, NUMBER, &["phoneNumber"]).await.ok();
    let new = json!({"user": {"phoneNumber": "+13035551213", "password": PASSWORD}});
    let skipped = json!({"user": new["user"], "skipVerification": true});
    let user = scene.post("/api/user", skipped).await.ok()["user"].clone();
    assert_eq!(user["identities"][0]["verifiedReason"], "Skipped");
    assert_eq!(scene.outbox("+13035551213").await.len(), 0);
}

#[tokio::test]
async fn a_changed_number_is_unverified_and_the_verification_id_of_the_old_number_is_invalid() {
    let scene = Scene::start().await;
    verify_numbers(&scene, json!({})).await;
    let user = phone_user(&scene, NUMBER, json!({})).await;
    let path = format!("/api/user/{}", text(&user["id"]));
    let old = scene.get(&path).await.ok()["verificationIds"][0]["id"].clone();
    let patch = json!({"user": {"phoneNumber": "+1 303 555 1213"}});
    let moved = scene.patch(&path, patch).await.ok();
    let new = moved["verificationIds"][0].clone();
    assert_eq!(new["value"], "+13035551213");
    assert_eq!(scene.outbox("+13035551213").await.len(), 1);
    let complete = async |id: &Value| {
        scene.post("/api/identity/verify/complete", json!({"verificationId": id})).await
    };
    complete(&old).await.empty(404);
    complete(&new["id"]).await.ok();
    let user = scene.get(&path).await.ok();
    assert_eq!(user["user"]["identities"][0]["verified"], json!(true));
    assert!(absent(&user["verificationIds"]), "{user}");
}

#[tokio::test]
async fn a_user_without_an_address_is_not_verified_but_has_the_time_of_a_verified_number() {
    let scene = Scene::start().await;
    let state = |user: &Value| (user["verified"].clone(), user["verifiedInstant"].is_i64());
    let user = phone_user(&scene, NUMBER, json!({})).await;
    assert_eq!(state(&user), (json!(false), false), "the tenant verifies no numbers");
    verify_numbers(&scene, json!({})).await;
    let skipped = json!({"user": {"phoneNumber": "+13035551213"}, "skipVerification": true});
    let skipped = scene.post("/api/user", skipped).await.ok();
    assert_eq!(state(&skipped["user"]), (json!(false), false));
    let user = phone_user(&scene, "+13035551214", json!({})).await;
    assert_eq!(state(&user), (json!(false), false));
    let path = format!("/api/user/{}", text(&user["id"]));
    let id = scene.get(&path).await.ok()["verificationIds"][0]["id"].clone();
    let complete = json!({"verificationId": id});
    scene.post("/api/identity/verify/complete", complete).await.ok();
    let user = scene.get(&path).await.ok()["user"].clone();
    assert_eq!(state(&user), (json!(false), true), "{user}");
    assert_eq!(user["identities"][0]["verifiedInstant"], user["verifiedInstant"]);
}

#[tokio::test]
async fn a_login_without_a_password_sends_its_code_to_the_number() {
    let scene = Scene::start().await;
    verify_numbers(&scene, json!({"unverified": {"behavior": "Gated"}})).await;
    let l = scene.application(json!({"passwordlessConfiguration": {"enabled": true}})).await;
    let user = json!({"phoneNumber": NUMBER});
    let body = json!({"user": user, "registration": {"applicationId": l}});
    scene.post("/api/user/registration", body).await.ok();
    let start = json!({
        "applicationId": l, "loginId": "(303) 555-1212", "loginIdTypes": ["phoneNumber"],
    });
    let started = scene.post("/api/passwordless/start", start.clone()).await.ok();
    let (code, short) = (&started["code"], &started["oneTimeCode"]);
    assert!(is_code(code) && !absent(short), "a number gets a short code: {started}");
    let send = json!({"code": code});
    scene.anonymous("POST", "/api/passwordless/send", send).await.empty(200);
    let message = scene.outbox(NUMBER).await.pop().unwrap();
    assert_eq!(message["kind"], "sms");
    assert!(text(&message["text"]).contains(&text(short)), "{message}");
    let login = json!({"code": code, "oneTimeCode": short});
    let answer = scene.anonymous("POST", "/api/passwordless/login", login).await.ok();
    assert_eq!(jwt_part(&text(&answer["token"]), 1)["authenticationType"], "PASSWORDLESS");
    let phone = &answer["user"]["identities"][0];
    assert_eq!((&phone["verified"], &phone["verifiedReason"]), (&json!(true), &json!("Implicit")));

    let mut link = start;
    link["loginStrategy"] = json!("ClickableLink");
    let started = scene.post("/api/passwordless/start", link).await.ok();
    assert!(absent(&started["oneTimeCode"]), "{started}");
    let send = json!({"code": started["code"]});
    scene.anonymous("POST", "/api/passwordless/send", send).await.empty(200);
    let message = scene.outbox(NUMBER).await.pop().unwrap();
    let link = text(&message["links"][0]);
    assert_eq!(last_segment(link.split('?').next().unwrap()), text(&started["code"]));
}

#[tokio::test]
async fn a_message_to_set_the_password_is_sent_only_if_the_tenant_has_a_template_for_it() {
    let scene = Scene::start().await;
    let body = |number: &str, kind: &str| {
        json!({
            "user": {"phoneNumber": number, "password": PASSWORD},
            "sendSetPasswordIdentityType": kind,
        })
    };
    // There is no template for the message, so the password in the request is used.
    let made = scene.post("/api/user", body(NUMBER, "phone")).await.ok();
    assert!(!absent(&made["token"]), "{made}");
    login(&scene, NUMBER, &["phoneNumber"]).await.ok();
    // The user has no address, so the password in the request is used.
    let made = scene.post("/api/user", body("+13035551213", "email")).await.ok();
    assert!(!absent(&made["token"]), "{made}");
    let template = "5b8f3c3e-0000-4000-8000-00000000e41a";
    scene.patch_tenant(json!({"phoneConfiguration": {"setPasswordTemplateId": template}})).await;
    let made = scene.post("/api/user", body("+13035551214", "phone")).await.ok();
    assert!(absent(&made["token"]), "{made}");
    login(&scene, "+13035551214", &["phoneNumber"]).await.empty(404);
    let message = scene.outbox("+13035551214").await.pop().unwrap();
    let link = text(&message["links"][0]);
    let id = last_segment(link.split('?').next().unwrap());
    let path = format!("/api/user/change-password/{id}");
    scene.anonymous("POST", &path, json!({"password": PASSWORD})).await.ok();
    login(&scene, "+13035551214", &["phoneNumber"]).await.ok();
    let wrong = scene.post("/api/user", body("+13035551215", "pigeon")).await;
    let field = "sendSetPasswordIdentityType";
    wrong.invalid(&[(field, &["[invalid]sendSetPasswordIdentityType"])]);
}

#[tokio::test]
async fn a_one_time_password_does_not_replace_the_verification_of_a_number() {
    let scene = Scene::start().await;
    let gated = json!({"unverified": {"behavior": "Gated"}, "verificationStrategy": "FormField"});
    verify_numbers(&scene, gated).await;
    let user = json!({"phoneNumber": NUMBER, "password": PASSWORD, "passwordChangeRequired": true});
    scene.post("/api/user", json!({"user": user})).await.ok();
    let asked = login(&scene, NUMBER, &["phoneNumber"]).await;
    assert_eq!(asked.status, 203, "{asked:?}");
    let path = format!("/api/user/change-password/{}", text(&asked.json()["changePasswordId"]));
    let changed = scene.post(&path, json!({"password": "correct horse 2"})).await.ok();
    let body = json!({"oneTimePassword": changed["oneTimePassword"]});
    assert_eq!(scene.post("/api/login", body).await.status, 212);
}

#[tokio::test]
async fn the_message_about_a_forgotten_password_goes_to_the_login_id_that_finds_the_user() {
    let scene = Scene::start().await;
    let forgot = "/api/user/forgot-password";
    verify_numbers(&scene, json!({"unverified": {"behavior": "Gated"}})).await;
    let email = "phone@example.com";
    phone_user(&scene, NUMBER, json!({"email": email})).await;
    let count = scene.outbox(NUMBER).await.len();
    let ask = json!({"loginId": "(303) 555-1212", "loginIdTypes": ["phoneNumber"]});
    // A new tenant has no template for this message.
    scene.anonymous("POST", forgot, ask.clone()).await.empty(403);
    let template = "5b8f3c3e-0000-4000-8000-00000000e41a";
    scene.patch_tenant(json!({"phoneConfiguration": {"forgotPasswordTemplateId": template}})).await;
    scene.anonymous("POST", forgot, ask.clone()).await.empty(200);
    let messages = scene.outbox(NUMBER).await;
    assert_eq!(messages.len(), count + 1, "{messages:?}");
    assert_eq!(messages[count]["kind"], "sms");
    assert!(scene.outbox(email).await.is_empty());
    let link = text(&messages[count]["links"][0]);
    let id = last_segment(link.split('?').next().unwrap());
    assert_eq!(login(&scene, NUMBER, &["phoneNumber"]).await.status, 212);
    let path = format!("/api/user/change-password/{id}");
    scene.anonymous("POST", &path, json!({"password": "correct horse 2"})).await.ok();
    // The id was sent to the number, so a password change with this id verifies the number.
    let body = json!({
        "loginId": NUMBER, "password": "correct horse 2", "loginIdTypes": ["phoneNumber"],
    });
    let user = scene.post("/api/login", body).await.ok()["user"].clone();
    let phone = user["identities"].as_array().unwrap().iter();
    let phone = phone.clone().find(|identity| identity["type"] == "phoneNumber").unwrap();
    assert_eq!((&phone["verified"], &phone["verifiedReason"]), (&json!(true), &json!("Implicit")));
    // A user who is found by the address gets a mail.
    let both = json!({"loginId": email, "loginIdTypes": ["phoneNumber", "email"]});
    scene.anonymous("POST", forgot, both).await.empty(200);
    assert_eq!(scene.outbox(email).await.len(), 1);
}
