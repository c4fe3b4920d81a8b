//! The second factors of a user: how they are added, removed and named. Also the recovery codes, and
//! the status, which says whether a second factor is needed.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use super::scene::{EMAIL, NOBODY, PASSWORD, Scene};
use super::second_factor::{LOGIN, PHONE, SECRET, WRONG_CODE, app_code};
use crate::support::{Answer, text};

const SEND: &str = "/api/two-factor/send";
const OWN: &str = "/api/user/two-factor";
const ADDRESS: &str = "codes@example.com";

impl Scene {
    fn factor_path(&self) -> String {
        format!("{OWN}/{}", self.user)
    }

    async fn enable(&self, body: Value) -> Answer {
        self.post(&self.factor_path(), body).await
    }

    async fn enable_app(&self) -> Answer {
        let code = app_code(SECRET, 0);
        let body = json!({"method": "authenticator", "secret": SECRET, "code": code});
        self.enable(body).await
    }

    async fn disable(&self, code: &str, method: &Value) -> Answer {
        let body = json!({"code": code, "methodId": method["id"]});
        self.keyed("DELETE", &self.factor_path(), body).await
    }

    /// The second factors of ada, as the API shows them.
    async fn shown_factors(&self) -> Value {
        let user = self.get(&format!("/api/user/{}", self.user)).await;
        assert!(!user.body.contains(SECRET), "{}", user.body);
        let factor = user.json()["user"]["twoFactor"].clone();
        assert_eq!(factor.as_object().unwrap().len(), 1, "{factor}");
        factor["methods"].clone()
    }

    /// Sends a body with an access token.
    async fn as_user(&self, token: &str, method: &str, path: &str, body: Value) -> Answer {
        Answer::of(self.bench.request(method, path).bearer_auth(token).json(&body)).await
    }
}

#[tokio::test]
async fn each_secret_is_new_and_has_two_forms() {
    let scene = Scene::start().await;
    let token = text(&scene.register(json!({})).await["token"]);
    scene.bare("GET", "/api/two-factor/secret").await.empty(401);
    let [one, two] = [
        scene.get("/api/two-factor/secret").await,
        scene.bearer("GET", "/api/two-factor/secret", &token).await,
    ];
    let (one, two) = (one.ok(), two.ok());
    assert_ne!(one, two);
    assert_eq!(BASE64_STANDARD.decode(text(&one["secret"])).unwrap().len(), 20);
    // Both forms are the same secret: the second form is sent with the code for the first form.
    let code = app_code(&text(&one["secret"]), 0);
    let body = json!({
        "method": "authenticator", "secretBase32Encoded": one["secretBase32Encoded"], "code": code,
    });
    scene.enable(body).await.ok();
}

#[tokio::test]
async fn the_first_method_gives_recovery_codes_and_the_second_does_not() {
    let scene = Scene::start().await;
    let first = scene.enable_app().await.ok();
    let codes = first["recoveryCodes"].as_array().unwrap();
    assert_eq!(codes.len(), 10);
    for code in codes {
        let code = text(code);
        assert_eq!(code.split('-').map(str::len).collect::<Vec<_>>(), [5, 5], "{code}");
    }
    assert_eq!(first.get("code"), None, "{first}");
    let body = json!({
        "method": "authenticator", "secret": SECRET, "code": app_code(SECRET, 0), "name": "Phone",
    });
    scene.enable(body).await.empty(200);
    let methods = scene.shown_factors().await;
    assert_eq!(methods[1]["name"], "Phone");
    assert_ne!(methods[0]["id"], methods[1]["id"]);
}

#[tokio::test]
async fn a_wrong_code_adds_nothing() {
    let scene = Scene::start().await;
    scene.allow_messages().await;
    let app = json!({"method": "authenticator", "secret": SECRET, "code": WRONG_CODE});
    scene.enable(app).await.empty(421);
    let mail = json!({"method": "email", "email": ADDRESS, "code": "123456"});
    scene.enable(mail).await.empty(421);
    assert_eq!(scene.shown_factors().await, json!([]));
    assert_eq!(scene.login(&scene.a, PASSWORD).await.status, 202);
}

