//! Webhooks as objects: how they are made, checked, changed and found. Also the list of sent events.

use serde_json::{Value, json};

use super::receiver::Receiver;
use super::webhook;
use crate::fusionauth::scene::{NOBODY, Scene};
use crate::support::{Answer, text};

#[tokio::test]
async fn a_webhook_is_made_read_changed_found_and_deleted() {
    let scene = Scene::start().await;
    let made = json!({"url": "http://localhost:9/a", "connectTimeout": 1, "readTimeout": 2});
    let made = scene.post("/api/webhook", json!({"webhook": made})).await.ok()["webhook"].clone();
    let path = format!("/api/webhook/{}", text(&made["id"]));
    assert_eq!((&made["global"], &made["tenantIds"]), (&json!(false), &json!([])));
    assert_eq!(scene.get(&path).await.ok()["webhook"], made);
    assert_eq!(scene.get("/api/webhook").await.ok(), json!({"webhooks": [made]}));
    let patch =
        json!({"webhook": {"description": "Billing", "eventsEnabled": {"user.create": true}}});
    let patched = scene.patch(&path, patch).await.ok()["webhook"].clone();
    assert_eq!((&patched["url"], &patched["description"]), (&made["url"], &json!("Billing")));
    assert_eq!(patched["insertInstant"], made["insertInstant"]);
    let other = json!({"url": "http://localhost:9/b", "connectTimeout": 1, "readTimeout": 2});
    let replaced = scene.put(&path, json!({"webhook": other})).await.ok()["webhook"].clone();
    assert_eq!((&replaced["id"], replaced.get("description")), (&made["id"], None));
    let again = scene.post(&path, json!({"webhook": other})).await;
    again.invalid(&[("webhookId", &["[duplicate]webhookId"])]);
    scene.hook(webhook("http://localhost:9/c")).await;
    for (search, total) in [
        (json!({"url": "localhost:9"}), 2),
        (json!({"url": "*/B*"}), 1),
        (json!({"url": "http*"}), 2),
        (json!({"url": "localhost*"}), 0),
        (json!({"url": "HTTP*9*/c"}), 1),
        (json!({"description": "billing"}), 0),
        (json!({"tenantId": NOBODY}), 1),
        (json!({"numberOfResults": 1}), 2),
    ] {
        let found = scene.post("/api/webhook/search", json!({"search": search})).await.ok();
        assert_eq!(found["total"], total, "{found}");
        let shown = found["webhooks"].as_array().unwrap().len();
        assert_eq!(shown, if total == 2 && search["numberOfResults"] == 1 { 1 } else { total });
    }
    assert_eq!(scene.get("/api/webhook/search?url=9/c").await.ok()["total"], 1);
    scene.delete(&path).await.empty(200);
    for answer in [scene.get(&path).await, scene.delete(&path).await] {
        answer.empty(404);
    }
}

#[tokio::test]
async fn a_search_for_webhooks_is_sorted_as_the_request_wants() {
    let scene = Scene::start().await;
    let (one, two) = ("http://localhost:9/1", "http://localhost:9/2");
    scene.hook(webhook(two)).await;
    scene.bench.advance(1).await;
    scene.hook(webhook(one)).await;
    for (order, expected) in [
        ("url", [one, two]),
        ("url DESC", [two, one]),
        ("insertInstant asc", [two, one]),
        ("insertInstant DESC", [one, two]),
    ] {
        let search = json!({"search": {"orderBy": order}});
        let found = scene.post("/api/webhook/search", search).await.ok();
        let found = found["webhooks"].as_array().unwrap().iter().map(|hook| text(&hook["url"]));
        assert_eq!(found.collect::<Vec<_>>(), expected, "{order}");
    }
    for order in ["readTimeout", "url UP", "url ASC DESC", " "] {
        let search = json!({"search": {"orderBy": order}});
        let refused = scene.post("/api/webhook/search", search).await;
        refused.invalid(&[("search.orderBy", &["[invalid]search.orderBy"])]);
    }
}

