//! Verifications of addresses and phone numbers, also before there is a user.

use serde_json::{Value, json};

use super::scene::{EMAIL, PASSWORD, Scene, absent, is_code, merge};
use crate::support::{Answer, text};

const START: &str = "/api/identity/verify/start";
const SEND: &str = "/api/identity/verify/send";
const COMPLETE: &str = "/api/identity/verify/complete";
const VERIFY: &str = "/api/identity/verify";
const NEW: &str = "new@example.com";

async fn start(scene: &Scene, login: &str, kind: &str, changes: Value) -> Answer {
    let mut body = json!({"loginId": login, "loginIdType": kind});
    merge(&mut body, changes);
    scene.post(START, body).await
}

async fn complete(scene: &Scene, id: &Value, code: Option<&Value>) -> Answer {
    let mut body = json!({"verificationId": id});
    if let Some(code) = code {
        body["oneTimeCode"] = code.clone();
    }
    scene.post(COMPLETE, body).await
}

/// Verifies an address or a number that belongs to no user. Returns the id of the verification.
async fn proven(scene: &Scene, login: &str, kind: &str) -> Value {
    let new = json!({"existingUserStrategy": "mustNotExist"});
    let started = start(scene, login, kind, new).await.ok();
    complete(scene, &started["verificationId"], None).await.ok();
    started["verificationId"].clone()
}

/// The user's identity of this type.
fn identity<'a>(user: &'a Value, kind: &str) -> &'a Value {
    let identities = user["identities"].as_array().unwrap();
    identities.iter().find(|identity| identity["type"] == kind).unwrap()
}

#[tokio::test]
async fn a_verification_starts_for_a_known_user() {
    let scene = Scene::start().await;
    start(&scene, "nobody@example.com", "email", json!({})).await.empty(404);
    let form = json!({"verificationStrategy": "FormField"});
    let started = start(&scene, "ADA@example.com", "email", form).await.ok();
    assert!(is_code(&started["verificationId"]), "{started}");
    assert_eq!(text(&started["oneTimeCode"]).len(), 6);
    let link = start(&scene, EMAIL, "email", json!({})).await.ok();
    assert!(absent(&link["oneTimeCode"]), "{link}");
    assert_eq!(scene.outbox(EMAIL).await.len(), 0, "a start sends nothing");
    let nothing = scene.post(START, json!({})).await;
    nothing.invalid(&[("loginId", &["[blank]loginId"]), ("loginIdType", &["[blank]loginIdType"])]);
    start(&scene, EMAIL, "username", json!({}))
        .await
        .invalid(&[("loginIdType", &["[invalid]loginIdType"])]);
    let wrong = json!({"existingUserStrategy": "maybe", "verificationStrategy": "guess"});
    start(&scene, EMAIL, "email", wrong).await.invalid(&[
        ("existingUserStrategy", &["[invalid]existingUserStrategy"]),
        ("verificationStrategy", &["[invalid]verificationStrategy"]),
    ]);
    let body = json!({"loginId": EMAIL, "loginIdType": "email"});
    scene.anonymous("POST", START, body).await.empty(401);
}

