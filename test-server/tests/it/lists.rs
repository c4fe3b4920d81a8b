//! The control API: its health, its lists (users, faults, requests, mails), and its errors for wrong parameters of
//! the query and wrong members of a body. Also the status of FusionAuth.

use serde_json::{Value, json};

use crate::support::{Answer, Bench, email};

const KEY: &str = "bf69486b-4733-4470-a592-f1bfce7af580";

#[tokio::test]
async fn the_answer_of_health_has_the_version() {
    let bench = Bench::start().await;
    let health = json!({"version": env!("CARGO_PKG_VERSION"), "ready": true});
    assert_eq!(list(&bench, "/_test/health").await, health);
}

#[tokio::test]
async fn the_status_of_fusionauth_needs_no_key() {
    let bench = Bench::start().await;
    assert_eq!(list(&bench, "/api/status").await, json!({"status": "Ok"}));
    let keyed = bench.request("GET", "/api/status").header("authorization", KEY);
    assert_eq!(Answer::of(keyed).await.json(), json!({"status": "Ok"}));
}

#[tokio::test]
async fn the_users_of_both_vendors_are_listed() {
    let bench = Bench::start().await;
    bench.register("baz").await.succeeded("Registration successful");
    let body = json!({"user": {"username": "Ada", "password": "correct horse 1"}});
    let created = bench.request("POST", "/api/user").header("authorization", KEY).json(&body);
    let user = Answer::of(created).await.json()["user"].clone();
    let users = list(&bench, "/_test/users").await;
    let (admin, system) = (&users["fusio"][1], &users["fusio"][0]);
    assert_eq!((&admin["name"], &admin["role"]), (&json!("rootadmin"), &json!("Administrator")));
    assert_eq!((&system["name"], &system["email"]), (&json!("System"), &Value::Null));
    let new =
        json!({"id": 3, "name": "baz", "email": email("baz"), "status": 2, "role": "Consumer"});
    assert_eq!(users["fusio"].as_array().unwrap()[2..], [new]);
    let new = json!({
        "id": user["id"], "tenantId": user["tenantId"], "email": null, "username": "Ada", "active": true,
    });
    assert_eq!(users["fusionauth"], json!([new]));
}

#[tokio::test]
async fn the_pending_faults_are_listed_with_their_remaining_uses() {
    let bench = Bench::start().await;
    let path = "/consumer/identity";
    for (status, times) in [(503, 2), (504, 1)] {
        let fault = json!({"method": "GET", "path": path, "status": status, "times": times});
        bench.post("/_test/faults", fault).await;
    }
    let left = async || {
        let faults = list(&bench, "/_test/faults").await;
        let one = |fault: &Value| (fault["status"].clone(), fault["times"].clone());
        faults.as_array().unwrap().iter().map(one).collect::<Vec<_>>()
    };
    assert_eq!(left().await, [(json!(503), json!(2)), (json!(504), json!(1))]);
    for rest in [vec![(json!(503), json!(1)), (json!(504), json!(1))], vec![(json!(504), json!(1))]]
    {
        Answer::of_fault(bench.request("GET", path)).await;
        assert_eq!(left().await, rest);
    }
}

#[tokio::test]
async fn requests_can_be_filtered_by_path_and_by_lowest_number() {
    let bench = Bench::start().await;
    for path in ["/consumer/identity", "/consumer/identity?count=3", "/consumer/identities"] {
        Answer::of_fault(bench.request("GET", path)).await;
    }
    let secret = "/api/user/verify-email/an-id-that-nobody-has";
    Answer::of_fault(bench.request("GET", secret)).await;
    let numbers = async |query: &str| {
        let listed = list(&bench, &format!("/_test/requests?{query}")).await;
        let number = |request: &Value| request["number"].as_u64().unwrap();
        listed.as_array().unwrap().iter().map(number).collect::<Vec<_>>()
    };
    assert_eq!(numbers("path=/consumer/identity").await, [0, 1]);
    assert_eq!(numbers("path=/consumer/identity&since=1").await, [1]);
    assert_eq!(numbers("path=/consumer").await, Vec::<u64>::new());
    assert_eq!(numbers("since=2").await, [2, 3]);
    assert_eq!(numbers("since=9").await, Vec::<u64>::new());
    assert_eq!(
        numbers(&format!("path={secret}")).await,
        [3],
        "list and filter both have *** instead of the id"
    );
    bench.send("DELETE", "/_test/requests", None, None).await;
    Answer::of_fault(bench.request("GET", "/consumer/identity")).await;
    assert_eq!(numbers("since=4").await, [4]);
}

