//! Operations and paths that this server does not have.

use serde_json::{Value, json};

use crate::fusionauth::scene::KEY;
use crate::support::{Answer, Bench};

#[tokio::test]
async fn an_operation_of_fusio_that_is_not_served_is_named_in_a_501() {
    let bench = Bench::start().await;
    let answer = bench.send("GET", "/consumer/plan/7", None, None).await;
    assert_eq!(answer.status, 501, "{answer:?}");
    let body: Value = serde_json::from_str(&answer.body).unwrap();
    let message = "This test server does not have GET /consumer/plan/{planId} (plan.get)";
    assert_eq!(body["message"], message);
    assert_eq!(body["success"], false);
    let options = bench.send("OPTIONS", "/consumer/plan", None, None).await;
    assert_eq!((options.status, options.header("allow")), (200, "OPTIONS, HEAD, GET"));
    for (method, path) in [("DELETE", "/consumer/plan"), ("GET", "/consumer/nope")] {
        assert_eq!(bench.send(method, path, None, None).await.status, 404, "{method} {path}");
    }
}

#[tokio::test]
async fn an_operation_of_fusionauth_that_is_not_served_is_named_in_a_501() {
    let bench = Bench::start().await;
    let status = async |path| Answer::of_fault(bench.request("GET", path)).await.status;
    for (method, path, name) in [
        ("GET", "/api/report/login", "GET /api/report/login (retrieveLoginReport)"),
        ("GET", "/api/health", "GET /api/health (retrieveSystemHealth)"),
        ("GET", "/oauth2/userinfo", "GET /oauth2/userinfo (retrieveUserInfoFromAccessToken)"),
        ("GET", "/oauth2/userinfo/", "GET /oauth2/userinfo (retrieveUserInfoFromAccessToken)"),
    ] {
        let answer = bench.send(method, path, None, None).await;
        assert_eq!(answer.status, 501, "{answer:?}");
        let body: Value = serde_json::from_str(&answer.body).unwrap();
        let message = format!("This test server does not have {name}");
        let problem = json!({"code": "[NotSupported]", "message": message});
        assert_eq!(body, json!({"generalErrors": [problem]}));
    }
    // `/api/user/import` is the path of an operation, so `import` is not read as a user id.
    assert_eq!(status("/api/user/import").await, 405);
}

#[tokio::test]
async fn a_path_below_api_that_fusionauth_does_not_have_is_named_in_a_501() {
    let bench = Bench::start().await;
    for (method, path) in [("POST", "/api/nothing-here"), ("GET", "/api/user/import/twice")] {
        let answer = bench.send(method, path, None, None).await;
        assert_eq!(answer.status, 501, "{answer:?}");
        let message = format!("This test server does not have {method} {path}");
        let problem = json!({"code": "[NotSupported]", "message": message});
        assert_eq!(answer.json(), json!({"generalErrors": [problem]}));
    }
    // 404 for `/api` itself, and for a method that no operation of FusionAuth has.
    for (method, path) in [("GET", "/api"), ("GET", "/api/"), ("HEAD", "/api/nothing-here")] {
        assert_eq!(bench.send(method, path, None, None).await.status, 404, "{method} {path}");
    }
}

#[tokio::test]
async fn a_fixed_name_after_api_user_is_not_read_as_a_user_id() {
    let bench = Bench::start().await;
    for name in [
        "import",
        "bulk",
        "search",
        "recent-login",
        "consent",
        "family",
        "refresh-token",
        "two-factor",
    ] {
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
            let path = format!("/api/user/{name}");
            let request = bench.request(method, &path).header("authorization", KEY);
            let answer = Answer::of_fault(request.json(&json!({}))).await;
            assert!(
                !answer.body.contains("[couldNotConvert]userId"),
                "{method} {path}: {answer:?}"
            );
        }
    }
}
