//! The users as the control API lists them.

use schemars::JsonSchema;
use serde::Serialize;

use super::store;
use super::user_search::{self, Page, Query};
use crate::db::{self, Reader};

/// A user of any tenant.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "ListedFusionAuthUser")]
pub(crate) struct Listed {
    id: String,
    tenant_id: String,
    email: Option<String>,
    username: Option<String>,
    active: bool,
}

/// All users, in the order of their ids.
pub(crate) fn listed(db: &Reader) -> Result<Vec<Listed>, db::Error> {
    let all = Page { start: 0, length: -1 };
    let (_, users) = user_search::find(db, None, &Query::default(), &[], &all)?;
    let shown = |user: store::User| Listed {
        email: user.text("email").map(str::to_owned),
        username: user.text("username").map(str::to_owned),
        active: user.is("active"),
        id: user.id,
        tenant_id: user.tenant,
    };
    Ok(users.into_iter().map(shown).collect())
}
