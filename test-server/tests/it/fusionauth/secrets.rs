//! Neither the log nor the list of requests contains secrets from headers, bodies, queries or
//! paths.

use serde_json::{Value, json};

use super::scene::{KEY, PASSWORD, Scene, mails, verification};
use super::second_factor::app_code;
use crate::process::Process;
use crate::secrets::Secrets;
use crate::support::{Bench, form, text};

const WRONG: &str = "Wr0ngPassw0rd!-typed";
const NEW: &str = "N3wPassw0rd!-changed";
const GARBAGE: &str = "garbage-id-of-43-characters-or-so-4711-0815";

#[tokio::test]
async fn no_secret_is_logged_or_listed() {
    let server = Process::start(&["--database", ":memory:", "--log", "trace"]).await;
    let mut scene = Scene { bench: Bench::at(&server.url), a: String::new(), user: String::new() };
    scene.a = scene.application(verification("FormField")).await;
    scene.patch_tenant(mails()).await;
    let mut secrets = Secrets::default();
    for secret in [KEY, PASSWORD, WRONG, NEW, GARBAGE] {
        secrets.keep(secret);
    }
    let user = registration(&scene, &mut secrets).await;
    tokens(&scene, &mut secrets).await;
    passwords(&scene, &mut secrets, &user).await;
    second_factor(&scene, &mut secrets, &user).await;
    misplaced(&scene).await;
    let seen = scene.bench.send("GET", "/_test/requests", None, None).await;
    assert!(seen.body.contains("/api/user/verify-registration/***"), "{seen:?}");
    assert_eq!(secrets.found_in(&seen.body), Vec::<&String>::new(), "in the list of requests");
    let ended = server.stop("TERM").await;
    assert!(ended.stderr.contains("/api/user/verify-registration/***"), "{}", ended.stderr);
    assert_eq!(secrets.found_in(&ended.stderr), Vec::<&String>::new(), "in {}", ended.stderr);
    assert_eq!(ended.stdout, "");
}

async fn registration(scene: &Scene, secrets: &mut Secrets) -> String {
    let user = json!({"email": "eve@example.com", "password": PASSWORD});
    let body = json!({"user": user, "registration": {"applicationId": scene.a}});
    let made = scene.post("/api/user/registration", body).await.ok();
    secrets.keep_member(&made, "token");
    secrets.keep_member(&made, "refreshToken");
    let id = secrets.keep_member(&made, "registrationVerificationId");
    let code = text(&made["registrationVerificationOneTimeCode"]);
    let path = format!("/api/user/verify-registration/{id}");
    assert_eq!(scene.bare("POST", &path).await.status, 400);
    let query = form(&[("verificationId", &id), ("oneTimeCode", &code)]);
    scene.bare("POST", &format!("/api/user/verify-registration?{query}")).await;
    let body = json!({"verificationId": id, "oneTimeCode": code});
    scene.anonymous("POST", "/api/user/verify-registration", body).await.empty(200);
    scene.get(&format!("/api/user?{}", form(&[("verificationId", &id)]))).await;
    scene.bare("POST", &format!("/api/user/verify-email/{GARBAGE}")).await.empty(404);
    text(&made["user"]["id"])
}

async fn tokens(scene: &Scene, secrets: &mut Secrets) {
    let login = |password| json!({"loginId": "eve@example.com", "password": password, "applicationId": scene.a});
    scene.post("/api/login", login(WRONG)).await.empty(404);
    let tokens = scene.post("/api/login", login(PASSWORD)).await.ok();
    let token = secrets.keep_member(&tokens, "token");
    let refresh = secrets.keep_member(&tokens, "refreshToken");
    let answer = scene.refresh(&Value::from(refresh.as_str())).await.ok();
    secrets.keep_member(&answer, "token");
    scene.bearer("GET", "/api/jwt/validate", &token).await.ok();
    scene.bearer("GET", "/api/jwt/validate", GARBAGE).await.empty(401);
    let query = form(&[("applicationId", &scene.a), ("refreshToken", &refresh)]);
    scene.bearer("GET", &format!("/api/jwt/issue?{query}"), &token).await;
    let query = form(&[("global", "true"), ("refreshToken", &refresh)]);
    scene.bare("POST", &format!("/api/logout?{query}")).await.empty(200);
    scene
        .keyed("DELETE", &format!("/api/jwt/refresh?{}", form(&[("token", &refresh)])), json!({}))
        .await;
}

