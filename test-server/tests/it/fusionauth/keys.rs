//! API keys, content types, invalid bodies, wrong methods and preflight requests.

use serde_json::{Value, json};

use super::scene::{Call, DEFAULT_TENANT, KEY, Scene, TENANT};
use crate::support::Answer;

const READER: &str = "reader-key-0000000000000000000000000000";
const LOCKED: &str = "locked-key-0000000000000000000000000000";
const JSON: (&str, &str) = ("content-type", "application/json");

/// Registration calls that need a key, each with a valid body, or with null if it has no body.
fn guarded(scene: &Scene) -> Vec<(&'static str, String, Value)> {
    let registration = json!({"registration": {"applicationId": scene.a}});
    let combined = json!({
        "registration": {"applicationId": scene.a},
        "user": {"email": "new@example.com", "password": "correct horse 1"},
    });
    let short = scene.path();
    let full = scene.path_a();
    vec![
        ("POST", short.clone(), registration.clone()),
        ("POST", "/api/user/registration".to_owned(), combined),
        ("GET", full.clone(), Value::Null),
        ("PUT", short.clone(), registration.clone()),
        ("PUT", full.clone(), registration.clone()),
        ("PATCH", short, registration.clone()),
        ("PATCH", full.clone(), registration),
        ("DELETE", full, Value::Null),
    ]
}

async fn with_key(scene: &Scene, key: Option<&str>, case: &(&str, String, Value)) -> Answer {
    let (method, path, body) = case;
    let mut headers = vec![JSON];
    headers.extend(key.map(|key| ("authorization", key)));
    let body = if body.is_null() { String::new() } else { body.to_string() };
    scene.call(&Call { method, path, headers: &headers, body: &body }).await
}

#[tokio::test]
async fn without_a_sufficient_key_registration_calls_get_401_without_a_body() {
    let scene = Scene::start().await;
    scene.register(json!({})).await;
    let before = scene.registration().await;
    let keys = json!([
        {"key": KEY},
        {"key": READER, "permissions": {"/api/user/registration": ["OPTIONS"]}},
    ]);
    scene.switch(json!({"api_keys": keys})).await;
    let doubled = format!("{KEY}{KEY}");
    let (upper, scheme) = (KEY.to_uppercase(), format!("Bearer {KEY}"));
    for case in guarded(&scene) {
        for key in
            [None, Some("nope"), Some(READER), Some(&*doubled), Some(&*upper), Some(&*scheme)]
        {
            with_key(&scene, key, &case).await.empty(401);
        }
    }
    assert_eq!(scene.registration().await, before);
    scene.get("/api/user?email=new@example.com").await.empty(404);
}

#[tokio::test]
async fn a_key_works_only_for_its_methods_and_paths() {
    let scene = Scene::start().await;
    scene.register(json!({})).await;
    let keys = json!([
        {"key": KEY},
        {"key": READER, "permissions": {"/api/user/registration": ["GET", "POST"]}},
    ]);
    scene.switch(json!({"api_keys": keys})).await;
    for case in guarded(&scene) {
        let answer = with_key(&scene, Some(READER), &case).await;
        match case.0 {
            "GET" => assert_eq!(answer.status, 200, "{case:?}"),
            "POST" => assert_ne!(answer.status, 401, "{case:?}"),
            _ => answer.empty(401),
        }
    }
    for path in [format!("/api/user/{}", scene.user), "/api/application".to_owned()] {
        with_key(&scene, Some(READER), &("GET", path, Value::Null)).await.empty(401);
    }
}

#[tokio::test]
async fn a_key_of_a_tenant_works_only_in_this_tenant_and_not_with_the_header_of_another() {
    let scene = Scene::start().await;
    let other = scene.tenant("Other").await;
    let keys = json!([{"key": KEY}, {"key": LOCKED, "tenant_id": other}]);
    scene.switch(json!({"api_keys": keys})).await;
    // The key alone sets the tenant.
    let body = json!({"user": {"email": "bob@example.com", "password": "correct horse 1"}});
    let made = with_key(&scene, Some(LOCKED), &("POST", "/api/user".to_owned(), body)).await.ok();
    assert_eq!(made["user"]["tenantId"], json!(other));
    let path = format!("/api/user/{}", scene.user);
    with_key(&scene, Some(LOCKED), &("GET", path.clone(), Value::Null)).await.empty(404);
    for (tenant, status) in [(&*other, 404), (DEFAULT_TENANT, 401)] {
        let headers = [("authorization", LOCKED), (TENANT, tenant)];
        let call = Call { method: "GET", path: &path, headers: &headers, body: "" };
        scene.call(&call).await.empty(status);
    }
    // The list of recent logins is about all tenants.
    let recent = "/api/user/recent-login".to_owned();
    with_key(&scene, Some(LOCKED), &("GET", recent.clone(), Value::Null)).await.empty(401);
    with_key(&scene, Some(KEY), &("GET", recent, Value::Null)).await.ok();
}