#[tokio::test]
async fn the_error_names_a_missing_or_invalid_member() {
    let scene = Scene::start().await;
    scene
        .enable(json!({}))
        .await
        .invalid(&[("method", &["[blank]method"]), ("code", &["[blank]code"])]);
    let code = "123456";
    for (body, field, reason) in [
        (json!({"method": "pigeon", "code": code}), "method", "[invalid]method"),
        (json!({"method": "authenticator", "code": code}), "secret", "[blank]secret"),
        (
            json!({"method": "authenticator", "code": code, "secret": "?"}),
            "secret",
            "[invalid]secret",
        ),
        (
            json!({"method": "authenticator", "code": code, "secretBase32Encoded": "?"}),
            "secretBase32Encoded",
            "[invalid]secretBase32Encoded",
        ),
        (json!({"method": "email", "code": code}), "email", "[blank]email"),
        (json!({"method": "email", "code": code, "email": "nowhere"}), "email", "[notEmail]email"),
        (json!({"method": "email", "code": code, "email": ADDRESS}), "method", "[disabled]method"),
        (json!({"method": "sms", "code": code}), "mobilePhone", "[blank]mobilePhone"),
        (
            json!({"method": "authenticator", "code": code, "secret": SECRET, "name": "n".repeat(257)}),
            "name",
            "[tooLong]name",
        ),
    ] {
        scene.enable(body).await.invalid(&[(field, &[reason])]);
    }
    let path = format!("{OWN}/{NOBODY}");
    let body = json!({"method": "authenticator", "secret": SECRET, "code": app_code(SECRET, 0)});
    scene.post(&path, body.clone()).await.empty(404);
    scene.anonymous("POST", &path, body.clone()).await.empty(401);
    scene.anonymous("POST", OWN, body.clone()).await.empty(401);
    scene.post(OWN, body).await.invalid(&[("userId", &["[missing]userId"])]);
    scene.anonymous("POST", SEND, json!({"method": "email", "email": ADDRESS})).await.empty(401);
    let nothing = json!({"userId": scene.user});
    scene.post(SEND, nothing).await.invalid(&[("method", &["[missing]method"])]);
    let off = json!({"userId": scene.user, "method": "email", "email": ADDRESS});
    scene.post(SEND, off).await.invalid(&[("method", &["[disabled]method"])]);
    let app = json!({"userId": scene.user, "method": "authenticator"});
    scene.post(SEND, app).await.invalid(&[("method", &["[cannotSend]method"])]);
}

#[tokio::test]
async fn an_address_is_added_with_the_code_that_was_sent_to_it() {
    let scene = Scene::start().await;
    scene.register(json!({})).await;
    scene.allow_messages().await;
    let send = json!({"userId": scene.user, "method": "email", "email": ADDRESS});
    scene.post(SEND, send).await.empty(200);
    let code = scene.sent_code(ADDRESS).await;
    let other = json!({"method": "email", "email": "other@example.com", "code": code});
    scene.enable(other.clone()).await.invalid(&[("email", &["[mismatch]email"])]);
    // The code was sent to one address, and the request names another. FusionAuth does not document the status of the
    // answer, so a setting can change this status.
    scene.switch(json!({"choices": {"enable_other_address": 421}})).await;
    scene.enable(other).await.empty(421);
    scene.switch(json!({"choices": {"enable_other_address": 400}})).await;
    let body = json!({"method": "email", "email": ADDRESS, "code": code});
    assert_eq!(
        scene.enable(body.clone()).await.ok()["recoveryCodes"].as_array().unwrap().len(),
        10
    );
    scene.enable(body).await.empty(421);
    let send = json!({"userId": scene.user, "method": "sms", "mobilePhone": PHONE});
    scene.post(SEND, send).await.empty(200);
    let code = scene.sent_code(PHONE).await;
    let other = json!({"method": "sms", "mobilePhone": "+13035550000", "code": code});
    scene.enable(other).await.invalid(&[("mobilePhone", &["[mismatch]mobilePhone"])]);
    scene.enable(json!({"method": "sms", "mobilePhone": PHONE, "code": code})).await.empty(200);
    let methods = scene.shown_factors().await;
    let shown = json!([
        {"id": methods[0]["id"], "method": "email", "email": ADDRESS},
        {"id": methods[1]["id"], "method": "sms", "mobilePhone": PHONE},
    ]);
    assert_eq!(methods, shown);
    // To remove an address, the user can also send a code that this address has received.
    let send = json!({"userId": scene.user, "methodId": methods[0]["id"]});
    scene.post(SEND, send).await.empty(200);
    let code = scene.sent_code(ADDRESS).await;
    scene.disable(&code, &methods[1]).await.empty(421);
    scene.disable(&code, &methods[0]).await.empty(200);
    assert_eq!(scene.shown_factors().await, json!([methods[1]]));
}

