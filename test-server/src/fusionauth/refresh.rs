//! Makes, finds, renews and ends refresh tokens. Only the hashes of the tokens are stored.

use serde_json::{Value, json};

use super::call::Call;
use super::errors::Refusal;
use super::members::{is_set, number_at};
use super::store::User;
use super::{application, barred, keys, normalize, store};
use crate::db::{self, Reader, Row, Writer, params};
use crate::state::State;
use crate::token;

/// How many refresh tokens of a user are listed at most.
const MOST_LISTED: usize = 1_000;

/// A refresh token's row.
pub(super) struct Session {
    pub(super) id: String,
    pub(super) user: String,
    pub(super) tenant: String,
    pub(super) application: Option<String>,
    /// When the user logged in, in milliseconds.
    login: i64,
    started: i64,
    inserted: i64,
    hash: String,
    meta: String,
}

impl Session {
    fn from_row(row: &Row<'_>) -> Result<Self, db::Error> {
        Ok(Self {
            id: row.get("id")?,
            user: row.get("user_id")?,
            tenant: row.get("tenant_id")?,
            application: row.get("application_id")?,
            login: row.get("login")?,
            started: row.get("started")?,
            inserted: row.get("inserted")?,
            hash: row.get("hash")?,
            meta: row.get("meta")?,
        })
    }
}

/// A refresh token that a client gets.
pub(super) struct Made {
    pub(super) id: String,
    pub(super) token: String,
    /// When the user logged in, in seconds.
    pub(super) login: i64,
    /// How long the token lives from now, in seconds.
    pub(super) seconds: i64,
}

/// How long refresh tokens live, whether a use prolongs their life, and whether they work only once.
struct Policy {
    life_ms: i64,
    expiration: String,
    once: bool,
}

impl Policy {
    /// Whether a use prolongs the life of the token.
    fn is_sliding(&self) -> bool {
        self.expiration.starts_with("SlidingWindow")
    }

    fn ends(&self, started: i64) -> i64 {
        started.saturating_add(self.life_ms)
    }

    /// When a refresh token may be deleted: long after its end, because a new policy may prolong its life.
    fn forgotten(&self, started: i64) -> i64 {
        self.ends(started).saturating_add(self.life_ms)
    }
}

fn policy(db: &Reader, tenant: &str, application: Option<&str>) -> Result<Policy, Refusal> {
    let tenant = store::get(db, store::TENANT, tenant)?.ok_or_else(Refusal::not_found)?;
    let app = match application {
        Some(app) => store::get(db, store::APPLICATION, app)?,
        None => None,
    };
    // An application's own configuration replaces the tenant's configuration: for a member that is
    // missing there, the default counts, and not the tenant's value.
    let rules = app.as_ref().and_then(keys::own_configuration).unwrap_or(&tenant);
    let minutes = number_at(rules, "/jwtConfiguration/refreshTokenTimeToLiveInMinutes", 43_200);
    let text =
        |name: &str| rules.pointer(&format!("/jwtConfiguration/{name}")).and_then(Value::as_str);
    Ok(Policy {
        life_ms: minutes.saturating_mul(60_000),
        expiration: text("refreshTokenExpirationPolicy").unwrap_or("Fixed").to_owned(),
        once: text("refreshTokenUsagePolicy") == Some("OneTimeUse"),
    })
}

/// Makes a refresh token for a user, at an application.
pub(super) fn make(
    call: &Call,
    db: &Writer,
    user: &User,
    app: Option<&str>,
) -> Result<Made, Refusal> {
    let policy = policy(db, &user.tenant, app)?;
    let now = call.state.clock.now_ms();
    insert(call, db, user, app, &policy, Times { now, started: now, login: now })
}

