//! Changes of the password: the ids for a change, and what happens to verified addresses, refresh
//! tokens and earlier passwords. Also changes of the address, and the mail to a user who is locked out.

use serde_json::{Value, json};

use super::scene::{EMAIL, PASSWORD, Scene};
use crate::support::{Answer, last_segment, text};

const FORGOT: &str = "/api/user/forgot-password";
const CHANGE: &str = "/api/user/change-password";

impl Scene {
    /// Changes the password with an access token. `cookie` is the refresh token in the cookie of the
    /// request, if the request has this cookie. `more` has more members for the body.
    async fn change_own(&self, token: &str, cookie: Option<&str>, more: Value) -> Answer {
        let mut body = json!({"currentPassword": PASSWORD, "password": PASSWORD});
        super::scene::merge(&mut body, more);
        let request = self.bench.request("POST", CHANGE).bearer_auth(token).json(&body);
        Answer::of(match cookie {
            Some(cookie) => request.header("cookie", format!("refresh_token={cookie}")),
            None => request,
        })
        .await
    }

    async fn login_once(&self, once: &Value) -> Value {
        let login = json!({"oneTimePassword": once, "applicationId": self.a});
        self.post("/api/login", login).await.ok()
    }

    /// The id in the last mail to this address.
    async fn mailed_id(&self, address: &str) -> String {
        let mails = self.outbox(address).await;
        let link = text(&mails.last().unwrap()["links"][0]);
        last_segment(link.split('?').next().unwrap())
    }

    /// Whether the user's address counts as verified, and the reason.
    async fn address(&self) -> (Value, Value) {
        let user = self.get(&format!("/api/user/{}", self.user)).await.ok()["user"].clone();
        let identity = user["identities"][0].clone();
        (user["verified"].clone(), identity["verifiedReason"].clone())
    }
}

#[tokio::test]
async fn after_a_change_by_access_token_a_login_gets_a_refresh_token_only_if_the_change_had_one() {
    let scene = Scene::start().await;
    scene.register(json!({})).await;
    let other = scene.user("other@example.com").await;
    let path = format!("/api/user/registration/{other}");
    let body = json!({"registration": {"applicationId": scene.a}});
    let foreign = text(&scene.post(&path, body).await.ok()["refreshToken"]);
    let cases: [(&str, bool, bool, bool); 5] = [
        ("neither", false, false, false),
        ("in the body", false, true, true),
        ("in the cookie", true, false, true),
        ("a foreign one", false, false, false),
        ("the cookie wins", true, true, false),
    ];
    for (case, in_cookie, in_body, expected) in cases {
        let tokens = scene.login(&scene.a, PASSWORD).await.ok();
        let own = text(&tokens["refreshToken"]);
        let sent = match (case, in_body) {
            ("a foreign one", _) => json!({"refreshToken": foreign}),
            (_, true) => json!({"refreshToken": own}),
            _ => json!({}),
        };
        let cookie = if case == "the cookie wins" { "bogus" } else { &own };
        let cookie = in_cookie.then_some(cookie);
        let changed = scene.change_own(&text(&tokens["token"]), cookie, sent).await.ok();
        let login = scene.login_once(&changed["oneTimePassword"]).await;
        assert!(login["token"].is_string());
        assert_eq!(login["refreshToken"].is_string(), expected, "{case}");
        assert_eq!(login["refreshTokenId"].is_string(), expected, "{case}");
    }
}

#[tokio::test]
async fn a_one_time_password_from_a_mailed_id_gives_a_refresh_token() {
    let scene = Scene::start().await;
    scene.register(json!({})).await;
    scene.anonymous("POST", FORGOT, json!({"loginId": EMAIL})).await.empty(200);
    let body = json!({"changePasswordId": scene.mailed_id(EMAIL).await, "password": "new horse 2"});
    let changed = scene.anonymous("POST", CHANGE, body).await.ok();
    assert!(scene.login_once(&changed["oneTimePassword"]).await["refreshToken"].is_string());
}

