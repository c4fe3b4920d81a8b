//! The age of a password: a password can be too old for a login, or too young for a change.

use serde_json::Value;

use super::errors::Errors;
use super::members::{is_set, number_at};
use super::store::User;

/// Whether the user must change the password, because it is older than the tenant allows. `now` is in
/// milliseconds.
pub(super) fn is_too_old(user: &User, tenant: &Value, now: i64) -> bool {
    let days = number_at(tenant, "/maximumPasswordAge/days", 180);
    is_set(tenant, "/maximumPasswordAge/enabled")
        && age(user, now) > days.saturating_mul(24 * 3_600_000)
}

/// Refuses the new password if the current password is younger than the tenant allows. A user without a
/// password can always get a password. `now` is in milliseconds.
pub(super) fn check(user: &User, tenant: &Value, now: i64, field: &str, errors: &mut Errors) {
    let seconds = number_at(tenant, "/minimumPasswordAge/seconds", 30);
    if user.password.is_some()
        && is_set(tenant, "/minimumPasswordAge/enabled")
        && age(user, now) < seconds.saturating_mul(1_000)
    {
        let message = format!("The password must be at least [{seconds}] seconds old.");
        errors.field(field, "tooYoung", message);
    }
}

/// The time since the last change of the password, in milliseconds.
fn age(user: &User, now: i64) -> i64 {
    let changed = user.doc.get("passwordLastUpdateInstant").and_then(Value::as_i64);
    now.saturating_sub(changed.unwrap_or(now))
}
