//! Parallel requests: if only one of several equal requests may succeed, exactly one succeeds, and no
//! answer is a 5xx. A request that has begun is finished even if its client closes the connection.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use super::scene::{EMAIL, KEY, PASSWORD, Scene};
use crate::support::{Answer, text};

const AT_ONCE: usize = 8;

/// Sends the request from many tasks at the same time; returns the answers, sorted by status.
async fn race(scene: &Scene, path: &str, body: &Value) -> Vec<Answer> {
    let mut tasks = Vec::new();
    for _ in 0..AT_ONCE {
        let request = scene.bench.request("POST", path).header("authorization", KEY).json(body);
        tasks.push(tokio::spawn(Answer::of(request)));
    }
    let mut answers = Vec::new();
    for task in tasks {
        answers.push(task.await.unwrap());
    }
    answers.sort_by_key(|answer| answer.status);
    answers
}

/// Checks that one answer is 200 and all others have the status `others`; returns the
/// answer with 200.
fn only_one(answers: &[Answer], others: u16) -> &Answer {
    let statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    let mut expected = [others; AT_ONCE];
    expected[0] = 200;
    assert_eq!(statuses, expected, "{answers:?}");
    &answers[0]
}

#[tokio::test]
async fn only_one_of_many_equal_registrations_is_created() {
    let scene = Scene::start().await;
    let body = json!({"registration": {"applicationId": scene.a}});
    let answers = race(&scene, &scene.path(), &body).await;
    let made = only_one(&answers, 400).json();
    assert_eq!(scene.registration().await["id"], made["registration"]["id"]);
}

#[tokio::test]
async fn only_one_of_many_equal_users_is_created() {
    let scene = Scene::start().await;
    let body = json!({
        "user": {"email": "new@example.com", "password": PASSWORD},
        "registration": {"applicationId": scene.a},
    });
    let answers = race(&scene, "/api/user/registration", &body).await;
    let made = only_one(&answers, 400).json();
    let found = scene.get("/api/user?email=new@example.com").await.ok();
    assert_eq!(found["user"]["id"], made["user"]["id"]);
}

#[tokio::test]
async fn a_one_time_refresh_token_works_only_once_in_parallel_requests() {
    let scene = Scene::start().await;
    let once = json!({"jwtConfiguration": {"refreshTokenUsagePolicy": "OneTimeUse"}});
    let once = scene.application(once).await;
    let token = text(&scene.register_for(&once, json!({})).await["refreshToken"]);
    let answers = race(&scene, "/api/jwt/refresh", &json!({"refreshToken": token})).await;
    assert_ne!(only_one(&answers, 400).json()["refreshToken"], json!(token));
}

#[tokio::test]
async fn a_verification_works_only_once_in_parallel_requests() {
    let scene = Scene::start().await;
    let v = scene.verifying("ClickableLink").await;
    let id = text(&scene.register_for(&v, json!({})).await["registrationVerificationId"]);
    let body = json!({"verificationId": id});
    let answers = race(&scene, "/api/user/verify-registration", &body).await;
    only_one(&answers, 404).empty(200);
}

#[tokio::test]
async fn a_change_password_id_and_a_one_time_password_work_only_once_in_parallel_requests() {
    let scene = Scene::start().await;
    scene.register(json!({})).await;
    let forgotten = json!({"loginId": EMAIL, "sendForgotPasswordEmail": false});
    let forgotten = scene.post("/api/user/forgot-password", forgotten).await.ok();
    let path = format!("/api/user/change-password/{}", text(&forgotten["changePasswordId"]));
    let answers = race(&scene, &path, &json!({"password": "another horse 2"})).await;
    let once = only_one(&answers, 404).json()["oneTimePassword"].clone();
    let login = json!({"oneTimePassword": once, "applicationId": scene.a});
    only_one(&race(&scene, "/api/login", &login).await, 400);
}

