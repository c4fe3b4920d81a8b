//! Registration, activation, validation, captcha.

use serde_json::json;

use crate::fake::Fake;
use crate::support::{Bench, PASSWORD, SCOPES, email, is_hex, jwt_part, text};

const NO_USER: &str = "Could not find user for token";

#[tokio::test]
async fn a_valid_registration_returns_only_success() {
    let bench = Bench::start().await;
    bench.register("baz").await.succeeded("Registration successful");
}

#[tokio::test]
async fn a_registration_sends_one_mail_with_an_activation_token_for_one_hour() {
    let bench = Bench::start().await;
    let before = bench.post("/consumer/login", json!({})).await;
    let date = httpdate(before.header("date"));
    bench.register("baz").await.succeeded("Registration successful");
    let mails = bench.outbox("baz").await;
    assert_eq!(mails.len(), 1);
    let mail = &mails[0];
    assert_eq!(mail["to"], "baz@example.test");
    assert_eq!(mail["subject"], "Fusio registration");
    assert_eq!(mail["links"].as_array().unwrap().len(), 1, "{mail}");
    let link = text(&mail["links"][0]);
    assert!(text(&mail["html"]).contains(&link), "{mail}");
    let (page, token) = link.rsplit_once('/').unwrap();
    assert_eq!(page, format!("{}/apps/developer/register/activate", bench.url));
    assert_eq!(jwt_part(token, 0), json!({"typ": "JWT", "alg": "HS256"}));
    let claims = jwt_part(token, 1);
    assert_eq!(claims.as_object().unwrap().len(), 2, "{claims}");
    assert!(is_hex(&text(&claims["jti"]), 16), "{claims}");
    let lifetime = claims["exp"].as_u64().unwrap() - date;
    assert!((3600..3620).contains(&lifetime), "{lifetime}");
}

#[tokio::test]
async fn a_login_before_activation_is_refused() {
    let bench = Bench::start().await;
    bench.register("baz").await.succeeded("Registration successful");
    let login = json!({"username": "baz", "password": PASSWORD});
    bench.post("/consumer/login", login).await.refused(400, "Invalid name or password");
}

#[tokio::test]
async fn the_token_in_the_mail_activates_the_user() {
    let bench = Bench::start().await;
    bench.register("baz").await.succeeded("Registration successful");
    let token = json!({"token": bench.mailed_token("baz").await});
    bench.post("/consumer/activate", token).await.succeeded("Activation successful");
    assert_eq!(bench.login("baz").await["scope"], SCOPES);
}

#[tokio::test]
async fn the_token_in_the_mail_also_works_after_an_operator_has_activated_the_user() {
    let bench = Bench::start().await;
    bench.register("baz").await.succeeded("Registration successful");
    let change = json!({"name": "baz", "status": 1});
    assert_eq!(bench.send("PATCH", "/_test/users", None, Some(change)).await.status, 204);
    let token = json!({"token": bench.mailed_token("baz").await});
    bench.post("/consumer/activate", token.clone()).await.succeeded("Activation successful");
    bench.post("/consumer/activate", token).await.refused(400, NO_USER);
}

#[tokio::test]
async fn an_activation_token_works_only_once() {
    let bench = Bench::start().await;
    bench.register("baz").await.succeeded("Registration successful");
    let token = json!({"token": bench.mailed_token("baz").await});
    bench.post("/consumer/activate", token.clone()).await.succeeded("Activation successful");
    bench.post("/consumer/activate", token).await.refused(400, NO_USER);
}

#[tokio::test]
async fn an_activation_token_expires_after_an_hour() {
    let bench = Bench::start().await;
    bench.register("late").await.succeeded("Registration successful");
    bench.register("just").await.succeeded("Registration successful");
    let late = json!({"token": bench.mailed_token("late").await});
    let just = json!({"token": bench.mailed_token("just").await});
    bench.advance(3500).await;
    bench.post("/consumer/activate", just).await.succeeded("Activation successful");
    bench.advance(101).await;
    bench.post("/consumer/activate", late).await.refused(400, "Invalid token provided");
}

