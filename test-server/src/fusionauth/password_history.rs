//! The earlier passwords of a user. The tenant can forbid the user to use these passwords again.

use serde_json::{Value, json};

use super::call::Call;
use super::errors::Refusal;
use super::members::{is_set, number_at};
use super::store;
use super::store::User;
use crate::db::{Reader, Writer};
use crate::hash::HashError;

const RULE: &str = "/passwordValidationRules/rememberPreviousPasswords";

/// How many passwords are remembered at most. The limit is for speed: a new password is compared with each
/// remembered password, and each comparison computes a hash.
const MOST: i64 = 24;

/// How many passwords the tenant remembers, including the current password.
fn remembered(tenant: &Value) -> usize {
    if !is_set(tenant, &format!("{RULE}/enabled")) {
        return 0;
    }
    let count = number_at(tenant, &format!("{RULE}/count"), 1).clamp(1, MOST);
    usize::try_from(count).unwrap_or(1)
}

/// The hashes of the passwords that the user must not have again.
pub(super) fn of(db: &Reader, user: &User, tenant: &Value) -> Result<Vec<String>, Refusal> {
    let mut hashes: Vec<String> = user.password.iter().cloned().collect();
    hashes.extend(earlier(db, &user.id)?);
    hashes.truncate(remembered(tenant));
    Ok(hashes)
}

/// Whether one of the hashes is the hash of this password.
pub(super) async fn has(call: &Call, hashes: &[String], password: &str) -> Result<bool, HashError> {
    for hash in hashes {
        if call.state.hasher.verify(password, Some(hash)).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The message about a password that the user had before.
pub(super) fn message(field: &str) -> String {
    format!("The [{field}] property was used before.")
}

/// Remembers the current password of a user who gets a new password.
pub(super) fn keep(db: &Writer, user: &User, tenant: &Value) -> Result<(), Refusal> {
    let mut hashes = of(db, user, tenant)?;
    // The new password counts as one of the remembered passwords.
    hashes.truncate(remembered(tenant).saturating_sub(1));
    if hashes.is_empty() {
        store::delete(db, store::PASSWORDS, &user.id)?;
        return Ok(());
    }
    store::put(db, store::PASSWORDS, &user.id, &json!({"hashes": hashes}))
}

fn earlier(db: &Reader, user: &str) -> Result<Vec<String>, Refusal> {
    let doc = store::get(db, store::PASSWORDS, user)?.unwrap_or_default();
    let hashes = doc.get("hashes").and_then(Value::as_array).into_iter().flatten();
    Ok(hashes.filter_map(Value::as_str).map(str::to_owned).collect())
}
