//! Which logins need a second factor: the policies, the types that the tenant allows, and trusted devices.

use serde_json::{Value, json};

use super::scene::{Call, DEFAULT_TENANT, EMAIL, KEY, PASSWORD, Scene, is_code};
use super::second_factor::{PHONE, SECRET, app_code};
use crate::support::text;

#[tokio::test]
async fn the_policies_decide_whether_a_login_needs_a_second_factor() {
    let scene = Scene::with_authenticator().await;
    let tenant = async |policy: &str| {
        scene.patch_tenant(json!({"multiFactorConfiguration": {"loginPolicy": policy}})).await;
    };
    let app = async |policy: Value| {
        let body = json!({"application": {"multiFactorConfiguration": {"loginPolicy": policy}}});
        scene.patch(&format!("/api/application/{}", scene.a), body).await.ok();
    };
    let status = async || scene.login(&scene.a, PASSWORD).await.status;
    tenant("Disabled").await;
    assert_eq!(status().await, 200);
    app(json!("Enabled")).await;
    assert_eq!(status().await, 242);
    app(json!("Disabled")).await;
    tenant("Required").await;
    assert_eq!(status().await, 200, "the application's policy overrides the tenant's");
    app(Value::Null).await;
    assert_eq!(status().await, 242);
    for policy in ["ChallengeOnMediumRisk", "ChallengeOnHighRisk"] {
        app(json!(policy)).await;
        assert_eq!(status().await, 242, "{policy} works like Enabled");
    }
    let wrong = json!({"tenant": {"multiFactorConfiguration": {"loginPolicy": "Perhaps"}}});
    assert_eq!(scene.patch(&format!("/api/tenant/{DEFAULT_TENANT}"), wrong).await.status, 400);
}

#[tokio::test]
async fn a_method_of_a_type_that_the_tenant_does_not_allow_does_not_ask_for_a_code() {
    let scene = Scene::start().await;
    scene.register(json!({})).await;
    let sms = json!({"method": "sms", "mobilePhone": PHONE});
    scene.factors(json!([{"method": "email", "email": EMAIL}, sms])).await;
    let needed = format!("/api/two-factor/status?userId={}", scene.user);
    assert_eq!(scene.login(&scene.a, PASSWORD).await.status, 200);
    assert_eq!(scene.get(&needed).await.status, 200);
    let allow = async |configuration: Value| {
        scene.patch_tenant(json!({"multiFactorConfiguration": configuration})).await;
    };
    allow(json!({"sms": {"enabled": true}})).await;
    let login = scene.login(&scene.a, PASSWORD).await;
    assert_eq!(login.status, 242, "{login:?}");
    let methods = login.json()["methods"].clone();
    assert_eq!(methods.as_array().unwrap().len(), 1, "{methods}");
    assert_eq!(methods[0]["method"], "sms");
    assert_eq!(scene.get(&needed).await.status, 242);
    allow(json!({"loginPolicy": "Required", "sms": {"enabled": false}})).await;
    let login = scene.login(&scene.a, PASSWORD).await.json();
    assert_eq!(login["methods"], json!([]));
    assert_eq!(login["configurableMethods"], json!(["authenticator"]));
}

#[tokio::test]
async fn a_required_second_factor_can_be_set_up_during_the_login() {
    let scene = Scene::start().await;
    scene.register(json!({})).await;
    let required = json!({"loginPolicy": "Required", "email": {"enabled": true}});
    scene.patch_tenant(json!({"multiFactorConfiguration": required})).await;
    let login = scene.login(&scene.a, PASSWORD).await;
    assert_eq!(login.status, 242, "{login:?}");
    let body = login.json();
    assert_eq!(body["methods"], json!([]));
    assert_eq!(body["configurableMethods"], json!(["authenticator", "email"]));
    let id = text(&body["twoFactorId"]);
    let enable = json!({
        "method": "authenticator", "secret": SECRET, "code": app_code(SECRET, 0),
        "twoFactorId": id,
    });
    let path = format!("/api/user/two-factor/{}", scene.user);
    let mut bad = enable.clone();
    bad["twoFactorId"] = json!("unknown");
    scene.post(&path, bad).await.invalid(&[("twoFactorId", &["[invalid]twoFactorId"])]);
    let enabled = scene.post(&path, enable).await.ok();
    assert_eq!(enabled["recoveryCodes"].as_array().unwrap().len(), 10);
    assert_eq!(scene.finish(&id, &text(&enabled["code"]), json!({})).await.status, 200);
}

