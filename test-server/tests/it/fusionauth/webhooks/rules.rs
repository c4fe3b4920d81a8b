//! How several webhooks decide together about a change, where events go, and how events are sent.

use std::time::{Duration, Instant};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::receiver::Receiver;
use super::{prevented, webhook};
use crate::fake::Fake;
use crate::fusionauth::scene::{DEFAULT_TENANT, Scene, merge};
use crate::support::{jwt_part, text};

#[tokio::test]
async fn the_rule_of_the_event_says_how_many_webhooks_must_accept_it() {
    let scene = Scene::start().await;
    let receivers = [Receiver::answering(200).await, Receiver::answering(500).await];
    for receiver in &receivers {
        scene.hook(webhook(&receiver.url)).await;
    }
    for (rule, with_half) in [
        ("None", true),
        ("Any", true),
        ("SimpleMajority", true),
        ("SuperMajority", false),
        ("AbsoluteMajority", false),
    ] {
        scene.announce(rule).await;
        let answer = scene.try_to_register().await;
        match with_half {
            true => assert_eq!(answer.status, 200, "{rule}: {}", answer.body),
            false => prevented(&answer),
        }
        if with_half {
            scene.announce("None").await;
            scene.delete(&scene.path_a()).await.empty(200);
        }
    }
}

#[tokio::test]
async fn only_webhooks_of_its_tenant_get_an_event_and_only_if_tenant_and_webhook_enable_it() {
    let scene = Scene::start().await;
    let receiver = Receiver::answering(200).await;
    scene.announce("AbsoluteMajority").await;
    let other = scene.tenant("other").await;
    let name = "user.registration.create";
    for change in [
        json!({"eventsEnabled": {name: false}}),
        json!({"global": false}),
        json!({"global": false, "tenantIds": [other]}),
    ] {
        let mut excluded = webhook(&receiver.url);
        merge(&mut excluded, change);
        scene.hook(excluded).await;
    }
    let mut own = webhook(&receiver.url);
    merge(&mut own, json!({"global": false, "tenantIds": [DEFAULT_TENANT.to_uppercase()]}));
    let own = scene.hook(own).await;
    scene.register(json!({})).await;
    let before: Vec<_> = receiver.types().into_iter().filter(|kind| kind == name).collect();
    assert_eq!(before, [name], "only the webhook of the tenant");
    scene.delete(&scene.path_a()).await.empty(200);
    let off = json!({"eventConfiguration": {"events": {name: {"enabled": false}}}});
    scene.patch_tenant(off).await;
    let seen = receiver.types().len();
    scene.register(json!({})).await;
    let new = receiver.types().split_off(seen);
    // One event is for `own`. The other is for the first webhook of the loop, which gets all types except `name`.
    assert_eq!(new, ["user.registration.create.complete"; 2]);
    scene.delete(&format!("/api/webhook/{own}")).await.empty(200);
}

#[tokio::test]
async fn events_for_addresses_that_are_not_loopback_are_listed_and_count_as_accepted() {
    let scene = Scene::start().await;
    scene.announce("AbsoluteMajority").await;
    for url in [
        "https://hooks.example.com/a",
        "http://192.0.2.7/",
        "http://[::ffff:127.0.0.1]:9/",
        "http://0.0.0.0:9/",
        "http://localhost.example.com/",
    ] {
        scene.hook(webhook(url)).await;
    }
    assert_eq!(scene.try_to_register().await.status, 200);
    let deliveries = scene.deliveries().await;
    assert_eq!(deliveries.len(), 10);
    for delivery in deliveries {
        assert_eq!(delivery["outcome"], "undelivered", "{delivery}");
        assert_eq!(delivery["status"], Value::Null);
    }
}

#[tokio::test]
async fn the_name_localhost_is_this_machine() {
    let scene = Scene::start().await;
    let receiver = Receiver::answering(200).await;
    scene.announce("AbsoluteMajority").await;
    scene.hook(webhook(&receiver.url.replace("127.0.0.1", "localhost"))).await;
    assert_eq!(scene.try_to_register().await.status, 200);
    assert_eq!(receiver.types().len(), 2);
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_counts_as_refused() {
    let scene = Scene::start().await;
    let target = Receiver::answering(200).await;
    let location = target.url.clone();
    let redirecting = axum::Router::new().fallback(move || {
        let location = location.clone();
        async move { axum::response::Redirect::temporary(&location) }
    });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let task = tokio::spawn(async move { axum::serve(listener, redirecting).await.unwrap() });
    scene.announce("Any").await;
    scene.hook(webhook(&url)).await;
    prevented(&scene.try_to_register().await);
    assert!(target.types().is_empty());
    assert_eq!(scene.deliveries().await[0]["outcome"], "refused");
    task.abort();
}

#[tokio::test]
async fn a_receiver_that_is_gone_or_silent_counts_as_unreachable_and_an_endless_answer_is_cut_off()
{
    let scene = Scene::start().await;
    scene.announce("Any").await;
    let gone = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = gone.local_addr().unwrap();
    drop(gone);
    let gone = scene.hook(webhook(&format!("http://{address}"))).await;
    prevented(&scene.try_to_register().await);
    scene.delete(&format!("/api/webhook/{gone}")).await.empty(200);
    // The second receiver accepts connections, but never answers.
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut slow = webhook(&format!("http://{}", silent.local_addr().unwrap()));
    slow["readTimeout"] = json!(100);
    let slow = scene.hook(slow).await;
    prevented(&scene.try_to_register().await);
    scene.delete(&format!("/api/webhook/{slow}")).await.empty(200);
    // The third receiver answers 200, and then sends bytes for ever.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let task = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        assert!(stream.read(&mut [0; 65_536]).await.unwrap() > 0);
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        stream.write_all(head.as_bytes()).await.unwrap();
        let chunk = format!("8000\r\n{}\r\n", "x".repeat(0x8000));
        while stream.write_all(chunk.as_bytes()).await.is_ok() {}
    });
    scene.hook(webhook(&url)).await;
    assert_eq!(scene.try_to_register().await.status, 200);
    task.abort();
    let outcomes: Vec<_> =
        scene.deliveries().await.iter().map(|delivery| text(&delivery["outcome"])).collect();
    // The third receiver accepts only one connection, so the event after the commit does not reach it.
    assert_eq!(outcomes, ["unreachable", "unreachable", "accepted", "unreachable"]);
}

