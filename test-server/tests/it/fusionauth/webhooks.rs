//! Webhooks: which events they get, what an event contains, and which changes a receiver can prevent.

mod objects;
mod receiver;
mod rules;

use serde_json::{Value, json};

use self::receiver::Receiver;
use super::scene::{EMAIL, KEY, PASSWORD, Scene, without};
use crate::support::{Answer, text};

const EVENTS: [&str; 9] = [
    "user.create",
    "user.create.complete",
    "user.registration.create",
    "user.registration.create.complete",
    "user.registration.update",
    "user.registration.update.complete",
    "user.registration.delete",
    "user.registration.delete.complete",
    "user.registration.verified",
];

/// A webhook with this URL that gets the events in `EVENTS` from all tenants.
fn webhook(url: &str) -> Value {
    let events: Value = EVENTS.iter().map(|name| ((*name).to_owned(), json!(true))).collect();
    json!({
        "url": url,
        "connectTimeout": 1_000,
        "readTimeout": 2_000,
        "global": true,
        "eventsEnabled": events,
    })
}

impl Scene {
    /// Turns on the events in `EVENTS` for the default tenant, with this transaction type.
    async fn announce(&self, rule: &str) {
        let events: Value = EVENTS
            .iter()
            .map(|name| ((*name).to_owned(), json!({"enabled": true, "transactionType": rule})))
            .collect();
        self.patch_tenant(json!({"eventConfiguration": {"events": events}})).await;
    }

    /// Makes a webhook; returns its id.
    async fn hook(&self, webhook: Value) -> String {
        let made = self.post("/api/webhook", json!({"webhook": webhook})).await.ok();
        text(&made["webhook"]["id"])
    }

    /// The events for webhooks, as the control API lists them.
    async fn deliveries(&self) -> Vec<Value> {
        let answer = self.bench.send("GET", "/_test/webhooks", None, None).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.json().as_array().unwrap().clone()
    }

    /// Tries to register ada for the application `A`.
    async fn try_to_register(&self) -> Answer {
        self.post(&self.path_a(), json!({"registration": {"roles": ["admin"]}})).await
    }
}

/// Checks that webhooks have prevented a change.
#[track_caller]
fn prevented(answer: &Answer) {
    let message = "One or more webhooks returned an invalid response or were unreachable. Based on your transaction configuration, your action cannot be completed.";
    let problem = json!({"code": "[WebhookTransactionException]", "message": message});
    assert_eq!((answer.status, answer.json()), (504, json!({"generalErrors": [problem]})));
}

#[tokio::test]
async fn a_receiver_that_answers_500_prevents_the_registration() {
    let scene = Scene::start().await;
    let receiver = Receiver::answering(500).await;
    scene.announce("AbsoluteMajority").await;
    scene.hook(webhook(&receiver.url)).await;
    prevented(&scene.try_to_register().await);
    assert_eq!(scene.get(&scene.path_a()).await.status, 404);
    assert_eq!(receiver.types(), ["user.registration.create"]);
}

#[tokio::test]
async fn a_receiver_can_prevent_each_change_and_then_nothing_has_changed() {
    let scene = Scene::start().await;
    let app = scene.verifying("ClickableLink").await;
    let path = format!("{}/{app}", scene.path());
    let made = scene.post(&path, json!({"registration": {"data": {"a": 1}}})).await.ok();
    let before = scene.registration_for(&app).await;
    let receiver = Receiver::answering(500).await;
    scene.announce("AbsoluteMajority").await;
    scene.hook(webhook(&receiver.url)).await;
    prevented(&scene.put(&path, json!({"registration": {"data": {"a": 2}}})).await);
    prevented(&scene.patch(&path, json!({"registration": {"data": {"a": 2}}})).await);
    prevented(&scene.delete(&path).await);
    let id = text(&made["registrationVerificationId"]);
    let verify = format!("/api/user/verify-registration/{id}");
    prevented(&scene.bare("POST", &verify).await);
    assert_eq!(scene.registration_for(&app).await, before);
    let new = json!({
        "user": {"email": "new@example.com", "password": PASSWORD},
        "registration": {"applicationId": scene.a},
    });
    prevented(&scene.post("/api/user/registration", new.clone()).await);
    prevented(&scene.post("/api/user", new).await);
    assert_eq!(scene.get("/api/user?email=new@example.com").await.status, 404);
    assert!(scene.outbox("new@example.com").await.is_empty());
    receiver.answers(200);
    // The id of the verification was not used up.
    scene.bare("POST", &verify).await.empty(200);
    assert_eq!(scene.registration_for(&app).await["verified"], true);
}

