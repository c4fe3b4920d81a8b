//! Second-factor checks that an application starts itself, and password changes of users who have a
//! second factor.

use serde_json::{Value, json};

use super::scene::{EMAIL, NOBODY, PASSWORD, Scene, is_code, mails};
use super::second_factor::{LOGIN, SECRET, app_code};
use crate::support::{Answer, text};

const CHANGE: &str = "/api/user/change-password";
const START: &str = "/api/two-factor/start";
const NEW: &str = "another horse 2";

impl Scene {
    /// Starts a second-factor check for ada with these members. Then completes the check with the code in
    /// the answer. Returns the answer to the completion.
    async fn proved(&self, members: Value) -> Value {
        let mut body = json!({"userId": self.user});
        super::scene::merge(&mut body, members);
        let started = self.post(START, body).await.ok();
        self.finish(&text(&started["twoFactorId"]), &text(&started["code"]), json!({})).await.ok()
    }

    /// The id of a new password change of ada.
    async fn change_id(&self) -> String {
        let body = json!({"loginId": EMAIL, "sendForgotPasswordEmail": false});
        text(&self.post("/api/user/forgot-password", body).await.ok()["changePasswordId"])
    }

    async fn change(&self, body: Value) -> Answer {
        self.anonymous("POST", CHANGE, body).await
    }
}

#[tokio::test]
async fn an_application_can_start_a_second_factor_check() {
    let scene = Scene::with_authenticator().await;
    let started =
        scene.post(START, json!({"loginId": EMAIL, "loginIdTypes": ["email"]})).await.ok();
    assert!(is_code(&started["twoFactorId"]), "{started}");
    assert_eq!(text(&started["code"]).len(), 6);
    assert_eq!(started["methods"][0]["method"], "authenticator");
    let state = json!({"page": "settings"});
    let own = json!({"code": "own code", "state": state, "applicationId": scene.a});
    let done = scene.proved(own).await;
    assert_eq!(done["state"], state);
    assert!(is_code(&done["trustToken"]), "{done}");
    scene.post(START, json!({"userId": NOBODY})).await.empty(404);
    scene.post(START, json!({"loginId": "nobody@example.com"})).await.empty(404);
    scene.post(START, json!({})).await.invalid(&[("userId", &["[missing]userId"])]);
    scene.anonymous("POST", START, json!({"userId": scene.user})).await.empty(401);
    scene.user("bob@example.com").await;
    let bob = scene.post(START, json!({"loginId": "bob@example.com"})).await.ok();
    assert_eq!(bob.get("methods"), None, "{bob}");
}

#[tokio::test]
async fn the_application_id_determines_the_tenant_of_a_second_factor_check() {
    let scene = Scene::with_authenticator().await;
    scene.tenant("other").await;
    let start =
        async |app: Value| scene.post(START, json!({"loginId": EMAIL, "applicationId": app})).await;
    start(Value::Null).await.general("[TenantIdRequired]");
    assert!(is_code(&start(json!(scene.a)).await.ok()["twoFactorId"]));
    start(json!(NOBODY)).await.invalid(&[("applicationId", &["[invalid]applicationId"])]);
}

#[tokio::test]
async fn an_access_token_of_another_user_or_tenant_is_refused_for_the_second_factor_status() {
    let scene = Scene::start().await;
    let token = scene.register(json!({})).await["token"].clone();
    let status = async |token: Value| {
        let body = json!({"userId": scene.user, "action": "stepUp", "accessToken": token});
        scene.post("/api/two-factor/status", body).await
    };
    status(token).await.ok();
    let bob = scene.user("bob@example.com").await;
    let body = json!({"registration": {"applicationId": scene.a}});
    let bob = scene.post(&format!("/api/user/registration/{bob}"), body).await.ok();
    let other = scene.tenant("other").await;
    let vended = async |claims: Value| {
        scene.post("/api/jwt/vend", json!({"claims": claims})).await.ok()["token"].clone()
    };
    status(vended(json!({"sub": scene.user})).await).await.ok();
    let foreign = vended(json!({"sub": scene.user, "tid": other})).await;
    let nobody = vended(json!({"a": 1})).await;
    for wrong in [json!("bad-token"), bob["token"].clone(), foreign, nobody] {
        status(wrong).await.invalid(&[("accessToken", &["[invalid]accessToken"])]);
    }
}

#[tokio::test]
async fn a_password_change_needs_a_trust_token_that_works_once() {
    let scene = Scene::with_authenticator().await;
    scene.patch_tenant(mails()).await;
    let id = scene.change_id().await;
    scene.bare("GET", &format!("{CHANGE}/{id}")).await.general("[TrustTokenRequired]");
    let body = json!({"changePasswordId": id, "password": NEW});
    scene.change(body).await.general("[TrustTokenRequired]");
    let wrong = json!({"changePasswordId": id, "password": NEW, "trustToken": "unknown"});
    scene.change(wrong).await.invalid(&[("trustToken", &["[invalid]trustToken"])]);
    let token = scene.proved(json!({})).await["trustToken"].clone();
    let short = json!({"changePasswordId": id, "password": "short", "trustToken": token});
    scene.change(short).await.invalid(&[("password", &["[tooShort]password"])]);
    let body = json!({"changePasswordId": id, "password": NEW, "trustToken": token});
    scene.change(body).await.ok();
    let id = scene.change_id().await;
    let again = json!({"changePasswordId": id, "password": PASSWORD, "trustToken": token});
    scene.change(again).await.invalid(&[("trustToken", &["[invalid]trustToken"])]);
}

