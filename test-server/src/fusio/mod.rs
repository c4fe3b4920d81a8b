//! The Fusio half: one operation or path per file, the filters in `filters`, the table in `routes`.

mod account;
mod activate;
mod backend;
mod captcha;
mod change_password;
mod collection;
mod exchange;
mod filters;
mod identity;
pub(crate) mod limits;
mod login;
mod one_time;
mod openapi;
mod password_reset;
mod payload;
mod provider_callback;
mod refresh;
mod register;
mod remote;
mod reply;
mod revoke;
pub(crate) mod roles;
mod routes;
mod scope;
pub(crate) mod seed;
mod token;
mod tokens;
pub(crate) mod users;
mod validator;
mod whoami;

use std::net::IpAddr;
use std::sync::Arc;

use url::form_urlencoded;

pub(crate) use filters::handle;
pub(crate) use openapi::describe;
use payload::Payload;
use reply::{ApiError, Reply};
use routes::Operation;
use tokens::Token;

use crate::settings::Settings;
use crate::state::State;

/// A request that has passed all filters.
struct Call {
    state: Arc<State>,
    /// The settings as they were when the request arrived.
    settings: Arc<Settings>,
    ip: IpAddr,
    /// The variable part of the path.
    id: String,
    query: Query,
    payload: Payload,
    caller: Option<Token>,
}

impl Call {
    /// The caller's token; operations that need one are never reached without.
    fn caller(&self) -> Result<&Token, ApiError> {
        self.caller
            .as_ref()
            .ok_or_else(|| filters::unauthorized(&self.state, "Missing authorization header"))
    }
}

/// The parameters after the question mark.
struct Query(Vec<(String, String)>);

impl Query {
    fn parse(query: &str) -> Self {
        Self(form_urlencoded::parse(query.as_bytes()).into_owned().collect())
    }

    /// A parameter that is present and not empty.
    fn get(&self, name: &str) -> Option<&str> {
        // As in PHP, the last of several counts.
        let found = self.0.iter().rev().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str()).filter(|value| !payload::is_empty(value))
    }
}

async fn run(operation: Operation, call: &Call) -> Result<Reply, ApiError> {
    match operation {
        Operation::Register => register::register(call).await,
        Operation::Activate => activate::activate(call).await,
        Operation::Login => login::login(call).await,
        Operation::Refresh => refresh::refresh(call).await,
        Operation::RequestPasswordReset => password_reset::request(call).await,
        Operation::ExecutePasswordReset => password_reset::execute(call).await,
        Operation::GetAccount => account::get(call).await,
        Operation::UpdateAccount => account::update(call).await,
        Operation::ChangePassword => change_password::change_password(call).await,
        Operation::ListIdentities => identity::list(call),
        Operation::RedirectIdentity => identity::redirect(call).await,
        Operation::ExchangeIdentity => exchange::exchange(call).await,
        Operation::ProviderCallback => provider_callback::provider_callback(call).await,
        Operation::ListScopes => scope::list(call).await,
        Operation::ListScopeCategories => scope::categories(call).await,
        Operation::Whoami => whoami::whoami(call).await,
        Operation::Revoke => revoke::revoke(call).await,
        Operation::CreateApp => backend::create_app(call),
        Operation::CreateIdentity => backend::create_identity(call),
    }
}