#[tokio::test]
async fn a_verification_sends_a_mail_and_is_completed_only_once_and_returns_its_state() {
    let scene = Scene::start().await;
    scene.patch_tenant(json!({"emailConfiguration": {"verifyEmail": true}})).await;
    let body = json!({"user": {"email": NEW, "password": PASSWORD}});
    let made = scene.post("/api/user", body).await.ok();
    assert_eq!(made["verificationIds"][0]["id"], made["emailVerificationId"]);
    let state = json!({"page": 1});
    let form = json!({"verificationStrategy": "FormField", "state": state});
    let started = start(&scene, NEW, "email", form).await.ok();
    let (id, code) = (&started["verificationId"], &started["oneTimeCode"]);
    complete(&scene, &made["emailVerificationId"], None).await.empty(404);
    scene.post(SEND, json!({"verificationId": id})).await.empty(200);
    let mail = scene.outbox(NEW).await.pop().unwrap();
    let (words, link) = (text(&mail["text"]), text(&mail["links"][0]));
    assert!(words.contains(&text(code)) && link.contains(&text(id)), "{mail}");
    let blank = complete(&scene, id, None).await;
    blank.invalid(&[("oneTimeCode", &["[blank]oneTimeCode"])]);
    let wrong = complete(&scene, id, Some(&json!("WRONG1"))).await;
    wrong.invalid(&[("oneTimeCode", &["[invalid]oneTimeCode"])]);
    let path = format!("/api/user/{}", text(&made["user"]["id"]));
    assert_eq!(scene.get(&path).await.ok()["user"]["verified"], json!(false));
    assert_eq!(complete(&scene, id, Some(code)).await.ok(), json!({"state": state}));
    let user = scene.get(&path).await.ok()["user"].clone();
    assert_eq!(user["verified"], json!(true));
    let identity = identity(&user, "email");
    assert_eq!(identity["verifiedReason"], "Completed");
    assert!(identity["verifiedInstant"].is_i64(), "{identity}");
    complete(&scene, id, Some(code)).await.empty(404);
    scene.post(SEND, json!({"verificationId": id})).await.empty(404);
    for path in [SEND, COMPLETE] {
        let nothing = scene.post(path, json!({})).await;
        nothing.invalid(&[("verificationId", &["[blank]verificationId"])]);
    }
}

#[tokio::test]
async fn the_id_of_a_completed_verification_creates_a_user_only_once() {
    let scene = Scene::start().await;
    scene.patch_tenant(json!({"emailConfiguration": {"verifyEmail": true}})).await;
    let new = json!({"existingUserStrategy": "mustNotExist", "verificationStrategy": "FormField"});
    let started = start(&scene, "New@Example.com", "email", new.clone()).await.ok();
    let (id, code) = (&started["verificationId"], &started["oneTimeCode"]);
    scene.post(SEND, json!({"verificationId": id})).await.empty(200);
    assert_eq!(scene.outbox(NEW).await.len(), 1);
    let create = json!({"verificationIds": [id]});
    let early = scene.post("/api/user", create.clone()).await;
    early.invalid(&[("verificationIds", &["[invalid]verificationIds"])]);
    assert_eq!(complete(&scene, id, Some(code)).await.ok(), json!({}));
    let user = scene.post("/api/user", create.clone()).await.ok()["user"].clone();
    assert_eq!((&user["email"], &user["verified"]), (&json!(NEW), &json!(true)));
    let email = identity(&user, "email");
    assert_eq!((&email["verified"], &email["verifiedReason"]), (&json!(true), &json!("Completed")));
    assert_eq!(scene.outbox(NEW).await.len(), 1, "a verified address gets no second mail");
    let again = scene.post("/api/user", create).await;
    again.invalid(&[("verificationIds", &["[invalid]verificationIds"])]);
    let taken = start(&scene, NEW, "email", new).await;
    taken.invalid(&[("loginId", &["[duplicate]loginId"])]);
}

#[tokio::test]
async fn a_combined_request_accepts_verified_identities_only_if_they_match_its_user() {
    let scene = Scene::start().await;
    let email = proven(&scene, NEW, "email").await;
    let phone = proven(&scene, "303-555-1212", "phoneNumber").await;
    let registration = json!({"applicationId": scene.a});
    let request = |ids: &[&Value], user: Value| json!({"registration": registration, "verificationIds": ids, "user": user});
    let post = async |body: Value| scene.post("/api/user/registration", body).await;
    let other = post(request(&[&email], json!({"email": "other@example.com"}))).await;
    other.invalid(&[("user.email", &["[mismatch]user.email"])]);
    let other = post(request(&[&phone], json!({"phoneNumber": "+13035551299"}))).await;
    other.invalid(&[("user.phoneNumber", &["[mismatch]user.phoneNumber"])]);
    for ids in [json!(["nope"]), json!([email, "nope"]), json!([email, email])] {
        let mut body = request(&[], json!({"password": PASSWORD}));
        body["verificationIds"] = ids;
        let answer = post(body).await;
        assert_eq!(answer.status, 400, "{answer:?}");
        let errors = &answer.json()["fieldErrors"]["verificationIds"];
        assert_eq!(errors[0]["code"], "[invalid]verificationIds");
    }
    let mut body = request(&[], json!({"email": NEW}));
    body["verificationIds"] = json!("nope");
    let answer = post(body).await.json();
    assert_eq!(answer["fieldErrors"]["verificationIds"][0]["code"], "[invalidJSON]");
    let user =
        json!({"email": "NEW@example.com", "phoneNumber": "(303) 555-1212", "password": PASSWORD});
    let made = post(request(&[&email, &phone], user)).await.ok();
    for kind in ["email", "phoneNumber"] {
        assert_eq!(identity(&made["user"], kind)["verifiedReason"], "Completed", "{made}");
    }
    assert_eq!(made["registration"]["applicationId"], json!(scene.a));
}