#[tokio::test]
async fn a_password_change_must_repeat_the_trust_challenge_of_the_second_factor_check() {
    let scene = Scene::with_authenticator().await;
    scene.patch_tenant(mails()).await;
    let token = scene.proved(json!({"trustChallenge": "once"})).await["trustToken"].clone();
    let id = scene.change_id().await;
    let body = json!({"changePasswordId": id, "password": NEW, "trustToken": token});
    let refused: [(&str, &[&str]); 1] = [("trustChallenge", &["[invalid]trustChallenge"])];
    scene.change(body.clone()).await.invalid(&refused);
    let mut other = body.clone();
    other["trustChallenge"] = json!("twice");
    scene.change(other).await.invalid(&refused);
    let mut right = body;
    right["trustChallenge"] = json!("once");
    scene.change(right).await.ok();
}

#[tokio::test]
async fn an_api_key_and_an_access_token_do_not_replace_the_second_factor() {
    let scene = Scene::with_authenticator().await;
    let by_key = json!({"loginId": EMAIL, "password": NEW});
    scene.post(CHANGE, by_key.clone()).await.general("[TrustTokenRequired]");
    let proved = scene.proved(json!({})).await;
    let access = text(&proved["token"]);
    let by_user = async |body: Value| {
        Answer::of(scene.bench.request("POST", CHANGE).bearer_auth(&access).json(&body)).await
    };
    let body = json!({"currentPassword": PASSWORD, "password": NEW});
    by_user(body.clone()).await.general("[TrustTokenRequired]");
    scene.bearer("GET", CHANGE, &access).await.general("[TrustTokenRequired]");
    scene.get(&format!("{CHANGE}?loginId={EMAIL}")).await.general("[TrustTokenRequired]");
    let mut with = body;
    with["trustToken"] = proved["trustToken"].clone();
    by_user(with).await.ok();
    let mut with = by_key;
    with["password"] = json!(PASSWORD);
    with["trustToken"] = scene.proved(json!({})).await["trustToken"].clone();
    scene.post(CHANGE, with).await.empty(200);
}

#[tokio::test]
async fn a_trust_token_ends_after_three_minutes_and_is_for_one_user() {
    let scene = Scene::with_authenticator().await;
    scene.user("bob@example.com").await;
    let bob = scene.post(START, json!({"loginId": "bob@example.com"})).await.ok();
    let body = json!({"twoFactorId": bob["twoFactorId"], "code": bob["code"]});
    let bob = scene.anonymous("POST", LOGIN, body).await.ok()["trustToken"].clone();
    let change = |token: &Value| json!({"loginId": EMAIL, "password": NEW, "trustToken": token});
    let refused: [(&str, &[&str]); 1] = [("trustToken", &["[invalid]trustToken"])];
    scene.post(CHANGE, change(&bob)).await.invalid(&refused);
    let own = scene.proved(json!({})).await["trustToken"].clone();
    scene.bench.advance(181).await;
    scene.post(CHANGE, change(&own)).await.invalid(&refused);
}

#[tokio::test]
async fn the_second_factor_of_a_login_gives_the_trust_token_for_a_required_password_change() {
    let scene = Scene::with_authenticator().await;
    let path = format!("/api/user/{}", scene.user);
    scene.patch(&path, json!({"user": {"passwordChangeRequired": true}})).await.ok();
    let id = scene.waiting().await;
    let asked = scene.finish(&id, &app_code(SECRET, 0), json!({})).await;
    assert_eq!(asked.status, 203, "{asked:?}");
    let asked = asked.json();
    let mut body = json!({"changePasswordId": asked["changePasswordId"], "password": NEW});
    scene.change(body.clone()).await.general("[TrustTokenRequired]");
    body["trustToken"] = asked["trustToken"].clone();
    scene.change(body).await.ok();
    assert_eq!(scene.login(&scene.a, NEW).await.status, 242);
}

#[tokio::test]
async fn a_login_that_began_with_the_old_password_cannot_be_completed() {
    let scene = Scene::with_authenticator().await;
    let id = scene.waiting().await;
    let change = json!({"user": {"password": "correct horse 2"}});
    scene.patch(&format!("/api/user/{}", scene.user), change).await.ok();
    scene.finish(&id, &app_code(SECRET, 0), json!({})).await.empty(404);
}

#[tokio::test]
async fn a_device_is_not_trusted_any_more_after_all_second_factors_were_removed() {
    let scene = Scene::with_authenticator().await;
    let id = scene.waiting().await;
    let done = scene.finish(&id, &app_code(SECRET, 0), json!({"trustComputer": true})).await.ok();
    // This is a PUT, which replaces the user. A PATCH would keep the methods.
    let bare = json!({"user": {"email": EMAIL}});
    scene.put(&format!("/api/user/{}", scene.user), bare).await.ok();
    scene.factors(json!([{"method": "authenticator", "secret": SECRET}])).await;
    let login = json!({
        "loginId": EMAIL, "password": PASSWORD, "twoFactorTrustId": done["twoFactorTrustId"],
    });
    assert_eq!(scene.post("/api/login", login).await.status, 242);
}
