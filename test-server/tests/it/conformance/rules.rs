//! Bodies, headers, mails, user states, passwords, one-time tokens, scopes, apps, lists of identities.

use serde_json::{Value, json};

use crate::support::{
    Answer, Bench, PASSWORD, SCOPES, basic, email, form, is_uuid, query_value, text,
};

const NO_USER: &str = "Could not find user for token";
const SENT: &str = "Password reset email was send";

#[tokio::test]
async fn a_body_is_json_unless_its_type_is_a_form() {
    let bench = Bench::start().await;
    bench.user("baz").await;
    let json = json!({"username": "baz", "password": PASSWORD}).to_string();
    let pairs = form(&[("username", "baz"), ("password", PASSWORD)]);
    for (kind, body) in [
        (Some("application/json; charset=utf-8"), &json),
        (Some("application/vnd.api+json"), &json),
        (Some("text/plain"), &json),
        (None, &json),
        (Some("application/x-www-form-urlencoded"), &pairs),
    ] {
        let mut request = bench.request("POST", "/consumer/login").body(body.clone());
        if let Some(kind) = kind {
            request = request.header("content-type", kind);
        }
        let answer = Answer::of(request).await;
        assert_eq!((answer.status, &answer.json()["scope"]), (200, &json!(SCOPES)), "{kind:?}");
    }
}

#[tokio::test]
async fn answers_have_the_json_style_of_php() {
    let bench =
        Bench::with(json!({"identities": [{"name": "Zürich", "provider": "github"}]})).await;
    let answer = bench.send("GET", "/consumer/identity", None, None).await;
    let escaped = bench.url.replace('/', "\\/");
    let expected = format!(
        "{{\n    \"totalResults\": 1,\n    \"startIndex\": 0,\n    \"itemsPerPage\": 16,\n    \
         \"entry\": [\n        {{\n            \"id\": 1,\n            \"name\": \"Z\\u00fcrich\",\n            \
         \"icon\": \"bi-github\",\n            \
         \"redirect\": \"{escaped}\\/consumer\\/identity\\/1\\/redirect\"\n        }}\n    ]\n}}"
    );
    assert_eq!(answer.body, expected);
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("vary"), "Accept");
    assert!(is_uuid(answer.header("x-request-id")), "{answer:?}");
}

