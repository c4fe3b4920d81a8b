//! Verifying a registration.

use serde_json::json;

use super::scene::{Call, EMAIL, Scene, absent, is_code, verification};
use crate::support::text;

const PATH: &str = "/api/user/verify-registration";

/// Verifies as FusionAuth's own client does: without a key or a body, and with a content type that
/// is not JSON.
async fn follow(scene: &Scene, id: &str) -> crate::support::Answer {
    let path = format!("{PATH}/{id}");
    let headers = [("content-type", "text/plain")];
    scene.call(&Call { method: "POST", path: &path, headers: &headers, body: "" }).await
}

#[tokio::test]
async fn a_link_verifies_a_registration_once() {
    let scene = Scene::start().await;
    let v = scene.verifying("ClickableLink").await;
    let made = scene.register_for(&v, json!({})).await;
    assert_eq!(made["registration"]["verified"], json!(false));
    assert!(is_code(&made["registrationVerificationId"]), "{made}");
    assert!(absent(&made["registrationVerificationOneTimeCode"]), "{made}");
    let id = text(&made["registrationVerificationId"]);
    let mails = scene.outbox(EMAIL).await;
    assert_eq!(mails.len(), 1);
    assert!(text(&mails[0]["text"]).contains(&id), "{mails:?}");
    follow(&scene, "bad-code").await.empty(404);
    assert_eq!(scene.registration_for(&v).await["verified"], json!(false));
    follow(&scene, &id).await.empty(200);
    let verified = scene.registration_for(&v).await;
    assert_eq!(verified["verified"], json!(true));
    assert!(verified["verifiedInstant"].as_i64() >= verified["insertInstant"].as_i64());
    follow(&scene, &id).await.empty(404);
}

#[tokio::test]
async fn a_form_needs_an_id_and_a_code() {
    let scene = Scene::start().await;
    let f = scene.verifying("FormField").await;
    let made = scene.register_for(&f, json!({})).await;
    assert!(is_code(&made["registrationVerificationId"]), "{made}");
    let id = &made["registrationVerificationId"];
    let code = text(&made["registrationVerificationOneTimeCode"]);
    assert!(code.len() == 6 && code.bytes().all(|b| b.is_ascii_alphanumeric()), "{code}");
    let verify = async |path: &str, body| scene.anonymous("POST", path, body).await;
    let wrong = if code == "AAAAAA" { "BBBBBB" } else { "AAAAAA" };
    verify(PATH, json!({"verificationId": id, "oneTimeCode": wrong})).await.empty(404);
    let missing = verify(PATH, json!({"verificationId": id})).await;
    missing.invalid(&[("oneTimeCode", &["[missing]oneTimeCode"])]);
    assert_eq!(scene.registration_for(&f).await["verified"], json!(false));
    let body = json!({"verificationId": id, "oneTimeCode": code});
    verify(&format!("{PATH}/bogus"), body.clone()).await.empty(200);
    assert_eq!(scene.registration_for(&f).await["verified"], json!(true));
    verify(PATH, body).await.empty(404);
    let nothing = verify(PATH, json!({})).await;
    nothing.invalid(&[("verificationId", &["[missing]verificationId"])]);
}

#[tokio::test]
async fn verification_can_be_skipped() {
    let scene = Scene::start().await;
    let v = scene.verifying("ClickableLink").await;
    let body = json!({
        "registration": {"applicationId": v}, "skipRegistrationVerification": true,
    });
    let made = scene.post(&scene.path(), body).await.ok();
    assert_eq!(made["registration"]["verified"], json!(true));
    assert!(absent(&made["registrationVerificationId"]), "{made}");
    assert_eq!(scene.outbox(EMAIL).await.len(), 0);
}

