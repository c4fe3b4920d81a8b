//! The server's requests to verifiers of captchas, to login providers and to receivers of webhooks, with
//! limits for time and length.

use std::borrow::Cow;

use url::Url;

use crate::platform::{Client, Outgoing, Reach, Unreachable};

pub(crate) use crate::platform::{Answer, Limits};

/// Sends the server's own requests to other servers.
#[derive(Default, Clone)]
pub(crate) struct HttpClient(Client);

/// The request to the other server failed. The error message contains nothing from the request.
#[derive(Debug, thiserror::Error)]
pub(crate) enum HttpError {
    #[error("the address of the other server is not a URL")]
    Address,
    #[error(transparent)]
    Exchange(#[from] Unreachable),
}

impl HttpClient {
    /// A client that sends its requests through this client of the platform.
    #[cfg(target_arch = "wasm32")]
    pub(crate) fn new(client: Client) -> Self {
        Self(client)
    }

    /// POST with a form as body.
    pub(crate) async fn post_form(
        &self,
        url: &str,
        fields: &[(&str, &str)],
    ) -> Result<Answer, HttpError> {
        let body =
            url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let form = ("Content-Type", "application/x-www-form-urlencoded".to_owned());
        self.send("POST", url, form, Some(body)).await
    }

    /// GET with a bearer token.
    pub(crate) async fn get_bearer(&self, url: &str, token: &str) -> Result<Answer, HttpError> {
        self.send("GET", url, ("Authorization", format!("Bearer {token}")), None).await
    }

    /// POST of JSON to a URL of this machine. Redirects are not followed.
    pub(crate) async fn post_local(
        &self,
        url: Url,
        headers: Vec<(Cow<'static, str>, String)>,
        body: String,
        limits: Limits,
    ) -> Result<Answer, Unreachable> {
        let reach = Reach::Loopback(limits);
        self.0.send(Outgoing { method: "POST", url, headers, body: Some(body), reach }).await
    }

    async fn send(
        &self,
        method: &'static str,
        url: &str,
        header: (&'static str, String),
        body: Option<String>,
    ) -> Result<Answer, HttpError> {
        let url = Url::parse(url).map_err(|_| HttpError::Address)?;
        let (name, value) = header;
        let headers = vec![(name.into(), value), ("Accept".into(), "application/json".to_owned())];
        let reach = Reach::Anywhere;
        Ok(self.0.send(Outgoing { method, url, headers, body, reach }).await?)
    }
}
