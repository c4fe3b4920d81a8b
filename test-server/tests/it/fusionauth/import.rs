//! Importing users of another system, and deactivating or deleting many users.

use serde_json::{Value, json};

use super::scene::{DEFAULT_TENANT, KEY, PASSWORD, Scene, mails};
use crate::support::text;

const BCRYPT_SALT: &str = "N9qo8uLOickgx2ZMRZoMye";
const BCRYPT: &str = "jkZqNWyHTNlWWy85bzHxDVJ73oNzcZO";
const OLD: &str = "correct horse 1";

async fn login_status(scene: &Scene, login: &str, password: &str) -> u16 {
    let body = json!({"loginId": login, "password": password, "applicationId": scene.a});
    scene.post("/api/login", body).await.status
}

#[tokio::test]
async fn imported_users_log_in_with_their_old_passwords_if_they_are_active() {
    let scene = Scene::start().await;
    let registrations = json!([{"applicationId": scene.a, "verified": true}]);
    let user = |email: &str, more: Value| {
        let mut user = json!({
            "email": email,
            "encryptionScheme": "bcrypt",
            "factor": 10,
            "password": BCRYPT,
            "salt": BCRYPT_SALT,
            "registrations": registrations,
        });
        json_patch::merge(&mut user, &more);
        user
    };
    let users = [
        user("Old@Example.com", json!({"active": true, "insertInstant": 1_400_000_000_000_i64})),
        user("asleep@example.com", json!({})),
        user(
            "own@example.com",
            json!({
                "active": true,
                "encryptionScheme": "salted-md5",
                "factor": 1,
                "salt": "",
                "password": "JdVa0oOqQAr0ZMdtcTwHrQ==",
                "username": "Owner",
            }),
        ),
        user("none@example.com", json!({"active": true, "password": null, "salt": null})),
    ];
    scene.post("/api/user/import", json!({"users": users})).await.empty(200);
    assert_eq!(login_status(&scene, "old@example.com", OLD).await, 200);
    assert_eq!(login_status(&scene, "old@example.com", BCRYPT).await, 404);
    assert_eq!(login_status(&scene, "asleep@example.com", OLD).await, 423);
    assert_eq!(login_status(&scene, "owner", "12345678").await, 200);
    assert_eq!(login_status(&scene, "none@example.com", OLD).await, 404);
    let found = scene.get("/api/user?email=old@example.com").await.ok();
    let user = &found["user"];
    assert_eq!(user["insertInstant"], 1_400_000_000_000_i64);
    assert_eq!(user["registrations"][0]["applicationId"], json!(scene.a));
    assert_eq!(user["registrations"][0]["verified"], json!(true));
    assert_eq!(user["identities"][0]["verifiedReason"], "Import");
}

#[tokio::test]
async fn a_password_is_a_hash_only_if_its_user_has_a_scheme() {
    let scene = Scene::start().await;
    // The scheme of the request is for plain passwords, so the salt and the factor have no effect.
    let users = json!([{"email": "plain@example.com", "active": true, "password": BCRYPT, "salt": BCRYPT_SALT}]);
    let body = json!({"encryptionScheme": "bcrypt", "factor": 10, "users": users});
    scene.post("/api/user/import", body).await.empty(200);
    assert_eq!(login_status(&scene, "plain@example.com", OLD).await, 404);
    assert!([200, 202].contains(&login_status(&scene, "plain@example.com", BCRYPT).await));
}

#[tokio::test]
async fn plain_passwords_are_imported_too_and_nobody_gets_a_mail() {
    let scene = Scene::start().await;
    let mut tenant = mails();
    tenant["emailConfiguration"]["verifyEmail"] = json!(true);
    scene.patch_tenant(tenant).await;
    scene.allow_messages().await;
    let id = "00000000-0000-4000-8000-00000000000a";
    let users = json!([{
        "id": id,
        "email": "plain@example.com",
        "password": PASSWORD,
        "active": true,
        "verified": true,
        "phoneNumber": "303-555-0100",
        "twoFactor": {
            "methods": [{"method": "email", "email": "plain@example.com"}],
            "recoveryCodes": ["abcde-12345"],
        },
    }]);
    scene.post("/api/user/import", json!({"users": users})).await.empty(200);
    assert!(scene.outbox("plain@example.com").await.is_empty());
    let user = scene.get(&format!("/api/user/{id}")).await.ok()["user"].clone();
    assert_eq!(user["phoneNumber"], "+13035550100");
    assert_eq!(user["verified"], json!(true));
    let (body, shown) =
        (json!({"loginId": "plain@example.com", "password": PASSWORD}), user.to_string());
    let login = scene.post("/api/login", body).await;
    assert_eq!(login.status, 242, "the second factor was imported, too");
    assert!(!shown.contains("abcde-12345") && !shown.contains(PASSWORD), "{shown}");
}

