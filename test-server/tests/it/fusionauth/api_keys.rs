//! Creating API keys: the required rights, the rights of new keys, and invalid keys.

use serde_json::{Value, json};

use super::scene::{DEFAULT_TENANT, KEY, Scene};
use crate::support::{Answer, text};

const MANAGER: &str = "manager-key-000000000000000000000000000";
const PLAIN: &str = "plain-key-00000000000000000000000000000";

impl Scene {
    async fn keyed_with(&self, key: &str, method: &str, path: &str, body: Value) -> Answer {
        let request = self.bench.request(method, path).header("authorization", key);
        Answer::of(request.json(&body)).await
    }

    /// Creates a key, authorized by `key`.
    async fn make_key(&self, key: &str, members: Value) -> Answer {
        self.keyed_with(key, "POST", "/api/api-key", json!({"apiKey": members})).await
    }

    async fn tenants(&self, key: &str) -> Answer {
        self.keyed_with(key, "GET", "/api/tenant", json!({})).await
    }
}

#[tokio::test]
async fn only_a_key_manager_creates_keys_and_new_keys_are_not_key_managers() {
    let scene = Scene::start().await;
    let keys = json!([{"key": KEY}, {"key": PLAIN}, {"key": MANAGER, "key_manager": true}]);
    scene.switch(json!({"api_keys": keys})).await;
    for key in [KEY, PLAIN] {
        scene.make_key(key, json!({})).await.empty(401);
    }
    let made = scene.make_key(MANAGER, json!({"keyManager": true})).await.ok();
    assert_eq!(made["apiKey"]["keyManager"], json!(false));
    let made = text(&made["apiKey"]["key"]);
    assert_eq!(scene.tenants(&made).await.status, 200);
    scene.make_key(&made, json!({})).await.empty(401);
    // A kickstart can create key managers.
    let key = json!({"key": "from kickstart", "keyManager": true});
    let answer = scene.bench.post("/_test/kickstart", json!({"apiKeys": [key]})).await;
    assert_eq!(answer.status, 204, "{answer:?}");
    scene.make_key("from kickstart", json!({})).await.ok();
}

#[tokio::test]
async fn an_invalid_key_is_refused_and_grants_nothing() {
    let scene = Scene::start().await;
    let wrong = "[invalidJSON]";
    for (field, members) in [
        ("permissions", json!({"permissions": []})),
        ("permissions", json!({"permissions": "all"})),
        ("permissions.endpoints", json!({"permissions": {"endpoints": ["/api/user"]}})),
        ("permissions.endpoints", json!({"permissions": {"endpoints": "/api/user"}})),
        ("permissions.endpoints", json!({"permissions": {"endpoints": {"/api/user": "GET"}}})),
        ("permissions.endpoints", json!({"permissions": {"endpoints": {"/api/user": [1]}}})),
        ("permissions.endpoints", json!({"permissions": {"endpoints": {"/api/user": null}}})),
        ("tenantId", json!({"tenantId": 7})),
        ("tenantId", json!({"tenantId": "nowhere"})),
        ("expirationInstant", json!({"expirationInstant": "tomorrow"})),
    ] {
        let mut members = members;
        members["key"] = json!("of the wrong form");
        let answer = scene.make_key(KEY, members.clone()).await;
        answer.invalid(&[(&format!("apiKey.{field}"), &[wrong])]);
        let answer = scene.bench.post("/_test/kickstart", json!({"apiKeys": [members]})).await;
        assert_eq!(answer.status, 400, "{members}: {answer:?}");
        let error = text(&answer.json()["error"]);
        assert!(error.contains(&format!("apiKeys[0].{field}")), "{error}");
        scene.tenants("of the wrong form").await.empty(401);
    }
    // An empty list of methods allows nothing.
    let none = json!({"key": "none", "permissions": {"endpoints": {"/api/tenant": []}}});
    scene.make_key(KEY, none).await.ok();
    scene.tenants("none").await.empty(401);
}