#[tokio::test]
async fn users_change_their_methods_with_their_own_token() {
    let scene = Scene::start().await;
    scene.allow_messages().await;
    let token = text(&scene.register(json!({})).await["token"]);
    let send = json!({"method": "email", "email": ADDRESS});
    scene.as_user(&token, "POST", SEND, send).await.empty(200);
    let body = json!({"method": "email", "email": ADDRESS, "code": scene.sent_code(ADDRESS).await});
    let codes = scene.as_user(&token, "POST", OWN, body).await.ok()["recoveryCodes"].clone();
    let methods = scene.shown_factors().await;
    assert_eq!(methods[0]["email"], ADDRESS);
    let wrong = json!({"code": WRONG_CODE, "methodId": methods[0]["id"]});
    scene.as_user(&token, "DELETE", OWN, wrong).await.empty(421);
    let right = json!({"code": codes[0], "methodId": methods[0]["id"]});
    scene.anonymous("DELETE", OWN, right.clone()).await.empty(401);
    scene.as_user(&token, "DELETE", OWN, right).await.empty(200);
    assert_eq!(scene.shown_factors().await, json!([]));
}

#[tokio::test]
async fn a_code_removes_one_method_and_a_recovery_code_removes_all() {
    let scene = Scene::start().await;
    scene.register(json!({})).await;
    let codes = scene.enable_app().await.ok()["recoveryCodes"].clone();
    for _ in 0..2 {
        scene.enable_app().await.empty(200);
    }
    let methods = scene.shown_factors().await;
    scene.disable(WRONG_CODE, &methods[0]).await.empty(421);
    scene.disable(&app_code(SECRET, 0), &json!({"id": "ZZZZ"})).await.empty(404);
    let blanks: [(&str, &[&str]); 2] =
        [("code", &["[blank]code"]), ("methodId", &["[blank]methodId"])];
    scene.keyed("DELETE", &scene.factor_path(), json!({})).await.invalid(&blanks);
    let query = format!("code={}&methodId={}", app_code(SECRET, 0), text(&methods[0]["id"]));
    scene.delete(&format!("{}?{query}", scene.factor_path())).await.empty(200);
    assert_eq!(scene.shown_factors().await, json!([methods[1], methods[2]]));
    let id = scene.waiting().await;
    let done = scene.finish(&id, &app_code(SECRET, 0), json!({"trustComputer": true})).await.ok();
    scene.disable(&text(&codes[3]), &methods[1]).await.empty(200);
    assert_eq!(scene.shown_factors().await, json!([]));
    // The old recovery codes and the trust id are not valid any more.
    scene.enable_app().await.ok();
    let id = scene.waiting().await;
    scene.finish(&id, &text(&codes[4]), json!({})).await.empty(421);
    let body = json!({
        "loginId": EMAIL, "password": PASSWORD, "twoFactorTrustId": done["twoFactorTrustId"],
    });
    assert_eq!(scene.post("/api/login", body).await.status, 242);
}

#[tokio::test]
async fn wrong_codes_also_lock_a_user_who_tries_to_remove_a_method() {
    let scene = Scene::start().await;
    let token = text(&scene.register(json!({})).await["token"]);
    scene.enable_app().await.ok();
    scene.lock_out(json!({})).await;
    let method = scene.shown_factors().await[0].clone();
    let guess = json!({"code": WRONG_CODE, "methodId": method["id"]});
    for _ in 0..5 {
        scene.as_user(&token, "DELETE", OWN, guess.clone()).await.empty(421);
    }
    let right = json!({"code": app_code(SECRET, 0), "methodId": method["id"]});
    // FusionAuth's User Action for failed logins has locked the user. So the access token cannot be used either.
    scene.as_user(&token, "DELETE", OWN, right).await.empty(401);
}

#[tokio::test]
async fn recovery_codes_are_shown_once_and_replaced_together() {
    let scene = Scene::start().await;
    scene.register(json!({})).await;
    let path = format!("{OWN}/recovery-code/{}", scene.user);
    scene.post(&path, json!({})).await.empty(404);
    let old = scene.enable_app().await.ok()["recoveryCodes"].clone();
    assert_eq!(scene.get(&path).await.ok(), json!({"recoveryCodes": []}));
    let new = scene.post(&path, json!({})).await.ok()["recoveryCodes"].clone();
    assert_eq!(new.as_array().unwrap().len(), 10);
    let id = scene.waiting().await;
    scene.finish(&id, &text(&old[0]), json!({})).await.empty(421);
    assert_eq!(scene.finish(&id, &text(&new[0]), json!({})).await.status, 200);
}

#[tokio::test]
async fn a_method_gets_a_name_and_loses_it() {
    let scene = Scene::start().await;
    scene.enable_app().await.ok();
    let id = text(&scene.shown_factors().await[0]["id"]);
    let path = scene.factor_path();
    scene.put(&format!("{path}?methodId={id}"), json!({"name": "Old phone"})).await.empty(200);
    assert_eq!(scene.shown_factors().await[0]["name"], "Old phone");
    scene.put(&path, json!({"methodId": id})).await.empty(200);
    assert_eq!(scene.shown_factors().await[0].get("name"), None);
    scene.put(&path, json!({"methodId": "ZZZZ"})).await.empty(404);
    scene.put(&path, json!({"name": "x"})).await.invalid(&[("methodId", &["[blank]methodId"])]);
}

