//! Users in the database.

use super::reply::ApiError;
use super::roles::Role;
use crate::db::{self, Reader, Row, Writer, params};

/// The status of a deleted user.
const DELETED: i64 = 0;
/// The status of a user who may log in.
pub(crate) const ACTIVE: i64 = 1;
/// The status of a user who is disabled, for example because the user waits for activation.
pub(crate) const DISABLED: i64 = 2;

/// A user's row.
pub(crate) struct User {
    pub(crate) id: i64,
    pub(crate) role_id: i64,
    pub(crate) status: i64,
    pub(crate) name: String,
    pub(crate) email: Option<String>,
    /// The hash; `None` for users without a password, such as those who log in through a provider.
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

/// The two kinds of one-time tokens. A token cannot be used for the purpose of the other kind.
#[derive(Clone, Copy)]
pub(crate) enum Purpose {
    Activation,
    Reset,
}

impl User {
    fn from_row(row: &Row<'_>) -> Result<Self, db::Error> {
        Ok(Self {
            id: row.get("id")?,
            role_id: row.get("role_id")?,
            status: row.get("status")?,
            name: row.get("name")?,
            email: row.get("email")?,
            password: row.get("password")?,
            points: row.get("points")?,
            scopes: row.get("scopes")?,
            date: row.get("date")?,
        })
    }
}

/// The part of a password that counts: its first 72 bytes, as with the vendor's bcrypt, but only whole
/// characters.
pub(crate) fn hashed(password: &str) -> &str {
    password.get(..password.floor_char_boundary(72)).unwrap_or(password)
}

/// All users, in the order of their numbers.
pub(crate) fn all(db: &Reader) -> Result<Vec<User>, db::Error> {
    db.all("SELECT * FROM fusio_user ORDER BY id", [], User::from_row)
}

/// The user with this number.
pub(crate) fn by_id(db: &Reader, id: i64) -> Result<Option<User>, db::Error> {
    db.first("SELECT * FROM fusio_user WHERE id = ?1", [id], User::from_row)
}

/// The user with exactly this name.
pub(crate) fn by_name(db: &Reader, name: &str) -> Result<Option<User>, db::Error> {
    db.first("SELECT * FROM fusio_user WHERE name = ?1", [name], User::from_row)
}

/// The user with exactly this e-mail address.
pub(crate) fn by_email(db: &Reader, email: &str) -> Result<Option<User>, db::Error> {
    db.first("SELECT * FROM fusio_user WHERE email = ?1", [email], User::from_row)
}

/// The user with this id at a provider.
pub(crate) fn by_remote(db: &Reader, provider: &str, id: &str) -> Result<Option<User>, db::Error> {
    let query = "SELECT * FROM fusio_user WHERE remote_provider = ?1 AND remote_id = ?2";
    db.first(query, [provider, id], User::from_row)
}

/// The user whose latest reset token has this hash, if the token is not used yet and the user is not
/// deleted.
pub(crate) fn by_reset(db: &Reader, hash: &str) -> Result<Option<User>, db::Error> {
    let query = "SELECT * FROM fusio_user WHERE reset_hash = ?1 AND status <> ?2";
    db.first(query, params![hash, DELETED], User::from_row)
}

/// Creates a user; refuses a name or address that is taken.
pub(crate) fn create(db: &Writer, user: &NewUser<'_>, now: i64) -> Result<i64, ApiError> {
    let (provider, remote_id) = user.remote.unzip();
    let statement = "INSERT INTO fusio_user \
         (role_id, status, name, email, password, points, scopes, remote_provider, remote_id, date) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) RETURNING id";
    let (role, scopes) = (user.role.id, user.role.scopes());
    let values = params![
        role,
        user.status,
        user.name,
        user.email,
        user.password,
        user.points,
        scopes,
        provider,
        remote_id,
        now
    ];
    let created = db.first(statement, values, |row| row.get(0)).map_err(|error| taken(&error))?;
    created.ok_or_else(|| ApiError::internal(&db::Error::QueryReturnedNoRows))
}

/// Refuses a name that a user has, even if this user is deleted.
pub(crate) fn name_is_free(db: &Reader, name: &str) -> Result<(), ApiError> {
    match by_name(db, name)? {
        Some(_) => Err(ApiError::bad_request(NAME_EXISTS)),
        None => Ok(()),
    }
}

/// Refuses an e-mail address that a user has, even if this user is deleted.
pub(crate) fn email_is_free(db: &Reader, email: &str) -> Result<(), ApiError> {
    match by_email(db, email)? {
        Some(_) => Err(ApiError::bad_request(EMAIL_EXISTS)),
        None => Ok(()),
    }
}

/// Stores the hash of a new one-time token in place of the previous hash for the same purpose.
pub(crate) fn set_one_time(
    db: &Writer,
    id: i64,
    purpose: Purpose,
    hash: &str,
) -> Result<(), db::Error> {
    let statement = match purpose {
        Purpose::Activation => "UPDATE fusio_user SET activation_hash = ?2 WHERE id = ?1",
        Purpose::Reset => "UPDATE fusio_user SET reset_hash = ?2 WHERE id = ?1",
    };
    db.run(statement, params![id, hash]).map(drop)
}

/// Activates the user with this token, and removes the token. Returns whether a user had this token. As with the
/// vendor, the user may be active already.
pub(crate) fn activate(db: &Writer, hash: &str) -> Result<bool, db::Error> {
    let statement = "UPDATE fusio_user SET status = ?2, activation_hash = NULL \
                     WHERE activation_hash = ?1 AND status <> ?3";
    Ok(db.run(statement, params![hash, ACTIVE, DELETED])? > 0)
}

/// Removes a reset token, and sets the password if one is given. Returns whether a user had this
/// token.
pub(crate) fn use_reset(
    db: &Writer,
    hash: &str,
    password: Option<&str>,
) -> Result<bool, db::Error> {
    let statement = "UPDATE fusio_user SET password = COALESCE(?2, password), reset_hash = NULL \
                     WHERE reset_hash = ?1 AND status <> ?3";
    Ok(db.run(statement, params![hash, password, DELETED])? > 0)
}

/// Sets a password. Also removes a reset token, so that nobody can use it to replace the new password.
pub(crate) fn set_password(db: &Writer, id: i64, password: &str) -> Result<(), db::Error> {
    let statement = "UPDATE fusio_user SET password = ?2, reset_hash = NULL WHERE id = ?1";
    db.run(statement, params![id, password]).map(drop)
}

/// Sets an e-mail address; refuses an address that is taken.
pub(crate) fn set_email(db: &Writer, id: i64, email: &str) -> Result<(), ApiError> {
    let statement = "UPDATE fusio_user SET email = ?2 WHERE id = ?1";
    db.run(statement, params![id, email]).map(drop).map_err(|error| taken(&error))
}

/// Sets a status.
pub(crate) fn set_status(db: &Writer, id: i64, status: i64) -> Result<(), db::Error> {
    db.run("UPDATE fusio_user SET status = ?2 WHERE id = ?1", params![id, status]).map(drop)
}

const NAME_EXISTS: &str = "User name already exists";
const EMAIL_EXISTS: &str = "User email already exists";

fn taken(error: &db::Error) -> ApiError {
    match db::taken(error) {
        Some(column) if column.contains("email") => ApiError::bad_request(EMAIL_EXISTS),
        Some(_) => ApiError::bad_request(NAME_EXISTS),
        None => ApiError::internal(error),
    }
}