#[tokio::test]
async fn an_import_with_a_bad_user_imports_nobody_and_names_the_problems() {
    let scene = Scene::start().await;
    let app = "00000000-0000-4000-8000-0000000000aa";
    let users = json!([
        {"email": "good@example.com", "active": true},
        {"email": "ada@example.com"},
        {"firstName": "nobody"},
        {"email": "x@example.com", "password": "h", "encryptionScheme": "rot13", "salt": "s"},
        {"email": "good@example.com"},
        {"email": "y@example.com", "registrations": [{"applicationId": app}]},
        {"email": "z@example.com", "id": scene.user},
        {"email": "w@example.com", "tenantId": app},
        "no object",
    ]);
    let refused = scene.post("/api/user/import", json!({"users": users})).await;
    assert_eq!(refused.status, 400, "{refused:?}");
    let problems = refused.json()["fieldErrors"].as_object().unwrap().clone();
    let codes: Vec<&str> =
        problems.values().map(|problems| problems[0]["code"].as_str().unwrap()).collect();
    assert_eq!(
        codes,
        [
            "[duplicate]users[1].email",
            "[blank]users[2].email",
            "[blank]users[2].username",
            "[invalid]users[3].encryptionScheme",
            "[invalid]users[5].registrations[0].applicationId",
            "[duplicate]users[6].id",
            "[invalid]users[7].tenantId",
            "[invalidJSON]",
        ],
        "{problems:?}"
    );
    scene.get("/api/user?email=good@example.com").await.empty(404);
    // The second user of the request has the address of the first one.
    let twice = json!([{"email": "good@example.com"}, {"email": "GOOD@example.com"}]);
    let refused = scene.post("/api/user/import", json!({"users": twice})).await;
    assert_eq!(
        refused.json()["fieldErrors"]["users[1].email"][0]["code"],
        "[duplicate]users[1].email"
    );
    scene.get("/api/user?email=good@example.com").await.empty(404);
    for body in [json!({}), json!({"users": []}), json!({"users": null}), json!({"users": 5})] {
        assert_eq!(scene.post("/api/user/import", body).await.status, 400);
    }
    scene.anonymous("POST", "/api/user/import", json!({"users": []})).await.empty(401);
}

/// Tries to import one user with these members. The request also has the members of `shared`. The answer
/// must have exactly the codes of `expected`.
async fn refused(scene: &Scene, members: Value, shared: Value, expected: &[(&str, &[&str])]) {
    let mut user = json!({"email": "new@example.com"});
    json_patch::merge(&mut user, &members);
    let mut body = json!({"users": [user]});
    json_patch::merge(&mut body, &shared);
    let path = "/api/user/import";
    scene.in_tenant(DEFAULT_TENANT, "POST", path, Some(body)).await.invalid(expected);
}