#[tokio::test]
async fn a_new_user_with_a_registration_causes_two_events_before_the_commit_and_two_after_it() {
    let scene = Scene::start().await;
    let receiver = Receiver::answering(204).await;
    scene.announce("AbsoluteMajority").await;
    scene.hook(webhook(&receiver.url)).await;
    let new = json!({
        "user": {"email": "new@example.com", "password": PASSWORD},
        "registration": {"applicationId": scene.a, "data": {"plan": "free"}},
        "eventInfo": {"deviceName": "phone", "ipAddress": "198.51.100.7"},
    });
    let made = scene.post("/api/user/registration", new).await.ok();
    assert_eq!(
        receiver.types(),
        [
            "user.create",
            "user.registration.create",
            "user.create.complete",
            "user.registration.create.complete",
        ]
    );
    let events = receiver.events();
    let ids: Vec<String> = events.iter().map(|event| text(&event["id"])).collect();
    for (event, id) in events.iter().zip(&ids) {
        assert_eq!(ids.iter().filter(|other| *other == id).count(), 1);
        assert_eq!(event["tenantId"], made["user"]["tenantId"]);
        assert_eq!(event["user"], made["user"], "the events have the stored user");
        assert_eq!(event["user"].get("registrations"), None);
        assert_eq!(event["info"]["deviceName"], "phone");
        assert_eq!(event["info"]["ipAddress"], "198.51.100.7");
        assert_eq!(event["info"]["userAgent"], crate::support::USER_AGENT);
        assert!(event["createInstant"].as_i64().is_some_and(|instant| instant > 0));
    }
    for event in [&events[1], &events[3]] {
        assert_eq!(event["applicationId"], json!(scene.a));
        assert_eq!(event["registration"], made["registration"]);
    }
    assert_eq!(events[0].get("registration"), None);
}

#[tokio::test]
async fn the_events_about_a_new_user_have_the_stored_ids_of_second_factors_and_memberships() {
    let scene = Scene::start().await;
    let group = json!({"group": {"name": "Staff"}});
    let group = scene.post("/api/group", group).await.ok()["group"]["id"].clone();
    let receiver = Receiver::answering(200).await;
    scene.announce("AbsoluteMajority").await;
    scene.hook(webhook(&receiver.url)).await;
    let methods = json!([
        {"method": "email", "email": "new@example.com"},
        {"method": "sms", "mobilePhone": "303-555-0100"},
    ]);
    let user = json!({
        "email": "new@example.com",
        "memberships": [{"groupId": group}],
        "twoFactor": {"methods": methods},
    });
    let made = scene.post("/api/user", json!({"user": user})).await.ok();
    let path = format!("/api/user/{}", text(&made["user"]["id"]));
    let stored = scene.get(&path).await.ok()["user"].clone();
    let methods = stored["twoFactor"]["methods"].as_array().unwrap();
    assert_ne!(methods[0]["id"], methods[1]["id"]);
    for event in receiver.events() {
        assert_eq!(event["user"]["twoFactor"], stored["twoFactor"], "{event}");
        assert_eq!(event["user"]["memberships"], stored["memberships"], "{event}");
    }
    assert_eq!(receiver.types(), ["user.create", "user.create.complete"]);
}

#[tokio::test]
async fn each_event_has_the_members_of_its_type() {
    let scene = Scene::start().await;
    let app = scene.verifying("ClickableLink").await;
    let receiver = Receiver::answering(200).await;
    scene.announce("None").await;
    scene.hook(webhook(&receiver.url)).await;
    let path = format!("{}/{app}", scene.path());
    let made = scene.post(&path, json!({"registration": {}})).await.ok();
    let id = text(&made["registrationVerificationId"]);
    scene.bare("POST", &format!("/api/user/verify-registration/{id}")).await.empty(200);
    let verified = scene.registration_for(&app).await;
    let changed = scene.patch(&path, json!({"registration": {"data": {"a": 2}}})).await.ok();
    scene.delete(&path).await.empty(200);
    let events = receiver.events();
    assert_eq!(
        receiver.types(),
        [
            "user.registration.create",
            "user.registration.create.complete",
            "user.registration.verified",
            "user.registration.update",
            "user.registration.update.complete",
            "user.registration.delete",
            "user.registration.delete.complete",
        ]
    );
    let registrations = [
        &made["registration"],
        &made["registration"],
        &verified,
        &changed["registration"],
        &changed["registration"],
        &changed["registration"],
        &changed["registration"],
    ];
    for (event, registration) in events.iter().zip(registrations) {
        assert_eq!(event["registration"], *registration, "{event}");
        assert_eq!(event["applicationId"], json!(app));
        assert_eq!(event["user"]["email"], EMAIL);
        let original = event.get("original");
        let updates = text(&event["type"]).contains("update");
        assert_eq!(original, updates.then_some(&verified), "{event}");
        let mut known = vec!["applicationId", "createInstant", "id", "info", "registration"];
        known.extend(["tenantId", "type", "user", "original"]);
        assert_eq!(without(event, &known), json!({}));
    }
}

