//! Logins with a second factor.

use std::time::{Duration, SystemTime};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use totp_rs::{Algorithm, TOTP};

use super::scene::{EMAIL, NOBODY, PASSWORD, Scene, is_code};
use crate::support::{Answer, jwt_part, text};

/// The secret of the test values in RFC 6238, in Base64.
pub(super) const SECRET: &str = "MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=";
pub(super) const LOGIN: &str = "/api/two-factor/login";
pub(super) const PHONE: &str = "+13035551212";
const ADDRESS: &str = "mails@example.com";

/// The code that an authenticator app with this secret shows after the server's clock was moved by `seconds`.
pub(super) fn app_code(secret: &str, seconds: u64) -> String {
    let now = SystemTime::now() + Duration::from_secs(seconds);
    let now = now.duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs();
    let secret = BASE64_STANDARD.decode(secret).unwrap();
    TOTP::new_unchecked(Algorithm::SHA1, 6, 1, 30, secret).generate(now)
}

/// A code that is always wrong. Six digits could be right by chance.
pub(super) const WRONG_CODE: &str = "wrong!";

impl Scene {
    /// Adds these second factors to ada, without any check. Returns all second factors of ada.
    pub(super) async fn factors(&self, methods: Value) -> Value {
        let body = json!({"user": {"twoFactor": {"methods": methods}}});
        let answer = self.patch(&format!("/api/user/{}", self.user), body).await.ok();
        answer["user"]["twoFactor"]["methods"].clone()
    }

    /// A server on which ada is registered and has one authenticator. The tenant can send codes by mail or SMS.
    pub(super) async fn with_authenticator() -> Self {
        let scene = Self::start().await;
        scene.register(json!({})).await;
        scene.allow_messages().await;
        scene.factors(json!([{"method": "authenticator", "secret": SECRET}])).await;
        scene
    }

    /// Lets the tenant send codes by mail and as text messages.
    pub(super) async fn allow_messages(&self) {
        let kinds = json!({"email": {"enabled": true}, "sms": {"enabled": true}});
        self.patch_tenant(json!({"multiFactorConfiguration": kinds})).await;
    }

    /// Logs ada in with the password; returns the id of the login, which waits for the second factor.
    pub(super) async fn waiting(&self) -> String {
        let login = self.login(&self.a, PASSWORD).await;
        assert_eq!(login.status, 242, "{login:?}");
        text(&login.json()["twoFactorId"])
    }

    /// Completes a login.
    pub(super) async fn finish(&self, id: &str, code: &str, changes: Value) -> Answer {
        let mut body = json!({"twoFactorId": id, "code": code, "applicationId": self.a});
        super::scene::merge(&mut body, changes);
        self.anonymous("POST", LOGIN, body).await
    }

    /// Asks the server to send a code to this method, for this login.
    pub(super) async fn send(&self, id: &str, method: &Value) -> Answer {
        let body = json!({"methodId": method["id"]});
        self.anonymous("POST", &format!("/api/two-factor/send/{id}"), body).await
    }

    /// The code in the newest message to this address or number.
    pub(super) async fn sent_code(&self, address: &str) -> String {
        let messages = self.outbox(address).await;
        let text = text(&messages.last().unwrap()["text"]);
        let code = text.split_once("code is ").unwrap().1.split('.').next().unwrap();
        assert!(code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()), "{text}");
        code.to_owned()
    }
}

#[tokio::test]
async fn the_server_asks_for_a_second_factor_and_shows_no_secret() {
    let scene = Scene::with_authenticator().await;
    let login = scene.login(&scene.a, PASSWORD).await;
    assert_eq!(login.status, 242, "{login:?}");
    let body = login.json();
    assert!(is_code(&body["twoFactorId"]), "{body}");
    let members: Vec<&String> = body.as_object().unwrap().keys().collect();
    assert_eq!(members, ["methods", "twoFactorId"]);
    let id = text(&body["methods"][0]["id"]);
    let allowed = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    assert!(id.len() == 4 && id.bytes().all(allowed), "{id}");
    assert_eq!(body["methods"][0]["method"], "authenticator");
    assert!(!login.body.contains(SECRET), "{body}");
    let user = scene.get(&format!("/api/user/{}", scene.user)).await;
    assert_eq!(user.json()["user"]["twoFactor"], json!({"methods": body["methods"]}));
    assert!(!user.body.contains(SECRET), "{}", user.body);
}