#[tokio::test]
async fn a_webhook_can_be_changed_after_one_of_its_tenants_was_deleted() {
    let scene = Scene::start().await;
    let other = scene.tenant("other").await;
    let mut hook = webhook("http://localhost:9/");
    hook["tenantIds"] = json!([other]);
    let path = format!("/api/webhook/{}", scene.hook(hook).await);
    assert_eq!(scene.delete(&format!("/api/tenant/{other}")).await.status, 200);
    let patch = async |members: Value| scene.patch(&path, json!({"webhook": members})).await;
    let patched = patch(json!({"description": "Billing"})).await.ok();
    assert_eq!(patched["webhook"]["tenantIds"], json!([other]));
    let field = "webhook.tenantIds";
    patch(json!({"tenantIds": [NOBODY]}))
        .await
        .invalid(&[(field, &[&format!("[invalid]{field}")])]);
}

#[tokio::test]
async fn a_webhook_that_cannot_work_is_refused() {
    let scene = Scene::start().await;
    let refused = async |change: Value, expected: &[(&str, &[&str])]| {
        let mut webhook = webhook("http://localhost:9/");
        for (name, value) in change.as_object().unwrap() {
            webhook[name] = value.clone();
        }
        scene.post("/api/webhook", json!({"webhook": webhook})).await.invalid(expected);
    };
    let field = async |change: Value, reason: &str, field: &str| {
        refused(change, &[(field, &[&format!("[{reason}]{field}")])]).await;
    };
    field(json!({"url": null}), "missing", "webhook.url").await;
    for url in ["no URL", "ftp://localhost/", "/hook", "localhost:9"] {
        field(json!({"url": url}), "invalid", "webhook.url").await;
    }
    for name in ["connectTimeout", "readTimeout"] {
        let path = format!("webhook.{name}");
        field(json!({name: null}), "missing", &path).await;
        field(json!({name: 0}), "invalid", &path).await;
        field(json!({name: -1}), "invalid", &path).await;
        refused(json!({name: "soon"}), &[(&path, &["[invalidJSON]"])]).await;
    }
    let unknown = json!({"eventsEnabled": {"user.nothing": true}});
    refused(unknown, &[("webhook.eventsEnabled", &["[invalidJSON]"])]).await;
    let wrong = json!({"eventsEnabled": {"user.create": 7}});
    refused(wrong, &[("webhook.eventsEnabled[user.create]", &["[invalidJSON]"])]).await;
    for tenants in [json!([NOBODY]), json!(["nobody"])] {
        field(json!({"tenantIds": tenants}), "invalid", "webhook.tenantIds").await;
    }
    for headers in
        [json!({"a b": "c"}), json!({"a": "b\r\nc: d"}), json!({"Host": "x"}), json!({"a": 7})]
    {
        field(json!({"headers": headers}), "invalid", "webhook.headers").await;
    }
    let key = "webhook.signatureConfiguration.signingKeyId";
    let signed =
        |key: Value| json!({"signatureConfiguration": {"enabled": true, "signingKeyId": key}});
    field(signed(Value::Null), "missing", key).await;
    field(signed(json!(NOBODY)), "invalid", key).await;
    refused(signed(json!("x")), &[(key, &["[invalidJSON]"])]).await;
    scene.post("/api/webhook", json!({})).await.invalid(&[("webhook", &["[missing]webhook"])]);
    assert_eq!(scene.get("/api/webhook").await.ok(), json!({"webhooks": []}));
}

