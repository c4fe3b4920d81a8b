//! Counts failed logins. Too many of them lock the user for some time.

use serde_json::Value;

use super::errors::Refusal;
use super::members::number_at;
use crate::db::{Reader, Writer, params};

/// The id under which the failures of all users that do not exist are counted.
pub(super) const NOBODY: &str = "nobody";

/// Whether the user is locked.
pub(super) fn is_locked(db: &Reader, user: &str, now: i64) -> Result<bool, Refusal> {
    let query = "SELECT locked_until FROM fusionauth_attempt WHERE user_id = ?1";
    let until: Option<i64> = db.first(query, [user], |row| row.get(0))?;
    Ok(until.is_some_and(|until| until > now))
}

/// Counts a failure; times are in milliseconds.
pub(super) fn failed(db: &Writer, user: &str, tenant: &Value, now: i64) -> Result<(), Refusal> {
    let number = |name: &str, default| {
        number_at(tenant, &format!("/failedAuthenticationConfiguration/{name}"), default)
    };
    let unit = tenant.pointer("/failedAuthenticationConfiguration/actionDurationUnit");
    let unit = match unit.and_then(Value::as_str) {
        Some("SECONDS") => 1_000,
        Some("HOURS") => 3_600_000,
        Some("DAYS") => 86_400_000,
        Some("WEEKS") => 7 * 86_400_000,
        Some("MONTHS") => 30 * 86_400_000,
        Some("YEARS") => 365 * 86_400_000,
        _ => 60_000,
    };
    let since = now.saturating_sub(number("resetCountInSeconds", 60).saturating_mul(1_000));
    let until = now.saturating_add(number("actionDuration", 3).saturating_mul(unit));
    let statement = "DELETE FROM fusionauth_attempt WHERE user_id = ?1 AND first <= ?2";
    db.run(statement, params![user, since])?;
    let statement = "INSERT INTO fusionauth_attempt (user_id, failures, first, locked_until) \
                     VALUES (?1, 1, ?2, 0) \
                     ON CONFLICT (user_id) DO UPDATE SET failures = fusionauth_attempt.failures + 1";
    db.run(statement, params![user, now])?;
    let statement = "UPDATE fusionauth_attempt SET locked_until = ?1, failures = 0, first = ?1 \
                     WHERE user_id = ?2 AND failures >= ?3";
    db.run(statement, params![until, user, number("tooManyAttempts", 5).max(1)])?;
    Ok(())
}

/// Forgets the failures.
pub(super) fn succeeded(db: &Writer, user: &str) -> Result<(), Refusal> {
    db.run("DELETE FROM fusionauth_attempt WHERE user_id = ?1", [user])?;
    Ok(())
}