#[tokio::test]
async fn a_login_with_a_one_time_password_returns_the_state_of_the_forgot_password_request() {
    let scene = Scene::start().await;
    scene.register(json!({})).await;
    let state = json!({"page": "settings"});
    let ask = json!({"loginId": EMAIL, "state": state, "sendForgotPasswordMessage": false});
    let id = scene.post(FORGOT, ask).await.ok()["changePasswordId"].clone();
    let body = json!({"changePasswordId": id, "password": "new horse 2"});
    let changed = scene.anonymous("POST", CHANGE, body).await.ok();
    assert_eq!(changed["state"], state);
    let body = json!({
        "oneTimePassword": changed["oneTimePassword"], "applicationId": scene.a, "state": {"a": "b"},
    });
    let login = scene.post("/api/login", body).await.ok();
    assert_eq!(login["state"], state);
    assert!(login["refreshToken"].is_string());
    let body = json!({"loginId": EMAIL, "password": "new horse 2", "state": state});
    let login = scene.post("/api/login", body).await.ok();
    assert_eq!(login.get("state"), None, "{login}");
}

#[tokio::test]
async fn a_put_or_patch_of_a_password_ends_open_password_changes_and_one_time_passwords() {
    for method in ["PUT", "PATCH"] {
        let scene = Scene::start().await;
        let forgot = async || {
            let ask = json!({"loginId": EMAIL, "sendForgotPasswordMessage": false});
            scene.post(FORGOT, ask).await.ok()["changePasswordId"].clone()
        };
        let change = async |id: &Value, password: &str| {
            let body = json!({"changePasswordId": id, "password": password});
            scene.anonymous("POST", CHANGE, body).await
        };
        let once = change(&forgot().await, "new horse 2").await.ok()["oneTimePassword"].clone();
        let id = forgot().await;
        let user = json!({"user": {"email": EMAIL, "password": "third horse 3"}});
        scene.keyed(method, &format!("/api/user/{}", scene.user), user).await.ok();
        change(&id, "fourth horse 4").await.empty(404);
        let login = scene.post("/api/login", json!({"oneTimePassword": once})).await;
        login.invalid(&[("oneTimePassword", &["[invalid]oneTimePassword"])]);
        assert_eq!(scene.login(&scene.a, "third horse 3").await.status, 202);
    }
}

#[tokio::test]
async fn a_change_of_a_user_without_a_new_password_keeps_open_password_changes() {
    let scene = Scene::start().await;
    let id = scene.post(FORGOT, json!({"loginId": EMAIL})).await.ok()["changePasswordId"].clone();
    let path = format!("/api/user/{}", scene.user);
    scene.patch(&path, json!({"user": {"firstName": "Ada"}})).await.ok();
    let body = json!({"changePasswordId": id, "password": "new horse 2"});
    scene.anonymous("POST", CHANGE, body).await.ok();
}

#[tokio::test]
async fn a_caller_with_a_key_can_choose_the_id_of_a_password_change() {
    let scene = Scene::start().await;
    let ask = json!({"loginId": EMAIL, "changePasswordId": "an id of mine"});
    let answer = scene.post(FORGOT, ask.clone()).await.ok();
    assert_eq!(answer, json!({"changePasswordId": "an id of mine"}));
    assert!(text(&scene.outbox(EMAIL).await[0]["text"]).contains("an id of mine"));
    let taken = scene.post(FORGOT, ask.clone()).await;
    taken.invalid(&[("changePasswordId", &["[duplicate]changePasswordId"])]);
    // After an id has expired, it can be chosen again.
    scene.bench.advance(601).await;
    scene.post(FORGOT, ask.clone()).await.ok();
    let body = json!({"changePasswordId": "an id of mine", "password": "new horse 2"});
    scene.anonymous("POST", CHANGE, body.clone()).await.ok();
    scene.anonymous("POST", CHANGE, body.clone()).await.empty(404);
    // Without a key, the member `changePasswordId` is ignored.
    scene.anonymous("POST", FORGOT, ask).await.empty(200);
    assert_ne!(scene.mailed_id(EMAIL).await, "an id of mine");
    scene.anonymous("POST", CHANGE, body).await.empty(404);
}