#[tokio::test]
async fn the_registrations_of_an_import_are_checked() {
    let scene = Scene::start().await;
    let (first, second) = (scene.a.clone(), scene.application(json!({})).await);
    let other = scene.tenant("other").await;
    let app = json!({"application": {"name": "foreign"}});
    let foreign = scene.in_tenant(&other, "POST", "/api/application", Some(app)).await.ok();
    let foreign = text(&foreign["application"]["id"]);
    let taken = scene.register(json!({})).await["registration"]["id"].clone();
    let new = "00000000-0000-4000-8000-0000000000bb";
    let registrations = |list: Value| json!({"registrations": list});
    for (list, field, code) in [
        (
            json!([{"applicationId": foreign}]),
            "registrations[0].applicationId",
            "[invalid]users[0].registrations[0].applicationId",
        ),
        (
            json!([{"applicationId": first, "id": taken}]),
            "registrations[0].id",
            "[duplicate]users[0].registrations[0].id",
        ),
        (
            json!([{"applicationId": first, "id": new}, {"applicationId": second, "id": new}]),
            "registrations[1].id",
            "[duplicate]users[0].registrations[1].id",
        ),
        (
            json!([{"applicationId": first}, {"applicationId": first}]),
            "registrations[1].applicationId",
            "[duplicate]users[0].registrations[1].applicationId",
        ),
        (json!({}), "registrations", "[invalidJSON]"),
        (json!("none"), "registrations", "[invalidJSON]"),
    ] {
        let field = format!("users[0].{field}");
        refused(&scene, registrations(list), json!({}), &[(&field, &[code])]).await;
    }
    // Here only the user's `tenantId` names the tenant. The application must belong to this tenant.
    let user = json!({"email": "n@example.com", "tenantId": other, "registrations": [{"applicationId": first}]});
    let field = "users[0].registrations[0].applicationId";
    let code = "[invalid]users[0].registrations[0].applicationId";
    let answer = scene.post("/api/user/import", json!({"users": [user]})).await;
    answer.invalid(&[(field, &[code])]);
    let user = |email: &str| json!({"email": email, "tenantId": DEFAULT_TENANT, "registrations": [{"applicationId": first, "id": new}]});
    let users = json!({"users": [user("one@example.com"), user("two@example.com")]});
    let answer = scene.post("/api/user/import", users).await;
    answer
        .invalid(&[("users[1].registrations[0].id", &["[duplicate]users[1].registrations[0].id"])]);
    let path = "/api/user?email=one@example.com";
    scene.in_tenant(DEFAULT_TENANT, "GET", path, None).await.empty(404);
}

#[tokio::test]
async fn a_wrong_scheme_factor_or_salt_is_refused() {
    let scene = Scene::start().await;
    let hash = json!({"password": BCRYPT, "salt": BCRYPT_SALT});
    for (shared, field) in [
        (json!({"encryptionScheme": 5}), "encryptionScheme"),
        (json!({"encryptionScheme": ["bcrypt"]}), "encryptionScheme"),
        (json!({"encryptionScheme": "bcrypt", "factor": "ten"}), "factor"),
        (json!({"encryptionScheme": "bcrypt", "factor": 10.5}), "factor"),
        (json!({"encryptionScheme": "bcrypt", "factor": [10]}), "factor"),
    ] {
        refused(&scene, hash.clone(), shared, &[(field, &["[invalidJSON]"])]).await;
    }
    let own = json!({"encryptionScheme": {}, "password": "h"});
    refused(&scene, own, json!({}), &[("users[0].encryptionScheme", &["[invalidJSON]"])]).await;
    let unknown = json!({"encryptionScheme": "rot13"});
    refused(&scene, hash, unknown, &[("encryptionScheme", &["[invalid]encryptionScheme"])]).await;
    for unsalted in [json!({}), json!({"salt": null})] {
        let mut user = json!({"encryptionScheme": "salted-md5", "factor": 1, "password": "JdVa0oOqQAr0ZMdtcTwHrQ=="});
        json_patch::merge(&mut user, &unsalted);
        let expected: &[(&str, &[&str])] = &[("users[0].salt", &["[missing]users[0].salt"])];
        refused(&scene, user, json!({}), expected).await;
    }
    // The factor may also be a string of digits.
    let user = json!({"email": "new@example.com", "encryptionScheme": "bcrypt", "factor": "10", "password": BCRYPT, "salt": BCRYPT_SALT, "active": true});
    let body = json!({"users": [user], "factor": "10"});
    let path = "/api/user/import";
    scene.in_tenant(DEFAULT_TENANT, "POST", path, Some(body)).await.empty(200);
    let body = json!({"loginId": "new@example.com", "password": OLD});
    assert!([200, 202].contains(&scene.post("/api/login", body).await.status));
}