#[tokio::test]
async fn the_outbox_can_be_cleared() {
    let bench = Bench::start().await;
    bench.register("baz").await.succeeded("Registration successful");
    assert_eq!(bench.send("DELETE", "/_test/outbox", None, None).await.status, 204);
    assert_eq!(list(&bench, "/_test/outbox").await, json!([]));
    bench.register("other").await.succeeded("Registration successful");
    assert_eq!(list(&bench, "/_test/outbox").await[0]["id"], 2, "ids are not used again");
}

#[tokio::test]
async fn the_error_names_an_unknown_or_wrong_parameter() {
    let bench = Bench::start().await;
    bench.register("baz").await.succeeded("Registration successful");
    for (method, path) in [
        ("GET", "/_test/health"),
        ("GET", "/_test/users"),
        ("POST", "/_test/users"),
        ("PATCH", "/_test/users"),
        ("GET", "/_test/faults"),
        ("POST", "/_test/faults"),
        ("DELETE", "/_test/faults"),
        ("GET", "/_test/requests"),
        ("DELETE", "/_test/requests"),
        ("GET", "/_test/outbox"),
        ("DELETE", "/_test/outbox"),
        ("GET", "/_test/webhooks"),
        ("DELETE", "/_test/webhooks"),
        ("GET", "/_test/settings"),
        ("PATCH", "/_test/settings"),
        ("POST", "/_test/clock"),
        ("POST", "/_test/kickstart"),
        ("POST", "/_test/snapshot"),
        ("POST", "/_test/restore"),
        ("POST", "/_test/reset"),
    ] {
        let answer = bench.send(method, &format!("{path}?form=x"), None, None).await;
        assert_eq!(answer.status, 400, "{method} {path}: {answer:?}");
        assert!(answer.body.contains("`form`"), "{answer:?}");
    }
    // Nothing was deleted or reset.
    assert_eq!(list(&bench, "/_test/outbox").await.as_array().unwrap().len(), 1);
    for query in ["since=-1", "since=x", "since=", "path=a&path=b"] {
        let answer = bench.send("GET", &format!("/_test/requests?{query}"), None, None).await;
        assert_eq!(answer.status, 400, "{query}: {answer:?}");
        let name = query.split('=').next().unwrap();
        assert!(answer.body.contains(name), "{answer:?}");
    }
}

#[tokio::test]
async fn the_error_names_an_unknown_or_missing_member() {
    let bench = Bench::start().await;
    for (path, body) in [
        ("/_test/faults", json!({"path": "/a", "form": 1})),
        ("/_test/kickstart", json!({"form": 1})),
        (
            "/_test/kickstart",
            json!({"requests": [{"method": "POST", "url": "/api/tenant", "form": 1}]}),
        ),
        ("/_test/users", json!({"name": "ada", "form": 1})),
        ("/_test/clock", json!({"advance_seconds": 0, "form": 1})),
    ] {
        let answer = bench.post(path, body).await;
        assert_eq!(answer.status, 400, "{path}: {answer:?}");
        let error = answer.json()["error"].as_str().unwrap().to_owned();
        assert!(error.contains("form") && error.contains("is unknown"), "{path}: {error}");
    }
    let answer = bench.post("/_test/users", json!({"email": "a@example.test"})).await;
    assert_eq!(answer.json(), json!({"error": "name: is missing"}));
}

async fn list(bench: &Bench, path: &str) -> Value {
    let answer = bench.send("GET", path, None, None).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()
}
