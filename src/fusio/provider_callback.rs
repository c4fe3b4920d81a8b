//! `POST /consumer/provider/{provider}`: social login that the app drives (6).
//!
//! Fusio before 4.0 has this; later ones have [`identity`](super::identity). The app itself sends
//! the browser to the provider and trades the code that it comes back with.

use super::{
    Client,
    identity::{Query, nonce},
};
use crate::{
    error::Error,
    secret::Secret,
    transport::{
        Call,
        operation::{Member, Method, Operation, Place, Repeat, Spec},
        url,
    },
    wire::fusio::{AuthorizeRequest, LoginResponse, LoginStart, ProviderCallbackRequest},
};

pub(crate) const PROVIDER_CALLBACK: Operation<ProviderCallbackRequest, LoginResponse> =
    Operation::new(Spec {
        name: "provider_callback",
        method: Method::Post,
        path: "/consumer/provider/{provider}",
        request: Place::Json,
        repeat: Repeat::Never,
        answer: &[Member::Text("token")],
    });

impl Client {
    /// Trades a provider's code for a token. `POST /consumer/provider/{provider}` (6).
    ///
    /// `provider` is `facebook`, `google`, `github` or what the server adds to them.
    ///
    /// # Errors
    /// `Callback` when the provider does not take the code; `NotFound` on Fusio 4.0 and later;
    /// `Validation`.
    pub async fn provider_callback(
        &self,
        provider: &str,
        request: &ProviderCallbackRequest,
    ) -> Result<LoginResponse, Error> {
        let call = Call { parameters: &[provider], ..Call::ANONYMOUS };
        self.http.call(&PROVIDER_CALLBACK, &call, request).await
    }

    /// Where to send the browser for the provider's consent; nothing is sent.
    ///
    /// # Errors
    /// `Validation` when an address is not http or https.
    pub fn provider_authorize(&self, request: &AuthorizeRequest) -> Result<LoginStart, Error> {
        let nonce = Secret::from(nonce());
        url::with_query("redirectUri", &request.redirect_uri, &[])?;
        let mut query = vec![
            ("response_type", "code"),
            ("client_id", &request.client_id),
            ("redirect_uri", &request.redirect_uri),
            ("state", nonce.expose()),
        ];
        query.extend(request.scope.as_deref().map(|scope| ("scope", scope)));
        let url =
            url::with_query("authorizationEndpoint", &request.authorization_endpoint, &query)?;
        Ok(LoginStart { url, nonce })
    }

    /// Takes the code from the address that the provider sent the browser back to; nothing is sent.
    ///
    /// # Errors
    /// As [`identity_callback`](Self::identity_callback).
    pub fn provider_code(&self, url: &str, nonce: &Secret) -> Result<Secret, Error> {
        let query = Query::read(url, "code")?;
        query.check("state", nonce)?;
        query.secret("code")
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn a_code_comes_back_with_the_state_it_left_with() {
        let client = Client::new(Config::new("https://api.example.com")).unwrap();
        let mut request = AuthorizeRequest::new(
            "https://idp.example.com/auth?x=1",
            "app-1",
            "https://app.example.com/in",
        );
        request.scope = Some("openid email".into());
        let start = client.provider_authorize(&request).unwrap();
        let state = start.nonce.expose();
        assert_eq!(
            start.url,
            format!(
                "https://idp.example.com/auth?x=1&response_type=code&client_id=app-1&redirect_uri=https%3A%2F%2Fapp.example.com%2Fin&state={state}&scope=openid+email"
            )
        );
        let back = format!("https://app.example.com/in?code=c0&state={state}");
        assert_eq!(client.provider_code(&back, &start.nonce).unwrap().expose(), "c0");
        let forged =
            client.provider_code("https://app.example.com/in?code=c0&state=other", &start.nonce);
        assert_eq!(forged.unwrap_err().code(), Some("state_mismatch"));
    }
}
