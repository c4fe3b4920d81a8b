//! An operation of FusionAuth: its paths, who may call it, what it takes and answers, and what it does.

use std::pin::Pin;

use axum::http::Method;

use super::call::Call;
use super::errors::Refusal;
use super::reply::Reply;
use super::shapes::Shapes;
use crate::db::{Reader, Writer};
use crate::openapi;

/// An operation. Most operations are declared in a file with the name of the operation.
pub(super) struct Operation {
    /// Its name in the OpenAPI document.
    pub(super) name: &'static str,
    pub(super) routes: &'static [Route],
    pub(super) summary: &'static str,
    /// Adds the body and the answers to a route's description, which already has the answers of the
    /// filters.
    pub(super) describe: fn(&Shapes, &Route, openapi::Operation) -> openapi::Operation,
    pub(super) run: Run,
}

/// What the operation does, with as much access to the database as it needs.
pub(super) enum Run {
    /// Reads, and waits for nothing.
    Read(fn(&Call, &Reader) -> Result<Reply, Refusal>),
    /// Runs in one transaction: no other request changes data between its checks and its writes. If
    /// webhooks must be asked before the change, the operation runs again after they have agreed.
    Write(fn(&Call, &Writer) -> Result<Reply, Refusal>),
    /// Waits for the hash of a password or for a new key. Data may change while the operation waits, so
    /// the transaction that writes afterwards repeats the checks that need no hash.
    Wait(for<'a> fn(&'a Call) -> Answer<'a>),
}

/// The future of an answer.
pub(super) type Answer<'a> = Pin<Box<dyn Future<Output = Result<Reply, Refusal>> + Send + 'a>>;

/// Who may call an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// A caller with an API key that allows the route.
    Key,
    /// Like `Key`, but the key must not be locked to a tenant, because the operation concerns all tenants.
    Global,
    /// A caller with a key that manages keys.
    Manager,
    /// Every caller; the operation itself may need credentials.
    Open,
}

/// A method on a path.
pub(super) struct Route {
    pub(super) method: Method,
    /// `{...}` stands for one segment with any text.
    pub(super) path: &'static str,
    pub(super) access: Access,
    /// Whether the body may be a form instead of JSON.
    pub(super) form: bool,
}

impl Route {
    const fn new(method: Method, path: &'static str, access: Access) -> Self {
        Self { method, path, access, form: false }
    }

    /// The same route, but the body may be a form.
    pub(super) const fn or_form(mut self) -> Self {
        self.form = true;
        self
    }

    pub(super) const fn key(method: Method, path: &'static str) -> Self {
        Self::new(method, path, Access::Key)
    }

    pub(super) const fn global(method: Method, path: &'static str) -> Self {
        Self::new(method, path, Access::Global)
    }

    pub(super) const fn manager(method: Method, path: &'static str) -> Self {
        Self::new(method, path, Access::Manager)
    }

    pub(super) const fn open(method: Method, path: &'static str) -> Self {
        Self::new(method, path, Access::Open)
    }

    /// The name of the route in the permissions of API keys: the path without ids and without `.json`.
    pub(super) fn endpoint(&self) -> String {
        let names = self.path.trim_end_matches(".json").split('/');
        names.filter(|part| !part.starts_with('{')).collect::<Vec<_>>().join("/")
    }

    /// The names of the variable segments in the path.
    pub(super) fn ids(&self) -> impl Iterator<Item = &'static str> {
        self.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
    }

    /// Whether the path ends with the id of one object.
    pub(super) fn names_one(&self) -> bool {
        self.path.ends_with('}')
    }
}
