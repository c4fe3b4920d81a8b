//! Servers with more than one tenant, and the settings of a tenant.

use serde_json::{Value, json};

use super::scene::{DEFAULT_TENANT, EMAIL, NOBODY, PASSWORD, Scene};
use crate::support::text;

const REQUIRED: &str = "A Tenant Id is required to complete this request. To complete this \
                        request, you may assign a Tenant to your API key, or add the \
                        X-FusionAuth-TenantId HTTP request header with the Tenant Id.";

fn bob() -> Value {
    json!({"user": {"email": "bob@example.com", "password": PASSWORD}})
}

#[tokio::test]
async fn with_two_tenants_a_request_for_a_new_user_must_name_a_tenant() {
    let scene = Scene::start().await;
    let other = scene.tenant("Other").await;
    let answer = scene.post("/api/user", bob()).await;
    answer.general("[TenantIdRequired]");
    assert_eq!(answer.json()["generalErrors"][0]["message"], REQUIRED);
    let made = scene.in_tenant(&other, "POST", "/api/user", Some(bob())).await.ok();
    assert_eq!(made["user"]["tenantId"], json!(other));
    let path = format!("/api/user/{}", text(&made["user"]["id"]));
    scene.in_tenant(DEFAULT_TENANT, "GET", &path, None).await.empty(404);
    scene.in_tenant(&other, "GET", &path, None).await.ok();
    scene.get(&path).await.ok();
    // An empty header names no tenant.
    scene.in_tenant("", "POST", "/api/user", Some(bob())).await.general("[TenantIdRequired]");
}

#[tokio::test]
async fn an_address_is_unique_only_within_its_tenant() {
    let scene = Scene::start().await;
    let other = scene.tenant("Other").await;
    let ada = json!({"user": {"email": EMAIL, "password": "another horse 2"}});
    let made = scene.in_tenant(&other, "POST", "/api/user", Some(ada.clone())).await.ok();
    let twice = scene.in_tenant(&other, "POST", "/api/user", Some(ada)).await;
    twice.invalid(&[("user.email", &["[duplicate]user.email"])]);
    let path = format!("/api/user?email={EMAIL}");
    scene.get(&path).await.general("[TenantIdRequired]");
    let found = scene.in_tenant(&other, "GET", &path, None).await.ok();
    assert_eq!(found["user"]["id"], made["user"]["id"]);
    let found = scene.in_tenant(DEFAULT_TENANT, "GET", &path, None).await.ok();
    assert_eq!(found["user"]["id"], json!(scene.user));
    // Each password works only in its own tenant.
    let login = json!({"loginId": EMAIL, "password": PASSWORD});
    scene.post("/api/login", login.clone()).await.general("[TenantIdRequired]");
    scene.in_tenant(&other, "POST", "/api/login", Some(login.clone())).await.empty(404);
    let logged_in = scene.in_tenant(DEFAULT_TENANT, "POST", "/api/login", Some(login)).await.ok();
    assert_eq!(logged_in["user"]["id"], json!(scene.user));
    // A login that names an application needs no header: the server uses the tenant of the application.
    assert_eq!(scene.login(&scene.a, PASSWORD).await.status, 202);
    scene.login(&scene.a, "another horse 2").await.empty(404);
}

#[tokio::test]
async fn the_application_decides_the_tenant_of_a_new_user_unless_strict_tenant_is_on() {
    let scene = Scene::start().await;
    let other = scene.tenant("Other").await;
    let application = json!({"application": {"name": "theirs"}});
    scene.post("/api/application", application.clone()).await.general("[TenantIdRequired]");
    let mut named = application.clone();
    named["application"]["tenantId"] = json!(other);
    scene.post("/api/application", named).await.general("[TenantIdRequired]");
    let made = scene.in_tenant(&other, "POST", "/api/application", Some(application)).await.ok();
    assert_eq!(made["application"]["tenantId"], json!(other));
    let theirs = text(&made["application"]["id"]);
    let mut body = bob();
    body["registration"] = json!({"applicationId": theirs});
    scene.switch(json!({"strict_tenant": true})).await;
    let answer = scene.post("/api/user/registration", body.clone()).await;
    answer.general("[TenantIdRequired]");
    scene.switch(json!({"strict_tenant": false})).await;
    let made = scene.post("/api/user/registration", body).await.ok();
    assert_eq!(made["user"]["tenantId"], json!(other));
}