#[tokio::test]
async fn a_login_that_registers_the_user_sends_events_too() {
    let scene = Scene::with(json!({"auto_register_on_login": true})).await;
    let open = json!({"registrationConfiguration": {"enabled": true}});
    let app = scene.application(open).await;
    let receiver = Receiver::answering(500).await;
    scene.announce("Any").await;
    scene.hook(webhook(&receiver.url)).await;
    prevented(&scene.login(&app, PASSWORD).await);
    assert_eq!(scene.get(&format!("{}/{app}", scene.path())).await.status, 404);
    receiver.answers(200);
    assert_eq!(scene.login(&app, PASSWORD).await.status, 200);
    let made = scene.registration_for(&app).await;
    let events = receiver.events();
    assert_eq!(events.last().unwrap()["type"], "user.registration.create.complete");
    for event in &events[1..] {
        assert_eq!(event["registration"]["id"], made["id"]);
    }
}

#[tokio::test]
async fn a_token_that_works_as_a_password_is_in_no_event() {
    let scene = Scene::start().await;
    let app =
        scene.application(json!({"authenticationTokenConfiguration": {"enabled": true}})).await;
    let receiver = Receiver::answering(200).await;
    scene.announce("None").await;
    scene.hook(webhook(&receiver.url)).await;
    let body = json!({"registration": {"applicationId": app}, "generateAuthenticationToken": true});
    let made = scene.post(&scene.path(), body).await.ok();
    let token = text(&made["registration"]["authenticationToken"]);
    assert_eq!(receiver.types().len(), 2);
    let listed = json!([receiver.events(), scene.deliveries().await]).to_string();
    assert!(!listed.contains(&token) && !listed.contains("authenticationToken"), "{listed}");
}

#[tokio::test]
async fn a_receiver_can_read_from_the_server_and_does_not_see_the_change_before_the_commit() {
    let scene = Scene::start().await;
    let path = format!("{}{}", scene.bench.url, scene.path_a());
    let receiver = Receiver::reading(&path, KEY).await;
    scene.announce("AbsoluteMajority").await;
    scene.hook(webhook(&receiver.url)).await;
    assert_eq!(scene.try_to_register().await.status, 200);
    assert_eq!(receiver.read(), [404, 200], "before the commit and after it");
}

#[tokio::test]
async fn only_one_of_two_equal_registrations_that_webhooks_allow_is_created() {
    let scene = Scene::start().await;
    let receiver = Receiver::answering(200).await;
    scene.announce("AbsoluteMajority").await;
    scene.hook(webhook(&receiver.url)).await;
    let both = tokio::join!(scene.try_to_register(), scene.try_to_register());
    let mut statuses = [both.0.status, both.1.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 400]);
    let completed = receiver.types().iter().filter(|name| name.ends_with("complete")).count();
    assert_eq!(completed, 1);
}

#[tokio::test]
async fn a_request_with_problems_is_refused_before_any_webhook_is_asked() {
    let scene = Scene::start().await;
    let receiver = Receiver::answering(200).await;
    scene.announce("AbsoluteMajority").await;
    scene.hook(webhook(&receiver.url)).await;
    let body = json!({"registration": {"roles": ["nobody"]}});
    let answer = scene.post(&scene.path_a(), body).await;
    answer.invalid(&[("registration.roles", &["[invalid]registration.roles"])]);
    let answer = scene.post(&scene.path_a(), json!({"registration": {}, "eventInfo": 7})).await;
    answer.invalid(&[("eventInfo", &["[invalidJSON]"])]);
    assert!(receiver.types().is_empty());
}

#[tokio::test]
async fn an_event_info_of_a_wrong_type_is_refused_also_without_webhooks() {
    let scene = Scene::start().await;
    let user = json!({"user": {"email": "new@example.com", "password": PASSWORD}, "eventInfo": 7});
    let login = json!({"loginId": EMAIL, "password": PASSWORD, "eventInfo": "x"});
    for (path, body) in [("/api/user", user), ("/api/login", login)] {
        scene.post(path, body).await.invalid(&[("eventInfo", &["[invalidJSON]"])]);
    }
    let path = format!("/api/user/{}", scene.user);
    let body = json!({"user": {"firstName": "A"}, "eventInfo": []});
    scene.patch(&path, body).await.invalid(&[("eventInfo", &["[invalidJSON]"])]);
}
