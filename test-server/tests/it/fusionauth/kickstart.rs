//! Kickstart documents: requests that fill a server, at its start or through the control API.

use serde_json::{Value, json};
use tempfile::TempDir;

use super::scene::{DEFAULT_TENANT, NOBODY};
use crate::process::{Process, path, run};
use crate::support::{Answer, Bench, text};

const APPLICATION: &str = "85a03867-dccf-4882-adde-1a79aeec50df";
const ADMIN: &str = "00000000-0000-0000-0000-000000000001";
const KEY: &str = "kickstart-key-00000000000000000000000000";

/// A document like the one in the tests of FusionAuth's own clients.
fn kickstart() -> Value {
    json!({
        "variables": {
            "apiKey": KEY, "applicationId": APPLICATION, "email": "admin@fusionauth.io",
            "generated": "#{UUID()}", "tenant": "#{FUSIONAUTH_TENANT_ID}",
        },
        "apiKeys": [{"key": "#{apiKey}", "description": "unrestricted"}],
        "requests": [
            {
                "method": "POST", "url": "/api/application/#{applicationId}",
                "tenantId": "#{tenant}",
                "body": {"application": {
                    "name": "Kick #{email}",
                    "roles": [{"name": "dev"}, {"name": "ceo"}, {"name": "intern"}],
                    "loginConfiguration": {"generateRefreshTokens": true},
                }},
            },
            {"method": "POST", "url": "/api/application/#{generated}",
             "body": {"application": {"name": "generated"}}},
            {
                "method": "POST",
                "url": format!("/api/user/registration/{ADMIN}"),
                "body": {
                    "user": {"email": "#{email}", "password": "password"},
                    "registration": {"applicationId": "#{applicationId}", "roles": ["ceo"]},
                },
            },
            {"method": "POST", "url": format!("/api/user/registration/{ADMIN}"),
             "body": {"registration": {"applicationId": "#{generated}"}}},
        ],
    })
}

async fn post(bench: &Bench, document: Value) -> Answer {
    bench.post("/_test/kickstart", document).await
}

async fn get(bench: &Bench, path: &str) -> Answer {
    Answer::of(bench.request("GET", path).header("authorization", KEY)).await
}

/// Checks that the server has the objects of the document from `kickstart`.
async fn kicked(bench: &Bench) {
    let user = get(bench, &format!("/api/user/{ADMIN}")).await.ok()["user"].clone();
    assert_eq!(user["email"], "admin@fusionauth.io");
    assert_eq!(user["registrations"].as_array().map(Vec::len), Some(2), "{user}");
    let made = get(bench, &format!("/api/application/{APPLICATION}")).await.ok();
    assert_eq!(made["application"]["name"], "Kick admin@fusionauth.io");
    assert_eq!(made["application"]["tenantId"], DEFAULT_TENANT);
    let login = json!({
        "loginId": "admin@fusionauth.io", "password": "password", "applicationId": APPLICATION,
    });
    let request = bench.request("POST", "/api/login").header("authorization", KEY).json(&login);
    let login = Answer::of(request).await.ok();
    assert!(!text(&login["refreshToken"]).is_empty());
    assert_eq!(crate::support::jwt_part(&text(&login["token"]), 1)["roles"], json!(["ceo"]));
}

#[tokio::test]
async fn a_kickstart_fills_the_server_and_replaces_variables() {
    let bench = Bench::start().await;
    let answer = post(&bench, kickstart()).await;
    assert!((200..300).contains(&answer.status), "{answer:?}");
    kicked(&bench).await;
}

#[tokio::test]
async fn a_kickstart_file_is_applied_at_the_start() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("kickstart.json");
    std::fs::write(&file, kickstart().to_string()).unwrap();
    let server = Process::start(&["--database", ":memory:", "--kickstart", path(&file)]).await;
    kicked(&Bench::at(&server.url)).await;
    server.stop("TERM").await;
}

#[tokio::test]
async fn an_unsupported_request_is_named_in_the_error() {
    let bench = Bench::start().await;
    let requests = json!([{"method": "POST", "url": "/api/no-such-thing/7", "body": {}}]);
    let document = json!({"variables": {}, "requests": requests});
    let answer = post(&bench, document.clone()).await;
    assert!((400..500).contains(&answer.status), "{answer:?}");
    let error = text(&answer.json()["error"]);
    assert!(error.contains("POST") && error.contains("/api/no-such-thing/7"), "{error}");
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("kickstart.json");
    std::fs::write(&file, document.to_string()).unwrap();
    let ended = run(&["--port", "0", "--database", ":memory:", "--kickstart", path(&file)]).await;
    assert!(matches!(ended.status.code(), Some(code) if code != 0));
    assert!(ended.stderr.contains("/api/no-such-thing/7"), "{}", ended.stderr);
    assert!(!ended.stderr.contains(":memory:"), "the database is not at fault: {}", ended.stderr);
    assert_eq!(ended.stdout, "");
}