#[tokio::test]
async fn an_activation_needs_a_token() {
    let bench = Bench::start().await;
    bench.post("/consumer/activate", json!({})).await.refused(400, "No token provided");
}

#[tokio::test]
async fn names_and_emails_are_unique() {
    let bench = Bench::start().await;
    bench.register("baz").await.succeeded("Registration successful");
    for (name, mail, message) in [
        ("baz", "other@example.test", "User name already exists"),
        ("other", "baz@example.test", "User email already exists"),
    ] {
        let body = json!({"name": name, "email": mail, "password": PASSWORD});
        bench.post("/consumer/register", body).await.refused(400, message);
    }
}

#[tokio::test]
async fn a_name_has_3_to_255_plain_characters() {
    let bench = Bench::start().await;
    let long = "n".repeat(256);
    for name in ["ab", "a b", "a/b", "näme", "a@b.test", long.as_str()] {
        let body = json!({"name": name, "email": "n@example.test", "password": PASSWORD});
        bench.post("/consumer/register", body).await.refused(400, "Invalid user name");
    }
    let longest = "n".repeat(255);
    for (index, name) in ["abc", "a.b-c_D9", longest.as_str()].into_iter().enumerate() {
        let mail = format!("user{index}@example.test");
        let body = json!({"name": name, "email": mail, "password": PASSWORD});
        bench.post("/consumer/register", body).await.succeeded("Registration successful");
    }
}

#[tokio::test]
async fn the_email_is_checked_before_the_password() {
    let bench = Bench::start().await;
    for mail in ["baz", "baz@localhost", "baz@", "@example.test", "a b@example.test"] {
        let body = json!({"name": "baz", "email": mail, "password": "foo!12"});
        bench.post("/consumer/register", body).await.refused(400, "Invalid email format");
    }
}

#[tokio::test]
async fn a_password_has_at_least_8_printable_ascii_characters() {
    let bench = Bench::start().await;
    let short = "Password must have at least 8 characters";
    let odd = "Password must contain only printable ascii characters (0x21-0x7E)";
    // The length is counted in bytes. `pässwör` has seven letters but nine bytes, so it is not too short.
    let cases = [("foo!12", short), ("1234567", short), ("foobar foobar", odd), ("pässwör", odd)];
    for (password, message) in cases {
        let body = json!({"name": "baz", "email": "baz@bar.com", "password": password});
        bench.post("/consumer/register", body).await.refused(400, message);
    }
    let body = json!({"name": "baz", "email": "baz@bar.com", "password": "!2345678"});
    bench.post("/consumer/register", body).await.succeeded("Registration successful");
}

#[tokio::test]
async fn name_email_and_password_are_required_and_checked_in_this_order() {
    let bench = Bench::start().await;
    for (body, message) in [
        (json!({}), "No username was provided"),
        (json!({"name": ""}), "No username was provided"),
        (json!({"name": null, "email": "baz@bar.com"}), "No username was provided"),
        (json!({"name": "baz"}), "No email was provided"),
        (json!({"name": "baz", "email": "baz@bar.com"}), "No password was provided"),
        (json!({"name": "x", "email": "x"}), "No password was provided"),
    ] {
        bench.post("/consumer/register", body).await.refused(400, message);
    }
}

#[tokio::test]
async fn an_error_names_the_member_with_the_wrong_type() {
    let bench = Bench::start().await;
    for (body, message) in [
        (json!({"name": 123, "email": "x"}), "/name must be of type string"),
        (json!({"name": "baz", "email": ["x"]}), "/email must be of type string"),
        (json!({"name": "baz", "password": {}}), "/password must be of type string"),
        (json!({"name": "baz", "captcha": true}), "/captcha must be of type string"),
        (json!([1]), "/ must be of type object"),
        (json!("text"), "/ must be of type object"),
    ] {
        bench.post("/consumer/register", body).await.refused(400, message);
    }
    let login = json!({"username": "baz", "password": PASSWORD, "scopes": "consumer"});
    let message = "/scopes must be of type array";
    bench.post("/consumer/login", login).await.refused(400, message);
}

