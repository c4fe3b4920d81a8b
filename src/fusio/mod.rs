//! Fusio's consumer API: register, confirm, log in, reset, account, social login.
//!
//! | operation | endpoint |
//! |---|---|
//! | [`register`](Client::register) | `POST /consumer/register` |
//! | [`activate`](Client::activate) | `POST /consumer/activate` |
//! | [`login`](Client::login) | `POST /consumer/login` |
//! | [`refresh`](Client::refresh) | `PUT /consumer/login` |
//! | [`request_password_reset`](Client::request_password_reset) | `POST /consumer/password_reset` |
//! | [`execute_password_reset`](Client::execute_password_reset) | `PUT /consumer/password_reset` |
//! | [`account`](Client::account) | `GET /consumer/account` |
//! | [`update_account`](Client::update_account) | `PUT /consumer/account` |
//! | [`change_password`](Client::change_password) | `PUT /consumer/account/change_password` |
//! | [`identities`](Client::identities) | `GET /consumer/identity` |
//! | [`identity_redirect`](Client::identity_redirect) | `GET /consumer/identity/{identity}/redirect`, for the browser |
//! | [`identity_callback`](Client::identity_callback) | what comes back from there |
//! | [`provider_authorize`](Client::provider_authorize) | the provider's consent page, for the browser |
//! | [`provider_code`](Client::provider_code) | what comes back from there |
//! | [`provider_callback`](Client::provider_callback) | `POST /consumer/provider/{provider}` |
//! | [`scopes`](Client::scopes) | `GET /consumer/scope` |
//! | [`scope_categories`](Client::scope_categories) | `GET /consumer/scope/categories` |
//! | [`token`](Client::token) | `POST /authorization/token` |
//! | [`whoami`](Client::whoami) | `GET /authorization/whoami` |
//! | [`revoke`](Client::revoke) | `POST /authorization/revoke` |

use std::{sync::Arc, time::Duration};

use crate::{
    config::Config,
    error::Error,
    transport::{
        Http, Sender,
        json::{Body, Json},
        operation::Spec,
    },
};

pub use crate::wire::fusio::*;

pub(crate) mod account;
pub(crate) mod activate;
pub(crate) mod authorization;
pub(crate) mod identity;
pub(crate) mod login;
pub(crate) mod password_reset;
pub(crate) mod provider_callback;
mod refusals;
pub(crate) mod register;
pub(crate) mod scope;

/// A client of one Fusio server. It holds no tokens, is cheap to clone and can be shared.
///
/// Dropping the future of a call ends the call.
#[derive(Clone)]
pub struct Client {
    pub(crate) http: Arc<Http>,
}

impl Client {
    /// A client for the server at `config.base_url`.
    ///
    /// # Errors
    /// `Validation` when the address is not `http` or `https`, or holds credentials, a query or a
    /// fragment, or when a header cannot be sent or is `Authorization`.
    pub fn new(config: Config) -> Result<Self, Error> {
        Self::with_sender(config, Sender::new()?)
    }

    pub(crate) fn with_sender(config: Config, sender: Sender) -> Result<Self, Error> {
        Ok(Self { http: Arc::new(Http::new(config, refuse, sender)?) })
    }

    /// The same client with another time limit for its calls, retries included.
    #[must_use]
    pub fn with_timeout(&self, timeout: Duration) -> Self {
        let mut http = Http::clone(&self.http);
        http.set_timeout(timeout);
        Self { http: Arc::new(http) }
    }
}

fn refuse(spec: &Spec, status: u16, body: Option<&Json>, sent: Option<&Body>) -> Option<Error> {
    refusals::refuse(spec.name, status, body?, sent)
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("fusio::Client").field("base_url", &self.http.base()).finish_non_exhaustive()
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use serde::de::DeserializeOwned;

    use super::*;
    use crate::transport::operation::Operation;

    fn agrees<Req, Res: DeserializeOwned>(operation: &Operation<Req, Res>) {
        let (spec, sample) = (&operation.spec, operation.spec.sample());
        let decodes =
            |body: &serde_json::Value| serde_json::from_value::<Res>(body.clone()).is_ok();
        assert!(decodes(&sample), "{}: the type asks for more than the operation", spec.name);
        for member in sample.as_object().unwrap().keys() {
            let mut less = sample.clone();
            less.as_object_mut().unwrap().remove(member);
            assert!(!decodes(&less), "{}: the type does without {member}", spec.name);
        }
    }

    #[test]
    fn javascript_and_rust_ask_the_same_of_every_answer() {
        agrees(&register::REGISTER);
        agrees(&activate::ACTIVATE);
        agrees(&login::LOGIN);
        agrees(&login::REFRESH);
        agrees(&password_reset::REQUEST_PASSWORD_RESET);
        agrees(&password_reset::EXECUTE_PASSWORD_RESET);
        agrees(&account::ACCOUNT);
        agrees(&account::UPDATE_ACCOUNT);
        agrees(&account::CHANGE_PASSWORD);
        agrees(&identity::IDENTITIES);
        agrees(&provider_callback::PROVIDER_CALLBACK);
        agrees(&scope::SCOPES);
        agrees(&scope::SCOPE_CATEGORIES);
        agrees(&authorization::TOKEN);
        agrees(&authorization::WHOAMI);
        agrees(&authorization::REVOKE);
    }
}
