//! Registering an existing user.

use serde_json::{Value, json};

use super::scene::{EMAIL, NOBODY, Scene, absent};
use crate::support::{is_uuid, jwt_part, text};

#[tokio::test]
async fn a_user_is_registered_for_an_application() {
    let scene = Scene::start().await;
    let body = scene.register(json!({})).await;
    let registration = &body["registration"];
    assert_eq!(registration["applicationId"], json!(scene.a));
    assert!(is_uuid(&text(&registration["id"])), "{registration}");
    assert_eq!(registration["usernameStatus"], "ACTIVE");
    assert_eq!(registration["verified"], json!(true));
    assert!(registration["insertInstant"].as_i64() > Some(1_500_000_000_000), "{registration}");
    assert_eq!(registration["lastUpdateInstant"], registration["insertInstant"]);
    assert!(absent(&body["user"]), "{body}");
    let user = scene.get(&format!("/api/user/{}", scene.user)).await.ok();
    assert_eq!(user["user"]["registrations"][0]["id"], registration["id"], "{user}");
}

#[tokio::test]
async fn a_registration_returns_tokens() {
    let scene = Scene::start().await;
    let before = scene.get(&format!("/api/user/{}", scene.user)).await.ok();
    let made = before["user"]["insertInstant"].as_i64().unwrap();
    let body = scene.register(json!({})).await;
    assert_eq!(text(&body["token"]).split('.').count(), 3);
    let expiry = body["tokenExpirationInstant"].as_i64().unwrap();
    assert!((made + 3_590_000..made + 3_700_000).contains(&expiry), "{expiry} after {made}");
    assert!(!text(&body["refreshToken"]).is_empty());
    assert!(is_uuid(&text(&body["refreshTokenId"])), "{body}");
}

#[tokio::test]
async fn the_token_names_the_user_the_application_and_the_default_roles() {
    let scene = Scene::start().await;
    let body = scene.register(json!({})).await;
    assert_eq!(body["registration"]["roles"], json!(["user"]));
    let token = text(&body["token"]);
    let (header, claims) = (jwt_part(&token, 0), jwt_part(&token, 1));
    assert_eq!((&header["alg"], &header["typ"]), (&json!("HS256"), &json!("JWT")));
    assert!(!text(&header["kid"]).is_empty(), "{header}");
    assert_eq!(claims["aud"], json!(scene.a));
    assert_eq!(claims["applicationId"], json!(scene.a));
    assert_eq!(claims["sub"], json!(scene.user));
    assert_eq!(claims["authenticationType"], "REGISTRATION");
    assert_eq!(claims["roles"], json!(["user"]));
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 3600);
    assert_eq!(claims["iss"], "acme.com");
    assert_eq!((&claims["email"], &claims["email_verified"]), (&json!(EMAIL), &json!(true)));
    assert_eq!(claims["tid"], super::scene::DEFAULT_TENANT);
    assert_eq!(claims["sid"], body["refreshTokenId"]);
    assert!(is_uuid(&text(&claims["jti"])), "{claims}");
    let expiry = claims["exp"].as_i64().unwrap() * 1000;
    let told = body["tokenExpirationInstant"].as_i64().unwrap();
    assert!((expiry..expiry + 1000).contains(&told), "{told} for {expiry}");
}

#[tokio::test]
async fn roles_are_a_sorted_set() {
    let scene = Scene::start().await;
    let body = scene.register(json!({"roles": ["user", "admin", "admin"]})).await;
    assert_eq!(body["registration"]["roles"], json!(["admin", "user"]));
    assert_eq!(jwt_part(&text(&body["token"]), 1)["roles"], json!(["admin", "user"]));
}

#[tokio::test]
async fn every_unknown_role_is_an_error_and_nobody_is_registered() {
    let scene = Scene::start().await;
    let body = json!({"registration": {"applicationId": scene.a, "roles": ["nope", "zip"]}});
    let answer = scene.post(&scene.path(), body).await;
    let code = "[invalid]registration.roles";
    answer.invalid(&[("registration.roles", &[code, code])]);
    let errors = &answer.json()["fieldErrors"]["registration.roles"];
    let mut messages = [text(&errors[0]["message"]), text(&errors[1]["message"])];
    messages.sort();
    let expected = ["nope", "zip"].map(|role| {
        format!(
            "The role [{role}] does not exist in the Application indicated by the \
             [registration.applicationId] property."
        )
    });
    assert_eq!(messages, expected);
    scene.get(&scene.path_a()).await.empty(404);
}

#[tokio::test]
async fn a_second_registration_of_a_user_for_the_same_application_is_refused() {
    let scene = Scene::start().await;
    scene.register(json!({"username": "first"})).await;
    let body = json!({"registration": {"applicationId": scene.a, "username": "second"}});
    let answer = scene.post(&scene.path(), body).await;
    answer.invalid(&[("registration", &["[duplicate]registration"])]);
    assert_eq!(scene.registration().await["username"], "first");
}

#[tokio::test]
async fn an_unknown_user_is_named_in_the_error() {
    let scene = Scene::start().await;
    let body = json!({"registration": {"applicationId": scene.a}});
    let answer = scene.post(&format!("/api/user/registration/{NOBODY}"), body).await;
    answer.invalid(&[("userId", &["[invalid]userId"])]);
    let message = text(&answer.json()["fieldErrors"]["userId"][0]["message"]);
    assert_eq!(message, format!("The user with Id [{NOBODY}] does not exist."));
}

