//! Users in the database.

use sqlx::Row as _;

use super::reply::ApiError;
use super::roles::Role;
use crate::db::{Pool, Row};

/// May log in.
pub(crate) const ACTIVE: i64 = 1;
/// Waits for activation.
pub(crate) const DISABLED: i64 = 2;

/// A user's row.
pub(crate) struct User {
    pub(crate) id: i64,
    pub(crate) role_id: i64,
    pub(crate) status: i64,
    pub(crate) name: String,
    pub(crate) email: Option<String>,
    /// None for users of a provider.
    pub(crate) password: Option<String>,
    pub(crate) points: i64,
    /// Comma-separated.
    pub(crate) scopes: String,
    pub(crate) date: i64,
}

/// A user to be created.
pub(crate) struct NewUser<'a> {
    pub(crate) role: &'a Role,
    pub(crate) status: i64,
    pub(crate) name: &'a str,
    pub(crate) email: Option<&'a str>,
    pub(crate) password: Option<&'a str>,
    pub(crate) points: i64,
    /// The provider a user comes from, and the user's id there.
    pub(crate) remote: Option<(&'a str, &'a str)>,
}

/// The two kinds of one-time tokens; each is good for its own purpose only.
#[derive(Clone, Copy)]
pub(crate) enum Purpose {
    Activation,
    Reset,
}

impl<'r> sqlx::FromRow<'r, Row> for User {
    fn from_row(row: &'r Row) -> Result<Self, sqlx::Error> {
        Ok(Self {
            id: row.try_get("id")?,
            role_id: row.try_get("role_id")?,
            status: row.try_get("status")?,
            name: row.try_get("name")?,
            email: row.try_get("email")?,
            password: row.try_get("password")?,
            points: row.try_get("points")?,
            scopes: row.try_get("scopes")?,
            date: row.try_get("date")?,
        })
    }
}

/// What counts of a password: bcrypt looks at its first 72 bytes.
pub(crate) fn hashed(password: &str) -> &str {
    password.get(..password.floor_char_boundary(72)).unwrap_or(password)
}

/// The user with this number.
pub(crate) async fn by_id(db: &Pool, id: i64) -> Result<Option<User>, sqlx::Error> {
    sqlx::query_as("SELECT * FROM fusio_user WHERE id = $1").bind(id).fetch_optional(db).await
}

/// The user with exactly this name.
pub(crate) async fn by_name(db: &Pool, name: &str) -> Result<Option<User>, sqlx::Error> {
    sqlx::query_as("SELECT * FROM fusio_user WHERE name = $1").bind(name).fetch_optional(db).await
}

/// The user with exactly this e-mail address.
pub(crate) async fn by_email(db: &Pool, email: &str) -> Result<Option<User>, sqlx::Error> {
    sqlx::query_as("SELECT * FROM fusio_user WHERE email = $1").bind(email).fetch_optional(db).await
}

/// The user with this id at a provider.
pub(crate) async fn by_remote(
    db: &Pool,
    provider: &str,
    id: &str,
) -> Result<Option<User>, sqlx::Error> {
    let query =
        sqlx::query_as("SELECT * FROM fusio_user WHERE remote_provider = $1 AND remote_id = $2");
    query.bind(provider).bind(id).fetch_optional(db).await
}

/// The user for whom this one-time token was made last and not used since.
pub(crate) async fn by_one_time(
    db: &Pool,
    purpose: Purpose,
    hash: &str,
) -> Result<Option<User>, sqlx::Error> {
    let query = match purpose {
        Purpose::Activation => {
            sqlx::query_as("SELECT * FROM fusio_user WHERE activation_hash = $1")
        }
        Purpose::Reset => sqlx::query_as("SELECT * FROM fusio_user WHERE reset_hash = $1"),
    };
    query.bind(hash).fetch_optional(db).await
}