#[tokio::test]
async fn a_key_cannot_grant_more_than_its_own_permissions() {
    let scene = Scene::start().await;
    let permissions = json!({"/api/api-key": ["POST"], "/api/tenant": ["GET"]});
    let manager = json!({"key": MANAGER, "key_manager": true, "permissions": permissions});
    scene.switch(json!({"api_keys": [{"key": KEY}, manager]})).await;
    for endpoints in [
        json!({}),
        json!({"/api/tenant": ["GET", "DELETE"]}),
        json!({"/api/tenant": ["GET"], "/api/user": ["GET"]}),
    ] {
        let more = json!({"permissions": {"endpoints": endpoints}});
        let field = "apiKey.permissions.endpoints";
        let code = "[invalid]apiKey.permissions.endpoints";
        scene.make_key(MANAGER, more).await.invalid(&[(field, &[code])]);
    }
    let less = json!({"permissions": {"endpoints": {"/api/tenant": ["GET"]}}});
    let made = scene.make_key(MANAGER, less).await.ok();
    assert_eq!(scene.tenants(&text(&made["apiKey"]["key"])).await.status, 200);
}

#[tokio::test]
async fn a_key_of_a_tenant_creates_keys_only_for_its_tenant() {
    let scene = Scene::start().await;
    let other = scene.tenant("Other").await;
    let manager = json!({"key": MANAGER, "key_manager": true, "tenant_id": other});
    let keys = json!([{"key": KEY, "key_manager": true}, manager]);
    scene.switch(json!({"api_keys": keys})).await;
    let theirs = json!({"key": PLAIN, "tenantId": DEFAULT_TENANT});
    let made = scene.keyed("POST", "/api/api-key", json!({"apiKey": theirs})).await.ok();
    let foreign = scene.make_key(MANAGER, json!({"tenantId": DEFAULT_TENANT})).await;
    foreign.invalid(&[("apiKey.tenantId", &["[invalid]apiKey.tenantId"])]);
    for taken in [PLAIN, KEY] {
        let answer = scene.make_key(MANAGER, json!({"key": taken})).await;
        answer.invalid(&[("apiKey.key", &["[duplicate]apiKey.key"])]);
    }
    let path = format!("/api/api-key/{}", text(&made["apiKey"]["id"]));
    let answer = scene.keyed_with(MANAGER, "POST", &path, json!({"apiKey": {}})).await;
    answer.invalid(&[("keyId", &["[duplicate]keyId"])]);
    let tenants = scene.tenants(PLAIN).await.ok();
    assert_eq!(tenants["tenants"][0]["id"], DEFAULT_TENANT);
    let own = scene.make_key(MANAGER, json!({})).await.ok();
    assert_eq!(own["apiKey"]["tenantId"], json!(other));
    let tenants = scene.tenants(&text(&own["apiKey"]["key"])).await.ok();
    assert_eq!(tenants["tenants"].as_array().unwrap().len(), 1);
    assert_eq!(tenants["tenants"][0]["id"], json!(other));
}

#[tokio::test]
async fn a_kickstart_changes_the_permissions_of_a_key_that_the_settings_already_have() {
    let scene = Scene::start().await;
    let permissions = json!({"endpoints": {"/api/tenant": ["GET"]}});
    let key = json!({"key": KEY, "permissions": permissions});
    let answer = scene.bench.post("/_test/kickstart", json!({"apiKeys": [key]})).await;
    assert_eq!(answer.status, 204, "{answer:?}");
    scene.tenants(KEY).await.ok();
    scene.get("/api/application").await.empty(401);
}

#[tokio::test]
async fn an_expired_key_is_refused_and_cannot_be_created_again() {
    let scene = Scene::start().await;
    let now = scene.get(&format!("/api/user/{}", scene.user)).await.ok()["user"]["insertInstant"]
        .as_i64()
        .unwrap();
    let key = json!({"key": PLAIN, "expirationInstant": now + 600_000});
    scene.make_key(KEY, key).await.ok();
    scene.tenants(PLAIN).await.ok();
    scene.bench.advance(601).await;
    scene.tenants(PLAIN).await.empty(401);
    let again = scene.make_key(KEY, json!({"key": PLAIN})).await;
    again.invalid(&[("apiKey.key", &["[duplicate]apiKey.key"])]);
}
