//! The typed client in a browser, with each of the two wasm transports.
//!
//! `cargo xtask test` starts a test server and sets `MATRICULA_TEST_SERVER` to its address. Without this variable the
//! server runs in the page, and the tests that need a port are skipped.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a failed unwrap fails the test"
)]

use std::time::Duration;

use matricula::{
    Config, Error, ErrorKind,
    fusio::{
        ActivateRequest, ChangePasswordRequest, Client, ExecutePasswordResetRequest,
        IdentitiesRequest, LoginRequest, LoginResponse, RefreshRequest, RegisterRequest,
        RequestPasswordResetRequest, TokenRequest, UpdateAccountRequest,
    },
};
use serde_json::json;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

use server::{HAS_PORT, SERVER};

#[cfg(feature = "js-values")]
#[path = "browser/js_value.rs"]
mod js_value;
#[path = "browser/server.rs"]
mod server;
#[path = "browser/session.rs"]
mod session;
#[path = "it/token_list.rs"]
mod token_list;

wasm_bindgen_test_configure!(run_in_browser);

const PASSWORD: &str = "foobar!123";

#[wasm_bindgen(module = "/tests/browser/page.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = fetchText)]
    async fn fetch_text_of(url: &str, body: Option<String>) -> Result<JsValue, JsValue>;
    fn unique() -> String;
    #[wasm_bindgen(js_name = blockStorage)]
    fn block_storage() -> js_sys::Function;
    #[wasm_bindgen(js_name = watchCredentials)]
    fn watch_credentials() -> js_sys::Function;
}

async fn fetch_text(url: &str, body: Option<String>) -> Result<JsValue, JsValue> {
    server::ensure();
    fetch_text_of(url, body).await
}

/// Whether a test that needs a server on a port is skipped.
fn is_skipped(name: &str) -> bool {
    if !HAS_PORT {
        console_log!("skipped: {name} needs MATRICULA_TEST_SERVER");
    }
    !HAS_PORT
}

fn client() -> Client {
    server::ensure();
    Client::new(Config::new(SERVER)).unwrap()
}

/// The token at the end of the link in the newest mail.
async fn mailed_token(to: &str) -> String {
    let outbox = fetch_text(&format!("{SERVER}/_test/outbox?to={to}"), None).await.unwrap();
    let mails: serde_json::Value = serde_json::from_str(&outbox.as_string().unwrap()).unwrap();
    let link = mails.as_array().unwrap().last().unwrap()["links"][0].as_str().unwrap().to_owned();
    link.rsplit('/').next().unwrap().to_owned()
}

/// Registers a user, confirms the account, and logs in. Returns the user's name and the tokens.
async fn signed_in(client: &Client) -> (String, LoginResponse) {
    let name = unique();
    let email = format!("{name}@example.com");
    client.register(&RegisterRequest::new(&name, &email, PASSWORD)).await.unwrap();
    client.activate(&ActivateRequest::new(mailed_token(&email).await)).await.unwrap();
    let tokens = client.login(&LoginRequest::new(&name, PASSWORD)).await.unwrap();
    (name, tokens)
}

#[wasm_bindgen_test]
async fn a_user_logs_in_and_manages_the_account_in_a_browser() {
    let client = client();
    let (name, old) = signed_in(&client).await;
    let refresh = RefreshRequest::new(old.refresh_token.unwrap());
    let token = client.refresh(&refresh).await.unwrap().token;
    let account = client.account(&token).await.unwrap();
    assert_eq!(account.name, name);
    let email = format!("new-{name}@example.com");
    client.update_account(&token, &UpdateAccountRequest::new(&email)).await.unwrap();
    assert_eq!(client.whoami(&token).await.unwrap().email.as_deref(), Some(email.as_str()));
    let change = ChangePasswordRequest::new(PASSWORD, "new!12345", "new!12345");
    client.change_password(&token, &change).await.unwrap();
    client.request_password_reset(&RequestPasswordResetRequest::new(&email)).await.unwrap();
    let reset = ExecutePasswordResetRequest::new(mailed_token(&email).await, "brand-new!1");
    client.execute_password_reset(&reset).await.unwrap();
    let request = TokenRequest::ClientCredentials { scope: Some("authorization".into()) };
    let answer = client.token(&name, &"brand-new!1".into(), &request).await.unwrap();
    assert_eq!(answer.scope.as_deref(), Some("authorization"));
    client.revoke(&answer.access_token).await.unwrap();
    let dead = client.whoami(&answer.access_token).await.unwrap_err();
    assert_eq!((dead.kind(), dead.status()), (ErrorKind::Unauthorized, Some(401)));
    assert!(!client.scope_categories(&token).await.unwrap().categories.is_empty());
}

#[wasm_bindgen_test]
async fn a_query_is_sent_and_an_empty_list_is_read() {
    let mut request = IdentitiesRequest::default();
    request.search = Some("nö & such".into());
    request.count = Some(3);
    let identities = client().identities(&request).await.unwrap();
    assert_eq!((identities.total_results, identities.items_per_page), (0, 3));
}

#[wasm_bindgen_test]
async fn a_refusal_has_its_kind_status_and_field() {
    let error = client().register(&RegisterRequest::new("a b", "a@b.example", PASSWORD)).await;
    let error = error.unwrap_err();
    assert_eq!((error.kind(), error.status()), (ErrorKind::Validation, Some(400)));
    assert_eq!(error.field_error("name").unwrap().message, "Invalid user name");
}

