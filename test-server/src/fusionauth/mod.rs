//! The FusionAuth half: one operation or path per file, the way of a request in `filters`.

mod action;
mod api_key;
mod application;
mod attempts;
mod barred;
mod errors;
mod fields;
mod filters;
mod identity;
mod jwt;
mod keys;
pub(crate) mod kickstart;
mod login;
mod logout;
mod mails;
mod new_user;
mod normalize;
mod openapi;
mod password;
mod patch;
mod refresh;
mod registration;
mod reply;
mod routes;
pub(crate) mod seed;
mod store;
mod template;
mod tenant;
mod tickets;
mod tokens;
mod user;
mod verify_email;
mod verify_registration;

use std::sync::Arc;

use axum::http::{HeaderMap, header};
use serde_json::{Map, Value};
use url::form_urlencoded;

use api_key::ApiKey;
pub(crate) use attempts::Guesses;
use errors::{Errors, Refusal};
pub(crate) use filters::handle;
pub use kickstart::KickstartError;
pub(crate) use openapi::describe;
use reply::Reply;
use routes::Operation;

use crate::settings::Settings;
use crate::state::State;

/// Whether a path is FusionAuth's.
pub(crate) fn owns(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/") || path == "/.well-known/jwks.json"
}

/// A request that has passed all filters.
struct Call {
    state: Arc<State>,
    settings: Arc<Settings>,
    /// The variable segments of the path.
    ids: Vec<String>,
    query: Query,
    headers: HeaderMap,
    ip: Option<String>,
    /// An object; a list for JSON-patch.
    body: Value,
    mode: patch::Mode,
    key: Option<ApiKey>,
    /// What header or key name.
    tenant: Option<String>,
}

impl Call {
    /// A variable segment as UUID.
    fn id(&self, position: usize, name: &str) -> Result<Option<String>, Refusal> {
        let Some(text) = self.ids.get(position) else { return Ok(None) };
        let id = normalize::uuid_parameter(text);
        id.map(Some).ok_or_else(|| Refusal::field(name, "couldNotConvert", "Invalid UUID"))
    }

    /// A variable segment as UUID that has to be there, or there is no such thing.
    fn need_id(&self, position: usize, name: &str) -> Result<String, Refusal> {
        self.id(position, name)?.ok_or_else(Refusal::not_found)
    }

    /// A query parameter as UUID.
    fn query_id(&self, name: &str) -> Result<Option<String>, Refusal> {
        let Some(text) = self.query.get(name) else { return Ok(None) };
        let id = normalize::uuid_parameter(text);
        id.map(Some).ok_or_else(|| Refusal::field(name, "couldNotConvert", "Invalid UUID"))
    }

    /// A query parameter as boolean.
    fn query_flag(&self, name: &str) -> Result<Option<bool>, Refusal> {
        Ok(match self.query.get(name) {
            None => None,
            Some("true" | "on" | "yes") => Some(true),
            Some("false" | "off" | "no") => Some(false),
            Some(_) => {
                return Err(Refusal::field(name, "couldNotConvert", "Invalid boolean"));
            }
        })
    }

    /// A member of the body that is a text, not empty.
    fn text(&self, name: &str) -> Result<Option<&str>, Refusal> {
        match self.body.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.as_str()).filter(|text| !text.is_empty())),
            Some(_) => Err(wrong_type(name, "a string is expected")),
        }
    }

    /// A member of the body that is a UUID.
    fn body_id(&self, name: &str) -> Result<Option<String>, Refusal> {
        let Some(text) = self.text(name)? else { return Ok(None) };
        normalize::uuid(text).map(Some).ok_or_else(|| wrong_type(name, "a UUID is expected"))
    }

    /// A member of the body that is a boolean; false when absent.
    fn flag(&self, name: &str) -> Result<bool, Refusal> {
        let value = self.body.get(name).unwrap_or(&Value::Null);
        fields::boolean(value).ok_or_else(|| wrong_type(name, "true or false is expected"))
    }

    /// A member of the body that is an object; a problem if it is something else.
    fn object(&self, name: &str, errors: &mut Errors) -> Option<Map<String, Value>> {
        member(&self.body, name, errors)
    }

    /// Whether the caller has an API key.
    fn with_key(&self) -> bool {
        self.key.is_some()
    }

    /// Whether something of this tenant is visible.
    fn sees(&self, tenant: &str) -> bool {
        self.tenant.as_deref().is_none_or(|named| named == tenant)
    }

    /// The tenant that is named, or the only one.
    async fn need_tenant(&self) -> Result<String, Refusal> {
        if let Some(tenant) = &self.tenant {
            return Ok(tenant.clone());
        }
        let tenants = store::list(&self.state.db, store::TENANT).await?;
        match tenants.as_slice() {
            [only] => Ok(text_of(only, "id").to_owned()),
            _ => Err(Refusal::tenant_required()),
        }
    }

    /// A cookie's value.
    fn cookie(&self, name: &str) -> Option<&str> {
        let headers = self.headers.get_all(header::COOKIE).iter();
        let texts = headers.filter_map(|value| value.to_str().ok());
        texts
            .flat_map(|text| text.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(key, value)| *key == name && !value.is_empty())
            .map(|(_, value)| value)
    }

    /// The access token: from the header, else from the cookie.
    fn bearer(&self) -> Option<&str> {
        let header = self.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = header.and_then(|text| {
            text.strip_prefix("Bearer ").or_else(|| text.strip_prefix("JWT ")).map(str::trim)
        });
        token.or_else(|| self.cookie("access_token"))
    }
}