/// Makes a refresh token for the user of the refresh token `other`, at another application. The life of
/// the new token is counted from the beginning of the life of `other`. Both tokens come from the same
/// login. Returns `None` if the expiration policies of the two tokens differ, or if the life of the new
/// token would already be over.
pub(super) fn make_like(
    call: &Call,
    db: &Writer,
    other: &Live,
    app: &str,
) -> Result<Option<Made>, Refusal> {
    let Live { session, user, .. } = other;
    let theirs = policy(db, &session.tenant, session.application.as_deref())?;
    let policy = policy(db, &user.tenant, Some(app))?;
    let now = call.state.clock.now_ms();
    let over = policy.ends(session.started) <= now;
    if over || policy.expiration != theirs.expiration {
        return Ok(None);
    }
    let times = Times { now, started: session.started, login: session.login };
    insert(call, db, user, Some(app), &policy, times).map(Some)
}

/// When a refresh token is made, when its life began, and when the user logged in, all in milliseconds.
struct Times {
    now: i64,
    started: i64,
    login: i64,
}

/// Stores a new refresh token.
fn insert(
    call: &Call,
    db: &Writer,
    user: &User,
    app: Option<&str>,
    policy: &Policy,
    Times { now, started, login }: Times,
) -> Result<Made, Refusal> {
    let meta = call.body.get("metaData").filter(|meta| meta.is_object()).cloned();
    let meta = accessed(call, meta.unwrap_or_default(), now);
    let made = Made {
        id: normalize::new_id(),
        token: token::random_code(32)?,
        login: login / 1_000,
        seconds: policy.ends(started).saturating_sub(now) / 1_000,
    };
    db.run("DELETE FROM fusionauth_refresh WHERE expires <= ?1", [now])?;
    let statement = "INSERT INTO fusionauth_refresh \
         (id, hash, user_id, tenant_id, application_id, login, started, inserted, expires, meta) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    let hash = token::stored(&made.token);
    let expires = policy.forgotten(started);
    let values =
        params![made.id, hash, user.id, user.tenant, app, login, started, now, expires, meta];
    db.run(statement, values)?;
    Ok(made)
}

/// The data that is stored with a refresh token, with the time and the address of this request. The address
/// is unknown if the request came through no connection.
fn accessed(call: &Call, mut meta: Value, now: i64) -> Value {
    let device = json!({"lastAccessedAddress": call.ip, "lastAccessedInstant": now});
    json_patch::merge(&mut meta, &json!({"device": device}));
    meta
}

/// The refresh token with this text, unless it was ended or is too old.
pub(super) fn find(state: &State, db: &Reader, text: &str) -> Result<Option<Session>, Refusal> {
    let query = "SELECT * FROM fusionauth_refresh WHERE hash = ?1";
    let found = db.first(query, [token::stored(text)], Session::from_row)?;
    not_too_old(state, db, found)
}

fn not_too_old(
    state: &State,
    db: &Reader,
    found: Option<Session>,
) -> Result<Option<Session>, Refusal> {
    let Some(session) = found else { return Ok(None) };
    let policy = policy(db, &session.tenant, session.application.as_deref())?;
    let ends = policy.ends(session.started);
    Ok(Some(session).filter(|_| ends > state.clock.now_ms()))
}

/// Uses a refresh token. Returns the token to use next, or `None` if another request has replaced or
/// ended the token first.
pub(super) fn renew(
    call: &Call,
    db: &Writer,
    session: &Session,
    text: &str,
) -> Result<Option<Made>, Refusal> {
    let policy = policy(db, &session.tenant, session.application.as_deref())?;
    let next = if policy.once { token::random_code(32)? } else { text.to_owned() };
    let now = call.state.clock.now_ms();
    let started = if policy.is_sliding() { now } else { session.started };
    let meta = accessed(call, session.meta(), now);
    let statement = "UPDATE fusionauth_refresh \
                     SET hash = ?1, started = ?2, expires = ?3, meta = ?4 \
                     WHERE id = ?5 AND hash = ?6";
    let hash = token::stored(&next);
    let expires = policy.forgotten(started);
    let values = params![hash, started, expires, meta, session.id, session.hash];
    Ok((db.run(statement, values)? > 0).then(|| Made {
        id: session.id.clone(),
        token: next,
        login: session.login / 1_000,
        seconds: policy.ends(started).saturating_sub(now) / 1_000,
    }))
}