#[tokio::test]
async fn extra_members_do_not_set_role_or_status() {
    let bench = Bench::start().await;
    let body = json!({
        "name": "baz", "email": "baz@example.test", "password": PASSWORD,
        "roleId": 1, "status": 1, "scopes": ["backend"], "foo": "bar",
    });
    bench.post("/consumer/register", body).await.succeeded("Registration successful");
    let login = json!({"username": "baz", "password": PASSWORD});
    bench.post("/consumer/login", login).await.refused(400, "Invalid name or password");
    let token = json!({"token": bench.mailed_token("baz").await});
    bench.post("/consumer/activate", token).await.succeeded("Activation successful");
    let tokens = bench.login("baz").await;
    assert_eq!(tokens["scope"], SCOPES);
    let account = bench.get("/consumer/account", &text(&tokens["token"])).await.json();
    assert_eq!((&account["roleId"], &account["status"]), (&json!(3), &json!(1)));
}

#[tokio::test]
async fn the_captcha_is_verified_before_anything_else() {
    let verifier = Fake::start(|seen| {
        let form = seen.form();
        let response = form.iter().find(|(name, _)| name == "response").map(|(_, value)| &**value);
        match response {
            Some("good") => (200, json!({"success": true}).to_string()),
            Some("truthy") => (200, json!({"success": "true"}).to_string()),
            Some("created") => (201, json!({"success": true}).to_string()),
            Some("page") => (200, "<html>".to_owned()),
            _ => (200, json!({"success": false}).to_string()),
        }
    })
    .await;
    let address = format!("{}/siteverify", verifier.url);
    let bench = Bench::with(json!({"recaptcha_secret": "s3cret", "recaptcha_url": address})).await;
    let body = |captcha: &str| {
        let (name, mail) = ("baz", email("baz"));
        json!({"name": name, "email": mail, "password": PASSWORD, "captcha": captcha})
    };
    let refused = "Invalid captcha";
    bench.post("/consumer/register", json!({})).await.refused(400, refused);
    bench.register("baz").await.refused(400, refused);
    bench.post("/consumer/register", body("")).await.refused(400, refused);
    assert_eq!(verifier.seen().len(), 0, "a missing captcha is not sent to the verifier");
    for rejected in ["bad", "truthy", "created", "page"] {
        bench.post("/consumer/register", body(rejected)).await.refused(400, refused);
    }
    bench.post("/consumer/register", body("good")).await.succeeded("Registration successful");
    let seen = verifier.seen();
    assert_eq!(seen.len(), 5);
    let form = [("secret", "s3cret"), ("response", "bad"), ("remoteip", "127.0.0.1")];
    let form: Vec<_> = form.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    assert_eq!((seen[0].method.as_str(), seen[0].path.as_str()), ("POST", "/siteverify"));
    assert_eq!(seen[0].form(), form);
    let reset = json!({"email": email("baz")});
    bench.post("/consumer/password_reset", reset).await.refused(400, refused);
    let reset = json!({"email": email("baz"), "captcha": "good"});
    let sent = "Password reset email was send";
    bench.post("/consumer/password_reset", reset).await.succeeded(sent);
    let token = bench.mailed_token("baz").await;
    assert_eq!(jwt_part(&token, 0)["alg"], "HS256");
}

/// An HTTP date as seconds since 1970.
fn httpdate(text: &str) -> u64 {
    let instant = httpdate::parse_http_date(text).unwrap();
    instant.duration_since(std::time::UNIX_EPOCH).unwrap().as_secs()
}