/// Creates a user; refuses a name or address that another request took in the meantime.
pub(crate) async fn create(db: &Pool, user: &NewUser<'_>, now: i64) -> Result<i64, ApiError> {
    let (provider, remote_id) = user.remote.unzip();
    let created = sqlx::query_scalar(
        "INSERT INTO fusio_user (role_id, status, name, email, password, points, scopes, remote_provider, remote_id, date) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id",
    )
    .bind(user.role.id)
    .bind(user.status)
    .bind(user.name)
    .bind(user.email)
    .bind(user.password)
    .bind(user.points)
    .bind(user.role.scopes())
    .bind(provider)
    .bind(remote_id)
    .bind(now)
    .fetch_one(db)
    .await;
    created.map_err(|error| taken(&error))
}

/// Refuses a name that is taken, by deleted users too.
pub(crate) async fn name_is_free(db: &Pool, name: &str) -> Result<(), ApiError> {
    match by_name(db, name).await? {
        Some(_) => Err(ApiError::bad_request(NAME_EXISTS)),
        None => Ok(()),
    }
}

/// Refuses an e-mail address that is taken, by deleted users too.
pub(crate) async fn email_is_free(db: &Pool, email: &str) -> Result<(), ApiError> {
    match by_email(db, email).await? {
        Some(_) => Err(ApiError::bad_request(EMAIL_EXISTS)),
        None => Ok(()),
    }
}

/// Stores a new one-time token over the one before it.
pub(crate) async fn set_one_time(
    db: &Pool,
    id: i64,
    purpose: Purpose,
    hash: &str,
) -> Result<(), sqlx::Error> {
    let query = match purpose {
        Purpose::Activation => {
            sqlx::query("UPDATE fusio_user SET activation_hash = $2 WHERE id = $1")
        }
        Purpose::Reset => sqlx::query("UPDATE fusio_user SET reset_hash = $2 WHERE id = $1"),
    };
    query.bind(id).bind(hash).execute(db).await.map(|_| ())
}

/// Uses an activation token up; whether it was there and a user waited for it.
pub(crate) async fn activate(db: &Pool, hash: &str) -> Result<bool, sqlx::Error> {
    let query = sqlx::query(
        "UPDATE fusio_user SET status = $2, activation_hash = NULL WHERE activation_hash = $1 AND status = $3",
    );
    let done = query.bind(hash).bind(ACTIVE).bind(DISABLED).execute(db).await?;
    Ok(done.rows_affected() > 0)
}

/// Uses a reset token up; whether it was there. With a password, sets it.
pub(crate) async fn use_reset(
    db: &Pool,
    hash: &str,
    password: Option<&str>,
) -> Result<bool, sqlx::Error> {
    let query = sqlx::query(
        "UPDATE fusio_user SET password = COALESCE($2, password), reset_hash = NULL WHERE reset_hash = $1",
    );
    Ok(query.bind(hash).bind(password).execute(db).await?.rows_affected() > 0)
}

/// Sets a password; a reset token from before must not undo it.
pub(crate) async fn set_password(db: &Pool, id: i64, password: &str) -> Result<(), sqlx::Error> {
    let query = sqlx::query("UPDATE fusio_user SET password = $2, reset_hash = NULL WHERE id = $1");
    query.bind(id).bind(password).execute(db).await.map(|_| ())
}

/// Sets an e-mail address; refuses one that another request took in the meantime.
pub(crate) async fn set_email(db: &Pool, id: i64, email: &str) -> Result<(), ApiError> {
    let query = sqlx::query("UPDATE fusio_user SET email = $2 WHERE id = $1");
    query.bind(id).bind(email).execute(db).await.map(|_| ()).map_err(|error| taken(&error))
}

/// Sets a status.
pub(crate) async fn set_status(db: &Pool, id: i64, status: i64) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE fusio_user SET status = $2 WHERE id = $1")
        .bind(id)
        .bind(status)
        .execute(db)
        .await
        .map(|_| ())
}

const NAME_EXISTS: &str = "User name already exists";
const EMAIL_EXISTS: &str = "User email already exists";

fn taken(error: &sqlx::Error) -> ApiError {
    match error.as_database_error() {
        Some(cause) if cause.is_unique_violation() && cause.message().contains("email") => {
            ApiError::bad_request(EMAIL_EXISTS)
        }
        Some(cause) if cause.is_unique_violation() => ApiError::bad_request(NAME_EXISTS),
        _ => ApiError::internal(error),
    }
}
