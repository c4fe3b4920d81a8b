//! Refresh tokens: making, finding, renewing, ending them. Only their hashes are kept.

use serde_json::{Value, json};
use sqlx::Row as _;

use super::call::Call;
use super::errors::Refusal;
use super::members::{is_set, number_at};
use super::store::User;
use super::{application, barred, normalize, store};
use crate::db::{Pool, Row};
use crate::state::State;
use crate::token;

/// A refresh token's row.
pub(super) struct Session {
    pub(super) id: String,
    pub(super) user: String,
    pub(super) tenant: String,
    pub(super) application: Option<String>,
    started: i64,
    inserted: i64,
    hash: String,
    meta: String,
}

impl<'r> sqlx::FromRow<'r, Row> for Session {
    fn from_row(row: &'r Row) -> Result<Self, sqlx::Error> {
        Ok(Self {
            id: row.try_get("id")?,
            user: row.try_get("user_id")?,
            tenant: row.try_get("tenant_id")?,
            application: row.try_get("application_id")?,
            started: row.try_get("started")?,
            inserted: row.try_get("inserted")?,
            hash: row.try_get("hash")?,
            meta: row.try_get("meta")?,
        })
    }
}

/// A refresh token just made.
pub(super) struct Made {
    pub(super) id: String,
    pub(super) token: String,
}

/// How long refresh tokens live, and how.
struct Policy {
    life_ms: i64,
    sliding: bool,
    once: bool,
}

async fn policy(state: &State, session: &Session) -> Result<Policy, Refusal> {
    let tenant = store::get(&state.db, store::TENANT, &session.tenant)
        .await?
        .ok_or_else(Refusal::not_found)?;
    let app = match &session.application {
        Some(app) => store::get(&state.db, store::APPLICATION, app).await?,
        None => None,
    };
    // An application's own configuration counts once it is enabled there, member by member.
    let own = app.filter(|app| is_set(app, "/jwtConfiguration/enabled"));
    let text = |name: &str| {
        let pointer = format!("/jwtConfiguration/{name}");
        let own = own.as_ref().and_then(|app| app.pointer(&pointer)).and_then(Value::as_str);
        own.or_else(|| tenant.pointer(&pointer).and_then(Value::as_str))
            .unwrap_or_default()
            .to_owned()
    };
    let life = "/jwtConfiguration/refreshTokenTimeToLiveInMinutes";
    let minutes = number_at(&tenant, life, 43_200);
    let minutes = own.as_ref().map_or(minutes, |app| number_at(app, life, minutes));
    Ok(Policy {
        life_ms: minutes.saturating_mul(60_000),
        sliding: text("refreshTokenExpirationPolicy").starts_with("SlidingWindow"),
        once: text("refreshTokenUsagePolicy") == "OneTimeUse",
    })
}

/// Makes a refresh token for a user, at an application.
pub(super) async fn make(call: &Call, user: &User, app: Option<&str>) -> Result<Made, Refusal> {
    let made = Made { id: normalize::new_id(), token: token::random_code(32)? };
    let now = call.state.clock.now_ms();
    let mut meta = call.body.get("metaData").filter(|meta| meta.is_object()).cloned();
    if let Some(ip) = &call.ip {
        json_patch::merge(
            meta.get_or_insert_with(|| json!({})),
            &json!({"device": {"lastAccessedAddress": ip, "lastAccessedInstant": now}}),
        );
    }
    sqlx::query(
        "INSERT INTO fusionauth_refresh \
         (id, hash, user_id, tenant_id, application_id, started, inserted, meta) \
         VALUES ($1, $2, $3, $4, $5, $6, $6, $7)",
    )
    .bind(&made.id)
    .bind(token::stored(&made.token))
    .bind(&user.id)
    .bind(&user.tenant)
    .bind(app)
    .bind(now)
    .bind(meta.unwrap_or_else(|| json!({})).to_string())
    .execute(&call.state.db)
    .await?;
    Ok(made)
}