#[tokio::test]
async fn the_right_code_completes_a_login() {
    let scene = Scene::with_authenticator().await;
    let id = scene.waiting().await;
    let code = app_code(SECRET, 0);
    let done = scene.finish(&id, &code, json!({"ipAddress": "192.0.2.1"})).await;
    let body = done.ok();
    assert_eq!(body["user"]["id"], json!(scene.user));
    assert_eq!(jwt_part(&text(&body["token"]), 1)["authenticationType"], "PASSWORD");
    assert_eq!(scene.refresh(&body["refreshToken"]).await.status, 200);
    let cookies = done.headers.get_all("set-cookie").iter();
    let cookies: Vec<&str> = cookies.map(|value| value.to_str().unwrap()).collect();
    for name in ["access_token=", "refresh_token="] {
        assert!(cookies.iter().any(|cookie| cookie.starts_with(name)), "{cookies:?}");
    }
    for absent in ["twoFactorTrustId", "state"] {
        assert_eq!(body.get(absent), None, "{body}");
    }
    assert!(is_code(&body["trustToken"]), "{body}");
    scene.finish(&id, &code, json!({})).await.empty(404);
    let login = scene.login(&scene.a, PASSWORD).await.json();
    assert_eq!(login["methods"][0]["lastUsed"], json!(true), "{login}");
    let id = text(&login["twoFactorId"]);
    let body = scene.finish(&id, &code, json!({"noJWT": true, "userId": scene.user})).await.ok();
    assert_eq!(body.get("token"), None, "{body}");
}

#[tokio::test]
async fn a_wrong_code_is_421_and_an_unknown_or_expired_id_is_404() {
    let scene = Scene::with_authenticator().await;
    let id = scene.waiting().await;
    scene.finish(&id, WRONG_CODE, json!({})).await.empty(421);
    let code = app_code(SECRET, 0);
    scene.finish("unknown", &code, json!({})).await.empty(404);
    scene.finish(&id, &code, json!({"userId": NOBODY})).await.empty(404);
    let other = scene.waiting().await;
    assert_eq!(scene.finish(&id, &code, json!({})).await.status, 200, "the login is still open");
    scene.bench.advance(301).await;
    scene.finish(&other, &app_code(SECRET, 301), json!({})).await.empty(404);
    let blank = scene.anonymous("POST", LOGIN, json!({})).await;
    let blanks: [(&str, &[&str]); 2] =
        [("code", &["[blank]code"]), ("twoFactorId", &["[blank]twoFactorId"])];
    blank.invalid(&blanks);
}

#[tokio::test]
async fn a_recovery_code_works_once() {
    let scene = Scene::with_authenticator().await;
    let path = format!("/api/user/two-factor/recovery-code/{}", scene.user);
    let codes = scene.post(&path, json!({})).await.ok()["recoveryCodes"].clone();
    let code = text(&codes[0]);
    let id = scene.waiting().await;
    assert_eq!(scene.finish(&id, &code, json!({})).await.status, 200);
    let id = scene.waiting().await;
    scene.finish(&id, &code, json!({})).await.empty(421);
    let other = text(&codes[1]).to_lowercase();
    assert_eq!(scene.finish(&id, &other, json!({})).await.status, 200, "lower case is valid, too");
}

#[tokio::test]
async fn the_other_outcomes_of_a_login_come_after_the_second_factor() {
    let scene = Scene::start().await;
    scene.factors(json!([{"method": "authenticator", "secret": SECRET}])).await;
    let code = app_code(SECRET, 0);
    let id = scene.waiting().await;
    let unregistered = scene.finish(&id, &code, json!({})).await;
    assert_eq!(unregistered.status, 202, "{unregistered:?}");
    let id = scene.waiting().await;
    let nowhere = json!({"applicationId": NOBODY});
    scene
        .finish(&id, &code, nowhere)
        .await
        .invalid(&[("applicationId", &["[invalid]applicationId"])]);
    let path = format!("/api/user/{}", scene.user);
    scene.patch(&path, json!({"user": {"passwordChangeRequired": true}})).await.ok();
    let change = scene.finish(&id, &code, json!({})).await;
    assert_eq!(change.status, 203, "{change:?}");
    assert_eq!(change.json()["changePasswordReason"], "Administrative");
    let rules = json!({"validateOnLogin": true, "minLength": 30});
    scene.patch_tenant(json!({"passwordValidationRules": rules})).await;
    scene.patch(&path, json!({"user": {"passwordChangeRequired": false}})).await.ok();
    let id = scene.waiting().await;
    let change = scene.finish(&id, &code, json!({})).await;
    assert_eq!(
        (change.status, &change.json()["changePasswordReason"]),
        (203, &json!("Validation"))
    );
    let id = scene.waiting().await;
    scene.delete(&path).await.empty(200);
    scene.finish(&id, &code, json!({})).await.empty(423);
}