#[tokio::test]
async fn a_mailed_id_for_a_forgotten_password_verifies_the_address_and_an_id_from_the_api_does_not()
{
    let verify = |implied: bool| {
        json!({"emailConfiguration": {
            "verifyEmail": true, "implicitEmailVerificationAllowed": implied,
        }})
    };
    let unverified = (json!(false), json!("Pending"));
    for (mailed, implied, moved, expected) in [
        (true, true, false, (json!(true), json!("Implicit"))),
        (true, false, false, unverified.clone()),
        (false, true, false, unverified.clone()),
        (true, true, true, unverified.clone()),
    ] {
        let mut scene = Scene::start().await;
        scene.patch_tenant(verify(implied)).await;
        let user = json!({"email": "new@example.com", "password": PASSWORD});
        let made = scene.post("/api/user", json!({"user": user})).await.ok();
        scene.user = text(&made["user"]["id"]);
        let ask = json!({
            "loginId": "new@example.com", "sendForgotPasswordEmail": mailed, "state": {"a": "b"},
        });
        let id = text(&scene.post(FORGOT, ask).await.ok()["changePasswordId"]);
        if mailed {
            assert_eq!(scene.mailed_id("new@example.com").await, id);
        }
        if moved {
            let path = format!("/api/user/{}", scene.user);
            scene.patch(&path, json!({"user": {"email": "moved@example.com"}})).await.ok();
        }
        let body = json!({"changePasswordId": id, "password": "new horse 2"});
        let changed = scene.anonymous("POST", CHANGE, body).await.ok();
        assert_eq!(changed["state"], json!({"a": "b"}));
        assert_eq!(scene.address().await, expected, "{mailed} {implied} {moved}");
    }
}

#[tokio::test]
async fn a_changed_address_has_to_be_verified_again_only_if_the_tenant_wants_it() {
    let scene = Scene::start().await;
    scene.patch_tenant(json!({"emailConfiguration": {"verifyEmail": true}})).await;
    let path = format!("/api/user/{}", scene.user);
    let change = async |email: &str| {
        let patch = json!({"user": {"email": email}});
        scene.patch(&path, patch).await.ok()
    };
    let kept = change("second@example.com").await;
    assert_eq!((&kept["user"]["verified"], kept.get("verificationIds")), (&json!(true), None));
    assert!(scene.outbox("second@example.com").await.is_empty());
    scene.patch_tenant(json!({"emailConfiguration": {"verifyEmailWhenChanged": true}})).await;
    let asked = change("third@example.com").await;
    assert_eq!(asked["user"]["verified"], false);
    assert_eq!(scene.address().await, (json!(false), json!("Pending")));
    assert_eq!(scene.outbox("third@example.com").await.len(), 1);
    // Without `verifyEmail`, the tenant verifies no address.
    scene.patch_tenant(json!({"emailConfiguration": {"verifyEmail": false}})).await;
    change("fourth@example.com").await;
    assert!(scene.outbox("fourth@example.com").await.is_empty());
}

#[tokio::test]
async fn the_first_address_of_a_user_has_to_be_verified() {
    let scene = Scene::start().await;
    scene.patch_tenant(json!({"emailConfiguration": {"verifyEmail": true}})).await;
    let user = json!({"username": "nameless", "password": PASSWORD});
    let made = scene.post("/api/user", json!({"user": user})).await.ok();
    let path = format!("/api/user/{}", text(&made["user"]["id"]));
    let patch = json!({"user": {"email": "first@example.com"}});
    let changed = scene.patch(&path, patch).await.ok();
    assert_eq!(changed["user"]["verified"], false);
    assert_eq!(scene.outbox("first@example.com").await.len(), 1);
}

