//! Social login: the address that the browser opens, and the address that the browser comes back to.
//! The functions here send no request.
//!
//! The browser goes to the address of [`identity_redirect`](Client::identity_redirect), on to the
//! provider, and back to the server. The server then sends the browser to the app, with the tokens in
//! the query. A nonce in the app's address proves that the app started the login. Without the nonce,
//! an attacker could log the user in to another account.
//!
//! With Fusio before 4.0 the app itself sends the browser to the provider
//! ([`provider_authorize`](Client::provider_authorize)) and exchanges the code that the browser
//! brings back.

use super::client::Client;
use crate::{
    error::{Error, ErrorKind},
    secret::Secret,
    transport::{declare::local_operations, url},
    wire::{
        Members,
        fusio::{AuthorizeRequest, LoginStart, TokenResponse},
    },
};

/// The codes of a failed login. The first two and the last come from this crate; the others are
/// the codes of OAuth 2.0's authorization endpoint (RFC 6749, 4.1.2.1).
pub(crate) const CODES: [&str; 10] = [
    NOT_A_CALLBACK,
    STATE_MISMATCH,
    "invalid_request",
    "unauthorized_client",
    "access_denied",
    "unsupported_response_type",
    "invalid_scope",
    "server_error",
    "temporarily_unavailable",
    PROVIDER_ERROR,
];
const NOT_A_CALLBACK: &str = "not_a_callback";
const STATE_MISMATCH: &str = "state_mismatch";
const PROVIDER_ERROR: &str = "provider_error";

/// The name of the nonce in the query of the app's address.
pub(crate) const NONCE: &str = "matricula_nonce";

local_operations! {
    /// Returns the address that the browser must open for a login through `identity`. Nothing is sent.
    ///
    /// The address is that of `GET /consumer/identity/{identity}/redirect`. `identity` is the id of
    /// an identity, or `~` followed by its name. `redirect_uri` is the address of the app's page that
    /// calls [`identity_callback`](Self::identity_callback). The host of this page must be the host of
    /// the app in Fusio's settings. Keep the nonce until the browser comes back.
    identity_redirect(identity: &str as "string | number", redirect_uri: &str) -> LoginStart {
        rejects: { Validation: "`redirectUri` is not an http or https address, or `identity` is empty" },
        |client| {
            let nonce = Secret::from(nonce());
            let back = url::with_query("redirectUri", redirect_uri, &[(NONCE, nonce.expose())])?;
            let path = "/consumer/identity/{identity}/redirect";
            let url = url::build(client.http.base(), path, &[Some(identity)], "")?;
            let url = url::with_query("baseUrl", &url, &[("redirect_uri", &back)])?;
            Ok(LoginStart { url, nonce })
        }
    }

    /// Reads the tokens from the address that the browser came back to. Nothing is sent.
    ///
    /// Remove the tokens from the address bar at once (`history.replaceState`). The error's `code`
    /// is `not_a_callback` (an ordinary visit) or `state_mismatch` (the nonce is missing or wrong,
    /// so the app did not start the login). If the address has an `error`, the `code` comes from
    /// this `error`, as in [`provider_code`](Self::provider_code). But Fusio sends no such address: if
    /// the provider refuses the login, for example with `access_denied`, Fusio itself shows the error,
    /// and the browser does not come back.
    identity_callback(url: &str, nonce: &Secret) -> TokenResponse {
        rejects: {
            Callback: "the address is not a login callback, or the nonce is missing or wrong",
            Validation: "`url` is not an address",
        },
        |_| {
            let query = Query::of_callback(url, nonce)?;
            Ok(TokenResponse {
                access_token: query.secret("access_token")?,
                token_type: query.get("token_type").map(str::to_owned),
                expires_in: query.expires_in(),
                refresh_token: query.get("refresh_token").map(Secret::from),
                scope: query.get("scope").map(str::to_owned),
                id_token: query.get("id_token").map(Secret::from),
                extra: Members::default(),
            })
        }
    }

    /// Returns the address of the provider's consent page, for an app that runs the login itself.
    /// Nothing is sent.
    ///
    /// Keep the nonce until the browser comes back.
    provider_authorize(request: &AuthorizeRequest) -> LoginStart {
        rejects: { Validation: "an address is not http or https" },
        |_| {
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
    }

    /// Reads the code from the address that the provider sent the browser back to. Nothing is sent.
    ///
    /// The error's `code` is `not_a_callback` or `state_mismatch`, as in
    /// [`identity_callback`](Self::identity_callback), or a code of OAuth 2.0 that the provider sent
    /// (RFC 6749, 4.1.2.1). Any other code of the provider becomes `provider_error`.
    provider_code(url: &str, nonce: &Secret) -> Secret {
        rejects: {
            Callback: "the address is not a login callback, the nonce is missing or wrong, or the provider refused the login",
            Validation: "`url` is not an address",
        },
        |_| {
            let query = Query::read(url, "code")?;
            query.check("state", nonce)?;
            query.secret("code")
        }
    }
}

/// A random text that nobody can guess.
fn nonce() -> String {
    uuid::Uuid::new_v4().simple().to_string()
}

/// The query of the address that the browser came back to.
pub(crate) struct Query(url::Pairs);

impl Query {
    /// Reads the query with the tokens, and checks that the login has this `nonce`.
    pub(crate) fn of_callback(address: &str, nonce: &Secret) -> Result<Self, Error> {
        let query = Self::read(address, "access_token")?;
        query.check(NONCE, nonce)?;
        query.secret("access_token")?;
        Ok(query)
    }

    pub(crate) fn expires_in(&self) -> Option<u64> {
        self.get("expires_in")?.parse().ok()
    }

    /// Reads the query, which must have the member `wanted` or the provider's `error`.
    fn read(address: &str, wanted: &str) -> Result<Self, Error> {
        let query =
            Self(url::query(address).ok_or_else(|| Error::invalid("url", "is not an address"))?);
        if query.get(wanted).is_none() && query.get("error").is_none() {
            return Err(callback(NOT_A_CALLBACK, "not a login callback"));
        }
        Ok(query)
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let mut values = self.0.iter().filter(|(key, value)| key == name && !value.is_empty());
        values.next().map(|(_, value)| value.as_str())
    }

    fn secret(&self, name: &str) -> Result<Secret, Error> {
        let missing = || callback(NOT_A_CALLBACK, "not a login callback");
        self.get(name).map(Secret::from).ok_or_else(missing)
    }

    /// Checks first that the login has this `nonce`, then whether the provider refused the login.
    fn check(&self, name: &str, nonce: &Secret) -> Result<(), Error> {
        let came_back = self.0.iter().filter(|(key, _)| key == name).map(|(_, value)| value);
        if nonce.expose().is_empty() || !came_back.eq([nonce.expose()]) {
            return Err(callback(STATE_MISMATCH, "this login was not started here"));
        }
        match self.get("error") {
            Some(code) => Err(callback(known_code(code), "the provider refused the login")),
            None => Ok(()),
        }
    }
}

/// The provider's code, if it is one of OAuth 2.0. Any other code becomes `provider_error`.
fn known_code(code: &str) -> &'static str {
    let [_, _, known @ .., _] = CODES;
    known.into_iter().find(|known| *known == code).unwrap_or(PROVIDER_ERROR)
}

