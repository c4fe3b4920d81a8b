//! Outgoing requests of a native program.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::OnceLock;
use std::time::Duration;

use reqwest::{Method, redirect};
use url::Url;

use crate::platform::shared::{Answer, LONGEST, Limits, Outgoing, Reach, Unreachable};

/// A captcha verifier or login provider that takes longer counts as unreachable.
const PATIENCE: Duration = Duration::from_secs(10);

/// The clients are made at their first use, because most test servers never send a request.
#[derive(Default, Clone)]
pub(crate) struct Client {
    plain: OnceLock<Option<reqwest::Client>>,
    tls: OnceLock<Option<reqwest::Client>>,
}

impl Client {
    /// Sends a request. An answer with an error status is not an `Err`; redirects are not followed.
    pub(crate) async fn send(&self, request: Outgoing) -> Result<Answer, Unreachable> {
        // Without TLS, the system's certificates are not loaded, and need not exist.
        let own;
        let client = match (request.reach, request.url.scheme()) {
            (Reach::Loopback(limits), _) => {
                own = local(&request.url, limits);
                &own
            }
            (Reach::Anywhere, "https") => self.tls.get_or_init(|| builder().build().ok()),
            (Reach::Anywhere, _) => {
                self.plain.get_or_init(|| builder().tls_certs_only([]).build().ok())
            }
        };
        let client = client.as_ref().ok_or(Unreachable::Client)?;
        let failed = |_| Unreachable::Exchange;
        let method = request.method.parse().unwrap_or(Method::GET);
        let mut outgoing = client.request(method, request.url);
        for (name, value) in request.headers {
            outgoing = outgoing.header(name.as_ref(), value);
        }
        if let Some(body) = request.body {
            outgoing = outgoing.body(body);
        }
        let mut response = outgoing.send().await.map_err(failed)?;
        let mut body = Vec::new();
        let bounded = matches!(request.reach, Reach::Loopback(_));
        loop {
            match response.chunk().await {
                Ok(Some(chunk)) if body.len() + chunk.len() <= LONGEST => {
                    body.extend_from_slice(&chunk);
                }
                Ok(None) => break,
                // This is the answer to a webhook: only its status counts.
                _ if bounded => break,
                _ => return Err(Unreachable::Exchange),
            }
        }
        Ok(Answer { status: response.status().as_u16(), body })
    }
}

/// A client for one request to this machine. A name in the URL is not looked up: it stands for the
/// loopback addresses. No connection stays open, so that the receiver can stop at any time.
fn local(url: &Url, limits: Limits) -> Option<reqwest::Client> {
    let Limits { connect, read, whole } = limits;
    let mut builder = builder().connect_timeout(connect).read_timeout(read).timeout(whole);
    if let Some(name) = url.domain() {
        let addresses = [
            SocketAddr::new(Ipv4Addr::LOCALHOST.into(), 0),
            SocketAddr::new(Ipv6Addr::LOCALHOST.into(), 0),
        ];
        builder = builder.resolve_to_addrs(name, &addresses);
    }
    match url.scheme() {
        "https" => builder.build().ok(),
        _ => builder.tls_certs_only([]).build().ok(),
    }
}

fn builder() -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .timeout(PATIENCE)
        .redirect(redirect::Policy::none())
        .no_proxy()
        .user_agent("Fusio-Engine (https://www.fusio-project.org/)")
}