#[tokio::test]
async fn an_update_sets_the_reason_why_a_user_has_to_change_the_password() {
    let scene = Scene::start().await;
    let path = format!("/api/user/{}", scene.user);
    for (method, reason) in [("PUT", "Expired"), ("PATCH", "Breached")] {
        let user = json!({
            "email": EMAIL, "passwordChangeRequired": true, "passwordChangeReason": reason,
        });
        let changed = scene.keyed(method, &path, json!({"user": user})).await.ok();
        assert_eq!(changed["user"]["passwordChangeReason"], reason, "{method}");
        let login = scene.login(&scene.a, PASSWORD).await;
        assert_eq!(login.status, 203, "{login:?}");
        assert_eq!(login.json()["changePasswordReason"], reason, "{method}");
    }
    // Without the requirement, there is no reason.
    let user = json!({"email": EMAIL, "passwordChangeReason": "Expired"});
    let changed = scene.put(&path, json!({"user": user})).await.ok();
    assert_eq!(changed["user"].get("passwordChangeReason"), None, "{changed}");
    let wrong = json!({"user": {"passwordChangeReason": "Mood"}});
    let field = "user.passwordChangeReason";
    scene.patch(&path, wrong).await.invalid(&[(field, &["[invalidJSON]"])]);
}

#[tokio::test]
async fn a_password_that_the_tenant_remembers_is_refused() {
    let scene = Scene::start().await;
    let remember = |count: i64| {
        json!({"passwordValidationRules": {
            "rememberPreviousPasswords": {"enabled": true, "count": count},
        }})
    };
    let change = async |password: &str| {
        scene.post(CHANGE, json!({"loginId": EMAIL, "password": password})).await
    };
    let path = format!("/api/user/{}", scene.user);
    let patch =
        async |password: &str| scene.patch(&path, json!({"user": {"password": password}})).await;
    change(PASSWORD).await.empty(200);
    scene.patch_tenant(remember(1)).await;
    change(PASSWORD).await.invalid(&[("password", &["[previouslyUsed]password"])]);
    let refused = patch(PASSWORD).await;
    refused.invalid(&[("user.password", &["[previouslyUsed]user.password"])]);
    change("second horse").await.empty(200);
    change(PASSWORD).await.empty(200);
    scene.patch_tenant(remember(3)).await;
    for password in ["second horse", "third horse"] {
        patch(password).await.ok();
    }
    for password in [PASSWORD, "second horse", "third horse"] {
        change(password).await.invalid(&[("password", &["[previouslyUsed]password"])]);
    }
    change("fourth horse").await.empty(200);
    change(PASSWORD).await.empty(200);
    let off = json!({"passwordValidationRules": {"rememberPreviousPasswords": {"enabled": false}}});
    scene.patch_tenant(off).await;
    change(PASSWORD).await.empty(200);
}

#[tokio::test]
async fn a_user_who_is_locked_out_gets_a_mail_if_the_tenant_wants_it_and_the_action_allows_it() {
    for (allows, wants) in [(true, false), (false, true), (true, true)] {
        let scene = Scene::start().await;
        let configuration = json!({"tooManyAttempts": 2, "emailUser": wants});
        scene.lock_out_by(json!({"userEmailingEnabled": allows}), configuration).await;
        scene.login(&scene.a, "wrong horse 1").await.empty(404);
        assert!(scene.outbox(EMAIL).await.is_empty());
        scene.login(&scene.a, "wrong horse 2").await.empty(404);
        let mails = scene.outbox(EMAIL).await;
        assert_eq!(mails.len(), usize::from(allows && wants));
        assert!(mails.iter().all(|mail| mail["subject"] == "Too many failed logins"), "{mails:?}");
        assert_eq!(scene.login(&scene.a, PASSWORD).await.status, 409);
        let nobody = json!({"loginId": "nobody@example.com", "password": "wrong horse 1"});
        for _ in 0..2 {
            scene.post("/api/login", nobody.clone()).await.empty(404);
        }
        assert!(scene.outbox("nobody@example.com").await.is_empty());
    }
}