#[tokio::test]
async fn only_the_answers_of_known_paths_have_cross_origin_headers() {
    let bench = Bench::start().await;
    for (path, status, allowed) in [
        ("/consumer/account", 401, "*"),
        ("/consumer/identity", 200, "*"),
        ("/consumer/nope", 404, ""),
    ] {
        let request = bench.request("GET", path).header("origin", "http://localhost:3000");
        let answer = Answer::of(request).await;
        assert_eq!(answer.status, status, "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), allowed, "{path}");
        let plain = bench.send("GET", path, None, None).await;
        assert_eq!(plain.header("access-control-allow-origin"), "", "{path}");
    }
}

#[tokio::test]
async fn mails_use_the_templates_in_the_settings() {
    let bench = Bench::with(json!({
        "apps_url": "https://portal.test/ui",
        "mail_register_subject": "Willkommen",
        "mail_register_body": "{name} <{email}> {apps_url}/on/{token}",
        "mail_pw_reset_subject": "Neu",
        "mail_pw_reset_body": "{apps_url}/new/{token}",
    }))
    .await;
    bench.settings(json!({"mail": {"from": "hello@portal.test"}})).await;
    bench.register("baz").await.succeeded("Registration successful");
    let mails = bench.outbox("baz").await;
    let token = bench.mailed_token("baz").await;
    assert_eq!(mails[0]["subject"], "Willkommen");
    assert_eq!(mails[0]["from"], "hello@portal.test");
    let expected = format!("baz <baz@example.test> https://portal.test/ui/on/{token}");
    assert_eq!(mails[0]["text"], expected);
    let body = json!({"token": token});
    bench.post("/consumer/activate", body).await.succeeded("Activation successful");
    bench.post("/consumer/password_reset", json!({"email": email("baz")})).await.succeeded(SENT);
    assert_eq!(bench.outbox("baz").await[1]["subject"], "Neu");
    assert!(bench.mailed_link("baz").await.starts_with("https://portal.test/ui/new/"));
}

#[tokio::test]
async fn activation_tokens_and_reset_tokens_are_not_interchangeable() {
    let bench = Bench::start().await;
    bench.register("baz").await.succeeded("Registration successful");
    let activation = bench.mailed_token("baz").await;
    let body = json!({"token": activation, "newPassword": "N3wPassw0rd!"});
    bench.put("/consumer/password_reset", body).await.refused(400, NO_USER);
    bench.post("/consumer/password_reset", json!({"email": email("baz")})).await.succeeded(SENT);
    let reset = bench.mailed_token("baz").await;
    bench.post("/consumer/activate", json!({"token": reset})).await.refused(400, NO_USER);
    let login = json!({"username": "baz", "password": PASSWORD});
    bench.post("/consumer/login", login).await.refused(400, "Invalid name or password");
}

#[tokio::test]
async fn a_password_reset_follows_the_password_rules() {
    let bench = Bench::start().await;
    bench.user("baz").await;
    bench.post("/consumer/password_reset", json!({"email": email("baz")})).await.succeeded(SENT);
    let body = json!({"token": bench.mailed_token("baz").await, "newPassword": "foo"});
    let short = "Password must have at least 8 characters";
    bench.put("/consumer/password_reset", body).await.refused(400, short);
    assert_eq!(bench.login("baz").await["scope"], SCOPES, "the old password stays valid");
}

#[tokio::test]
async fn a_reset_token_expires_after_an_hour() {
    let bench = Bench::start().await;
    bench.user("baz").await;
    bench.post("/consumer/password_reset", json!({"email": email("baz")})).await.succeeded(SENT);
    let body = json!({"token": bench.mailed_token("baz").await, "newPassword": "N3wPassw0rd!"});
    bench.advance(3601).await;
    let expired = "Invalid token provided";
    bench.put("/consumer/password_reset", body).await.refused(400, expired);
}

#[tokio::test]
async fn a_disabled_user_can_neither_log_in_nor_refresh() {
    let bench = Bench::start().await;
    bench.user("baz").await;
    let refresh = json!({"refresh_token": bench.login("baz").await["refresh_token"]});
    let change = json!({"name": "baz", "status": 2});
    assert_eq!(bench.send("PATCH", "/_test/users", None, Some(change)).await.status, 204);
    bench.put("/consumer/login", refresh).await.refused(400, "Invalid user status");
    let login = json!({"username": "baz", "password": PASSWORD});
    bench.post("/consumer/login", login).await.refused(400, "Invalid name or password");
}

#[tokio::test]
async fn the_minimum_password_length_is_never_less_than_8() {
    let bench = Bench::with(json!({"user_pw_length": 3})).await;
    let body =
        |password: &str| json!({"name": "baz", "email": "baz@example.test", "password": password});
    let short = "Password must have at least 8 characters";
    bench.post("/consumer/register", body("seven77")).await.refused(400, short);
    bench.settings(json!({"fusio": {"user_pw_length": 20}})).await;
    let short = "Password must have at least 20 characters";
    bench.post("/consumer/register", body("nineteen-characters")).await.refused(400, short);
    let done = "Registration successful";
    bench.post("/consumer/register", body("twenty-characters-xx")).await.succeeded(done);
}

#[tokio::test]
async fn a_user_with_a_long_name_can_log_in_only_by_email() {
    let bench = Bench::start().await;
    let name = "n".repeat(33);
    bench.user(&name).await;
    let login = |username: &str| json!({"username": username, "password": PASSWORD});
    let refused = "Invalid name or password";
    bench.post("/consumer/login", login(&name)).await.refused(400, refused);
    assert_eq!(bench.post("/consumer/login", login(&email(&name))).await.status, 200);
}

#[tokio::test]
async fn two_logins_in_one_second_return_different_tokens() {
    let bench = Bench::start().await;
    bench.user("baz").await;
    let (one, two) = (bench.login("baz").await, bench.login("baz").await);
    assert_ne!(one["token"], two["token"]);
    assert_ne!(one["refresh_token"], two["refresh_token"]);
}

#[tokio::test]
async fn a_new_user_sees_one_scope_in_the_list_and_all_scopes_in_the_categories() {
    let bench = Bench::start().await;
    let token = bench.token("baz").await;
    let list = bench.get("/consumer/scope", &token).await.json();
    assert_eq!(list["totalResults"], 1);
    assert_eq!(list["entry"], json!([{"id": 5, "name": "default", "description": ""}]));
    let answer = bench.get("/consumer/scope/categories", &token).await.json();
    let categories: Vec<Value> = answer["categories"].as_array().unwrap().clone();
    let names: Vec<&str> = categories.iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["authorization", "consumer", "default"]);
    let scopes: Vec<&Value> =
        categories.iter().flat_map(|one| one["scopes"].as_array().unwrap()).collect();
    assert_eq!(scopes.len(), SCOPES.split(',').count());
}

