//! The switches for behaviour that differs between the documentation and real servers. Also the statuses
//! that are not documented, and the time zones of registrations.

use serde_json::{Value, json};

use super::scene::{EMAIL, KEY, NOBODY, PASSWORD, Scene, absent};
use crate::support::{Answer, jwt_part, text};

#[tokio::test]
async fn with_unknown_user_404_a_registration_of_an_unknown_user_is_refused_with_404() {
    let scene = Scene::with(json!({"unknown_user_404": true})).await;
    let body = json!({"registration": {"applicationId": scene.a}});
    scene.post(&format!("/api/user/registration/{NOBODY}"), body).await.empty(404);
}

#[tokio::test]
async fn a_login_can_register_the_user_if_self_service_is_on() {
    let scene = Scene::start().await;
    let enabled = json!({"registrationConfiguration": {"enabled": true}});
    let open = scene.application(enabled.clone()).await;
    assert_eq!(scene.login(&open, PASSWORD).await.status, 202, "auto_register_on_login is off");
    let mut chosen = enabled;
    chosen["data"] = json!({"autoRegisterOnLogin": true});
    let chosen = scene.application(chosen).await;
    assert_eq!(scene.login(&chosen, PASSWORD).await.status, 200);
    scene.switch(json!({"auto_register_on_login": true})).await;
    assert_eq!(
        scene.login(&scene.a, PASSWORD).await.status,
        202,
        "self-service is off in this application"
    );
    let body = scene.login(&open, PASSWORD).await.ok();
    let claims = jwt_part(&text(&body["token"]), 1);
    assert_eq!((&claims["applicationId"], &claims["roles"]), (&json!(open), &json!(["user"])));
    assert_eq!(scene.registration_for(&open).await["roles"], json!(["user"]));
    scene.get(&scene.path_a()).await.empty(404);
}

#[tokio::test]
async fn with_lenient_timezone_only_a_request_that_also_makes_the_user_may_have_any_time_zone() {
    let scene = Scene::with(json!({"lenient_timezone": true})).await;
    let body = json!({
        "user": {"email": "new@example.com", "password": PASSWORD},
        "registration": {"applicationId": scene.a, "timezone": "Not/AZone"},
    });
    let made = scene.post("/api/user/registration", body).await.ok();
    assert_eq!(made["registration"]["timezone"], "Not/AZone");
    let body = json!({"registration": {"applicationId": scene.a, "timezone": "Not/AZone"}});
    let answer = scene.post(&scene.path(), body).await;
    answer.invalid(&[("registration.timezone", &["[invalidJSON]"])]);
}

#[tokio::test]
async fn a_classic_server_shows_no_verification_id_for_a_link_and_has_no_key_pair() {
    let scene = Scene::with(json!({"classic": true})).await;
    let v = scene.verifying("ClickableLink").await;
    let f = scene.verifying("FormField").await;
    let by_link = scene.register_for(&v, json!({})).await;
    assert!(absent(&by_link["registrationVerificationId"]), "{by_link}");
    let by_form = scene.register_for(&f, json!({})).await;
    assert!(super::scene::is_code(&by_form["registrationVerificationId"]), "{by_form}");
    let keys: Value = scene.bare("GET", "/.well-known/jwks.json").await.ok();
    assert_eq!(keys, json!({"keys": []}));
}

#[tokio::test]
async fn the_time_zones_are_those_of_java() {
    let scene = Scene::start().await;
    scene.register(json!({})).await;
    let put = async |zone: &str| {
        let body = json!({"registration": {"timezone": zone}});
        scene.put(&scene.path_a(), body).await
    };
    for zone in ["America/Denver", "UTC", "Z", "UTC-7", "GMT+2", "+01:00", "Europe/Paris"] {
        assert_eq!(put(zone).await.ok()["registration"]["timezone"], zone);
    }
    for zone in ["", "america/denver", "Mars/Olympus", "UTC+99", "+1:0:0:0", "America/"] {
        let answer = put(zone).await;
        answer.invalid(&[("registration.timezone", &["[invalidJSON]"])]);
    }
}