#[tokio::test]
async fn methods_of_a_user_can_be_set_without_a_code() {
    let scene = Scene::start().await;
    let app =
        json!({"method": "authenticator", "secret": SECRET, "id": "4ZF7", "email": "dropped"});
    let first = scene.factors(json!([app])).await;
    assert_eq!(first[0].get("email"), None, "{first}");
    // A PATCH with `application/json` appends to lists. If a PATCH changes only other members of
    // the user, the methods keep their secrets and ids.
    let both = scene.factors(json!([{"method": "email", "email": ADDRESS}])).await;
    assert_eq!((&both[0], &both[1]["email"]), (&first[0], &json!(ADDRESS)));
    let path = format!("/api/user/{}", scene.user);
    scene.patch(&path, json!({"user": {"firstName": "Ada"}})).await.ok();
    let id = scene.waiting().await;
    assert_eq!(scene.finish(&id, &app_code(SECRET, 0), json!({})).await.status, 202);
    // A method that is sent with its id keeps its secret. If the id is sent twice, the second method gets a new id.
    let user = json!({"email": EMAIL, "twoFactor": {"methods": [both[0], both[0]]}});
    let put = scene.put(&path, json!({"user": user})).await.ok();
    let methods = &put["user"]["twoFactor"]["methods"];
    assert_eq!(methods[0]["id"], both[0]["id"]);
    assert_ne!(methods[1]["id"], both[0]["id"]);
    let id = scene.waiting().await;
    assert_eq!(scene.finish(&id, &app_code(SECRET, 0), json!({})).await.status, 202);
    scene.put(&path, json!({"user": {"email": EMAIL}})).await.ok();
    assert_eq!(scene.login(&scene.a, PASSWORD).await.status, 202);
    // A new user can have methods from the start.
    let factor = json!({"methods": [{"method": "authenticator", "secret": SECRET}], "recoveryCodes": ["ABCDE-FGHJK"]});
    let user = json!({"email": "eve@example.com", "password": PASSWORD, "twoFactor": factor});
    let made = scene.post("/api/user", json!({"user": user})).await;
    assert!(!made.body.contains(SECRET) && !made.body.contains("ABCDE"), "{}", made.body);
    let login = json!({"loginId": "eve@example.com", "password": PASSWORD});
    let login = scene.post("/api/login", login).await;
    let body = json!({"twoFactorId": login.json()["twoFactorId"], "code": "abcde-fghjk"});
    assert_eq!(scene.anonymous("POST", LOGIN, body).await.status, 200);
}

#[tokio::test]
async fn the_status_says_whether_a_second_factor_is_needed() {
    let scene = Scene::with_authenticator().await;
    let path = |rest: &str| format!("/api/two-factor/status{rest}");
    let user = &scene.user;
    let without = scene.get(&path(&format!("?userId={user}"))).await;
    assert_eq!((without.status, without.json()), (242, json!({"trusts": []})));
    let wrong = scene.get(&path(&format!("/wrong?userId={user}"))).await;
    let repeated = json!({"trusts": [], "twoFactorTrustId": "wrong"});
    assert_eq!((wrong.status, wrong.json()), (242, repeated));
    let id = scene.waiting().await;
    let done = scene.finish(&id, &app_code(SECRET, 0), json!({"trustComputer": true})).await.ok();
    let trust = text(&done["twoFactorTrustId"]);
    let with =
        scene.get(&path(&format!("/{trust}?userId={user}&applicationId={}", scene.a))).await.ok();
    assert_eq!(with["twoFactorTrustId"], json!(trust));
    let shown = &with["trusts"][0];
    assert_eq!((&shown["applicationId"], &shown["expired"]), (&json!(scene.a), &json!(false)));
    let life = shown["expiration"].as_i64().unwrap() - shown["startInstant"].as_i64().unwrap();
    assert_eq!(life, 2_592_000_000);
    let ask = async |action: &str| {
        let body = json!({"userId": user, "action": action, "twoFactorTrustId": trust});
        scene.post(&path(""), body).await.status
    };
    assert_eq!(ask("login").await, 200);
    assert_eq!(ask("changePassword").await, 242, "a trusted device needs the second factor, too");
    assert_eq!(ask("fly").await, 400);
    let unknown = scene.get(&path(&format!("?userId={NOBODY}"))).await;
    unknown.invalid(&[("userId", &["[invalid]userId"])]);
    scene.get(&path("")).await.invalid(&[("userId", &["[missing]userId"])]);
    scene.bare("GET", &path(&format!("?userId={user}"))).await.empty(401);
}
