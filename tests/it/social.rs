//! A login through a provider: a browser goes to the provider, sends its consent form, and comes back to the app.

use matricula::{
    ErrorKind,
    fusio::{AuthorizeRequest, IdentitiesRequest, ProviderCallbackRequest, SortOrder},
};
use matricula_test_server::TestServer;
use reqwest::{Client as Browser, redirect::Policy};
use serde_json::json;

use crate::support::server;

const APP: &str = "http://127.0.0.1:9/in?tab=2";

/// Follows redirects as a browser does, answers the consent form, and stops at the app's address.
async fn visit(server: &TestServer, start: &str, decision: &str) -> String {
    let browser =
        Browser::builder().redirect(Policy::none()).user_agent("browser").build().unwrap();
    let mut request = browser.get(start);
    for _ in 0..8 {
        let answer = request.send().await.unwrap();
        let here = answer.url().clone();
        if let Some(next) = answer.headers().get("location") {
            let next = here.join(next.to_str().unwrap()).unwrap();
            if !next.as_str().starts_with(server.url()) {
                return next.into();
            }
            request = browser.get(next);
            continue;
        }
        assert_eq!(answer.status(), 200, "{here}");
        let fields =
            [("login", "octocat"), ("email", "octocat@example.com"), ("decision", decision)];
        let form: Vec<_> = here.query_pairs().into_owned().collect();
        let all = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).chain(fields);
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(all).finish();
        request = browser
            .post(here.clone())
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body);
    }
    panic!("the login has too many redirects");
}

async fn with_identities(server: &TestServer) {
    let identity = |name: &str, provider: &str| {
        json!({"name": name, "icon": format!("bi-{provider}"), "provider": provider,
               "client_id": "demo", "client_secret": "demo-secret"})
    };
    let identities = json!([identity("Github", "github"), identity("OpenID", "openid")]);
    server.update_settings(json!({"fusio": {"identities": identities}})).await.unwrap();
}

#[tokio::test]
async fn a_user_logs_in_through_a_provider() {
    let (server, client) = server().await;
    assert!(client.identities(&IdentitiesRequest::default()).await.unwrap().entry.is_empty());
    with_identities(&server).await;
    let identities = client.identities(&IdentitiesRequest::default()).await.unwrap();
    assert_eq!((identities.total_results, identities.items_per_page), (2, 16));
    let identity = identities.entry.iter().find(|identity| identity.name == "Github").unwrap();
    assert_eq!(identity.icon.as_deref(), Some("bi-github"));
    let start = client.identity_redirect(&identity.id.to_string(), APP).unwrap();
    let back = visit(&server, &start.url, "allow").await;
    assert!(back.starts_with("http://127.0.0.1:9/in?tab=2&"), "{back}");
    let tokens = client.identity_callback(&back, &start.nonce).unwrap();
    assert_eq!(tokens.token_type.as_deref(), Some("bearer"));
    assert!(tokens.expires_in.is_some() && tokens.refresh_token.is_some());
    assert_eq!(client.account(&tokens.access_token).await.unwrap().name, "octocat");
    let other = client.identity_redirect("1", APP).unwrap();
    let forged = client.identity_callback(&back, &other.nonce).unwrap_err();
    assert_eq!((forged.kind(), forged.code()), (ErrorKind::Callback, Some("state_mismatch")));
}

#[tokio::test]
async fn identities_have_the_requested_order() {
    let (server, client) = server().await;
    with_identities(&server).await;
    for (order, names) in
        [(SortOrder::Asc, ["Github", "OpenID"]), (SortOrder::Desc, ["OpenID", "Github"])]
    {
        let mut request = IdentitiesRequest::default();
        request.sort_order = Some(order);
        let identities = client.identities(&request).await.unwrap().entry;
        assert!(identities.iter().map(|identity| &identity.name).eq(&names), "{order:?}");
    }
}

#[tokio::test]
async fn an_identity_is_found_by_its_name() {
    let (server, client) = server().await;
    with_identities(&server).await;
    let start = client.identity_redirect("~Github", APP).unwrap();
    assert!(!format!("{start:?}").contains(start.nonce.expose()), "{start:?}");
    let back = visit(&server, &start.url, "allow").await;
    client.identity_callback(&back, &start.nonce).unwrap();
}

#[tokio::test]
async fn an_app_can_itself_run_the_login_through_a_provider() {
    let (server, client) = server().await;
    let mut request = AuthorizeRequest::new(
        format!("{}/provider/github/authorize", server.control()),
        "demo",
        APP,
    );
    request.scope = Some("user:email".into());
    let start = client.provider_authorize(&request).unwrap();
    let back = visit(&server, &start.url, "allow").await;
    let code = client.provider_code(&back, &start.nonce).unwrap();
    let request = ProviderCallbackRequest::new(code, "demo", APP);
    let answer = client.provider_callback("github", &request).await.unwrap();
    assert_eq!(client.account(&answer.token).await.unwrap().name, "octocat");
    let used = client.provider_callback("github", &request).await.unwrap_err();
    assert_eq!(used.status(), Some(400));
}

#[tokio::test]
async fn a_user_who_denies_consent_is_not_logged_in() {
    let (server, client) = server().await;
    let endpoint = format!("{}/provider/google/authorize", server.control());
    let start = client.provider_authorize(&AuthorizeRequest::new(endpoint, "demo", APP)).unwrap();
    let back = visit(&server, &start.url, "deny").await;
    let refused = client.provider_code(&back, &start.nonce).unwrap_err();
    assert_eq!((refused.kind(), refused.code()), (ErrorKind::Callback, Some("access_denied")));
}
