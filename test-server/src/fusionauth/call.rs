//! A request to an operation, read and checked.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::http::{HeaderMap, header};
use serde_json::{Map, Value};
use url::form_urlencoded;

use super::api_key::ApiKey;
use super::errors::{Errors, Refusal};
use super::login_id::LoginKind;
use super::members::{self, member, wrong_type};
use super::{normalize, patch, store};
use crate::db::Reader;
use crate::platform;
use crate::settings::Settings;
use crate::state::State;

/// The parameter in bodies and queries that says by which kinds of login ids a user may be found.
const LOGIN_KINDS: &str = "loginIdTypes";

/// A request that has passed all filters.
pub(super) struct Call {
    pub(super) state: Arc<State>,
    pub(super) settings: Arc<Settings>,
    /// The variable segments of the path.
    pub(super) ids: Vec<String>,
    pub(super) query: Query,
    pub(super) headers: HeaderMap,
    pub(super) ip: Option<String>,
    /// An object, or a list for a JSON patch.
    pub(super) body: Value,
    pub(super) mode: patch::Mode,
    pub(super) key: Option<ApiKey>,
    /// The tenant that the header `X-FusionAuth-TenantId` or the API key names.
    pub(super) tenant: Option<String>,
    pub(super) once: Once,
}

/// Values that a request makes only once: they stay the same when the work of the request is done again
/// (see `hooks.rs`).
#[derive(Default)]
pub(super) struct Once {
    now: OnceLock<i64>,
    user: OnceLock<String>,
    registration: OnceLock<String>,
    deadline: OnceLock<Duration>,
}

impl Once {
    /// The time by which all webhooks of the request must have answered. The first call of this
    /// function sets this time to the current time plus `patience`. Later calls return the same time.
    pub(super) fn deadline(&self, patience: Duration) -> Duration {
        *self.deadline.get_or_init(|| platform::now() + patience)
    }
}

impl Call {
    /// A variable segment as UUID; `None` without this segment.
    pub(super) fn id(&self, position: usize, name: &str) -> Result<Option<String>, Refusal> {
        let Some(text) = self.ids.get(position) else { return Ok(None) };
        let id = normalize::uuid_parameter(text);
        id.map(Some).ok_or_else(|| Refusal::field(name, "couldNotConvert", "Invalid UUID"))
    }

    /// A variable segment as UUID; without this segment, the answer is 404.
    pub(super) fn need_id(&self, position: usize, name: &str) -> Result<String, Refusal> {
        self.id(position, name)?.ok_or_else(Refusal::not_found)
    }

    /// A query parameter as UUID.
    pub(super) fn query_id(&self, name: &str) -> Result<Option<String>, Refusal> {
        let Some(text) = self.query.get(name) else { return Ok(None) };
        let id = normalize::uuid_parameter(text);
        id.map(Some).ok_or_else(|| Refusal::field(name, "couldNotConvert", "Invalid UUID"))
    }

    /// A query parameter as boolean.
    pub(super) fn query_flag(&self, name: &str) -> Result<Option<bool>, Refusal> {
        Ok(match self.query.get(name) {
            None => None,
            Some("true" | "on" | "yes") => Some(true),
            Some("false" | "off" | "no") => Some(false),
            Some(_) => {
                return Err(Refusal::field(name, "couldNotConvert", "Invalid boolean"));
            }
        })
    }

    /// A member of the body that is a text. An empty text counts as absent.
    pub(super) fn text(&self, name: &str) -> Result<Option<&str>, Refusal> {
        members::optional_text(&self.body, name)
    }

    /// The kinds of login ids that the body names.
    pub(super) fn login_kinds(&self) -> Result<Vec<LoginKind>, Refusal> {
        let kinds = match self.body.get(LOGIN_KINDS) {
            None | Some(Value::Null) => &[],
            Some(Value::Array(kinds)) => kinds.as_slice(),
            Some(_) => return Err(wrong_type(LOGIN_KINDS, "a list is expected")),
        };
        kinds.iter().map(|kind| login_kind(kind.as_str().unwrap_or_default())).collect()
    }

    /// The kinds of login ids that the query names.
    pub(super) fn query_login_kinds(&self) -> Result<Vec<LoginKind>, Refusal> {
        self.query.all(LOGIN_KINDS).map(login_kind).collect()
    }

