//! Stores and finds FusionAuth's rows and documents.

use serde_json::Value;

use super::errors::Refusal;
use super::members::text_of;
use super::user_words;
use crate::db::{self, Reader, Row, Writer, params};

/// Kinds of documents in the table of documents. `configuration.rs` and `operations/kept.rs` name
/// more kinds.
pub(super) const TENANT: &str = "tenant";
pub(super) const APPLICATION: &str = "application";
pub(super) const KEY: &str = "key";
pub(super) const API_KEY: &str = "api_key";
pub(super) const ACTION: &str = "action";
pub(super) const CONSENT: &str = "consent";
pub(super) const USER_CONSENT: &str = "user_consent";
pub(super) const FAMILY: &str = "family";
pub(super) const FACTORS: &str = "factors";
pub(super) const GROUP: &str = "group";
pub(super) const PASSWORDS: &str = "passwords";
pub(super) const WEBHOOK: &str = "webhook";

/// A document by its id.
pub(super) fn get(db: &Reader, kind: &str, id: &str) -> Result<Option<Value>, Refusal> {
    let query = "SELECT doc FROM fusionauth_document WHERE kind = ?1 AND id = ?2";
    Ok(db.first(query, [kind, id], |row| row.get(0))?)
}

/// All documents of a kind, in the order of their ids.
pub(super) fn list(db: &Reader, kind: &str) -> Result<Vec<Value>, Refusal> {
    let query = "SELECT doc FROM fusionauth_document WHERE kind = ?1 ORDER BY id";
    Ok(db.all(query, [kind], |row| row.get(0))?)
}

/// The ids of the first two documents of a kind, which show whether there is only one.
pub(super) fn first_ids(db: &Reader, kind: &str) -> Result<Vec<String>, Refusal> {
    let query = "SELECT id FROM fusionauth_document WHERE kind = ?1 ORDER BY id LIMIT 2";
    Ok(db.all(query, [kind], |row| row.get(0))?)
}

/// The documents of a kind with this name; `name_of` says which member is the name.
pub(super) fn named(db: &Reader, kind: &str, name: &str) -> Result<Vec<Value>, Refusal> {
    let query = "SELECT doc FROM fusionauth_document WHERE kind = ?1 AND name = ?2 ORDER BY id";
    Ok(db.all(query, [kind, name], |row| row.get(0))?)
}

/// The text by which a document can be found, in addition to its id.
fn name_of<'a>(kind: &str, doc: &'a Value) -> Option<&'a str> {
    let member = match kind {
        TENANT | APPLICATION | GROUP => "name",
        // For an API key, the column `id` has the hash of the key, so the key's own `id` is the name.
        API_KEY => "id",
        ACTION => "actioneeUserId",
        USER_CONSENT => "userId",
        KEY => "kid",
        _ => return None,
    };
    doc.get(member).and_then(Value::as_str)
}

/// Stores a document. It replaces an earlier document with this id.
pub(super) fn put(db: &Writer, kind: &str, id: &str, doc: &Value) -> Result<(), Refusal> {
    let statement = "INSERT INTO fusionauth_document (kind, id, tenant_id, name, doc) \
         VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (kind, id) DO UPDATE \
         SET tenant_id = excluded.tenant_id, name = excluded.name, doc = excluded.doc";
    let tenant = doc.get("tenantId").and_then(Value::as_str);
    db.run(statement, params![kind, id, tenant, name_of(kind, doc), doc])?;
    Ok(())
}

/// Deletes a document. Returns whether there was one.
pub(super) fn delete(db: &Writer, kind: &str, id: &str) -> Result<bool, Refusal> {
    let statement = "DELETE FROM fusionauth_document WHERE kind = ?1 AND id = ?2";
    Ok(db.run(statement, [kind, id])? > 0)
}

/// Deletes a tenant and everything in it.
pub(super) fn delete_tenant(db: &Writer, id: &str) -> Result<(), Refusal> {
    let users = "SELECT id FROM fusionauth_user WHERE tenant_id = ?1";
    for user in db.all(users, [id], |row| row.get::<_, String>(0))? {
        delete_user(db, &user)?;
    }
    // Verifications without a user belong to the tenant.
    db.run("DELETE FROM fusionauth_ticket WHERE user_id = ?1", [id])?;
    let statement = "DELETE FROM fusionauth_document WHERE kind = ?1 AND tenant_id = ?2";
    for kind in [APPLICATION, API_KEY, GROUP] {
        db.run(statement, [kind, id])?;
    }
    delete(db, TENANT, id)?;
    Ok(())
}