#[tokio::test]
async fn a_user_who_is_deleted_during_a_password_change_stays_deleted() {
    let scene = Scene::start().await;
    for number in 0..10 {
        let user = scene.user(&format!("gone-{number}@example.com")).await;
        let path = format!("/api/user/{user}");
        let change = json!({"user": {"password": "another horse 2"}});
        let change = scene.bench.request("PATCH", &path).header("authorization", KEY).json(&change);
        let change = tokio::spawn(Answer::of(change));
        let deleted = scene.delete(&format!("{path}?hardDelete=true")).await;
        assert_eq!(deleted.status, 200);
        assert!([200, 404].contains(&change.await.unwrap().status));
        assert_eq!(scene.get(&path).await.status, 404);
    }
}

#[tokio::test]
async fn parallel_wrong_passwords_are_counted_and_lock_the_account() {
    let scene = Scene::start().await;
    scene.register(json!({})).await;
    scene.lock_out(json!({})).await;
    let mut tasks = Vec::new();
    for _ in 0..60 {
        let body = json!({"loginId": EMAIL, "password": "wrong", "applicationId": scene.a});
        let request = scene.bench.request("POST", "/api/login").header("authorization", KEY);
        tasks.push(tokio::spawn(Answer::of(request.json(&body))));
    }
    let mut judged = 0;
    for task in tasks {
        match task.await.unwrap().status {
            404 => judged += 1,
            other => assert_eq!(other, 409),
        }
    }
    assert_eq!(judged, 5);
    assert_eq!(scene.login(&scene.a, PASSWORD).await.status, 409);
}

#[tokio::test]
async fn parallel_logins_with_the_right_password_all_succeed() {
    let scene = Scene::start().await;
    scene.register(json!({})).await;
    let body = json!({"loginId": EMAIL, "password": PASSWORD, "applicationId": scene.a});
    for answer in race(&scene, "/api/login", &body).await {
        answer.ok();
    }
}

#[tokio::test]
async fn a_request_is_finished_after_its_client_has_closed_the_connection() {
    let scene = Scene::start().await;
    let address = scene.bench.url.strip_prefix("http://").unwrap();
    let bound = Instant::now() + Duration::from_secs(60);
    for number in 0..100 {
        let body = json!({
            "user": {"email": format!("gone{number}@example.com")},
            "registration": {"applicationId": scene.a},
        });
        let body = body.to_string();
        let head = format!(
            "POST /api/user/registration HTTP/1.1\r\nHost: {address}\r\nAuthorization: {KEY}\r\n\
             User-Agent: {number}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all([head, body].concat().as_bytes()).await.unwrap();
        // Half of the clients close the connection immediately. The others wait until the server has
        // begun their request.
        let agent = number.to_string();
        let begun = |request: &Value| request["user_agent"] == agent.as_str();
        while number % 2 == 0 && !requests(&scene).await.iter().any(begun) {
            assert!(Instant::now() < bound, "the server does not begin request {number}");
        }
    }
    scene.user("there@example.com").await;
    loop {
        let done = finished(&scene, bound).await;
        let mut found = 0;
        for number in 0..100 {
            let path = format!("/api/user?email=gone{number}@example.com");
            found += usize::from(scene.get(&path).await.status == 200);
        }
        if found == done && done > 0 {
            break;
        }
        // The server may begin one of the requests after `finished` has counted. Then the numbers
        // differ, and both are counted again.
        assert!(Instant::now() < bound, "{done} registrations were created, {found} users found");
    }
}

/// Waits until all requests in the server's list are finished, that is, until each has a status. Returns
/// the number of registrations that were created.
async fn finished(scene: &Scene, bound: Instant) -> usize {
    loop {
        let seen = requests(scene).await;
        if seen.iter().all(|request| !request["status"].is_null()) {
            let made = |request: &&Value| {
                request["path"] == "/api/user/registration" && request["status"] == 200
            };
            return seen.iter().filter(made).count();
        }
        assert!(Instant::now() < bound, "some requests are never finished");
    }
}

/// The server's list of requests.
async fn requests(scene: &Scene) -> Vec<Value> {
    let seen = scene.bench.send("GET", "/_test/requests", None, None).await.json();
    seen.as_array().unwrap().clone()
}