#[tokio::test]
async fn an_unknown_switch_is_refused_and_a_reset_restores_all_switches() {
    let scene = Scene::with(json!({"classic": true})).await;
    let change = json!({"fusionauth": {"clasic": true}});
    let answer = scene.bench.send("PATCH", "/_test/settings", None, Some(change)).await;
    assert_eq!(answer.status, 400, "{answer:?}");
    assert!(text(&answer.json()["error"]).contains("clasic"), "{answer:?}");
    let before = scene.bench.send("GET", "/_test/settings", None, None).await.json();
    assert_eq!(before["fusionauth"]["classic"], json!(true));
    scene.bench.send("POST", "/_test/reset", None, None).await;
    let after = scene.bench.send("GET", "/_test/settings", None, None).await.json();
    assert_eq!(after["fusionauth"]["classic"], json!(false));
    scene.get(&format!("/api/user/{}", scene.user)).await.empty(404);
    scene.get(&format!("/api/application/{}", scene.a)).await.empty(404);
}

#[tokio::test]
async fn a_status_that_is_not_documented_can_be_changed() {
    let scene = Scene::start().await;
    let open = json!({"passwordlessConfiguration": {"enabled": true}});
    let open = scene.application(open).await;
    let start = async |app: &str, strategy: &str| {
        let body = json!({"applicationId": app, "loginId": EMAIL, "loginStrategy": strategy});
        let request = scene.bench.request("POST", "/api/passwordless/start");
        Answer::of_fault(request.header("authorization", KEY).json(&body)).await
    };
    let post = async |path: &str, body: Value| {
        let request = scene.bench.request("POST", path).header("authorization", KEY);
        Answer::of_fault(request.json(&body)).await
    };
    let verify = async |code: Value| {
        let body = json!({"loginId": "new@example.com", "loginIdType": "email",
                          "existingUserStrategy": "mustNotExist", "verificationStrategy": "FormField"});
        let started = post("/api/identity/verify/start", body).await.json();
        let body = json!({"verificationId": started["verificationId"], "oneTimeCode": code});
        post("/api/identity/verify/complete", body).await
    };
    let refused = async |changed: bool| {
        let code = start(&open, "FormField").await.json()["code"].clone();
        let user = json!({"email": "new@example.com"});
        let unknown = json!({"verificationId": "nope"});
        let answers = [
            start(&scene.a, "FormField").await,
            post("/api/passwordless/login", json!({"code": code})).await,
            post("/api/user", json!({"user": user, "verificationIds": ["nope"]})).await,
            verify(json!("ZZZZZZ")).await,
            post("/api/identity/verify/complete", unknown).await,
            post("/api/nothing-here", json!({})).await,
        ];
        assert!(!changed || answers.iter().all(|answer| answer.body.is_empty()), "{answers:?}");
        answers.map(|answer| answer.status)
    };
    assert_eq!(refused(false).await, [400, 404, 400, 400, 404, 501]);
    scene
        .switch(json!({"choices": {
            "passwordless_disabled": 403,
            "passwordless_one_time_code": 421,
            "verification_ids": 422,
            "verify_one_time_code": 423,
            "verify_unknown_id": 410,
            "unknown_path": 405,
        }}))
        .await;
    assert_eq!(refused(true).await, [403, 421, 422, 423, 410, 405]);
}

#[tokio::test]
async fn a_verification_id_of_another_tenant_is_refused_with_the_status_of_an_unknown_id() {
    let scene = Scene::start().await;
    let body = json!({"loginId": EMAIL, "loginIdType": "email"});
    let started = scene.post("/api/identity/verify/start", body).await.ok();
    let other = scene.tenant("other").await;
    scene.switch(json!({"choices": {"verify_unknown_id": 410}})).await;
    for id in [&started["verificationId"], &json!("nope")] {
        let request = scene.bench.request("POST", "/api/identity/verify/complete");
        let request = request.header("authorization", KEY).header("x-fusionauth-tenantid", &other);
        let answer = Answer::of_fault(request.json(&json!({"verificationId": id}))).await;
        assert_eq!(answer.status, 410, "{answer:?}");
    }
}