#[tokio::test]
async fn the_answer_to_a_combined_request_lists_the_open_verifications() {
    let scene = Scene::start().await;
    scene
        .patch_tenant(json!({
            "emailConfiguration": {"verifyEmail": true, "verificationStrategy": "FormField"},
            "phoneConfiguration": {"verifyPhoneNumber": true},
        }))
        .await;
    let body = json!({
        "user": {"email": NEW, "phoneNumber": "+13035551212", "password": PASSWORD},
        "registration": {"applicationId": scene.a},
    });
    let made = scene.post("/api/user/registration", body).await.ok();
    // In FusionAuth, the answer to a combined request does not have these two members.
    assert!(absent(&made["emailVerificationId"]), "{made}");
    assert!(absent(&made["emailVerificationOneTimeCode"]), "{made}");
    let ids = made["verificationIds"].as_array().unwrap();
    let kinds: Vec<_> = ids.iter().map(|id| (&id["type"], &id["value"])).collect();
    let (email, phone) = (json!("email"), json!("phoneNumber"));
    assert_eq!(kinds, [(&email, &json!(NEW)), (&phone, &json!("+13035551212"))]);
    assert_eq!(text(&ids[0]["oneTimeCode"]).len(), 6);
    assert!(absent(&ids[1]["oneTimeCode"]), "{ids:?}");
    let shown = scene.get(&format!("/api/user/{}", text(&made["user"]["id"]))).await.ok();
    assert_eq!(shown["verificationIds"], made["verificationIds"]);
    assert_eq!(shown["emailVerificationId"], ids[0]["id"]);
    let query = format!("/api/user?verificationId={}", text(&ids[1]["id"]));
    assert_eq!(scene.get(&query).await.ok()["user"]["id"], made["user"]["id"]);
}

#[tokio::test]
async fn a_request_with_a_key_marks_an_identity_as_verified() {
    let scene = Scene::start().await;
    scene.patch_tenant(json!({"emailConfiguration": {"verifyEmail": true}})).await;
    let body = json!({"user": {"email": NEW, "password": PASSWORD}});
    let made = scene.post("/api/user", body).await.ok();
    let verify = json!({"loginId": NEW, "loginIdType": "email"});
    scene.anonymous("POST", VERIFY, verify.clone()).await.empty(401);
    scene.post(VERIFY, verify).await.empty(200);
    let path = format!("/api/user/{}", text(&made["user"]["id"]));
    let user = scene.get(&path).await.ok();
    assert_eq!(identity(&user["user"], "email")["verifiedReason"], "Administrative");
    assert!(absent(&user["verificationIds"]), "{user}");
    let unknown = json!({"loginId": "nobody@example.com", "loginIdType": "email"});
    scene.post(VERIFY, unknown).await.empty(404);
}

#[tokio::test]
async fn an_invalid_identity_and_an_expired_id_are_refused() {
    let scene = Scene::start().await;
    let new = || json!({"existingUserStrategy": "mustNotExist"});
    let email = start(&scene, "no address", "email", new()).await;
    email.invalid(&[("loginId", &["[notEmail]loginId"])]);
    let phone = start(&scene, "no number", "phoneNumber", new()).await;
    phone.invalid(&[("loginId", &["[invalidPhone]loginId"])]);
    let mut foreign = new();
    foreign["applicationId"] = json!(super::scene::NOBODY);
    let unknown = start(&scene, NEW, "email", foreign).await;
    unknown.invalid(&[("applicationId", &["[invalid]applicationId"])]);
    let id = start(&scene, NEW, "email", new()).await.ok()["verificationId"].clone();
    let proven = proven(&scene, "two@example.com", "email").await;
    scene.bench.advance(86_401).await;
    complete(&scene, &id, None).await.empty(404);
    let late = scene.post("/api/user", json!({"verificationIds": [proven]})).await;
    late.invalid(&[("verificationIds", &["[invalid]verificationIds"])]);
}

