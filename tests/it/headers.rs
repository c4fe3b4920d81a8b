//! The headers of a request: those of the client, and those of the configuration.

use matricula::{Config, ErrorKind, fusio::Client};

use crate::support::{Hostile, answer};

/// The request, in lower case, of a client with these headers in its configuration.
async fn sent(headers: &[(&str, &str)]) -> String {
    let server = Hostile::always(answer("200 OK", "", r#"{"id":1,"name":"baz"}"#)).await;
    let mut config = Config::new(&server.url);
    config.headers =
        headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())).collect();
    Client::new(config).unwrap().account(&"t".into()).await.unwrap();
    server.requests().remove(0).to_lowercase()
}

#[tokio::test]
async fn a_user_agent_is_always_sent() {
    let head = sent(&[]).await;
    assert!(head.contains("\r\nuser-agent: matricula/"), "{head}");
    assert!(head.contains("\r\naccept: application/json\r\n"), "{head}");
}

#[tokio::test]
async fn a_header_of_the_configuration_replaces_earlier_headers_with_the_same_name() {
    let own = [("USER-AGENT", "shop/1"), ("accept", "text/json"), ("X-Gate", "a"), ("x-gate", "b")];
    let head = sent(&own).await;
    for (name, line) in [
        ("user-agent", "user-agent: shop/1"),
        ("accept", "accept: text/json"),
        ("x-gate", "x-gate: b"),
        ("authorization", "authorization: bearer t"),
    ] {
        let name = format!("\r\n{name}:");
        assert_eq!(head.matches(&name).count(), 1, "{head}");
        assert!(head.contains(&format!("\r\n{line}\r\n")), "{head}");
    }
}

#[test]
fn a_header_that_cannot_be_sent_is_refused_when_the_client_is_made() {
    for name in ["", "a b", "a:", "a\n", "\u{e4}", "(a)", "Authorization", "authorization"] {
        let mut config = Config::new("https://a.example");
        config.headers = vec![(name.to_owned(), "hunter2".into())];
        let error = Client::new(config).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Validation, "{name:?}");
        assert!(error.field_error("headers").is_some(), "{name:?}");
    }
}