#[tokio::test]
async fn a_trusted_device_needs_no_second_factor() {
    let scene = Scene::with_authenticator().await;
    let other = scene.application(json!({})).await;
    let id = scene.waiting().await;
    let done = scene.finish(&id, &app_code(SECRET, 0), json!({"trustComputer": true})).await;
    let id = done.ok()["twoFactorTrustId"].clone();
    assert!(is_code(&id), "{done:?}");
    let cookie = format!("fusionauth.trust={}", text(&id));
    let set = format!("{cookie}; Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000");
    let mut cookies = done.headers.get_all("set-cookie").iter();
    assert!(cookies.any(|cookie| *cookie == set), "{done:?}");
    let login = async |app: &str, id: &Value| {
        let body = json!({
            "loginId": EMAIL, "password": PASSWORD, "applicationId": app, "twoFactorTrustId": id,
        });
        scene.post("/api/login", body).await.status
    };
    assert_eq!(login(&scene.a, &id).await, 200);
    assert_eq!(login(&scene.a, &json!("unknown")).await, 242);
    assert_eq!(login(&other, &id).await, 202, "other applications accept the id, too");
    let body =
        json!({"loginId": EMAIL, "password": PASSWORD, "applicationId": scene.a}).to_string();
    let headers =
        [("authorization", KEY), ("content-type", "application/json"), ("cookie", cookie.as_str())];
    let call = Call { method: "POST", path: "/api/login", headers: &headers, body: &body };
    assert_eq!(scene.call(&call).await.status, 200);
    let policies = async |app: &str, login: Value, trust: &str| {
        let policies = json!({"loginPolicy": login, "trustPolicy": trust});
        let body = json!({"application": {"multiFactorConfiguration": policies}});
        scene.patch(&format!("/api/application/{app}"), body).await.ok();
    };
    policies(&scene.a, Value::Null, "None").await;
    assert_eq!(login(&scene.a, &id).await, 200, "without a login policy, there is no trust policy");
    policies(&scene.a, json!("Enabled"), "None").await;
    assert_eq!(login(&scene.a, &id).await, 242);
    policies(&other, json!("Required"), "This").await;
    assert_eq!(login(&other, &id).await, 242);
    policies(&scene.a, json!("Enabled"), "This").await;
    assert_eq!(login(&scene.a, &id).await, 200);
    scene.user("bob@example.com").await;
    let bob = scene.get("/api/user?email=bob@example.com").await.ok()["user"]["id"].clone();
    let factors = json!({"methods": [{"method": "authenticator", "secret": SECRET}]});
    scene
        .patch(&format!("/api/user/{}", text(&bob)), json!({"user": {"twoFactor": factors}}))
        .await;
    let body = json!({"loginId": "bob@example.com", "password": PASSWORD, "twoFactorTrustId": id});
    assert_eq!(scene.post("/api/login", body).await.status, 242, "the id belongs to another user");
    scene.bench.advance(2_592_001).await;
    assert_eq!(login(&scene.a, &id).await, 242);
}

#[tokio::test]
async fn an_application_with_its_own_login_policy_can_set_how_long_it_trusts_a_device() {
    let scene = Scene::with_authenticator().await;
    let change = async |changes: Value| {
        let path = format!("/api/application/{}", scene.a);
        scene.patch(&path, json!({"application": changes})).await.ok();
    };
    let life = async || {
        let id = scene.waiting().await;
        let code = app_code(SECRET, 0);
        let done = scene.finish(&id, &code, json!({"trustComputer": true})).await.ok();
        let trust = text(&done["twoFactorTrustId"]);
        let path = format!("/api/two-factor/status/{trust}?userId={}", scene.user);
        let trust = scene.get(&path).await.ok()["trusts"][0].clone();
        trust["expiration"].as_i64().unwrap() - trust["startInstant"].as_i64().unwrap()
    };
    let minute = json!({"twoFactorTrustIdTimeToLiveInSeconds": 60});
    change(json!({"externalIdentifierConfiguration": minute})).await;
    assert_eq!(life().await, 2_592_000_000);
    change(json!({"multiFactorConfiguration": {"loginPolicy": "Enabled"}})).await;
    assert_eq!(life().await, 60_000);
}
