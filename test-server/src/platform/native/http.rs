//! Outgoing requests of a native program.

use std::sync::OnceLock;
use std::time::Duration;

use reqwest::{Method, redirect};

use crate::platform::shared::{Answer, LONGEST, Outgoing, Unreachable};

/// A verifier or provider that takes longer counts as unreachable.
const PATIENCE: Duration = Duration::from_secs(10);

/// Clients made at their first use: most servers never make an outgoing call.
#[derive(Default, Clone)]
pub(crate) struct Client {
    plain: OnceLock<Option<reqwest::Client>>,
    tls: OnceLock<Option<reqwest::Client>>,
}

impl Client {
    /// Sends a request. An answer with an error status is not an `Err`; redirects are not followed.
    pub(crate) async fn send(&self, request: Outgoing) -> Result<Answer, Unreachable> {
        // Without TLS, the system's certificates are not loaded, and need not exist.
        let client = match request.url.scheme() {
            "https" => self.tls.get_or_init(|| builder().build().ok()),
            _ => self.plain.get_or_init(|| builder().tls_certs_only([]).build().ok()),
        };
        let client = client.as_ref().ok_or(Unreachable::Client)?;
        let failed = |_| Unreachable::Exchange;
        let method = request.method.parse().unwrap_or(Method::GET);
        let mut outgoing = client.request(method, request.url);
        for (name, value) in request.headers {
            outgoing = outgoing.header(name, value);
        }
        if let Some(body) = request.body {
            outgoing = outgoing.body(body);
        }
        let mut response = outgoing.send().await.map_err(failed)?;
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(failed)? {
            if body.len() + chunk.len() > LONGEST {
                return Err(Unreachable::Exchange);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answer { status: response.status().as_u16(), body })
    }
}

fn builder() -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .timeout(PATIENCE)
        .redirect(redirect::Policy::none())
        .no_proxy()
        .user_agent("Fusio-Engine (https://www.fusio-project.org/)")
}