#[tokio::test]
async fn a_request_of_a_kickstart_must_be_a_post_a_put_or_a_patch() {
    let bench = Bench::start().await;
    for method in ["GET", "DELETE", "post"] {
        let request = json!({"method": method, "url": "/api/tenant"});
        let answer = post(&bench, json!({"requests": [request]})).await;
        let error = text(&answer.json()["error"]);
        let rule = "must have the method POST, PUT or PATCH";
        assert!(error.contains(&format!("requests[0] {method} /api/tenant {rule}")), "{error}");
    }
}

#[tokio::test]
async fn a_refused_request_is_named_in_the_error_with_its_answer() {
    let bench = Bench::start().await;
    let body = json!({"registration": {"applicationId": APPLICATION}});
    let url = format!("/api/user/registration/{NOBODY}");
    let document = json!({"requests": [{"method": "POST", "url": url, "body": body}]});
    let answer = post(&bench, document).await;
    assert!((400..500).contains(&answer.status), "{answer:?}");
    let error = text(&answer.json()["error"]);
    assert!(error.contains(&url) && error.contains("400"), "{error}");
}

#[tokio::test]
async fn an_invalid_kickstart_is_refused() {
    let bench = Bench::start().await;
    for document in [
        json!([]),
        json!({"requests": {}}),
        json!({"requests": [{"url": "/api/user"}]}),
        json!({"requests": [{"method": "POST", "url": "/api/user/#{nothing}", "body": {}}]}),
    ] {
        let answer = post(&bench, document.clone()).await;
        assert!((400..500).contains(&answer.status), "{document}: {answer:?}");
        assert!(!text(&answer.json()["error"]).is_empty());
    }
    let answer = Answer::of(bench.request("POST", "/_test/kickstart").body("{")).await;
    assert!((400..500).contains(&answer.status), "{answer:?}");
}

#[tokio::test]
async fn a_kickstart_chooses_the_ids_of_the_tenant_and_of_the_tenant_manager() {
    let bench = Bench::start().await;
    let (tenant, manager) = (uuid::Uuid::new_v4().to_string(), uuid::Uuid::new_v4().to_string());
    let document = |tenant: &str, manager: &str| {
        json!({
            "variables": {"defaultTenantId": tenant, "tenantManagerApplicationId": manager},
            "apiKeys": [{"key": KEY}],
            "requests": [{
                "method": "POST",
                "url": "/api/application",
                "tenantId": "#{FUSIONAUTH_TENANT_ID}",
                "body": {"application": {
                    "name": "#{TENANT_MANAGER_ID} #{FUSIONAUTH_TENANT_MANAGER_APPLICATION_ID}",
                    "data": {"form": "#{FUSIONAUTH_FORM[adminUser]_ID}",
                             "lambda": "#{FUSIONAUTH_LAMBDA[OpenIDReconcile]_ID}"},
                    "jwtConfiguration": {
                        "enabled": true, "accessTokenKeyId": "#{FUSIONAUTH_DEFAULT_SIGNING_KEY_ID}",
                    },
                }},
            }],
        })
    };
    for wrong in [document("default", &manager), document(&tenant, "7")] {
        let error = text(&post(&bench, wrong).await.json()["error"]);
        assert!(error.contains("must be a UUID"), "{error}");
    }
    assert_eq!(post(&bench, document(&tenant, &manager)).await.status, 204);
    let applications = get(&bench, "/api/application").await.ok()["applications"].clone();
    let applications = applications.as_array().unwrap();
    assert!(applications.iter().all(|application| application["tenantId"] == json!(tenant)));
    let named = |name: &str| applications.iter().find(|application| application["name"] == name);
    let tenant_manager = named("Tenant manager").unwrap();
    assert_eq!(tenant_manager["id"], json!(manager));
    assert_eq!(tenant_manager["roles"][0]["id"], "631ecd9d-8d40-4c13-8277-80cedb823714");
    assert!(named(&format!("{manager} {manager}")).is_some(), "{applications:?}");

    let other = uuid::Uuid::new_v4().to_string();
    let error = text(&post(&bench, document(&other, &manager)).await.json()["error"]);
    assert!(error.contains("defaultTenantId"), "{error}");
}
