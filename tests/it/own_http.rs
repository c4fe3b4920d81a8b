//! The HTTP client that a `Client` uses. The default HTTP client uses the proxy that environment
//! variables name, except for servers on this machine. With `Client::with_http`, the caller configures
//! the HTTP client.

use std::env;
use std::process::Command;

use matricula::{Config, ErrorKind, fusio::Client, fusio::LoginRequest};
use matricula_test_server::TestServer;

#[cfg(feature = "own-http")]
use crate::support::{Hostile, answer};

/// The first test runs itself again in a child process. In that process, this environment variable has
/// the address of the test server.
const CHILD: &str = "MATRICULA_PROXY_CHILD";

#[tokio::test]
async fn a_server_on_this_machine_is_reached_without_the_proxy_of_the_environment() {
    if let Ok(url) = env::var(CHILD) {
        let error = login(Client::new(Config::new(url)).unwrap()).await;
        assert_eq!(error, (ErrorKind::InvalidCredentials, Some(400)));
        return;
    }
    let server = TestServer::start().await.unwrap();
    let name = "own_http::a_server_on_this_machine_is_reached_without_the_proxy_of_the_environment";
    let mut child = Command::new(env::current_exe().unwrap());
    child.args(["--exact", name]).env(CHILD, server.url());
    // Nothing listens on port 9.
    for variable in ["HTTP_PROXY", "http_proxy", "ALL_PROXY"] {
        child.env(variable, "http://127.0.0.1:9");
    }
    child.env_remove("NO_PROXY").env_remove("no_proxy");
    let done = tokio::task::spawn_blocking(move || child.output()).await.unwrap().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stdout));
}

async fn login(client: Client) -> (ErrorKind, Option<u16>) {
    let error = client.login(&LoginRequest::new("nobody", "wrong-Horse-7")).await.unwrap_err();
    (error.kind(), error.status())
}

#[cfg(feature = "own-http")]
mod own {
    use std::time::Duration;

    use crate::support::Act;
    use matricula::reqwest::{ClientBuilder, Proxy, redirect::Policy};

    use super::*;

    #[tokio::test]
    async fn requests_go_through_the_proxy_of_the_http_client_that_the_caller_has_configured() {
        let refused = r#"{"success":false,"message":"Invalid name or password"}"#;
        let proxy = Hostile::always(answer("400 Bad Request", "", refused)).await;
        let http = ClientBuilder::new().proxy(Proxy::http(&proxy.url).unwrap());
        let client = Client::with_http(Config::new("http://api.example.com"), http).unwrap();
        assert_eq!(login(client).await, (ErrorKind::InvalidCredentials, Some(400)));
        let requests = proxy.requests();
        assert!(
            requests[0].starts_with("POST http://api.example.com/consumer/login"),
            "{requests:?}"
        );
    }

    #[tokio::test]
    async fn after_the_time_limit_of_the_http_client_of_the_caller_the_error_kind_is_timeout() {
        let begun = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{".to_vec();
        for act in [Act::Stall(Vec::new()), Act::Stall(begun)] {
            let server = Hostile::always(act).await;
            let http = ClientBuilder::new().timeout(Duration::from_millis(100));
            let client = Client::with_http(Config::new(&server.url), http).unwrap();
            assert_eq!(login(client).await.0, ErrorKind::Timeout);
        }
    }

    #[tokio::test]
    async fn no_redirect_is_followed_even_if_the_http_client_of_the_caller_allows_redirects() {
        let target = Hostile::always(answer("200 OK", "", r#"{"token":"t"}"#)).await;
        let location = format!("Location: {}/x\r\n", target.url);
        let server = Hostile::always(answer("307 Temporary Redirect", &location, "")).await;
        let http = ClientBuilder::new().redirect(Policy::limited(10));
        let client = Client::with_http(Config::new(&server.url), http).unwrap();
        let (kind, _) = login(client).await;
        assert_eq!(kind, ErrorKind::UnexpectedResponse);
        assert_eq!(target.requests().len(), 0, "the password has been sent to another address");
    }
}