/// A user: the document without the password, and the password's hash.
#[derive(Clone)]
pub(super) struct User {
    pub(super) id: String,
    pub(super) tenant: String,
    pub(super) password: Option<String>,
    pub(super) doc: Value,
}

impl User {
    pub(super) fn from_row(row: &Row<'_>) -> Result<Self, db::Error> {
        Ok(Self {
            id: row.get("id")?,
            tenant: row.get("tenant_id")?,
            password: row.get("password")?,
            doc: row.get("doc")?,
        })
    }

    /// A member of the document that is a text.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.doc.get(name).and_then(Value::as_str)
    }

    /// Whether a member of the document is true.
    pub(super) fn is(&self, name: &str) -> bool {
        self.doc.get(name).and_then(Value::as_bool).unwrap_or_default()
    }

    /// The address for mails to the user.
    pub(super) fn mail_address(&self) -> Option<&str> {
        let other = || self.doc.pointer("/data/email").and_then(Value::as_str);
        self.text("email").or_else(other)
    }

    /// Writes the user: inserts a new user, or replaces the stored user.
    pub(super) fn save(&self, db: &Writer) -> Result<(), Refusal> {
        let statement = "INSERT INTO fusionauth_user \
             (id, tenant_id, email, username, phone, password, doc, words) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (id) DO UPDATE \
             SET email = excluded.email, \
             username = excluded.username, phone = excluded.phone, \
             password = excluded.password, doc = excluded.doc, words = excluded.words";
        let username = self.text("username").map(str::to_lowercase);
        let (email, phone) = (self.text("email"), self.text("phoneNumber"));
        let words = user_words::words(&self.doc);
        let values =
            params![self.id, self.tenant, email, username, phone, self.password, self.doc, words];
        db.run(statement, values)?;
        Ok(())
    }
}

/// A user by id.
pub(super) fn user(db: &Reader, id: &str) -> Result<Option<User>, Refusal> {
    let query = "SELECT * FROM fusionauth_user WHERE id = ?1";
    Ok(db.first(query, [id], User::from_row)?)
}

/// Whether there is any user.
pub(super) fn has_users(db: &Reader) -> Result<bool, Refusal> {
    Ok(db.first("SELECT 1 FROM fusionauth_user LIMIT 1", [], |_| Ok(()))?.is_some())
}

/// A user of a tenant by e-mail address, which is stored in lower case.
pub(super) fn by_email(db: &Reader, tenant: &str, text: &str) -> Result<Option<User>, Refusal> {
    let query = "SELECT * FROM fusionauth_user WHERE tenant_id = ?1 AND email = ?2";
    Ok(db.first(query, [tenant, &text.to_lowercase()], User::from_row)?)
}

/// A user of a tenant by username; upper and lower case do not matter.
pub(super) fn by_username(db: &Reader, tenant: &str, text: &str) -> Result<Option<User>, Refusal> {
    let query = "SELECT * FROM fusionauth_user WHERE tenant_id = ?1 AND username = ?2";
    Ok(db.first(query, [tenant, &text.to_lowercase()], User::from_row)?)
}

/// A user of a tenant by telephone number.
pub(super) fn by_phone(db: &Reader, tenant: &str, text: &str) -> Result<Option<User>, Refusal> {
    let query = "SELECT * FROM fusionauth_user WHERE tenant_id = ?1 AND phone = ?2";
    Ok(db.first(query, [tenant, text], User::from_row)?)
}

/// The members of a group.
pub(super) fn members_of(db: &Reader, group: &str) -> Result<Vec<User>, Refusal> {
    let query = "SELECT * FROM fusionauth_user WHERE tenant_id IN \
         (SELECT tenant_id FROM fusionauth_document WHERE kind = 'group' AND id = ?1) \
         AND EXISTS (SELECT 1 FROM json_each(fusionauth_user.doc, '$.memberships') \
         WHERE value ->> '$.groupId' = ?1)";
    Ok(db.all(query, [group], User::from_row)?)
}

/// The users who have memberships with these ids.
pub(super) fn with_memberships(db: &Reader, ids: &[String]) -> Result<Vec<User>, Refusal> {
    let query = "SELECT * FROM fusionauth_user \
         WHERE EXISTS (SELECT 1 FROM json_each(fusionauth_user.doc, '$.memberships') \
         WHERE value ->> '$.id' IN (SELECT value FROM json_each(?1)))";
    Ok(db.all(query, [serde_json::to_string(ids)?], User::from_row)?)
}