#[tokio::test]
async fn a_tenant_takes_only_known_events_with_valid_settings() {
    let scene = Scene::start().await;
    let path = format!("/api/tenant/{}", crate::fusionauth::scene::DEFAULT_TENANT);
    let refused = async |events: Value, field: &str| {
        let change = json!({"tenant": {"eventConfiguration": {"events": events}}});
        scene.patch(&path, change).await.invalid(&[(field, &["[invalidJSON]"])]);
    };
    let all = "tenant.eventConfiguration.events";
    refused(json!({"user.nothing": {"enabled": true}}), all).await;
    refused(json!({"user.create": true}), &format!("{all}[user.create]")).await;
    let wrong = json!({"user.create": {"enabled": "perhaps"}});
    refused(wrong, &format!("{all}[user.create].enabled")).await;
    let wrong = json!({"user.create": {"enabled": true, "transactionType": "Most"}});
    refused(wrong, &format!("{all}[user.create].transactionType")).await;
}

#[tokio::test]
async fn the_list_of_sent_events_can_be_read_in_parts_and_cleared_and_is_in_snapshots() {
    let scene = Scene::start().await;
    let receiver = Receiver::answering(200).await;
    scene.announce("None").await;
    let address = receiver.url.replace("http://", "http://user:secret-1@");
    let id = scene.hook(webhook(&format!("{address}?token=secret-2&a=b"))).await;
    scene.register(json!({})).await;
    let all = scene.deliveries().await;
    let expected = format!("{}?token=***&a=b", receiver.url);
    for (number, (delivery, event)) in all.iter().zip(receiver.events()).enumerate() {
        assert_eq!(delivery["number"], number);
        assert_eq!(delivery["webhook_id"], json!(id));
        assert_eq!(delivery["url"], json!(expected));
        assert_eq!((&delivery["type"], &delivery["event"]), (&event["type"], &event));
        assert_eq!((&delivery["outcome"], &delivery["status"]), (&json!("accepted"), &json!(200)));
    }
    assert_eq!(all.len(), 2);
    let read = async |query: &str| {
        let path = format!("/_test/webhooks{query}");
        scene.bench.send("GET", &path, None, None).await.json().as_array().unwrap().clone()
    };
    assert_eq!(read("?since=1").await, all[1..]);
    assert_eq!(read("?type=user.registration.create").await, all[..1]);
    for query in ["?since=x", "?kind=x"] {
        let answer = scene.bench.send("GET", &format!("/_test/webhooks{query}"), None, None).await;
        assert_eq!(answer.status, 400, "{query}");
    }
    let snapshot = scene.bench.send("POST", "/_test/snapshot", None, None).await.json();
    let cleared = scene.bench.send("DELETE", "/_test/webhooks", None, None).await;
    assert_eq!(cleared.status, 204);
    assert!(scene.deliveries().await.is_empty());
    let restored = scene.bench.send("POST", "/_test/restore", None, Some(snapshot)).await;
    assert_eq!(restored.status, 204, "{restored:?}");
    assert_eq!(scene.deliveries().await, all);
    scene.bench.send("POST", "/_test/reset", None, None).await;
    assert!(scene.deliveries().await.is_empty());
}

#[tokio::test]
async fn a_kickstart_file_sets_up_webhooks_and_its_later_requests_send_events() {
    let scene = Scene::start().await;
    let receiver = Receiver::answering(200).await;
    let events = json!({"user.registration.create": {"enabled": true, "transactionType": "Any"}});
    let mut hook = webhook("");
    hook["url"] = json!("#{receiver}");
    let file = json!({
        "variables": {"receiver": receiver.url, "user": scene.user, "app": scene.a},
        "apiKeys": [{"key": "kickstart-key"}],
        "requests": [
            {"method": "PATCH", "url": "/api/tenant/#{FUSIONAUTH_TENANT_ID}",
             "body": {"tenant": {"eventConfiguration": {"events": events}}}},
            {"method": "POST", "url": "/api/webhook", "body": {"webhook": hook}},
            {"method": "POST", "url": "/api/user/registration/#{user}/#{app}",
             "body": {"registration": {}}},
        ],
    });
    let answer: Answer = scene.bench.send("POST", "/_test/kickstart", None, Some(file)).await;
    assert_eq!(answer.status, 204, "{answer:?}");
    assert_eq!(receiver.types(), ["user.registration.create"]);
}