/// A refresh token by its id, unless it is too old.
pub(super) fn by_id(state: &State, db: &Reader, id: &str) -> Result<Option<Session>, Refusal> {
    let query = "SELECT * FROM fusionauth_refresh WHERE id = ?1";
    not_too_old(state, db, db.first(query, [id], Session::from_row)?)
}

/// The refresh tokens of a user that are not too old, newest first. Returns at most `MOST_LISTED` tokens.
pub(super) fn of_user(state: &State, db: &Reader, user: &str) -> Result<Vec<Session>, Refusal> {
    let query = "SELECT * FROM fusionauth_refresh WHERE user_id = ?1 \
                 ORDER BY inserted DESC, id DESC";
    let found = db.all(query, [user], Session::from_row)?;
    let alive = found.into_iter().map(|session| not_too_old(state, db, Some(session)));
    alive.filter_map(Result::transpose).take(MOST_LISTED).collect()
}

/// Ends one refresh token.
pub(super) fn end(db: &Writer, id: &str) -> Result<(), Refusal> {
    db.run("DELETE FROM fusionauth_refresh WHERE id = ?1", [id])?;
    Ok(())
}

/// Ends all refresh tokens of a user.
pub(super) fn end_of_user(db: &Writer, user: &str) -> Result<(), Refusal> {
    db.run("DELETE FROM fusionauth_refresh WHERE user_id = ?1", [user])?;
    Ok(())
}

/// Ends all refresh tokens of an application.
pub(super) fn end_of_application(db: &Writer, app: &str) -> Result<(), Refusal> {
    db.run("DELETE FROM fusionauth_refresh WHERE application_id = ?1", [app])?;
    Ok(())
}

/// Ends all refresh tokens of a user at an application.
pub(super) fn end_of_both(db: &Writer, user: &str, app: &str) -> Result<(), Refusal> {
    let statement = "DELETE FROM fusionauth_refresh WHERE user_id = ?1 AND application_id = ?2";
    db.run(statement, [user, app])?;
    Ok(())
}

impl Session {
    /// The data that is stored with the token.
    fn meta(&self) -> Value {
        serde_json::from_str(&self.meta).unwrap_or_default()
    }

    /// A refresh token as answers show it: without its text. Only a token of a single sign-on session has a
    /// `tenantId`, and this server makes no such tokens.
    pub(super) fn view(&self) -> Value {
        normalize::without_nulls(json!({
            "applicationId": self.application,
            "data": {},
            "id": self.id,
            "insertInstant": self.inserted,
            "metaData": self.meta(),
            "startInstant": self.started,
            "userId": self.user,
        }))
    }
}

/// A refresh token that may be used, with its user, its application and the registration of the user.
pub(super) struct Live {
    pub(super) session: Session,
    pub(super) user: User,
    pub(super) app: Option<Value>,
    pub(super) registration: Option<Value>,
}

/// Finds a refresh token. Returns `None` if there is no such token, if the caller may not see the tenant of
/// the token, if the user of the token must not log in, or if the application of the token is deleted or
/// inactive.
pub(super) fn live(call: &Call, db: &Reader, token: &str) -> Result<Option<Live>, Refusal> {
    let session = find(&call.state, db, token)?;
    let Some(session) = session.filter(|session| call.sees(&session.tenant)) else {
        return Ok(None);
    };
    let Some(user) = store::user(db, &session.user)? else { return Ok(None) };
    if barred::find(&call.state, db, &user)?.is_some() {
        return Ok(None);
    }
    let (mut app, mut registration) = (None, None);
    if let Some(id) = &session.application {
        app = application::find(db, id)?.filter(|app| is_set(app, "/active"));
        if app.is_none() {
            return Ok(None);
        }
        registration = store::registration(db, &session.user, id)?;
    }
    Ok(Some(Live { session, user, app, registration }))
}
