//! A request to an operation, read and checked.

use std::net::IpAddr;
use std::sync::Arc;

use url::form_urlencoded;

use super::payload::{self, Payload};
use super::reply::ApiError;
use super::tokens::Token;
use crate::settings::Settings;
use crate::state::State;

/// A request that has passed all filters.
pub(super) struct Call {
    pub(super) state: Arc<State>,
    /// The settings as they were when the request arrived.
    pub(super) settings: Arc<Settings>,
    pub(super) ip: IpAddr,
    /// The variable part of the path.
    pub(super) id: String,
    pub(super) query: Query,
    pub(super) payload: Payload,
    pub(super) caller: Option<Token>,
}

impl Call {
    /// The caller's token. A call without a token never reaches an operation that needs a token.
    pub(super) fn caller(&self) -> Result<&Token, ApiError> {
        self.caller
            .as_ref()
            .ok_or_else(|| ApiError::unauthorized(&self.state.url, "Missing authorization header"))
    }
}

/// The parameters after the question mark.
pub(super) struct Query(Vec<(String, String)>);

impl Query {
    pub(super) fn parse(query: &str) -> Self {
        Self(form_urlencoded::parse(query.as_bytes()).into_owned().collect())
    }

    /// A parameter that is present and not empty. The text `0` counts as empty, as in PHP.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        // If a parameter occurs more than once, the last one is used, as in PHP.
        let found = self.0.iter().rev().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str()).filter(|value| !payload::is_empty(value))
    }
}