/// A member that is an object; a problem if it is something else.
fn member(body: &Value, name: &str, errors: &mut Errors) -> Option<Map<String, Value>> {
    match body.get(name) {
        None | Some(Value::Null) => None,
        Some(Value::Object(members)) => Some(members.clone()),
        Some(_) => {
            errors.invalid_json(name, "an object is expected");
            None
        }
    }
}

fn wrong_type(field: &str, expected: &str) -> Refusal {
    let mut errors = Errors::default();
    errors.invalid_json(field, expected);
    errors.into()
}

/// A member that is a text; empty when it is not there.
fn text_of<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// Sets a member of an object.
fn set_member(object: &mut Value, name: &str, value: impl Into<Value>) {
    if let Value::Object(members) = object {
        members.insert(name.to_owned(), value.into());
    }
}

/// Whether the value at a JSON pointer is true.
fn is_set(value: &Value, pointer: &str) -> bool {
    value.pointer(pointer).is_some_and(|value| fields::boolean(value) == Some(true))
}

/// The members with what they leave out: at every depth when new, else only whole members.
fn with_defaults(mut defaults: Value, members: Map<String, Value>, new: bool) -> Value {
    match (&mut defaults, new) {
        (Value::Object(known), false) => known.extend(members),
        (known, _) => json_patch::merge(known, &Value::Object(members)),
    }
    defaults
}

/// The number at a JSON pointer.
fn number_at(value: &Value, pointer: &str, default: i64) -> i64 {
    value.pointer(pointer).and_then(Value::as_i64).unwrap_or(default)
}

/// The parameters after the question mark.
struct Query(Vec<(String, String)>);

impl Query {
    fn parse(query: &str) -> Self {
        Self(form_urlencoded::parse(query.as_bytes()).into_owned().collect())
    }

    /// A parameter with a value. One client writes absent ones as `undefined` and `null`.
    fn get(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// All values of a parameter.
    fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let values = self.0.iter().filter(move |(key, _)| key == name);
        values
            .map(|(_, value)| value.as_str())
            .filter(|value| !matches!(*value, "" | "undefined" | "null"))
    }
}

async fn run(operation: Operation, call: &Call) -> Result<Reply, Refusal> {
    match operation {
        Operation::CreateRegistration => registration::create(call).await,
        Operation::RetrieveRegistration => registration::retrieve(call).await,
        Operation::UpdateRegistration => registration::update(call).await,
        Operation::PatchRegistration => registration::patch(call).await,
        Operation::DeleteRegistration => registration::delete(call).await,
        Operation::VerifyRegistration => verify_registration::verify(call).await,
        Operation::ResendRegistration => verify_registration::resend(call).await,
        Operation::Login => login::login(call).await,
        Operation::LoginPing => login::ping(call).await,
        Operation::Logout => logout::logout(call).await,
        Operation::Refresh => jwt::refresh(call).await,
        Operation::RetrieveRefresh => jwt::retrieve_refresh(call).await,
        Operation::RevokeRefresh => jwt::revoke(call).await,
        Operation::Validate => jwt::validate(call).await,
        Operation::Issue => jwt::issue(call).await,
        Operation::Vend => jwt::vend(call).await,
        Operation::PublicKey => jwt::public_key(call).await,
        Operation::Jwks => jwt::jwks(call).await,
        Operation::CreateUser => user::create(call).await,
        Operation::RetrieveUser => user::retrieve(call).await,
        Operation::UpdateUser => user::update(call).await,
        Operation::PatchUser => user::patch(call).await,
        Operation::DeleteUser => user::delete(call).await,
        Operation::SearchUsers => user::search(call).await,
        Operation::ActOnUser => action::act(call).await,
        Operation::VerifyEmail => verify_email::verify(call).await,
        Operation::ResendEmail => verify_email::resend(call).await,
        Operation::ForgotPassword => password::forgot(call).await,
        Operation::ChangePassword => password::change(call).await,
        Operation::CheckChangePassword => password::check(call).await,
        Operation::PasswordRules => password::rules(call).await,
        Operation::CreateApplication => application::create(call).await,
        Operation::RetrieveApplication => application::retrieve(call).await,
        Operation::UpdateApplication => application::update(call).await,
        Operation::PatchApplication => application::patch(call).await,
        Operation::DeleteApplication => application::delete(call).await,
        Operation::CreateRole => application::create_role(call).await,
        Operation::DeleteRole => application::delete_role(call).await,
        Operation::CreateTenant => tenant::create(call).await,
        Operation::RetrieveTenant => tenant::retrieve(call).await,
        Operation::UpdateTenant => tenant::update(call).await,
        Operation::PatchTenant => tenant::patch(call).await,
        Operation::DeleteTenant => tenant::delete(call).await,
        Operation::CreateApiKey => api_key::create(call).await,
        Operation::GenerateKey => keys::generate(call).await,
        Operation::PutTemplate => template::put(call).await,
        Operation::RetrieveTemplate => template::retrieve(call).await,
    }
}
