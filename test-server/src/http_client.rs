//! Outgoing HTTP: captcha verification and login providers, with bounded time and answers.

use std::sync::OnceLock;
use std::time::Duration;

use reqwest::{Client, RequestBuilder, StatusCode, Url, redirect};

/// A verifier or provider that takes longer is as good as unreachable.
const PATIENCE: Duration = Duration::from_secs(10);
/// No answer we ask for is anywhere near this long.
const LONGEST: usize = 1024 * 1024;

/// Clients made at their first use: most servers never make an outgoing call.
#[derive(Default)]
pub(crate) struct HttpClient {
    plain: OnceLock<Option<Client>>,
    tls: OnceLock<Option<Client>>,
}

/// The other side could not be asked; says nothing of what was sent.
#[derive(Debug, thiserror::Error)]
pub(crate) enum HttpError {
    #[error("the address of the other server is not a URL")]
    Address,
    #[error("an HTTP client cannot be created on this machine")]
    Client,
    #[error("the other server is unreachable, too slow, or sends too much")]
    Exchange,
}

/// An answer of the other side.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) body: Vec<u8>,
}

impl HttpClient {
    /// POST with a form as body.
    pub(crate) async fn post_form(
        &self,
        url: &str,
        fields: &[(&str, &str)],
    ) -> Result<Answer, HttpError> {
        let body =
            url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let (client, url) = self.client(url)?;
        let request =
            client.post(url).header("Content-Type", "application/x-www-form-urlencoded").body(body);
        send(request).await
    }

    /// GET with a bearer token.
    pub(crate) async fn get_bearer(&self, url: &str, token: &str) -> Result<Answer, HttpError> {
        let (client, url) = self.client(url)?;
        send(client.get(url).bearer_auth(token)).await
    }

    fn client(&self, url: &str) -> Result<(&Client, Url), HttpError> {
        let url = Url::parse(url).map_err(|_| HttpError::Address)?;
        // Without TLS nobody has to load (or have) the system's certificates.
        let client = match url.scheme() {
            "https" => self.tls.get_or_init(|| builder().build().ok()),
            _ => self.plain.get_or_init(|| builder().tls_certs_only([]).build().ok()),
        };
        client.as_ref().map(|client| (client, url)).ok_or(HttpError::Client)
    }
}

fn builder() -> reqwest::ClientBuilder {
    Client::builder()
        .timeout(PATIENCE)
        .redirect(redirect::Policy::none())
        .no_proxy()
        .user_agent("Fusio-Engine (https://www.fusio-project.org/)")
}

async fn send(request: RequestBuilder) -> Result<Answer, HttpError> {
    let sent = request.header("Accept", "application/json").send().await;
    let mut response = sent.map_err(|_| HttpError::Exchange)?;
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|_| HttpError::Exchange)? {
        if body.len() + chunk.len() > LONGEST {
            return Err(HttpError::Exchange);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Answer { status: response.status(), body })
}