#[tokio::test]
async fn no_request_reads_or_changes_an_object_of_another_tenant() {
    let scene = Scene::start().await;
    scene.register(json!({"username": "ada"})).await;
    let before = scene.registration().await;
    let other = scene.tenant("Other").await;
    let application = json!({"application": {"name": "theirs"}});
    let made = scene.in_tenant(&other, "POST", "/api/application", Some(application)).await.ok();
    let theirs = text(&made["application"]["id"]);
    // A user cannot be registered for an application of another tenant.
    let body = json!({"registration": {"applicationId": theirs}});
    let answer = scene.post(&scene.path(), body).await;
    let code = "[invalid]registration.applicationId";
    answer.invalid(&[("registration.applicationId", &[code])]);
    // If the header names the other tenant, neither the user nor the application is found.
    let body = json!({"registration": {"applicationId": scene.a, "username": "eve"}});
    for (method, path) in [
        ("GET", scene.path_a()),
        ("PUT", scene.path()),
        ("PUT", scene.path_a()),
        ("PATCH", scene.path_a()),
        ("DELETE", scene.path_a()),
        ("DELETE", format!("/api/user/{}", scene.user)),
        ("GET", format!("/api/application/{}", scene.a)),
    ] {
        let sent = matches!(method, "PUT" | "PATCH").then(|| body.clone());
        scene.in_tenant(&other, method, &path, sent).await.empty(404);
    }
    let fresh = scene.application_in(DEFAULT_TENANT).await;
    let body = json!({"registration": {"applicationId": fresh}});
    let answer = scene.in_tenant(&other, "POST", &scene.path(), Some(body)).await;
    assert_eq!(answer.status, 400, "{answer:?}");
    assert_eq!(scene.registration().await, before);
}

#[tokio::test]
async fn an_unknown_tenant_is_refused() {
    let scene = Scene::start().await;
    let path = format!("/api/user/{}", scene.user);
    scene.in_tenant(NOBODY, "GET", &path, None).await.empty(404);
    let malformed = scene.in_tenant("not a uuid", "GET", &path, None).await;
    assert_eq!(malformed.status, 400, "{malformed:?}");
    assert!(malformed.json().is_object());
}

#[tokio::test]
async fn a_tenant_can_be_a_copy_of_another() {
    let scene = Scene::start().await;
    let source = scene.tenant("Source").await;
    let change = json!({"tenant": {"issuer": "source.example", "data": {"a": 1, "b": 2}}});
    scene.patch(&format!("/api/tenant/{source}"), change).await.ok();
    let copy = |source: &str, tenant: Value| json!({"sourceTenantId": source, "tenant": tenant});
    let own = json!({"name": "Copy", "data": {"b": 3}});
    let made = scene.post("/api/tenant", copy(&source, own)).await.ok()["tenant"].clone();
    assert_eq!((&made["name"], &made["issuer"]), (&json!("Copy"), &json!("source.example")));
    assert_eq!(made["data"], json!({"a": 1, "b": 3}));
    assert_ne!(made["id"], json!(source));
    let unknown = scene.post("/api/tenant", copy(NOBODY, json!({"name": "Third"}))).await;
    unknown.invalid(&[("sourceTenantId", &["[invalid]sourceTenantId"])]);
    let nameless = scene.post("/api/tenant", copy(&source, json!({}))).await;
    nameless.invalid(&[("tenant.name", &["[blank]tenant.name"])]);
}

#[tokio::test]
async fn a_tenant_has_its_own_issuer() {
    let scene = Scene::start().await;
    scene.patch_tenant(json!({"issuer": "issuer.example.com"})).await;
    let token = text(&scene.register(json!({})).await["token"]);
    assert_eq!(crate::support::jwt_part(&token, 1)["iss"], "issuer.example.com");
}

#[tokio::test]
async fn members_that_the_server_uses_must_have_the_right_type() {
    let scene = Scene::start().await;
    let tenant = format!("/api/tenant/{DEFAULT_TENANT}");
    let application = format!("/api/application/{}", scene.a);
    let before = (scene.get(&tenant).await.ok(), scene.get(&application).await.ok());
    for (path, object, name, member, wrong) in [
        (&tenant, "tenant", "jwtConfiguration", "timeToLiveInSeconds", json!("soon")),
        (&tenant, "tenant", "jwtConfiguration", "refreshTokenUsagePolicy", json!("Sometimes")),
        (&tenant, "tenant", "emailConfiguration", "verificationStrategy", json!("Pigeon")),
        (&tenant, "tenant", "emailConfiguration", "verifyEmail", json!(7)),
        (&tenant, "tenant", "passwordValidationRules", "minLength", json!([])),
        (
            &tenant,
            "tenant",
            "failedAuthenticationConfiguration",
            "actionDurationUnit",
            json!("EONS"),
        ),
        (&application, "application", "loginConfiguration", "allowTokenRefresh", json!("perhaps")),
        (&application, "application", "unverified", "behavior", json!("Refuse")),
    ] {
        let patch = json!({object: {name: {member: wrong}}});
        let field = format!("{object}.{name}.{member}");
        scene.patch(path, patch).await.invalid(&[(&field, &["[invalidJSON]"])]);
    }
    let wrong = scene.patch(&application, json!({"application": {"active": "perhaps"}})).await;
    wrong.invalid(&[("application.active", &["[invalidJSON]"])]);
    assert_eq!((scene.get(&tenant).await.ok(), scene.get(&application).await.ok()), before);
    // A number that is sent as a string is accepted, too.
    scene.patch_tenant(json!({"jwtConfiguration": {"timeToLiveInSeconds": "60"}})).await;
    let login = json!({"loginId": EMAIL, "password": PASSWORD});
    let token = text(&scene.post("/api/login", login).await.ok()["token"]);
    let claims = crate::support::jwt_part(&token, 1);
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 60);
}

