//! Records logins: the time of the last login in the user and in the registration, and a list of the
//! recent logins.

use serde_json::{Value, json};

use super::call::Call;
use super::errors::Refusal;
use super::identities;
use super::login_id::LoginKind;
use super::members::{set_member, text_of};
use super::normalize;
use super::store::{self, User};
use crate::db::{Reader, Row, Writer, params};

/// How many logins the list has at most.
const MOST: i64 = 10_000;

/// A login that is complete.
pub(super) struct Login<'a> {
    pub(super) kind: LoginKind,
    pub(super) app: Option<&'a Value>,
}

/// Adds a login to the list, and stores its time in the user, in the identity of the kind `login.kind`, and in the
/// registration `known`, if the user has a registration. The calling function has read the user and the registration in
/// this transaction.
pub(super) fn note(
    call: &Call,
    db: &Writer,
    user: &mut User,
    known: Option<&mut Value>,
    login: &Login<'_>,
) -> Result<(), Refusal> {
    let now = call.state.clock.now_ms();
    set_member(&mut user.doc, "lastLoginInstant", now);
    let kind = login.kind.name();
    if user.text(kind).is_some() {
        identities::used(&mut user.doc, kind, now);
    }
    user.save(db)?;
    if let Some(registration) = known {
        set_member(registration, "lastLoginInstant", now);
        store::save_registration(db, &user.id, registration)?;
    }
    let statement = "INSERT INTO fusionauth_login \
         (user_id, tenant_id, application_id, login_id, login_type, ip, instant) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let app = login.app.map(|app| text_of(app, "id"));
    let values = params![user.id, user.tenant, app, user.text(kind), kind, call.ip, now];
    db.run(statement, values)?;
    let old = "DELETE FROM fusionauth_login WHERE number <= (SELECT max(number) FROM fusionauth_login) - ?1";
    db.run(old, [MOST])?;
    Ok(())
}

/// The recent logins, newest first: those of a user, of a tenant, or of all tenants.
pub(super) fn recent(
    db: &Reader,
    user: Option<&str>,
    tenant: Option<&str>,
    (offset, limit): (i64, i64),
) -> Result<Vec<Value>, Refusal> {
    let (whose, id) = match (user, tenant) {
        (Some(user), _) => ("user_id = ?1", Some(user)),
        (None, Some(tenant)) => ("tenant_id = ?1", Some(tenant)),
        (None, None) => ("?1 IS NULL", None),
    };
    let query = format!(
        "SELECT * FROM fusionauth_login WHERE {whose} ORDER BY number DESC LIMIT ?2 OFFSET ?3"
    );
    let mut logins = db.all(&query, params![id, limit, offset], shown)?;
    for login in &mut logins {
        if let Some(app) = store::get(db, store::APPLICATION, text_of(login, "applicationId"))? {
            set_member(login, "applicationName", text_of(&app, "name"));
        }
    }
    Ok(logins.into_iter().map(normalize::without_nulls).collect())
}

fn shown(row: &Row<'_>) -> Result<Value, crate::db::Error> {
    let text = |name: &str| row.get::<_, Option<String>>(name);
    Ok(json!({
        "applicationId": text("application_id")?,
        "instant": row.get::<_, i64>("instant")?,
        "ipAddress": text("ip")?,
        "loginId": text("login_id")?,
        "loginIdType": text("login_type")?,
        "userId": text("user_id")?,
    }))
}
