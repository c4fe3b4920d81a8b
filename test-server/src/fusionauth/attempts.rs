//! Counts failed logins. A tenant can name a user action for failed logins. After too many failed
//! logins, this action prevents logins of the user for some time. Wrong codes of a second factor,
//! and of a login without a password, are counted separately. Otherwise, the right password would
//! reset their counts.

use serde_json::{Value, json};

use super::errors::Refusal;
use super::mails::{self, Letter, Why};
use super::members::{is_set, number_at, text_of};
use super::{normalize, store};
use crate::db::{Reader, Writer, params};

/// The id under which all failed logins of unknown users are counted.
pub(super) const NOBODY: &str = "nobody";

const CONFIGURATION: &str = "/failedAuthenticationConfiguration";

/// The member of a stored action that says that failed logins have started the action. Answers do not
/// show it.
const BY_FAILURES: &str = "byFailures";

/// The id under which a user's wrong codes of second factors are counted. Wrong passwords are counted
/// under the user's id.
pub(super) fn codes_of(user: &str) -> String {
    format!("{user}/codes")
}

/// The id under which a user's wrong codes of logins without a password are counted.
pub(super) fn passwordless_of(user: &str) -> String {
    format!("{user}/passwordless")
}

/// Counts a failure, if the tenant has an action for failed logins. `now` is in milliseconds. The failure
/// that reaches the limit starts the action. Then the result is the mail about the action, if the tenant
/// wants this mail and the action allows mails. Failures of unknown users start no action.
pub(super) fn failed(
    db: &Writer,
    counter: &str,
    tenant: &Value,
    now: i64,
) -> Result<Option<Letter>, Refusal> {
    let Some(action) = action(db, tenant)? else { return Ok(None) };
    let number =
        |name: &str, default| number_at(tenant, &format!("{CONFIGURATION}/{name}"), default);
    let since = now.saturating_sub(number("resetCountInSeconds", 60).saturating_mul(1_000));
    let statement = "DELETE FROM fusionauth_attempt WHERE user_id = ?1 AND latest <= ?2";
    db.run(statement, params![counter, since])?;
    let statement = "INSERT INTO fusionauth_attempt (user_id, failures, latest) VALUES (?1, 1, ?2) \
                     ON CONFLICT (user_id) DO UPDATE SET \
                     failures = fusionauth_attempt.failures + 1, latest = excluded.latest";
    db.run(statement, params![counter, now])?;
    let statement = "DELETE FROM fusionauth_attempt WHERE user_id = ?1 AND failures >= ?2";
    let reached = db.run(statement, params![counter, number("tooManyAttempts", 5).max(1)])? > 0;
    let user = counter.split('/').next().unwrap_or(counter);
    if reached && user != NOBODY {
        let expiry = now.saturating_add(number("actionDuration", 3).saturating_mul(unit(tenant)));
        let id = normalize::new_id();
        let name = text_of(&action, "name");
        let taken = json!({
            "actioneeUserId": user,
            BY_FAILURES: true,
            "expiry": expiry,
            "id": id,
            "insertInstant": now,
            "localizedName": name,
            "name": name,
            "userActionId": text_of(&action, "id"),
        });
        store::put(db, store::ACTION, &id, &taken)?;
        if is_set(tenant, &format!("{CONFIGURATION}/emailUser"))
            && is_set(&action, "/userEmailingEnabled")
            && let Some(user) = store::user(db, user)?
        {
            return Ok(mails::letter(Why::Locked, &user, None, &id, None));
        }
    }
    Ok(None)
}

/// The user action for failed logins, if it can prevent logins for some time.
fn action(db: &Reader, tenant: &Value) -> Result<Option<Value>, Refusal> {
    let id = tenant.pointer(&format!("{CONFIGURATION}/userActionId")).and_then(Value::as_str);
    let Some(id) = id else { return Ok(None) };
    let usable = |action: &Value| {
        action.get("active") != Some(&Value::Bool(false))
            && is_set(action, "/temporal")
            && is_set(action, "/preventLogin")
    };
    Ok(store::get(db, "userAction", id)?.filter(usable))
}

/// The unit of the action's duration, in milliseconds.
fn unit(tenant: &Value) -> i64 {
    let unit = tenant.pointer(&format!("{CONFIGURATION}/actionDurationUnit"));
    match unit.and_then(Value::as_str) {
        Some("SECONDS") => 1_000,
        Some("HOURS") => 3_600_000,
        Some("DAYS") => 86_400_000,
        Some("WEEKS") => 7 * 86_400_000,
        Some("MONTHS") => 30 * 86_400_000,
        Some("YEARS") => 365 * 86_400_000,
        _ => 60_000,
    }
}

/// Forgets the failures of a counter.
pub(super) fn succeeded(db: &Writer, counter: &str) -> Result<(), Refusal> {
    db.run("DELETE FROM fusionauth_attempt WHERE user_id = ?1", [counter])?;
    Ok(())
}

/// Forgets the wrong passwords and the wrong codes of second factors, because the user has a new
/// password.
pub(super) fn password_changed(db: &Writer, user: &str) -> Result<(), Refusal> {
    succeeded(db, user)?;
    succeeded(db, &codes_of(user))
}

/// Ends the user action for failed logins after a reset of the password, if the tenant wants this.
pub(super) fn password_reset(db: &Writer, user: &str, tenant: &Value) -> Result<(), Refusal> {
    if is_set(tenant, &format!("{CONFIGURATION}/actionCancelPolicy/onPasswordReset")) {
        for taken in store::named(db, store::ACTION, user)? {
            if taken.get(BY_FAILURES).is_some() {
                store::delete(db, store::ACTION, text_of(&taken, "id"))?;
            }
        }
    }
    Ok(())
}