#[tokio::test]
async fn lifetimes_and_limits_must_be_greater_than_0() {
    let scene = Scene::start().await;
    let tenant = format!("/api/tenant/{DEFAULT_TENANT}");
    let application = format!("/api/application/{}", scene.a);
    let refuse = async |path: &str, field: &str, number: i64| {
        let body = field.rsplit('.').fold(json!(number), |value, name| json!({name: value}));
        let code = format!("[invalid]{field}");
        scene.patch(path, body).await.invalid(&[(field, &[&code])]);
    };
    for field in [
        "externalIdentifierConfiguration.passwordlessLoginTimeToLiveInSeconds",
        "externalIdentifierConfiguration.twoFactorIdTimeToLiveInSeconds",
        "failedAuthenticationConfiguration.actionDuration",
        "failedAuthenticationConfiguration.resetCountInSeconds",
        "failedAuthenticationConfiguration.tooManyAttempts",
        "jwtConfiguration.refreshTokenTimeToLiveInMinutes",
        "jwtConfiguration.timeToLiveInSeconds",
        "maximumPasswordAge.days",
        "minimumPasswordAge.seconds",
        "passwordValidationRules.maxLength",
        "passwordValidationRules.rememberPreviousPasswords.count",
    ] {
        for number in [0, -1] {
            refuse(&tenant, &format!("tenant.{field}"), number).await;
        }
    }
    refuse(&tenant, "tenant.passwordValidationRules.maxLength", 257).await;
    for name in [
        "externalIdentifierConfiguration.twoFactorTrustIdTimeToLiveInSeconds",
        "jwtConfiguration.refreshTokenTimeToLiveInMinutes",
        "jwtConfiguration.timeToLiveInSeconds",
    ] {
        refuse(&application, &format!("application.{name}"), 0).await;
    }
    // The numbers of a configuration that is not enabled do not count.
    let off = json!({"enabled": false, "timeToLiveInSeconds": 0});
    scene.patch(&application, json!({"application": {"jwtConfiguration": off}})).await.ok();
}

#[tokio::test]
async fn a_new_tenant_shows_its_defaults_and_the_key_of_its_access_tokens() {
    let scene = Scene::start().await;
    let path = format!("/api/tenant/{}", scene.tenant("Shop").await);
    let tenant = scene.get(&path).await.ok()["tenant"].clone();
    assert_eq!(tenant["maximumPasswordAge"], json!({"days": 180, "enabled": false}));
    assert_eq!(tenant["minimumPasswordAge"], json!({"enabled": false, "seconds": 30}));
    let failures = &tenant["failedAuthenticationConfiguration"];
    assert_eq!(failures["actionCancelPolicy"], json!({"onPasswordReset": false}));
    let tokens = &tenant["jwtConfiguration"];
    let revocation = json!({"onLoginPrevented": true, "onPasswordChanged": true});
    assert_eq!(tokens["refreshTokenRevocationPolicy"], revocation);
    assert!(tokens["accessTokenKeyId"].is_string(), "{tokens}");
    // A tenant that is sent back unchanged still uses the default key of the configured algorithm.
    let put = scene.put(&path, json!({"tenant": tenant})).await.ok();
    assert_eq!(&put["tenant"]["jwtConfiguration"], tokens);
    scene.switch(json!({"signing_algorithm": "ES256"})).await;
    let other = scene.get(&path).await.ok()["tenant"]["jwtConfiguration"].clone();
    assert!(other["accessTokenKeyId"].is_string(), "{other}");
    assert_ne!(other["accessTokenKeyId"], tokens["accessTokenKeyId"]);
}

impl Scene {
    async fn application_in(&self, tenant: &str) -> String {
        let body = json!({"application": {"name": format!("in {tenant}")}});
        let answer = self.in_tenant(tenant, "POST", "/api/application", Some(body)).await;
        text(&answer.ok()["application"]["id"])
    }
}

#[tokio::test]
async fn an_asynchronous_deletion_of_a_tenant_has_the_status_202() {
    let scene = Scene::start().await;
    for (query, status) in [("?async=true", 202), ("?async=false", 200)] {
        let path = format!("/api/tenant/{}", scene.tenant("Other").await);
        scene.delete(&format!("{path}{query}")).await.empty(status);
        scene.get(&path).await.empty(404);
    }
}
