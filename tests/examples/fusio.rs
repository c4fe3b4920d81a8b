// The shared setup of most examples of Fusio's operations. These examples include this file.

pub use matricula::{Config, ErrorKind, fusio::*};
pub use matricula_test_server::TestServer;

/// A server with the confirmed account `baz`, and a client.
pub async fn confirmed() -> Result<(TestServer, Client), Box<dyn std::error::Error>> {
    let server = TestServer::start().await?;
    let client = Client::new(Config::new(server.url()))?;
    client.register(&RegisterRequest::new("baz", "baz@example.com", "foobar!123")).await?;
    let mail = server.outbox("baz@example.com").await.remove(0);
    let token = mail.links[0].rsplit('/').next().unwrap_or_default();
    client.activate(&ActivateRequest::new(token)).await?;
    Ok((server, client))
}