#[tokio::test]
async fn only_the_newest_code_that_was_sent_counts_and_only_for_a_minute() {
    let scene = Scene::start().await;
    scene.register(json!({})).await;
    scene.allow_messages().await;
    let sms = json!({"method": "sms", "mobilePhone": PHONE});
    let methods = scene.factors(json!([{"method": "email", "email": ADDRESS}, sms])).await;
    let id = scene.waiting().await;
    scene.send(&id, &methods[0]).await.empty(200);
    let first = scene.sent_code(ADDRESS).await;
    scene.send(&id, &methods[0]).await.empty(200);
    assert_eq!(scene.outbox(ADDRESS).await.len(), 2);
    let second = scene.sent_code(ADDRESS).await;
    if first != second {
        scene.finish(&id, &first, json!({})).await.empty(421);
    }
    assert_eq!(scene.finish(&id, &second, json!({})).await.status, 200);
    let id = scene.waiting().await;
    scene.send(&id, &methods[1]).await.empty(200);
    let message = scene.outbox(PHONE).await[0].clone();
    assert_eq!((&message["kind"], &message["from"]), (&json!("sms"), &json!("")), "{message}");
    let late = scene.sent_code(PHONE).await;
    scene.bench.advance(61).await;
    scene.finish(&id, &late, json!({})).await.empty(421);
}

#[tokio::test]
async fn a_code_that_was_mailed_to_the_address_of_the_user_verifies_the_address() {
    for (address, verified) in [(EMAIL, true), (ADDRESS, false)] {
        let scene = Scene::start().await;
        scene.register(json!({})).await;
        scene.allow_messages().await;
        let verifying = json!({"verifyEmail": true, "verifyEmailWhenChanged": true});
        scene.patch_tenant(json!({"emailConfiguration": verifying})).await;
        let user = format!("/api/user/{}", scene.user);
        for email in ["other@example.com", EMAIL] {
            scene.patch(&user, json!({"user": {"email": email}})).await.ok();
        }
        let methods = scene.factors(json!([{"method": "email", "email": address}])).await;
        let id = scene.waiting().await;
        scene.send(&id, &methods[0]).await.empty(200);
        let code = scene.sent_code(address).await;
        let login = scene.finish(&id, &code, json!({})).await.ok();
        assert_eq!(login["user"]["verified"], verified, "{address}");
        assert_eq!(scene.get(&user).await.ok()["user"]["verified"], verified, "{address}");
    }
}

#[tokio::test]
async fn a_code_is_sent_only_to_a_method_that_can_get_it() {
    let scene = Scene::with_authenticator().await;
    let id = scene.waiting().await;
    let unknown = scene.send(&id, &json!({"id": "ZZZZ"})).await;
    unknown.invalid(&[("methodId", &["[invalid]methodId"])]);
    let message = "The [methodId] is not valid. No two-factor method with this Id was found \
                   enabled for the user.";
    assert_eq!(unknown.json()["fieldErrors"]["methodId"][0]["message"], message);
    let methods = scene.get(&format!("/api/user/{}", scene.user)).await.ok();
    let methods = &methods["user"]["twoFactor"]["methods"];
    scene.send(&id, &methods[0]).await.invalid(&[("method", &["[cannotSend]method"])]);
    scene.send(&id, &json!({})).await.invalid(&[("methodId", &["[missing]methodId"])]);
    scene.send("unknown", &methods[0]).await.empty(404);
    let methods = scene.factors(json!([{"method": "email", "email": ADDRESS}])).await;
    let off = json!({"multiFactorConfiguration": {"email": {"enabled": false}}});
    scene.patch_tenant(off).await;
    scene.send(&id, &methods[1]).await.invalid(&[("method", &["[disabled]method"])]);
    assert_eq!(scene.outbox(ADDRESS).await.len(), 0);
}

#[tokio::test]
async fn too_many_wrong_codes_lock_the_user_as_wrong_passwords_do() {
    let scene = Scene::with_authenticator().await;
    scene.lock_out(json!({})).await;
    for _ in 0..5 {
        // A login with the right password resets the count of wrong passwords, but not the count of wrong codes.
        let id = scene.waiting().await;
        scene.finish(&id, WRONG_CODE, json!({})).await.empty(421);
    }
    assert_eq!(scene.login(&scene.a, PASSWORD).await.status, 409);
    scene.bench.advance(181).await;
    let id = scene.waiting().await;
    assert_eq!(scene.finish(&id, &app_code(SECRET, 181), json!({})).await.status, 200);
}

#[tokio::test]
async fn only_one_of_two_parallel_requests_completes_a_login() {
    let scene = Scene::with_authenticator().await;
    let id = scene.waiting().await;
    let code = app_code(SECRET, 0);
    let (one, two) =
        tokio::join!(scene.finish(&id, &code, json!({})), scene.finish(&id, &code, json!({})),);
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 404]);
}