#[tokio::test]
async fn an_identity_that_nobody_has_checked_is_not_shown_as_verified() {
    let scene = Scene::start().await;
    let user = json!({"email": NEW, "username": "new", "phoneNumber": "+13035551212"});
    let user = scene.post("/api/user", json!({"user": user})).await.ok()["user"].clone();
    assert_eq!(user["verified"], json!(true), "the tenant does not verify addresses");
    assert_eq!(user["verifiedInstant"], user["insertInstant"]);
    for (kind, reason) in
        [("email", "Disabled"), ("username", "Unverifiable"), ("phoneNumber", "Disabled")]
    {
        let identity = identity(&user, kind);
        assert_eq!(identity["verifiedReason"], reason);
        assert_eq!(identity["verified"], json!(false), "{identity}");
        assert_eq!(identity.get("verifiedInstant"), None, "{identity}");
    }
    scene.post(VERIFY, json!({"loginId": NEW, "loginIdType": "email"})).await.empty(200);
    let user = scene.get(&format!("/api/user?email={NEW}")).await.ok()["user"].clone();
    assert_eq!(identity(&user, "email")["verified"], json!(true));
}

#[tokio::test]
async fn only_a_name_has_a_value_to_show_and_a_moderation_status() {
    let scene = Scene::start().await;
    let user = json!({"email": NEW, "username": "New", "phoneNumber": "+13035551212"});
    let user = scene.post("/api/user", json!({"user": user})).await.ok()["user"].clone();
    for kind in ["email", "username", "phoneNumber"] {
        let identity = identity(&user, kind);
        let expected = match kind {
            "username" => [json!("New"), json!("ACTIVE")],
            _ => [Value::Null, Value::Null],
        };
        let found = ["displayValue", "moderationStatus"].map(|name| identity[name].clone());
        assert_eq!(found, expected, "{identity}");
    }
}

#[tokio::test]
async fn an_identity_has_the_times_of_its_last_change_and_of_the_last_login_with_it() {
    let scene = Scene::start().await;
    let user = json!({"email": NEW, "username": "new", "password": PASSWORD});
    let made = scene.post("/api/user", json!({"user": user})).await.ok()["user"].clone();
    let path = format!("/api/user/{}", text(&made["id"]));
    let times = |user: &Value, kind: &str| {
        let identity = identity(user, kind);
        ["lastLoginInstant", "lastUpdateInstant"].map(|name| identity[name].clone())
    };
    let inserted = &made["insertInstant"];
    assert_eq!(times(&made, "email"), [Value::Null, inserted.clone()]);
    scene.bench.advance(60).await;
    let login = json!({"loginId": "new", "password": PASSWORD});
    let user = scene.post("/api/login", login).await.ok()["user"].clone();
    assert_eq!(times(&user, "username"), [user["lastLoginInstant"].clone(), inserted.clone()]);
    assert_eq!(times(&user, "email"), [Value::Null, inserted.clone()]);
    scene.bench.advance(60).await;
    scene.post(VERIFY, json!({"loginId": NEW, "loginIdType": "email"})).await.empty(200);
    let user = scene.get(&path).await.ok()["user"].clone();
    assert_eq!(times(&user, "email"), [Value::Null, user["lastUpdateInstant"].clone()]);
    scene.bench.advance(60).await;
    let patch = json!({"user": {"username": "newer"}});
    let user = scene.patch(&path, patch).await.ok()["user"].clone();
    // Nobody has logged in with the new name.
    assert_eq!(times(&user, "username"), [Value::Null, user["lastUpdateInstant"].clone()]);
}
