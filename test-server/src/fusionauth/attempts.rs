//! Failed logins are counted; too many lock the user for a while.

use serde_json::Value;

use super::errors::Refusal;
use super::members::number_at;
use crate::db::Pool;

/// Stands for all users that do not exist.
pub(super) const NOBODY: &str = "nobody";

/// Whether the user is locked.
pub(super) async fn is_locked(db: &Pool, user: &str, now: i64) -> Result<bool, Refusal> {
    let query = "SELECT locked_until FROM fusionauth_attempt WHERE user_id = $1";
    let until: Option<i64> = sqlx::query_scalar(query).bind(user).fetch_optional(db).await?;
    Ok(until.is_some_and(|until| until > now))
}

/// Counts a failure; times are in milliseconds.
pub(super) async fn failed(db: &Pool, user: &str, tenant: &Value, now: i64) -> Result<(), Refusal> {
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
    let mut transaction = db.begin().await?;
    sqlx::query("DELETE FROM fusionauth_attempt WHERE user_id = $1 AND first <= $2")
        .bind(user)
        .bind(since)
        .execute(&mut *transaction)
        .await?;
    let query = "INSERT INTO fusionauth_attempt (user_id, failures, first, locked_until) \
                 VALUES ($1, 1, $2, 0) \
                 ON CONFLICT (user_id) DO UPDATE SET failures = fusionauth_attempt.failures + 1";
    sqlx::query(query).bind(user).bind(now).execute(&mut *transaction).await?;
    let query = "UPDATE fusionauth_attempt SET locked_until = $1, failures = 0, first = $1 \
                 WHERE user_id = $2 AND failures >= $3";
    sqlx::query(query)
        .bind(until)
        .bind(user)
        .bind(number("tooManyAttempts", 5).max(1))
        .execute(&mut *transaction)
        .await?;
    Ok(transaction.commit().await?)
}

/// Forgets the failures.
pub(super) async fn succeeded(db: &Pool, user: &str) -> Result<(), Refusal> {
    let query = sqlx::query("DELETE FROM fusionauth_attempt WHERE user_id = $1");
    query.bind(user).execute(db).await?;
    Ok(())
}
