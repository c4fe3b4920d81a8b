//! The CORS rules in the system configuration: which pages of other origins get answers.

use serde_json::{Value, json};

use super::scene::{KEY, Scene};
use crate::support::Answer;

const PATH: &str = "/api/system-configuration";
const PAGE: &str = "http://localhost:3000";
const OTHER: &str = "http://localhost:3001";

impl Scene {
    async fn cors(&self, rules: Value) -> Value {
        let body = json!({"systemConfiguration": {"corsConfiguration": rules}});
        let answer = self.keyed("PATCH", PATH, body).await.ok();
        answer["systemConfiguration"]["corsConfiguration"].clone()
    }

    /// Sends the preflight request that a browser sends before a request with this method.
    async fn preflight(&self, origin: &str, method: &str) -> Answer {
        let request = self.bench.request("OPTIONS", "/api/login").header("origin", origin);
        let request = request.header("access-control-request-method", method);
        Answer::of(request.header("access-control-request-headers", "x-mine")).await
    }

    async fn sent_by_page(&self, origin: &str, method: &str) -> Answer {
        let request = self.bench.request(method, PATH).header("authorization", KEY);
        Answer::of(request.header("origin", origin)).await
    }
}

#[tokio::test]
async fn the_system_configuration_is_complete_and_can_be_changed() {
    let scene = Scene::start().await;
    let system = scene.get(PATH).await.ok()["systemConfiguration"].clone();
    assert_eq!(system["corsConfiguration"]["allowedMethods"], json!(["GET", "OPTIONS"]));
    assert_eq!(system["corsConfiguration"]["enabled"], false);
    let changed = json!({"usageDataConfiguration": {"enabled": true}, "data": {"a": 1}});
    scene.patch(PATH, json!({"systemConfiguration": changed})).await.ok();
    let system = scene.get(PATH).await.ok()["systemConfiguration"].clone();
    assert_eq!(system["usageDataConfiguration"], json!({"enabled": true}));
    assert_eq!(system["corsConfiguration"]["preflightMaxAgeInSeconds"], 1800);
    scene.put(PATH, json!({"systemConfiguration": {}})).await.ok();
    let system = scene.get(PATH).await.ok()["systemConfiguration"].clone();
    assert_eq!(
        (&system["data"], &system["reportTimezone"]),
        (&json!({}), &json!("America/Denver"))
    );
    let wrong = json!({"systemConfiguration": {"corsConfiguration": {"enabled": 7}}});
    let field = "systemConfiguration.corsConfiguration.enabled";
    scene.patch(PATH, wrong).await.invalid(&[(field, &["[invalidJSON]"])]);
    let integrations = json!({"integrations": {"kafka": {"enabled": true}}});
    scene.put("/api/integration", integrations.clone()).await.ok();
    assert_eq!(scene.get("/api/integration").await.ok(), integrations);
}

#[tokio::test]
async fn enabled_cors_rules_refuse_pages_of_other_origins_that_are_not_listed() {
    let scene = Scene::start().await;
    let before = scene.preflight(OTHER, "DELETE").await;
    assert_eq!((before.status, before.header("access-control-allow-origin")), (204, "*"));
    let rules = json!({
        "enabled": true, "allowCredentials": true, "allowedOrigins": [PAGE],
        "allowedMethods": ["GET", "POST", "OPTIONS"], "preflightMaxAgeInSeconds": 0,
    });
    let rules = scene.cors(rules).await;
    assert_eq!(rules["allowedMethods"], json!(["GET", "OPTIONS", "POST"]));

    let allowed = scene.preflight(PAGE, "POST").await;
    assert_eq!(allowed.status, 204);
    for (name, value) in [
        ("access-control-allow-origin", PAGE),
        ("access-control-allow-credentials", "true"),
        ("access-control-allow-methods", "GET, OPTIONS, POST"),
        ("access-control-max-age", "0"),
        ("vary", "Origin"),
    ] {
        assert_eq!(allowed.header(name), value, "{name}");
    }
    assert!(allowed.header("access-control-allow-headers").contains("X-FusionAuth-TenantId"));
    let read = scene.sent_by_page(PAGE, "GET").await;
    assert_eq!((read.status, read.header("access-control-allow-origin")), (200, PAGE));

    for (origin, method) in [(OTHER, "POST"), (PAGE, "DELETE"), ("null", "GET")] {
        scene.preflight(origin, method).await.empty(403);
    }
    scene.sent_by_page(OTHER, "GET").await.empty(403);
    scene.sent_by_page(PAGE, "PUT").await.empty(403);
    // The rules apply neither to the server's own pages nor to programs that send no origin.
    assert_eq!(scene.sent_by_page(&scene.bench.url, "GET").await.status, 200);
    assert_eq!(scene.get("/api/tenant").await.status, 200);

    scene.cors(json!({"allowCredentials": false, "allowedOrigins": ["*"]})).await;
    assert_eq!(scene.preflight(OTHER, "GET").await.header("access-control-allow-origin"), "*");
}
