//! Finding users, and verifying addresses.

use serde_json::{Value, json};

use super::scene::{EMAIL, PASSWORD, Scene, is_code, mails};
use crate::support::{Answer, text};

#[tokio::test]
async fn a_user_is_found_by_address_by_user_name_and_by_login_id() {
    let scene = Scene::start().await;
    let user = json!({"user": {"email": "Bob@Example.com", "username": "Bobby"}});
    let bob = text(&scene.post("/api/user", user).await.ok()["user"]["id"]);
    for query in [
        "email=BOB@example.com",
        "email=bob%40example.com",
        "username=bobby",
        "loginId=bob@example.com",
        "loginId=BOBBY",
        "loginId=Bobby&loginIdTypes=email&loginIdTypes=username",
        "loginId=Bobby&loginIdTypes=username",
    ] {
        let found = scene.get(&format!("/api/user?{query}")).await.ok();
        assert_eq!(found["user"]["id"], json!(bob), "{query}");
    }
    for query in [
        "email=nobody@example.com",
        "email=bobby",
        "username=bob@example.com",
        "loginId=Bobby&loginIdTypes=email",
        "loginId=bob@example.com&loginIdTypes=username",
        "changePasswordId=bogus",
        "verificationId=bogus",
    ] {
        scene.get(&format!("/api/user?{query}")).await.empty(404);
    }
    assert_eq!(scene.get("/api/user").await.status, 400);
    scene.bare("GET", "/api/user?email=bob@example.com").await.empty(401);
}

#[tokio::test]
async fn a_login_finds_only_login_ids_of_the_types_in_the_request() {
    let scene = Scene::start().await;
    let user = json!({"user": {"username": "bobby", "password": PASSWORD}});
    scene.post("/api/user", user).await.ok();
    let login = |types| json!({"loginId": "bobby", "password": PASSWORD, "loginIdTypes": types});
    assert_eq!(scene.post("/api/login", login(json!(["username"]))).await.status, 200);
    scene.post("/api/login", login(json!(["email"]))).await.empty(404);
}

#[tokio::test]
async fn an_unknown_type_of_login_id_is_refused() {
    let scene = Scene::start().await;
    let expected: &[(&str, &[&str])] = &[("loginIdTypes", &["[invalid]loginIdTypes"])];
    let app = scene.application(json!({"passwordlessConfiguration": {"enabled": true}})).await;
    for path in [
        "/api/login",
        "/api/passwordless/start",
        "/api/two-factor/start",
        "/api/user/change-password",
        "/api/user/forgot-password",
    ] {
        let send = async |types: Value| {
            let body = json!({
                "loginId": EMAIL, "password": PASSWORD, "applicationId": app, "loginIdTypes": types,
            });
            scene.post(path, body).await
        };
        for types in [json!(["phone"]), json!(["email", "EMAIL"]), json!([7])] {
            send(types).await.invalid(expected);
        }
        send(json!("email")).await.invalid(&[("loginIdTypes", &["[invalidJSON]"])]);
        for types in [json!(["email"]), json!([]), Value::Null] {
            let answer = send(types).await;
            assert!([200, 202].contains(&answer.status), "{path}: {answer:?}");
        }
    }
    // The types are checked even if the request names the user in another way.
    let token = text(&scene.register(json!({})).await["token"]);
    let types = json!(["email", "phone"]);
    let change = "/api/user/change-password";
    for (path, mut body) in [
        ("/api/two-factor/start", json!({"userId": scene.user})),
        ("/api/login", json!({"oneTimePassword": "bogus"})),
        (change, json!({"changePasswordId": "bogus", "password": PASSWORD})),
        (change, json!({"currentPassword": PASSWORD, "password": "correct horse 2"})),
    ] {
        body["loginIdTypes"] = types.clone();
        let request = scene.bench.request("POST", path);
        let request = match body.get("currentPassword") {
            Some(_) => request.bearer_auth(&token),
            None => request.header("authorization", super::scene::KEY),
        };
        Answer::of(request.json(&body)).await.invalid(expected);
    }
    for path in ["/api/user", "/api/user/change-password"] {
        let query = format!("loginId={EMAIL}&loginIdTypes=email&loginIdTypes=phone");
        scene.get(&format!("{path}?{query}")).await.invalid(expected);
        let query = format!("loginId={EMAIL}&loginIdTypes=email");
        assert_eq!(scene.get(&format!("{path}?{query}")).await.status, 200);
    }
}

