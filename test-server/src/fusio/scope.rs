//! The scopes of a user, in the form of Fusio's answers.

use schemars::JsonSchema;
use serde::Serialize;

use super::account;
use super::call::Call;
use super::reply::ApiError;
use super::roles::{self, Listed};

/// A scope as Fusio lists it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FusioScope")]
pub(super) struct Scope {
    id: i64,
    pub(super) name: String,
    description: &'static str,
}

impl From<Listed> for Scope {
    fn from(scope: Listed) -> Self {
        Self { id: scope.id, name: scope.name, description: "" }
    }
}

/// All scopes of the caller.
pub(super) fn of_caller(call: &Call) -> Result<Vec<Listed>, ApiError> {
    let user = call.state.db.read(|db| account::current(call, db))?;
    Ok(roles::all()
        .filter(|scope| roles::split(&user.scopes).any(|own| own == scope.name))
        .collect())
}