#[tokio::test]
async fn a_verification_is_mailed_again_or_created_without_a_mail() {
    let scene = Scene::start().await;
    let v = scene.verifying("ClickableLink").await;
    scene.register_for(&v, json!({})).await;
    let mails = async || scene.outbox(EMAIL).await.len();
    let path = format!("{PATH}?applicationId={v}&email={EMAIL}");
    let send = async |path: &str| {
        let request = scene.bench.request("PUT", path);
        crate::support::Answer::of(request.header("authorization", super::scene::KEY)).await
    };
    assert_eq!(mails().await, 1);
    let answer = send(&path).await.ok();
    assert!(is_code(&answer["verificationId"]), "{answer}");
    assert_eq!(mails().await, 2);
    scene.bare("PUT", &path).await.empty(200);
    assert_eq!(mails().await, 3);
    let mut latest = String::new();
    for name in ["sendVerifyPasswordEmail", "sendVerifyRegistrationEmail"] {
        let answer = send(&format!("{path}&{name}=false")).await.ok();
        assert!(is_code(&answer["verificationId"]), "{name}: {answer}");
        latest = text(&answer["verificationId"]);
    }
    assert_eq!(mails().await, 3);
    send(&format!("{PATH}?applicationId={}&email={EMAIL}", scene.a)).await.empty(403);
    let bad = send(&format!("{PATH}?applicationId=invalid-app-id&email={EMAIL}")).await;
    let codes: &[&str] = &["[couldNotConvert]applicationId", "[missing]applicationId"];
    bad.invalid(&[("applicationId", codes)]);
    let errors = &bad.json()["fieldErrors"]["applicationId"];
    assert_eq!(errors[0]["message"], "Invalid UUID");
    let message = "You must specify the [applicationId] as a parameter.";
    assert_eq!(errors[1]["message"], message);
    send(&format!("{PATH}?applicationId={v}&email=nobody@example.com")).await.empty(404);
    let blank = send(&format!("{PATH}?applicationId={v}")).await;
    blank.invalid(&[("email", &["[blank]email"])]);
    follow(&scene, &latest).await.empty(200);
}

#[tokio::test]
async fn an_answer_with_a_user_has_pending_verifications_and_a_resend_ends_the_old_verification() {
    let scene = Scene::start().await;
    let f = scene.verifying("FormField").await;
    let made = scene.register_for(&f, json!({})).await;
    let user = scene.get(&format!("/api/user/{}", scene.user)).await.ok();
    let ids = &user["registrationVerificationIds"];
    assert_eq!(ids, &json!({&f: made["registrationVerificationId"]}));
    let codes = &user["registrationVerificationOneTimeCodes"];
    assert_eq!(codes, &json!({&f: made["registrationVerificationOneTimeCode"]}));
    let path = format!("{PATH}?applicationId={f}&email={EMAIL}");
    let headers = [("authorization", super::scene::KEY)];
    let call = Call { method: "PUT", path: &path, headers: &headers, body: "" };
    let next = scene.call(&call).await.ok();
    let old = json!({
        "verificationId": made["registrationVerificationId"],
        "oneTimeCode": made["registrationVerificationOneTimeCode"],
    });
    scene.anonymous("POST", PATH, old).await.empty(404);
    scene.anonymous("POST", PATH, next).await.empty(200);
    assert_eq!(scene.registration_for(&f).await["verified"], json!(true));
}

#[tokio::test]
async fn a_verification_is_valid_for_a_day() {
    let scene = Scene::start().await;
    let v = scene.verifying("ClickableLink").await;
    let id = text(&scene.register_for(&v, json!({})).await["registrationVerificationId"]);
    scene.bench.advance(86_500).await;
    follow(&scene, &id).await.empty(404);
    assert_eq!(scene.registration_for(&v).await["verified"], json!(false));
}

#[tokio::test]
async fn verification_needs_a_template() {
    let scene = Scene::start().await;
    let mut application = verification("ClickableLink");
    application["verificationEmailTemplateId"] = json!(null);
    application["name"] = json!("no template");
    let answer = scene.post("/api/application", json!({"application": application})).await;
    assert_eq!(answer.status, 400, "{answer:?}");
    let errors = &answer.json()["fieldErrors"];
    assert!(errors.as_object().is_some_and(|fields| !fields.is_empty()), "{errors}");
}

#[tokio::test]
async fn a_put_does_not_change_whether_a_registration_is_verified() {
    let scene = Scene::start().await;
    let v = scene.verifying("ClickableLink").await;
    let made = scene.register_for(&v, json!({})).await;
    let body = json!({"registration": {"applicationId": v, "verified": true}});
    let put = scene.put(&scene.path(), body.clone()).await.ok();
    assert_eq!(put["registration"]["verified"], json!(false));
    follow(&scene, &text(&made["registrationVerificationId"])).await.empty(200);
    let put = scene.put(&scene.path(), body).await.ok();
    assert_eq!(put["registration"]["verified"], json!(true));
    assert!(put["registration"]["verifiedInstant"].is_i64(), "{put}");
}