#[tokio::test]
async fn an_address_is_verified_by_mail_or_with_an_api_key() {
    let scene = Scene::start().await;
    let mut tenant = mails();
    tenant["emailConfiguration"]["verifyEmail"] = json!(true);
    scene.patch_tenant(tenant).await;
    let path = "/api/user/verify-email";
    let mut made = Vec::new();
    for email in ["one@example.com", "two@example.com"] {
        let user = json!({"user": {"email": email, "password": PASSWORD}});
        made.push(text(&scene.post("/api/user", user).await.ok()["user"]["id"]));
    }
    let headers = [("authorization", super::scene::KEY)];
    let again = format!("{path}?email=one@example.com");
    let call = super::scene::Call { method: "PUT", path: &again, headers: &headers, body: "" };
    let sent = scene.call(&call).await.ok();
    assert!(is_code(&sent["verificationId"]), "{sent}");
    assert_eq!(scene.outbox("one@example.com").await.len(), 2);
    scene.bare("PUT", &again).await.empty(200);
    assert_eq!(scene.outbox("one@example.com").await.len(), 3);
    let quiet = format!("{again}&sendVerifyEmail=false");
    let call = super::scene::Call { method: "PUT", path: &quiet, headers: &headers, body: "" };
    let id = scene.call(&call).await.ok()["verificationId"].clone();
    assert_eq!(scene.outbox("one@example.com").await.len(), 3);
    let found = scene.get(&format!("/api/user?verificationId={}", text(&id))).await.ok();
    assert_eq!(found["user"]["id"], json!(made[0]));
    scene.anonymous("POST", path, json!({"verificationId": "bogus"})).await.empty(404);
    scene.anonymous("POST", path, json!({"verificationId": id})).await.empty(200);
    let user_id = json!({"userId": made[1]});
    let refused = scene.anonymous("POST", path, user_id.clone()).await;
    assert!([400, 401].contains(&refused.status), "{refused:?}");
    scene.post(path, user_id).await.empty(200);
    for id in made {
        let user = scene.get(&format!("/api/user/{id}")).await.ok();
        assert_eq!(user["user"]["verified"], json!(true), "{user}");
    }
    scene.bare("PUT", &format!("{path}?email=nobody@example.com")).await.empty(404);
}

#[tokio::test]
async fn verifying_a_registration_by_mail_also_verifies_the_address_if_the_tenant_allows_this() {
    let implied = (json!(true), "Implicit");
    let open = (json!(false), "Pending");
    for (mailed, allowed, moved, expected) in [
        (true, true, false, &implied),
        (true, false, false, &open),
        (false, true, false, &open),
        (true, true, true, &open),
    ] {
        let scene = Scene::start().await;
        let mut tenant = mails();
        tenant["emailConfiguration"]["verifyEmail"] = json!(true);
        tenant["emailConfiguration"]["implicitEmailVerificationAllowed"] = json!(allowed);
        scene.patch_tenant(tenant).await;
        let v = scene.verifying("ClickableLink").await;
        let body = json!({
            "user": {"email": "new@example.com", "password": PASSWORD},
            "registration": {"applicationId": v},
        });
        let made = scene.post("/api/user/registration", body).await.ok();
        let user = format!("/api/user/{}", text(&made["user"]["id"]));
        let mut id = text(&made["registrationVerificationId"]);
        let path = "/api/user/verify-registration";
        if !mailed {
            let query = "email=new@example.com&sendVerifyRegistrationEmail=false";
            let again = format!("{path}?applicationId={v}&{query}");
            let request = scene.bench.request("PUT", &again);
            let request = request.header("authorization", super::scene::KEY);
            id = text(&Answer::of(request).await.ok()["verificationId"]);
        }
        if moved {
            scene.patch(&user, json!({"user": {"email": "moved@example.com"}})).await.ok();
        }
        scene.bare("POST", &format!("{path}/{id}")).await.empty(200);
        let found = scene.get(&user).await.ok()["user"].clone();
        assert_eq!(found["registrations"][0]["verified"], json!(true));
        let reason = text(&found["identities"][0]["verifiedReason"]);
        let state = (found["verified"].clone(), reason.as_str());
        assert_eq!(state, *expected, "{mailed} {allowed} {moved}");
    }
}

#[tokio::test]
async fn a_search_finds_users_by_id() {
    let scene = Scene::start().await;
    let bob = scene.user("bob@example.com").await;
    scene.user("eve@example.com").await;
    let path = format!("/api/user/search?ids={}&ids={bob}", scene.user);
    let found = scene.get(&path).await.ok();
    assert_eq!(found["total"], 2);
    let mut emails: Vec<String> =
        found["users"].as_array().unwrap().iter().map(|user| text(&user["email"])).collect();
    emails.sort();
    assert_eq!(emails, [EMAIL, "bob@example.com"]);
    let answer = scene.get("/api/user/search").await;
    answer.general("[invalid]");
    let message = "You must specify either the [ids], [queryString], or [query] property.";
    assert_eq!(answer.json()["generalErrors"][0]["message"], message);
}

#[tokio::test]
async fn a_search_returns_one_page_and_the_number_of_all_found_users() {
    let scene = Scene::start().await;
    for number in 0..30 {
        scene.user(&format!("page-{number}@example.com")).await;
    }
    let page = async |query: &str| {
        let found = scene.get(&format!("/api/user/search?queryString=*page-*{query}")).await.ok();
        assert_eq!(found["total"], 30, "{query}");
        let users = found["users"].as_array().unwrap().iter();
        users.map(|user| text(&user["id"])).collect::<Vec<_>>()
    };
    let first = page("").await;
    assert_eq!(first.len(), 25);
    let rest = page("&startRow=25").await;
    assert_eq!(rest.len(), 5);
    let all = page("&numberOfResults=100").await;
    assert_eq!(all, [first.clone(), rest].concat());
    assert_eq!(page("&startRow=3&numberOfResults=2").await, first[3..5]);
    let search =
        json!({"search": {"queryString": "page-*", "startRow": 28, "numberOfResults": 25}});
    let found = scene.post("/api/user/search", search).await.ok();
    assert_eq!(found["users"].as_array().map(Vec::len), Some(2));
}