async fn passwords(scene: &Scene, secrets: &mut Secrets, user: &str) {
    let body = json!({"loginId": "eve@example.com"});
    let answer = scene.post("/api/user/forgot-password", body).await.ok();
    let id = secrets.keep_member(&answer, "changePasswordId");
    scene.bare("GET", &format!("/api/user/change-password/{id}")).await;
    scene.get(&format!("/api/user?{}", form(&[("changePasswordId", &id)]))).await;
    let path = format!("/api/user/change-password/{id}");
    let answer = scene.anonymous("POST", &path, json!({"password": NEW})).await.ok();
    let once = secrets.keep_member(&answer, "oneTimePassword");
    scene.post("/api/login", json!({"oneTimePassword": once, "applicationId": scene.a})).await;
    let patch = json!({"user": {"twoFactor": {"methods": [{"method": "authenticator", "secret": GARBAGE}]}}});
    scene.patch(&format!("/api/user/{user}"), patch).await;
}

async fn second_factor(scene: &Scene, secrets: &mut Secrets, user: &str) {
    let path = format!("/api/user/two-factor/{user}");
    let secret = scene.get("/api/two-factor/secret").await.ok();
    secrets.keep_member(&secret, "secretBase32Encoded");
    let secret = secrets.keep_member(&secret, "secret");
    let body = json!({"method": "authenticator", "secret": secret, "code": app_code(&secret, 0)});
    scene.post(&path, body).await.empty(200);
    let codes = scene.post(&path.replace("factor/", "factor/recovery-code/"), json!({})).await.ok();
    let codes: Vec<_> = (0..3).map(|n| secrets.keep(text(&codes["recoveryCodes"][n]))).collect();
    let answer =
        scene.post("/api/login", json!({"loginId": "eve@example.com", "password": NEW})).await;
    assert_eq!(answer.status, 242, "{answer:?}");
    let id = secrets.keep_member(&answer.json(), "twoFactorId");
    scene.anonymous("POST", &format!("/api/two-factor/send/{id}"), json!({})).await;
    let body = json!({"twoFactorId": id, "code": codes[0], "trustComputer": true});
    let answer = scene.anonymous("POST", "/api/two-factor/login", body).await.ok();
    let trust = secrets.keep_member(&answer, "twoFactorTrustId");
    scene.get(&format!("/api/two-factor/status/{trust}?userId={user}")).await.ok();
    let answer = scene.post("/api/two-factor/start", json!({"userId": user})).await.ok();
    let id = secrets.keep_member(&answer, "twoFactorId");
    let body = json!({"twoFactorId": id, "code": answer["code"]});
    let answer = scene.anonymous("POST", "/api/two-factor/login", body).await.ok();
    let token = secrets.keep_member(&answer, "trustToken");
    scene
        .bare("GET", &format!("/api/user/change-password?{}", form(&[("trustToken", &token)])))
        .await;
    let user = scene.get(&format!("/api/user/{user}")).await.ok();
    let method = text(&user["user"]["twoFactor"]["methods"][0]["id"]);
    let query = form(&[("code", &codes[1]), ("methodId", &method)]);
    scene.delete(&format!("{path}?{query}")).await.empty(200);
}

/// Sends secrets in wrong places, and in requests that fail early.
async fn misplaced(scene: &Scene) {
    let query = form(&[("password", WRONG), ("apiKey", KEY), ("one_time_code", GARBAGE)]);
    scene.get(&format!("/api/nothing?{query}")).await;
    scene.get(&format!("/api/user/change-password/{GARBAGE}/{WRONG}")).await;
    let broken = format!("{{\"password\": \"{WRONG}\"");
    scene.typed("POST", "/api/login", "application/json", &broken).await;
    scene.typed("POST", "/api/login", "text/plain", &broken).await;
    scene.post("/api/login", json!({"loginId": "eve@example.com", "password": [WRONG]})).await;
}