#[wasm_bindgen_test]
async fn an_unreachable_server_is_a_network_error() {
    // Nothing listens on port 9, and browsers block it.
    let client = Client::new(Config::new("http://127.0.0.1:9")).unwrap();
    let error = client.login(&LoginRequest::new("a", "b")).await.unwrap_err();
    assert_eq!((error.kind(), error.status()), (ErrorKind::Network, None));
}

/// Adds a fault to the server. The fault applies to the next request for its path.
async fn fault(fault: serde_json::Value) {
    fetch_text(&format!("{SERVER}/_test/faults"), Some(fault.to_string())).await.unwrap();
}

/// Makes a call with this path in the base URL; returns the error. The server would refuse a preflight request for such
/// a path. The call sends no token, so the browser makes no preflight request.
async fn refused(path: &str, limit: Duration) -> Error {
    let client = Client::new(Config::new(format!("{SERVER}{path}"))).unwrap().with_timeout(limit);
    client.identities(&IdentitiesRequest::default()).await.unwrap_err()
}

#[wasm_bindgen_test]
async fn a_call_to_a_silent_server_ends_with_the_time_limit() {
    if is_skipped("a_call_to_a_silent_server_ends_with_the_time_limit") {
        return;
    }
    fault(json!({"path": "/silent/consumer/identity", "action": "stall"})).await;
    let error = refused("/silent", Duration::from_millis(300)).await;
    assert_eq!(error.kind(), ErrorKind::Timeout);
}

#[wasm_bindgen_test]
async fn a_call_with_an_endless_answer_fails() {
    if is_skipped("a_call_with_an_endless_answer_fails") {
        return;
    }
    for (status, kind) in [(200, ErrorKind::UnexpectedResponse), (400, ErrorKind::Validation)] {
        let path = "/endless/consumer/identity";
        fault(json!({"path": path, "status": status, "action": "endless"})).await;
        let error = refused("/endless", Duration::from_secs(60)).await;
        assert_eq!((error.kind(), error.status()), (kind, Some(status)));
    }
}

#[wasm_bindgen_test]
async fn a_long_refusal_is_read() {
    let pad = "x".repeat(900 * 1024);
    let body =
        format!(r#"{{"message": "Invalid name or password", "pad": "{pad}", "odd": 1e999}}"#);
    fault(json!({"path": "/long/consumer/identity", "status": 400, "body": body})).await;
    let error = refused("/long", Duration::from_secs(60)).await;
    assert_eq!((error.kind(), error.status()), (ErrorKind::InvalidCredentials, Some(400)));
}

/// How many requests for a path the server has received.
async fn visits(path: &str) -> usize {
    let seen = fetch_text(&format!("{SERVER}/_test/requests"), None).await.unwrap();
    let seen: Vec<serde_json::Value> = serde_json::from_str(&seen.as_string().unwrap()).unwrap();
    seen.iter().filter(|request| request["path"] == path).count()
}

#[wasm_bindgen_test]
async fn the_answer_of_a_redirect_target_is_not_returned() {
    if is_skipped("the_answer_of_a_redirect_target_is_not_returned") {
        return;
    }
    for status in [301, 302, 303, 307, 308] {
        let (path, target) = (format!("/from-{status}"), format!("/{}", unique()));
        let list = r#"{"totalResults": 0, "startIndex": 0, "itemsPerPage": 16, "entry": []}"#;
        fault(json!({"path": target, "status": 200, "body": list})).await;
        let headers = json!({"Location": target});
        let from = format!("{path}/consumer/identity");
        fault(json!({"path": from, "status": status, "headers": headers})).await;
        let error = refused(&path, Duration::from_secs(60)).await;
        assert_eq!((error.kind(), error.status()), (ErrorKind::UnexpectedResponse, None));
        assert!(error.message().ends_with("the server answered with a redirect"), "{error}");
        // With reqwest the browser always follows redirects.
        let followed = usize::from(cfg!(feature = "reqwest-wasm"));
        assert_eq!(visits(&target).await, followed, "{status}");
    }
}

#[wasm_bindgen_test]
async fn a_request_has_the_credentials_mode_omit() {
    let watched = watch_credentials();
    client().identities(&IdentitiesRequest::default()).await.unwrap();
    let seen = watched.call0(&JsValue::UNDEFINED).unwrap();
    assert_eq!(seen.as_string().as_deref(), Some("omit"));
}

#[wasm_bindgen_test]
fn a_social_login_must_return_with_the_nonce_it_started_with() {
    let client = client();
    let start = client.identity_redirect("~My provider", "https://app.example.com/in?a=ö").unwrap();
    assert!(start.url.contains("/consumer/identity/~My%20provider/redirect?redirect_uri="));
    let nonce = start.nonce.expose();
    let back = format!("https://app.example.com/in?a=1&matricula_nonce={nonce}&access_token=x");
    let tokens = client.identity_callback(&back, &start.nonce).unwrap();
    assert_eq!(tokens.access_token.expose(), "x");
    let forged = client.identity_callback(&back, &"other".into()).unwrap_err();
    assert_eq!((forged.kind(), forged.code()), (ErrorKind::Callback, Some("state_mismatch")));
}

#[wasm_bindgen_test]
fn an_address_is_checked_when_a_client_is_made() {
    for bad in
        ["", "example.com", "ftp://example.com", "https://a:b@example.com", "https://e.com/?x"]
    {
        let error = Client::new(Config::new(bad)).unwrap_err();
        assert!(error.field_error("baseUrl").is_some(), "{bad}");
    }
}

#[wasm_bindgen_test]
async fn every_token_of_the_list_has_the_right_result_with_web_crypto() {
    token_list::judge_all().await;
}