#[tokio::test]
async fn an_endpoint_that_needs_no_key_still_refuses_a_wrong_key() {
    let scene = Scene::start().await;
    let v = scene.verifying("ClickableLink").await;
    scene.register_for(&v, json!({})).await;
    let path = format!("/api/user/verify-registration?applicationId={v}&email=ada@example.com");
    let headers = [("authorization", "nope")];
    scene.call(&Call { method: "PUT", path: &path, headers: &headers, body: "" }).await.empty(401);
}

#[tokio::test]
async fn a_body_without_the_content_type_of_json_is_refused() {
    let scene = Scene::start().await;
    let body = json!({"registration": {"applicationId": scene.a}}).to_string();
    let answer = scene.typed("POST", &scene.path(), "text/plain", &body).await;
    answer.general("[InvalidContentType]");
    let message = answer.json()["generalErrors"][0]["message"].clone();
    let expected = "Invalid [Content-Type] HTTP request header value of [text/plain]. Supported \
                    values for this request include [application/json].";
    assert_eq!(message, expected);
    scene.get(&scene.path_a()).await.empty(404);
    let headers = [("authorization", KEY)];
    let path = scene.path();
    let untyped = Call { method: "POST", path: &path, headers: &headers, body: &body };
    assert_eq!(scene.call(&untyped).await.status, 400);
    scene.get(&scene.path_a()).await.empty(404);
    let answer = scene.typed("PATCH", &scene.path_a(), "text/plain", &body).await;
    answer.general("[InvalidContentType]");
    let kind = "application/json; charset=utf-8";
    assert_eq!(scene.typed("POST", &path, kind, &body).await.status, 200);
}

#[tokio::test]
async fn invalid_json_and_invalid_ids_have_different_errors() {
    let scene = Scene::start().await;
    let post =
        async |body: &str| scene.typed("POST", &scene.path(), "application/json", body).await;
    post("{").await.general("[invalidJSON]");
    let answer = post(r#"{"registration":{"applicationId":"12345"}}"#).await;
    answer.invalid(&[("registration.applicationId", &["[invalidJSON]"])]);
    let message = answer.json()["fieldErrors"]["registration.applicationId"][0]["message"].clone();
    let start = "Invalid JSON in the request body. The property was [registration.applicationId]. \
                 The error was [Possible conversion error]. The detailed exception was [";
    assert!(message.as_str().unwrap().starts_with(start), "{message}");
    for (member, value) in [("data", json!(7)), ("roles", json!(7)), ("id", json!("x"))] {
        let mut body = json!({"registration": {"applicationId": scene.a}});
        body["registration"][member] = value;
        let answer = post(&body.to_string()).await;
        answer.invalid(&[(&format!("registration.{member}"), &["[invalidJSON]"])]);
    }
    let answer = post(r#"{"registration":7}"#).await;
    answer.invalid(&[("registration", &["[invalidJSON]"])]);
    post("{}").await.invalid(&[("registration", &["[missing]registration"])]);
    assert_eq!(post("").await.status, 400);
}

#[tokio::test]
async fn booleans_and_instants_may_be_strings() {
    let scene = Scene::start().await;
    let v = scene.verifying("ClickableLink").await;
    let body = json!({
        "skipRegistrationVerification": "true",
        "registration": {"applicationId": v, "lastLoginInstant": "1600000000000"},
    });
    let answer = scene.post(&scene.path(), body).await.ok();
    assert_eq!(answer["registration"]["verified"], json!(true));
    let body = json!({
        "skipVerification": "true", "generateAuthenticationToken": null,
        "user": {"email": "new@example.com", "password": "correct horse 1", "expiry": ""},
        "registration": {"applicationId": scene.a},
    });
    let answer = scene.post("/api/user/registration", body).await.ok();
    assert_eq!(answer["user"]["verified"], json!(true));
}

#[tokio::test]
async fn a_wrong_method_gets_an_answer_without_a_body() {
    let scene = Scene::start().await;
    let path = "/api/user/verify-registration";
    let headers = [("authorization", KEY)];
    let answer = scene.call(&Call { method: "DELETE", path, headers: &headers, body: "" }).await;
    answer.empty(405);
    let answer = scene.call(&Call { method: "PROPFIND", path, headers: &headers, body: "" }).await;
    answer.empty(501);
}

#[tokio::test]
async fn a_preflight_answer_allows_every_method_and_the_headers_of_a_call() {
    let scene = Scene::start().await;
    for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
        let asked = "authorization,content-type,x-fusionauth-tenantid";
        let headers = [
            ("origin", "http://localhost:5173"),
            ("access-control-request-method", method),
            ("access-control-request-headers", asked),
        ];
        let path = scene.path_a();
        let call = Call { method: "OPTIONS", path: &path, headers: &headers, body: "" };
        let answer = scene.call(&call).await;
        assert!((200..300).contains(&answer.status), "{answer:?}");
        let origin = answer.header("access-control-allow-origin");
        assert!(["*", "http://localhost:5173"].contains(&origin), "{answer:?}");
        let allowed = answer.header("access-control-allow-methods");
        assert!(allowed.contains(method), "{answer:?}");
        let allowed = answer.header("access-control-allow-headers").to_lowercase();
        for header in asked.split(',') {
            assert!(allowed.contains(header), "{header}: {answer:?}");
        }
    }
}