fn callback(code: &'static str, message: &'static str) -> Error {
    Error::new(ErrorKind::Callback, message).with_code(code)
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::config::Config;

    fn client() -> Client {
        Client::new(Config::new("https://api.example.com")).unwrap()
    }

    fn code(url: &str, nonce: &Secret) -> String {
        let error = client().identity_callback(url, nonce).unwrap_err();
        let code = error.code().unwrap_or_default();
        assert!(CODES.contains(&code), "{code}");
        code.to_owned()
    }

    #[test]
    fn a_callback_with_the_nonce_of_the_login_gives_the_tokens() {
        let start = client().identity_redirect("1", "https://app.example.com/in?tab=2").unwrap();
        assert!(start.url.starts_with("https://api.example.com/consumer/identity/1/redirect?redirect_uri=https%3A%2F%2Fapp.example.com%2Fin%3Ftab%3D2%26matricula_nonce%3D"), "{}", start.url);
        let back = url::query(&start.url).unwrap().remove(0).1;
        let tokens =
            "access_token=a.b.c&token_type=bearer&expires_in=172800&refresh_token=r&scope=x%2Cy";
        let answer = client().identity_callback(&format!("{back}&{tokens}"), &start.nonce).unwrap();
        assert_eq!(answer.access_token.expose(), "a.b.c");
        assert_eq!(answer.expires_in, Some(172_800));
        assert_eq!(answer.scope.as_deref(), Some("x,y"));
    }

    #[test]
    fn a_login_that_was_not_started_here_is_refused() {
        let nonce = Secret::from("n1");
        let page = "https://app.example.com/in";
        assert_eq!(code(&format!("{page}?access_token=x"), &nonce), "state_mismatch");
        assert_eq!(code(&format!("{page}?access_token=x&{NONCE}=n2"), &nonce), "state_mismatch");
        assert_eq!(
            code(&format!("{page}?access_token=x&{NONCE}=n2&{NONCE}=n1"), &nonce),
            "state_mismatch"
        );
        assert_eq!(
            code(&format!("{page}?access_token=x&{NONCE}="), &Secret::from("")),
            "state_mismatch"
        );
    }

    #[test]
    fn a_known_error_code_of_the_provider_is_kept_and_any_other_text_becomes_provider_error() {
        let nonce = Secret::from("n1");
        let page = format!("https://app.example.com/in?{NONCE}=n1");
        assert_eq!(code(&format!("{page}&error=access_denied"), &nonce), "access_denied");
        for other in ["hunter2", NOT_A_CALLBACK, STATE_MISMATCH, PROVIDER_ERROR] {
            assert_eq!(code(&format!("{page}&error={other}"), &nonce), "provider_error");
        }
        assert_eq!(code(&page, &nonce), "not_a_callback");
    }

    #[test]
    fn a_callback_of_a_provider_needs_the_state_of_the_login() {
        let mut request = AuthorizeRequest::new(
            "https://idp.example.com/auth?x=1",
            "app-1",
            "https://app.example.com/in",
        );
        request.scope = Some("openid email".into());
        let start = client().provider_authorize(&request).unwrap();
        let state = start.nonce.expose();
        assert_eq!(
            start.url,
            format!(
                "https://idp.example.com/auth?x=1&response_type=code&client_id=app-1&redirect_uri=https%3A%2F%2Fapp.example.com%2Fin&state={state}&scope=openid+email"
            )
        );
        let back = format!("https://app.example.com/in?code=c0&state={state}");
        assert_eq!(client().provider_code(&back, &start.nonce).unwrap().expose(), "c0");
        let forged =
            client().provider_code("https://app.example.com/in?code=c0&state=other", &start.nonce);
        assert_eq!(forged.unwrap_err().code(), Some("state_mismatch"));
    }
}