    /// The member `state` of the body, which a later answer repeats.
    pub(super) fn state_to_repeat(&self) -> Option<Value> {
        self.body.get("state").filter(|state| state.is_object()).cloned()
    }

    /// A member of the body that is a UUID.
    pub(super) fn body_id(&self, name: &str) -> Result<Option<String>, Refusal> {
        let Some(text) = self.text(name)? else { return Ok(None) };
        normalize::uuid(text).map(Some).ok_or_else(|| wrong_type(name, "a UUID is expected"))
    }

    /// A member of the body that is a boolean; false when absent.
    pub(super) fn flag(&self, name: &str) -> Result<bool, Refusal> {
        members::flag(&self.body, name)
    }

    /// A member of the body that is an object; `None` if the member is missing or null. If the member
    /// has another type, adds an error.
    pub(super) fn object(&self, name: &str, errors: &mut Errors) -> Option<Map<String, Value>> {
        member(&self.body, name, errors)
    }

    /// The time of the changes that the request makes, in milliseconds since 1970.
    pub(super) fn now_ms(&self) -> i64 {
        *self.once.now.get_or_init(|| self.state.clock.now_ms())
    }

    /// The id of the user that the request creates, if the request does not give an id.
    pub(super) fn new_user_id(&self) -> String {
        self.once.user.get_or_init(normalize::new_id).clone()
    }

    /// The id of the registration that the request creates, if the request does not give an id.
    pub(super) fn new_registration_id(&self) -> String {
        self.once.registration.get_or_init(normalize::new_id).clone()
    }

    /// Whether the caller has an API key.
    pub(super) fn with_key(&self) -> bool {
        self.key.is_some()
    }

    /// Whether the caller may see the objects of this tenant.
    pub(super) fn sees(&self, tenant: &str) -> bool {
        self.tenant.as_deref().is_none_or(|named| named == tenant)
    }

    /// The tenant that the request names, or the only tenant of the server.
    pub(super) fn need_tenant(&self, db: &Reader) -> Result<String, Refusal> {
        if let Some(tenant) = &self.tenant {
            return Ok(tenant.clone());
        }
        match store::first_ids(db, store::TENANT)?.as_slice() {
            [only] => Ok(only.clone()),
            _ => Err(Refusal::tenant_required()),
        }
    }

    /// A cookie's value.
    pub(super) fn cookie(&self, name: &str) -> Option<&str> {
        let headers = self.headers.get_all(header::COOKIE).iter();
        let texts = headers.filter_map(|value| value.to_str().ok());
        texts
            .flat_map(|text| text.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(key, value)| *key == name && !value.is_empty())
            .map(|(_, value)| value)
    }

    /// The access token: from the header, else from the cookie.
    pub(super) fn bearer(&self) -> Option<&str> {
        let header = self.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = header.and_then(|text| {
            text.strip_prefix("Bearer ").or_else(|| text.strip_prefix("JWT ")).map(str::trim)
        });
        token.or_else(|| self.cookie("access_token"))
    }
}

fn login_kind(name: &str) -> Result<LoginKind, Refusal> {
    LoginKind::named(name).ok_or_else(|| {
        let message = "A value of the [loginIdTypes] property is not valid. The values are [email], [username] and [phoneNumber].";
        Refusal::field(LOGIN_KINDS, "invalid", message)
    })
}

/// The parameters after the question mark.
pub(super) struct Query(Vec<(String, String)>);

impl Query {
    pub(super) fn parse(query: &str) -> Self {
        Self(form_urlencoded::parse(query.as_bytes()).into_owned().collect())
    }

    /// The first value of a parameter. The empty text, `undefined` and `null` do not count as
    /// values, because clients send them for parameters without a value.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// All values of a parameter.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.pairs().filter(move |(key, _)| *key == name).map(|(_, value)| value)
    }

    /// All parameters that have a value, with their names.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        let pairs = self.0.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        pairs.filter(|(_, value)| !matches!(*value, "" | "undefined" | "null"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_has_one_deadline_for_all_its_webhooks() {
        let once = Once::default();
        let first = once.deadline(Duration::from_secs(20));
        assert!(first >= platform::now() + Duration::from_secs(19));
        assert_eq!(once.deadline(Duration::from_secs(40)), first);
    }
}