#[tokio::test]
async fn an_app_gets_tokens_with_its_key_and_secret() {
    let bench = Bench::with(json!({
        "apps": [{"name": "App", "key": "app-key", "secret": "app-secret", "url": "http://app.test"}],
    }))
    .await;
    bench.user("baz").await;
    let grant = async |credentials: String, fields: &[(&str, &str)]| {
        let request = bench.request("POST", "/authorization/token").body(form(fields));
        let kind = "application/x-www-form-urlencoded";
        let request = request.header("content-type", kind).header("authorization", credentials);
        Answer::of(request).await
    };
    let good = || basic("app-key", "app-secret");
    let password = [("grant_type", "password"), ("username", "baz"), ("password", PASSWORD)];
    let answer = grant(good(), &password).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let token = text(&answer.json()["access_token"]);
    assert_eq!(crate::support::jwt_part(&token, 1)["aud"], "app-key");
    assert_eq!(bench.get("/consumer/account", &token).await.json()["name"], "baz");
    let wrong = [("grant_type", "password"), ("username", "baz"), ("password", "wrong")];
    grant(good(), &wrong).await.refused_grant(400, "invalid_grant", "Unknown user");
    let answer = grant(basic("app-key", "wrong"), &password).await;
    answer.refused_grant(401, "invalid_client", "Unknown credentials");
    let missing = [("grant_type", "password"), ("username", "baz")];
    let message = "Parameter password is missing";
    grant(good(), &missing).await.refused_grant(400, "server_error", message);
}

#[tokio::test]
async fn only_the_first_72_bytes_of_a_password_count() {
    let bench = Bench::start().await;
    let password = "p".repeat(80);
    let user = json!({"name": "baz", "email": email("baz"), "password": password});
    bench.settings(json!({"fusio": {"user_approval": false}})).await;
    bench.post("/consumer/register", user).await.succeeded("Registration successful");
    let login = async |length: usize| {
        let body = json!({"username": "baz", "password": password[..length]});
        bench.post("/consumer/login", body).await
    };
    assert_eq!(login(72).await.status, 200);
    login(71).await.refused(400, "Invalid name or password");
}

#[tokio::test]
async fn identities_can_be_filtered_sorted_and_paged() {
    let bench = Bench::with(json!({
        "apps": [
            {"name": "One", "key": "key-1", "secret": "s", "url": "http://localhost"},
            {"name": "Two", "key": "key-2", "secret": "s", "url": "http://localhost"},
        ],
        "identities": [
            {"name": "Zeta", "provider": "github", "app_id": 1},
            {"name": "Alpha", "provider": "google", "app_id": 1},
            {"name": "Gone", "provider": "google", "app_id": 1, "status": 0},
            {"name": "Beta", "provider": "facebook", "app_id": 2},
        ],
    }))
    .await;
    let names = async |query: &str| {
        let path = format!("/consumer/identity{query}");
        let list = bench.send("GET", &path, None, None).await.json();
        let entry = list["entry"].as_array().cloned().unwrap_or_default();
        (
            list["totalResults"].clone(),
            entry.iter().map(|one| text(&one["name"])).collect::<Vec<_>>(),
        )
    };
    let of = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    assert_eq!(names("").await, (json!(3), of(&["Alpha", "Beta", "Zeta"])));
    assert_eq!(names("?appKey=key-1").await, (json!(2), of(&["Alpha", "Zeta"])));
    assert_eq!(names("?appId=2").await, (json!(1), of(&["Beta"])));
    assert_eq!(names("?appId=99").await, (json!(0), of(&[])));
    for all in ["?appId=0", "?appId=x", "?appId=", "?search=0", "?sortOrder=DESC", "?sortOrder=1"] {
        assert_eq!(names(all).await, (json!(3), of(&["Alpha", "Beta", "Zeta"])), "{all}");
    }
    let reversed = (json!(3), of(&["Zeta", "Beta", "Alpha"]));
    assert_eq!(names("?sortOrder=desc").await, reversed);
    assert_eq!(names("?sortBy=name&sortOrder=desc").await, reversed);
    let by_id = (json!(3), of(&["Zeta", "Alpha", "Beta"]));
    assert_eq!(names("?sortBy=id&sortOrder=asc").await, by_id);
    assert_eq!(names("?sortBy=nope").await, by_id);
    assert_eq!(names("?search=ET").await, (json!(2), of(&["Beta", "Zeta"])));
    assert_eq!(names("?startIndex=1&count=1").await, (json!(3), of(&["Beta"])));
    let answer = bench.send("GET", "/consumer/identity?appKey=nope", None, None).await;
    answer.refused(400, "Provided app key does not exist");
    let answer = bench.send("GET", "/consumer/identity/3/redirect", None, None).await;
    answer.refused(410, "Identity was deleted");
    let answer = bench.send("GET", "/consumer/identity/4/redirect", None, None).await;
    assert_eq!(query_value(answer.header("location"), "client_id"), "demo");
}