#[tokio::test]
async fn an_import_has_at_most_1000_plain_passwords_and_any_number_of_hashes() {
    let scene = Scene::start().await;
    let users = |members: Value| {
        let user = |number: usize| {
            let mut user = json!({"email": format!("{number}@example.com")});
            json_patch::merge(&mut user, &members);
            user
        };
        json!({"users": (0..1_001).map(user).collect::<Value>()})
    };
    let plain = users(json!({"password": PASSWORD}));
    let answer = scene.post("/api/user/import", plain).await;
    answer.invalid(&[("users", &["[tooMany]users"])]);
    let hash = json!({"encryptionScheme": "salted-md5", "factor": 1, "salt": "", "password": "JdVa0oOqQAr0ZMdtcTwHrQ=="});
    scene.post("/api/user/import", users(hash)).await.empty(200);
}

#[tokio::test]
async fn many_users_are_deactivated_or_deleted_by_ids_or_by_a_query() {
    let scene = Scene::start().await;
    let mut ids = Vec::new();
    for number in 0..4 {
        ids.push(scene.user(&format!("bulk-{number}@example.com")).await);
    }
    let two = format!("userId={}&userId={}", ids[0], ids[1]);
    let delete = async |query: &str| scene.delete(&format!("/api/user/bulk?{query}")).await.ok();
    let active = async |id: &str| match scene.get(&format!("/api/user/{id}")).await {
        answer if answer.status == 200 => Some(answer.json()["user"]["active"].clone()),
        _ => None,
    };
    let dry = delete(&format!("{two}&dryRun=true&hardDelete=true")).await;
    assert_eq!(
        (&dry["total"], &dry["dryRun"], &dry["hardDelete"]),
        (&json!(2), &json!(true), &json!(true))
    );
    assert_eq!(active(&ids[0]).await, Some(json!(true)));
    let soft = delete(&two).await;
    let mut deactivated: Vec<String> =
        soft["userIds"].as_array().unwrap().iter().map(text).collect();
    let mut wanted = ids[..2].to_vec();
    deactivated.sort();
    wanted.sort();
    assert_eq!(deactivated, wanted);
    assert_eq!(active(&ids[0]).await, Some(json!(false)));
    delete(&format!("{two}&hardDelete=true")).await;
    assert_eq!(active(&ids[0]).await, None);
    let headers = [("authorization", KEY), ("content-type", "application/json")];
    let by_query = async |body: Value| {
        let body = body.to_string();
        let call = super::scene::Call {
            method: "DELETE",
            path: "/api/user/bulk",
            headers: &headers,
            body: &body,
        };
        scene.call(&call).await
    };
    for (limit, code) in [
        (json!("x"), "[invalidJSON]"),
        (json!(1.5), "[invalidJSON]"),
        (json!(true), "[invalidJSON]"),
        (json!(-1), "[invalid]limit"),
        (json!("-1"), "[invalid]limit"),
    ] {
        let body = json!({"queryString": "email:bulk-*", "hardDelete": true, "limit": limit});
        by_query(body).await.invalid(&[("limit", &[code])]);
    }
    let bad = scene.delete("/api/user/bulk?queryString=email:bulk-*&limit=-1").await;
    bad.invalid(&[("limit", &["[invalid]limit"])]);
    assert_eq!(delete("queryString=email:bulk-*&limit=1&dryRun=true").await["total"], 1);
    let limited = json!({"queryString": "email:bulk-*", "hardDelete": true, "limit": "1"});
    assert_eq!(by_query(limited).await.ok()["total"], 1);
    let rest = json!({"queryString": "email:bulk-*", "hardDelete": true});
    assert_eq!(by_query(rest.clone()).await.ok()["total"], 1);
    let nobody = by_query(rest).await.ok();
    assert_eq!((&nobody["total"], nobody.get("userIds")), (&json!(0), None));
    assert_eq!(active(&scene.user).await, Some(json!(true)), "nobody else is deleted");
    assert_eq!(by_query(json!({})).await.status, 400);
    by_query(json!({"query": "{}"})).await.invalid(&[("query", &["[invalid]query"])]);
    by_query(json!({"queryString": "a OR b"}))
        .await
        .invalid(&[("queryString", &["[invalid]queryString"])]);
}