/// Deletes a user and everything that belongs to the user.
pub(super) fn delete_user(db: &Writer, id: &str) -> Result<(), Refusal> {
    for statement in [
        "DELETE FROM fusionauth_registration WHERE user_id = ?1",
        "DELETE FROM fusionauth_ticket WHERE user_id = ?1",
        "DELETE FROM fusionauth_refresh WHERE user_id = ?1",
        "DELETE FROM fusionauth_attempt WHERE user_id IN (?1, ?1 || '/codes', ?1 || '/passwordless')",
        "DELETE FROM fusionauth_document WHERE kind IN ('action', 'user_consent') AND name = ?1",
        "DELETE FROM fusionauth_document WHERE kind IN ('factors', 'passwords') AND id = ?1",
        "DELETE FROM fusionauth_login WHERE user_id = ?1",
        "DELETE FROM fusionauth_user WHERE id = ?1",
    ] {
        db.run(statement, [id])?;
    }
    for mut family in list(db, FAMILY)? {
        let Some(members) = family.get_mut("members").and_then(Value::as_array_mut) else {
            continue;
        };
        let before = members.len();
        members.retain(|member| text_of(member, "userId") != id);
        let (after, id) = (members.len(), text_of(&family, "id"));
        // Nobody could say to which tenant a family without members belongs.
        if after == 0 && before > 0 {
            delete(db, FAMILY, id)?;
        } else if after < before {
            put(db, FAMILY, id, &family)?;
        }
    }
    Ok(())
}

/// The registration of a user for an application.
pub(super) fn registration(
    db: &Reader,
    user: &str,
    application: &str,
) -> Result<Option<Value>, Refusal> {
    let query =
        "SELECT doc FROM fusionauth_registration WHERE user_id = ?1 AND application_id = ?2";
    Ok(db.first(query, [user, application], |row| row.get(0))?)
}

/// All registrations of a user.
pub(super) fn registrations(db: &Reader, user: &str) -> Result<Vec<Value>, Refusal> {
    let query =
        "SELECT doc FROM fusionauth_registration WHERE user_id = ?1 ORDER BY application_id";
    Ok(db.all(query, [user], |row| row.get(0))?)
}

/// All registrations for an application, each with the id of its user.
pub(super) fn registrations_for(
    db: &Reader,
    application: &str,
) -> Result<Vec<(String, Value)>, Refusal> {
    let query = "SELECT user_id, doc FROM fusionauth_registration WHERE application_id = ?1";
    Ok(db.all(query, [application], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// Whether a registration id is taken.
pub(super) fn registration_id_taken(db: &Reader, id: &str) -> Result<bool, Refusal> {
    let query = "SELECT 1 FROM fusionauth_registration WHERE id = ?1";
    Ok(db.first(query, [id], |_| Ok(()))?.is_some())
}

/// Writes a registration: inserts a new registration, or replaces the stored registration.
pub(super) fn save_registration(db: &Writer, user: &str, doc: &Value) -> Result<(), Refusal> {
    let statement = "INSERT INTO fusionauth_registration (user_id, application_id, id, doc) \
         VALUES (?1, ?2, ?3, ?4) ON CONFLICT (user_id, application_id) DO UPDATE \
         SET id = excluded.id, doc = excluded.doc";
    let values = params![user, text_of(doc, "applicationId"), text_of(doc, "id"), doc];
    db.run(statement, values)?;
    Ok(())
}

/// Deletes a registration.
pub(super) fn delete_registration(
    db: &Writer,
    user: &str,
    application: &str,
) -> Result<(), Refusal> {
    let statement =
        "DELETE FROM fusionauth_registration WHERE user_id = ?1 AND application_id = ?2";
    db.run(statement, [user, application])?;
    Ok(())
}

/// Deletes an application, its registrations and their open verifications.
pub(super) fn delete_application(db: &Writer, id: &str) -> Result<(), Refusal> {
    for statement in [
        "DELETE FROM fusionauth_registration WHERE application_id = ?1",
        "DELETE FROM fusionauth_ticket WHERE kind = 'registration' AND application_id = ?1",
    ] {
        db.run(statement, [id])?;
    }
    delete(db, APPLICATION, id)?;
    Ok(())
}
