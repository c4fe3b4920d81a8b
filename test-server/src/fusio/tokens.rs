//! Access and refresh tokens: issuing, recognising, renewing, revoking.

use schemars::JsonSchema;
use serde::Serialize;
use sqlx::Row as _;

use super::reply::ApiError;
use super::users::{self, User};
use crate::db::{Pool, Row};
use crate::settings::LoginAnswer;
use crate::state::State;
use crate::token::{self, AccessClaims};

/// A token just issued.
pub(crate) struct Issued {
    pub(crate) access: String,
    pub(crate) refresh: String,
    pub(crate) scope: String,
    /// Seconds, or a Unix time in the older eras.
    pub(crate) expires_in: i64,
    only_access: bool,
}

/// The answer of login and of its relatives.
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
    /// As `/consumer/login` answers in the configured era.
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

/// A token's row.
pub(crate) struct Token {
    /// Names the row: SQLite gives the number of an ended token to the next one.
    pub(crate) access_hash: String,
    pub(crate) user_id: i64,
    pub(crate) app_key: Option<String>,
    pub(crate) scopes: String,
    date: i64,
}

impl<'r> sqlx::FromRow<'r, Row> for Token {
    fn from_row(row: &'r Row) -> Result<Self, sqlx::Error> {
        Ok(Self {
            access_hash: row.try_get("access_hash")?,
            user_id: row.try_get("user_id")?,
            app_key: row.try_get("app_key")?,
            scopes: row.try_get("scopes")?,
            date: row.try_get("date")?,
        })
    }
}

/// Issues a pair of tokens; only their hashes are kept.
pub(crate) async fn issue(
    state: &State,
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
    sqlx::query(
        "INSERT INTO fusio_token (user_id, app_key, access_hash, refresh_hash, scopes, expire, date) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(user.id)
    .bind(app_key)
    .bind(token::stored(&access))
    .bind(token::stored(&refresh))
    .bind(&scope)
    .bind(expire)
    .bind(now)
    .execute(&state.db)
    .await?;
    let expires_in = match settings.fusio.login_answer {
        LoginAnswer::AbsoluteExpiry => expire,
        LoginAnswer::Current | LoginAnswer::TokenOnly => i64::from(settings.fusio.expire_token),
    };
    let only_access = settings.fusio.login_answer == LoginAnswer::TokenOnly;
    Ok(Issued { access, refresh, scope, expires_in, only_access })
}

/// The row of an access token that is neither revoked nor refreshed away nor expired.
pub(crate) async fn active(
    db: &Pool,
    access: &str,
    now: i64,
) -> Result<Option<Token>, sqlx::Error> {
    let query = sqlx::query_as("SELECT * FROM fusio_token WHERE access_hash = $1 AND expire > $2");
    query.bind(token::stored(access)).bind(now).fetch_optional(db).await
}

/// What a refresh token leads to.
pub(crate) enum Renewable {
    /// Never issued, used, or revoked.
    Unknown,
    /// Too old.
    Expired,
    /// Good for one new pair.
    Good(Token),
}

/// Looks a refresh token up without using it.
pub(crate) async fn renewable(state: &State, refresh: &str) -> Result<Renewable, sqlx::Error> {
    let query = sqlx::query_as("SELECT * FROM fusio_token WHERE refresh_hash = $1");
    let found: Option<Token> = query.bind(token::stored(refresh)).fetch_optional(&state.db).await?;
    let life = i64::from(state.settings().fusio.expire_refresh);
    Ok(match found {
        None => Renewable::Unknown,
        Some(token) if token.date + life <= state.clock.now() => Renewable::Expired,
        Some(token) => Renewable::Good(token),
    })
}

/// Ends an access token and leaves its refresh token.
pub(crate) async fn end_access(state: &State, token: &Token) -> Result<(), sqlx::Error> {
    let query = sqlx::query("UPDATE fusio_token SET expire = $2 WHERE access_hash = $1");
    let query = query.bind(&token.access_hash).bind(state.clock.now());
    query.execute(&state.db).await.map(|_| ())
}

/// Ends a token, its refresh token with it; whether it was still there. Of two requests with the
/// same refresh token only one gets `true`.
pub(crate) async fn end(db: &Pool, token: &Token) -> Result<bool, sqlx::Error> {
    Ok(sqlx::query("DELETE FROM fusio_token WHERE access_hash = $1")
        .bind(&token.access_hash)
        .execute(db)
        .await?
        .rows_affected()
        > 0)
}

/// Ends the old pair and issues a new one with the same scopes for the same app.
pub(super) async fn renew(state: &State, refresh: &str) -> Result<Issued, ApiError> {
    let old = match renewable(state, refresh).await? {
        Renewable::Unknown => return Err(ApiError::bad_request("Invalid refresh token")),
        Renewable::Expired => return Err(ApiError::bad_request("Refresh token is expired")),
        Renewable::Good(old) => old,
    };
    // The vendor ends the access token first, and asks then whose it was.
    end_access(state, &old).await?;
    let user = users::by_id(&state.db, old.user_id)
        .await?
        .ok_or_else(|| ApiError::bad_request("Invalid user"))?;
    if user.status != users::ACTIVE {
        return Err(ApiError::bad_request("Invalid user status"));
    }
    if let Some(key) = &old.app_key {
        let settings = state.settings();
        let app = settings.fusio.apps.iter().find(|app| app.key == *key);
        let app = app.ok_or_else(|| ApiError::bad_request("Invalid app"))?;
        if app.status != 1 {
            return Err(ApiError::bad_request("Invalid app status"));
        }
    }
    if !end(&state.db, &old).await? {
        return Err(ApiError::bad_request("Invalid refresh token"));
    }
    issue(state, &user, old.app_key.as_deref(), old.scopes).await
}