/// A refresh token that is neither ended nor too old.
pub(super) async fn find(state: &State, text: &str) -> Result<Option<Session>, Refusal> {
    let query = sqlx::query_as("SELECT * FROM fusionauth_refresh WHERE hash = $1");
    let found: Option<Session> = query.bind(token::stored(text)).fetch_optional(&state.db).await?;
    let Some(session) = found else { return Ok(None) };
    let ends = session.started.saturating_add(policy(state, &session).await?.life_ms);
    Ok(Some(session).filter(|_| ends > state.clock.now_ms()))
}

/// Uses a refresh token: the text to use next, or none if another request was faster.
pub(super) async fn renew(
    state: &State,
    session: &Session,
    text: &str,
) -> Result<Option<String>, Refusal> {
    let policy = policy(state, session).await?;
    let next = if policy.once { token::random_code(32)? } else { text.to_owned() };
    let started = if policy.sliding { state.clock.now_ms() } else { session.started };
    let query = "UPDATE fusionauth_refresh SET hash = $1, started = $2 WHERE id = $3 AND hash = $4";
    let done = sqlx::query(query)
        .bind(token::stored(&next))
        .bind(started)
        .bind(&session.id)
        .bind(&session.hash)
        .execute(&state.db)
        .await?;
    Ok((done.rows_affected() > 0).then_some(next))
}

/// A refresh token by its id.
pub(super) async fn by_id(db: &Pool, id: &str) -> Result<Option<Session>, Refusal> {
    let query = sqlx::query_as("SELECT * FROM fusionauth_refresh WHERE id = $1");
    Ok(query.bind(id).fetch_optional(db).await?)
}

/// All refresh tokens of a user.
pub(super) async fn of_user(db: &Pool, user: &str) -> Result<Vec<Session>, Refusal> {
    let query = "SELECT * FROM fusionauth_refresh WHERE user_id = $1 ORDER BY inserted, id";
    Ok(sqlx::query_as(query).bind(user).fetch_all(db).await?)
}

/// Ends one.
pub(super) async fn end(db: &Pool, id: &str) -> Result<(), Refusal> {
    sqlx::query("DELETE FROM fusionauth_refresh WHERE id = $1").bind(id).execute(db).await?;
    Ok(())
}

/// Ends all of a user.
pub(super) async fn end_of_user(db: &Pool, user: &str) -> Result<(), Refusal> {
    end_of(db, Some(user), None).await
}

/// Ends all of a user, of an application, or of a user at an application.
pub(super) async fn end_of(
    db: &Pool,
    user: Option<&str>,
    app: Option<&str>,
) -> Result<(), Refusal> {
    let query = "DELETE FROM fusionauth_refresh WHERE ($1 IS NULL OR user_id = $1) \
                 AND ($2 IS NULL OR application_id = $2)";
    sqlx::query(query).bind(user).bind(app).execute(db).await?;
    Ok(())
}

impl Session {
    /// What may be shown of it: all but the token.
    pub(super) fn view(&self) -> Value {
        let meta: Value = serde_json::from_str(&self.meta).unwrap_or_default();
        normalize::without_nulls(json!({
            "applicationId": self.application,
            "data": {},
            "id": self.id,
            "insertInstant": self.inserted,
            "metaData": meta,
            "startInstant": self.started,
            "tenantId": self.tenant,
            "userId": self.user,
        }))
    }
}

/// A refresh token that may be used, and what it is for.
pub(super) struct Live {
    pub(super) session: Session,
    pub(super) user: User,
    pub(super) app: Option<Value>,
    pub(super) registration: Option<Value>,
}

/// Finds a refresh token, unless its user is kept out or its application is gone or inactive.
pub(super) async fn live(call: &Call, token: &str) -> Result<Option<Live>, Refusal> {
    let db = &call.state.db;
    let session = find(&call.state, token).await?;
    let Some(session) = session.filter(|session| call.sees(&session.tenant)) else {
        return Ok(None);
    };
    let Some(user) = store::user(db, &session.user).await? else { return Ok(None) };
    if barred::find(&call.state, &user).await?.is_some() {
        return Ok(None);
    }
    let (mut app, mut registration) = (None, None);
    if let Some(id) = &session.application {
        app = application::find(db, id).await?.filter(|app| is_set(app, "/active"));
        if app.is_none() {
            return Ok(None);
        }
        registration = store::registration(db, &session.user, id).await?;
    }
    Ok(Some(Live { session, user, app, registration }))
}
