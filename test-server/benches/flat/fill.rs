//! Writes users into a database of the test server, in the form in which the server itself writes them.

use std::path::Path;

use rusqlite::{Connection, Transaction, params};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::Outcome;

pub(crate) const TENANT: &str = "30663132-6464-6665-3032-326466613934";

pub(crate) fn id(kind: u32, number: u32) -> String {
    format!("{kind:08x}-0000-4000-8000-{number:012x}")
}

/// The form in which the server stores a secret.
fn hash(secret: &str) -> String {
    hex::encode(Sha256::digest(secret))
}

/// Writes `size` users of each vendor, and an application and a tenant for every hundred users.
pub(crate) fn users(file: &Path, size: u32) -> Outcome<()> {
    let mut file = Connection::open(file)?;
    let all = file.transaction()?;
    for number in 0..size / 100 {
        let (app, name) = (id(1, number), format!("app-{number}"));
        let doc = json!({"id": app, "tenantId": TENANT, "name": name, "active": true, "roles": [],
            "loginConfiguration": {"generateRefreshTokens": true, "allowTokenRefresh": true},
            "jwtConfiguration": {"enabled": true}, "verifyRegistration": true, "verificationEmailTemplateId": id(23, 0)});
        document(&all, "application", &app, Some(TENANT), &name, &doc.to_string())?;
        let (tenant, name) = (id(2, number), format!("tenant-{number}"));
        let doc = json!({"id": tenant, "name": name});
        document(&all, "tenant", &tenant, None, &name, &doc.to_string())?;
    }
    for number in 0..size {
        fusionauth(&all, number, &id(1, number % (size / 100)))?;
        let (name, email) = (format!("name-{number}"), format!("name-{number}@example.test"));
        all.prepare_cached(
            "INSERT INTO fusio_user (role_id, status, name, email, points, scopes, date) VALUES (3, 1, ?1, ?2, 0, '', 0)",
        )?
        .execute(params![name, email])?;
        all.prepare_cached(
            "INSERT INTO fusio_token (user_id, access_hash, refresh_hash, scopes, expire, date) VALUES (?1, ?2, ?2, '', ?3, ?3)",
        )?
        .execute(params![number + 3, id(9, number), i64::MAX / 2])?;
    }
    all.commit()?;
    Ok(())
}

fn document(
    all: &Transaction<'_>,
    kind: &str,
    id: &str,
    tenant: Option<&str>,
    name: &str,
    doc: &str,
) -> Outcome<()> {
    let statement = "INSERT INTO fusionauth_document (kind, id, tenant_id, name, doc) VALUES (?1, ?2, ?3, ?4, ?5)";
    all.prepare_cached(statement)?.execute(params![kind, id, tenant, name, doc])?;
    Ok(())
}

/// Writes a user of FusionAuth with a registration, three tickets (ids in mails), two refresh tokens and an action.
fn fusionauth(all: &Transaction<'_>, number: u32, app: &str) -> Outcome<()> {
    let user = id(3, number);
    let email = format!("user-{number}@example.com");
    let doc = json!({"id": user, "tenantId": TENANT, "email": email, "active": true});
    all.prepare_cached(
        "INSERT INTO fusionauth_user (id, tenant_id, email, doc) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![user, TENANT, email, doc.to_string()])?;
    let doc = json!({"id": id(4, number), "applicationId": app, "verified": false});
    all.prepare_cached(
        "INSERT INTO fusionauth_registration (user_id, application_id, id, doc) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![user, app, id(4, number), doc.to_string()])?;
    for kind in ["email", "password", "registration"] {
        let (shown, app) = (format!("{kind}-{number}"), (kind == "registration").then_some(app));
        all.prepare_cached(
            "INSERT INTO fusionauth_ticket (hash, kind, user_id, application_id, shown, expires) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![hash(&shown), kind, user, app, shown, i64::MAX])?;
    }
    for token in ["renewed", "revoked"] {
        let token = format!("{token}-{number}");
        all.prepare_cached(
            "INSERT INTO fusionauth_refresh (id, hash, user_id, tenant_id, application_id, login, started, inserted, expires, meta) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?6, ?6, '{}')",
        )?
        .execute(params![id(if token.starts_with("renewed") { 7 } else { 6 }, number), hash(&token), user, TENANT, app, i64::MAX / 2])?;
    }
    let doc = json!({"id": id(8, number), "actioneeUserId": user, "expiry": 1});
    document(all, "action", &id(8, number), None, &user, &doc.to_string())
}
