//! Access and refresh tokens: issuing, recognizing, renewing, revoking.

use schemars::JsonSchema;
use serde::Serialize;

use super::reply::ApiError;
use super::users::{self, User};
use crate::db::{self, Reader, Row, Writer, params};
use crate::settings::LoginAnswer;
use crate::state::State;
use crate::token::{self, AccessClaims};

/// A new access token with its refresh token.
pub(crate) struct Issued {
    pub(crate) access: String,
    pub(crate) refresh: String,
    pub(crate) scope: String,
    /// How many seconds the access token is valid; in older versions of Fusio, the Unix time when it expires.
    pub(crate) expires_in: i64,
    only_access: bool,
}

/// The answer to a login or a refresh. The token endpoint has another format.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FusioLogin")]
pub(crate) struct LoginBody<'a> {
    token: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_in: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh_token: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<&'a str>,
}

impl Issued {
    /// The answer to a login or a refresh, in the form of the configured version of Fusio.
    pub(crate) fn login_body(&self) -> LoginBody<'_> {
        let rest = !self.only_access;
        LoginBody {
            token: &self.access,
            expires_in: rest.then_some(self.expires_in),
            refresh_token: rest.then_some(&self.refresh),
            scope: rest.then_some(&self.scope),
        }
    }
}

/// The row of an access token and its refresh token.
pub(crate) struct Token {
    /// Identifies the row. The number of the row cannot do this, because SQLite may give a new row the
    /// number of a deleted one.
    pub(crate) access_hash: String,
    pub(crate) user_id: i64,
    pub(crate) app_key: Option<String>,
    pub(crate) scopes: String,
    date: i64,
}

impl Token {
    fn from_row(row: &Row<'_>) -> Result<Self, db::Error> {
        Ok(Self {
            access_hash: row.get("access_hash")?,
            user_id: row.get("user_id")?,
            app_key: row.get("app_key")?,
            scopes: row.get("scopes")?,
            date: row.get("date")?,
        })
    }
}

/// How long an expired token stays in the database, in seconds. In this time, a refresh answers
/// that the token is expired.
const KEPT: i64 = 90 * 86_400;

/// Issues a pair of tokens; only their hashes are stored.
pub(crate) fn issue(
    state: &State,
    db: &Writer,
    user: &User,
    app_key: Option<&str>,
    scope: String,
) -> Result<Issued, ApiError> {
    let settings = state.settings();
    let now = state.clock.now();
    let expire = now + i64::from(settings.fusio.expire_token);
    let access = state.signer().sign(&AccessClaims {
        iss: &state.url,
        sub: token::subject(&state.url, user.id),
        iat: now,
        exp: expire,
        name: &user.name,
        preferred_username: &user.name,
        aud: app_key,
        email: user.email.as_deref(),
        jti: token::random_hex(8)?,
    })?;
    let refresh = token::refresh_token()?;
    let life = i64::from(settings.fusio.expire_token.max(settings.fusio.expire_refresh));
    db.run("DELETE FROM fusio_token WHERE date <= ?1", [now - life - KEPT])?;
    let statement = "INSERT INTO fusio_token \
         (user_id, app_key, access_hash, refresh_hash, scopes, expire, date) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let hashes = (token::stored(&access), token::stored(&refresh));
    db.run(statement, params![user.id, app_key, hashes.0, hashes.1, scope, expire, now])?;
    let expires_in = match settings.fusio.login_answer {
        LoginAnswer::AbsoluteExpiry => expire,
        LoginAnswer::Current | LoginAnswer::TokenOnly => i64::from(settings.fusio.expire_token),
    };
    let only_access = settings.fusio.login_answer == LoginAnswer::TokenOnly;
    Ok(Issued { access, refresh, scope, expires_in, only_access })
}

/// The row of an access token, unless it is revoked, renewed or expired.
pub(crate) fn active(db: &Reader, access: &str, now: i64) -> Result<Option<Token>, db::Error> {
    let query = "SELECT * FROM fusio_token WHERE access_hash = ?1 AND expire > ?2";
    db.first(query, params![token::stored(access), now], Token::from_row)
}

/// The state of a refresh token.
pub(crate) enum Renewable {
    /// Used, revoked, never issued, or no longer stored (see `KEPT`).
    Unknown,
    /// Too old.
    Expired,
    /// Can be exchanged for a new pair, once.
    Good(Token),
}

/// Looks a refresh token up without using it.
pub(crate) fn renewable(state: &State, db: &Reader, refresh: &str) -> Result<Renewable, db::Error> {
    let query = "SELECT * FROM fusio_token WHERE refresh_hash = ?1";
    let found = db.first(query, [token::stored(refresh)], Token::from_row)?;
    let life = i64::from(state.settings().fusio.expire_refresh);
    Ok(match found {
        None => Renewable::Unknown,
        Some(token) if token.date + life <= state.clock.now() => Renewable::Expired,
        Some(token) => Renewable::Good(token),
    })
}

/// Ends an access token, but not its refresh token.
pub(crate) fn end_access(state: &State, db: &Writer, token: &Token) -> Result<(), db::Error> {
    let statement = "UPDATE fusio_token SET expire = ?2 WHERE access_hash = ?1";
    db.run(statement, params![token.access_hash, state.clock.now()]).map(drop)
}

/// Ends an access token together with its refresh token.
pub(crate) fn end(db: &Writer, token: &Token) -> Result<(), db::Error> {
    db.run("DELETE FROM fusio_token WHERE access_hash = ?1", [&token.access_hash]).map(drop)
}

/// Ends the old pair and issues a new one with the same scopes for the same app.
pub(super) fn renew(state: &State, refresh: &str) -> Result<Issued, ApiError> {
    state.db.write(|db| {
        let old = match renewable(state, db, refresh)? {
            Renewable::Unknown => return Err(ApiError::bad_request("Invalid refresh token")),
            Renewable::Expired => return Err(ApiError::bad_request("Refresh token is expired")),
            Renewable::Good(old) => old,
        };
        match owner(state, db, &old) {
            Ok(user) => {
                end(db, &old)?;
                issue(state, db, &user, old.app_key.as_deref(), old.scopes).map(Ok)
            }
            // The vendor ends the access token before it looks at the user and the app.
            Err(refused) => {
                end_access(state, db, &old)?;
                Ok(Err(refused))
            }
        }
    })?
}

/// The user of a token; refuses if the user or the app is not active any more.
fn owner(state: &State, db: &Reader, token: &Token) -> Result<User, ApiError> {
    let user = users::by_id(db, token.user_id)?;
    let user = user.ok_or_else(|| ApiError::bad_request("Invalid user"))?;
    if user.status != users::ACTIVE {
        return Err(ApiError::bad_request("Invalid user status"));
    }
    if let Some(key) = &token.app_key {
        let settings = state.settings();
        let app = settings.fusio.apps.iter().find(|app| app.key == *key);
        let app = app.ok_or_else(|| ApiError::bad_request("Invalid app"))?;
        if app.status != 1 {
            return Err(ApiError::bad_request("Invalid app status"));
        }
    }
    Ok(user)
}