#[tokio::test]
async fn an_integer_in_the_path_is_read_as_a_uuid_filled_with_zeros() {
    let scene = Scene::start().await;
    let body = json!({"registration": {"applicationId": scene.a}});
    let answer = scene.post("/api/user/registration/123456", body).await;
    answer.invalid(&[("userId", &["[invalid]userId"])]);
    let message = text(&answer.json()["fieldErrors"]["userId"][0]["message"]);
    assert!(message.contains("00000000-0000-0000-0000-00000001e240"), "{message}");
}

#[tokio::test]
async fn a_missing_user_id_is_an_error() {
    let scene = Scene::start().await;
    let body = json!({"registration": {"applicationId": scene.a}});
    let answer = scene.post("/api/user/registration", body).await;
    answer.invalid(&[("userId", &["[missing]userId"])]);
    let message = text(&answer.json()["fieldErrors"]["userId"][0]["message"]);
    assert_eq!(message, "The Id of the User was not specified on the URL.");
}

#[tokio::test]
async fn a_missing_application_id_is_an_error() {
    let scene = Scene::start().await;
    let answer = scene.post(&scene.path(), json!({"registration": {"data": {"a": 1}}})).await;
    let expected: Value = json!({"fieldErrors": {"registration.applicationId": [{
        "code": "[missing]registration.applicationId",
        "message": "You must specify the [registration.applicationId] property.",
    }]}});
    assert_eq!((answer.status, answer.json()), (400, expected));
}

#[tokio::test]
async fn languages_are_an_ordered_set_and_the_time_zone_is_stored() {
    let scene = Scene::start().await;
    let members = json!({
        "preferredLanguages": ["en-US", "fr", "fr", ""], "timezone": "America/Denver",
    });
    let registration = scene.register(members).await["registration"].clone();
    assert_eq!(registration["preferredLanguages"], json!(["en_US", "fr"]));
    assert_eq!(registration["timezone"], "America/Denver");
    assert_eq!(scene.registration().await["preferredLanguages"], json!(["en_US", "fr"]));
}

#[tokio::test]
async fn known_members_are_stored_and_members_that_the_server_sets_are_ignored() {
    let scene = Scene::start().await;
    let members = json!({
        "id": "00000000-0000-0000-0000-00000000002a",
        "data": {"a": {"b": [1, "x", null]}, "gone": null},
        "username": "  Ada L. ",
        "roles": ["community_helper"],
        "insertInstant": 1, "verified": false, "usernameStatus": "REJECTED", "unknown": {"x": 1},
    });
    let registration = scene.register(members).await["registration"].clone();
    assert_eq!(registration["id"], "00000000-0000-0000-0000-00000000002a");
    assert_eq!(registration["username"], "Ada L.");
    assert_eq!(registration["data"]["a"]["b"][1], "x");
    assert_eq!(registration["data"].get("gone"), None, "{registration}");
    assert_eq!(registration["roles"], json!(["community_helper"]));
    assert!(registration["insertInstant"].as_i64() > Some(1), "{registration}");
    assert_eq!(registration["verified"], json!(true));
    assert_eq!(registration["usernameStatus"], "ACTIVE");
    assert_eq!(registration.get("unknown"), None);
    let stored = scene.registration().await;
    assert_eq!(stored, registration);
}

#[tokio::test]
async fn the_username_of_a_registration_has_a_maximum_length_and_need_not_be_unique() {
    let scene = Scene::start().await;
    let other = scene.user("bob@example.com").await;
    scene.register(json!({"username": "same"})).await;
    let body = json!({"registration": {"applicationId": scene.a, "username": "same"}});
    scene.post(&format!("/api/user/registration/{other}"), body).await.ok();
    let third = scene.user("eve@example.com").await;
    let path = format!("/api/user/registration/{third}");
    let of = |length| {
        json!({"registration": {
            "applicationId": scene.a, "username": "x".repeat(length),
        }})
    };
    let answer = scene.post(&path, of(192)).await;
    answer.invalid(&[("registration.username", &["[tooLong]registration.username"])]);
    scene.post(&path, of(191)).await.ok();
}

#[tokio::test]
async fn an_authentication_token_works_only_if_the_application_enables_it() {
    let scene = Scene::start().await;
    let enabled = json!({"authenticationTokenConfiguration": {"enabled": true}});
    let n = scene.application(enabled).await;
    let given = scene.register_for(&n, json!({"authenticationToken": " given-token "})).await;
    assert_eq!(given["registration"]["authenticationToken"], "given-token");
    let login = scene.login(&n, "given-token").await.ok();
    let claims = jwt_part(&text(&login["token"]), 1);
    assert_eq!(claims["authenticationType"], "APPLICATION_TOKEN");
    let body = json!({
        "generateAuthenticationToken": true,
        "registration": {"applicationId": n, "authenticationToken": "ignored"},
    });
    let made = scene.put(&scene.path(), body).await.ok();
    let token = &made["registration"]["authenticationToken"];
    assert!(super::scene::is_code(token), "{made}");
    scene.login(&n, "given-token").await.empty(404);
    assert_eq!(scene.login(&n, &text(token)).await.status, 200);
    // While the application does not enable authentication tokens, the token does not work.
    let switch = async |enabled: bool| {
        let tokens = json!({"authenticationTokenConfiguration": {"enabled": enabled}});
        scene.patch(&format!("/api/application/{n}"), json!({"application": tokens})).await.ok();
    };
    switch(false).await;
    scene.login(&n, &text(token)).await.empty(404);
    switch(true).await;
    assert_eq!(scene.login(&n, &text(token)).await.status, 200);
    // For another application the token is refused.
    scene.register(json!({})).await;
    scene.login(&scene.a, &text(token)).await.empty(404);
}