#[tokio::test]
async fn a_receiver_that_sends_its_answer_byte_by_byte_is_cut_off() {
    let scene = Scene::start().await;
    scene.announce("Any").await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut slow = webhook(&format!("http://{}", listener.local_addr().unwrap()));
    (slow["connectTimeout"], slow["readTimeout"]) = (json!(200), json!(200));
    let task = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        assert!(stream.read(&mut [0; 65_536]).await.unwrap() > 0);
        let head = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n";
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut pause = tokio::time::interval(Duration::from_millis(20));
        while stream.write_all(b"x").await.is_ok() {
            pause.tick().await;
        }
    });
    scene.hook(slow).await;
    let start = Instant::now();
    assert_eq!(scene.try_to_register().await.status, 200, "the status is enough");
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    assert_eq!(scene.deliveries().await[0]["outcome"], "accepted");
    task.abort();
}

#[tokio::test]
async fn the_signature_of_an_event_has_the_hash_of_the_request_body() {
    for algorithm in ["RS256", "ES256"] {
        let scene = Scene::start().await;
        let key = json!({"key": {"algorithm": algorithm, "name": "hooks", "length": 2048}});
        let key = scene.post("/api/key/generate", key).await.ok();
        let receiver = Receiver::answering(200).await;
        scene.announce("AbsoluteMajority").await;
        let mut signed = webhook(&receiver.url);
        signed["signatureConfiguration"] =
            json!({"enabled": true, "signingKeyId": key["key"]["id"]});
        scene.hook(signed).await;
        scene.register(json!({})).await;
        let (headers, body) = receiver.requests().remove(0);
        let token = headers["x-fusionauth-signature-jwt"].to_str().unwrap();
        let hash = BASE64_STANDARD.encode(Sha256::digest(&body));
        assert_eq!(jwt_part(token, 1), json!({"request_body_sha256": hash}));
        let header = jwt_part(token, 0);
        assert_eq!((&header["alg"], &header["typ"]), (&json!(algorithm), &json!("JWT")));
        let keys = scene.get("/.well-known/jwks.json").await.json();
        let keys: JwkSet = serde_json::from_value(keys).unwrap();
        let key = DecodingKey::from_jwk(keys.find(header["kid"].as_str().unwrap()).unwrap());
        let mut rules = Validation::new(algorithm.parse::<Algorithm>().unwrap());
        rules.required_spec_claims.clear();
        rules.validate_exp = false;
        jsonwebtoken::decode::<Value>(token, &key.unwrap(), &rules).unwrap();
        let event: Value = serde_json::from_str(&body).unwrap();
        assert_eq!(event["event"]["registration"]["applicationId"], json!(scene.a));
        assert_eq!(event["event"]["user"].get("registrations"), None);
    }
}

#[tokio::test]
async fn an_event_has_the_headers_and_the_credentials_of_its_webhook() {
    let scene = Scene::start().await;
    let receiver = Fake::start(|_| (200, String::new())).await;
    scene.announce("None").await;
    let mut webhook = webhook(&format!("{}/hook?a=b", receiver.url));
    merge(
        &mut webhook,
        json!({
            "headers": {"X-Tenant": "one"},
            "httpAuthenticationUsername": "ada",
            "httpAuthenticationPassword": "secret 1",
        }),
    );
    scene.hook(webhook).await;
    scene.register(json!({})).await;
    let seen = receiver.seen();
    assert_eq!(seen.len(), 2);
    for request in seen {
        assert_eq!((request.method.as_str(), request.path.as_str()), ("POST", "/hook?a=b"));
        assert_eq!(request.header("content-type"), "application/json");
        assert_eq!(request.header("x-tenant"), "one");
        assert_eq!(request.header("authorization"), crate::support::basic("ada", "secret 1"));
        assert_eq!(request.header("x-fusionauth-signature-jwt"), "");
    }
}
