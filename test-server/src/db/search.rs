//! Tables that keep searches fast with much data. They contain the number of FusionAuth's users, an
//! index of parts of the users' e-mail addresses, phone numbers and names, and an index of the roles of
//! applications. Triggers write these tables.

use rusqlite::{Error, params};

use super::{Reader, Writer};

/// A part of a text begins at every third byte. With more parts, adding a user would take longer.
const STEP: usize = 3;
/// The maximum length of a part, in bytes.
const LENGTH: usize = 12;
/// If more users than this have a part, a search does not use this part.
const MOST: u16 = 250;

impl Writer {
    /// Makes the tables and the triggers of the searches; the tables that are searched must already
    /// exist.
    pub(super) fn create_search(&self) -> Result<(), Error> {
        let parts = |row: &str| {
            format!(
                "WITH RECURSIVE rest (text) AS ( \
                   SELECT CAST({row}.words AS BLOB) UNION ALL SELECT substr(text, 1 + {STEP}) FROM rest WHERE length(text) > {STEP} \
                 ) SELECT DISTINCT substr(text, 1, {LENGTH}), {row}.number FROM rest WHERE length(text) > 0"
            )
        };
        // `parts` needs `DISTINCT`, because a text can have the same part twice. `INSERT OR IGNORE`
        // would not help: in a trigger, SQLite replaces this clause by the conflict clause of the
        // outer statement, so the second row would still be an error.
        let (old, new) = (parts("old"), parts("new"));
        let add = format!("INSERT INTO fusionauth_user_part (part, number) {new};");
        let remove = format!("DELETE FROM fusionauth_user_part WHERE (part, number) IN ({old});");
        self.0.0.execute_batch(&format!(
            "CREATE TABLE fusionauth_user_count (tenant_id TEXT PRIMARY KEY NOT NULL, users BIGINT NOT NULL); \
             CREATE TABLE fusionauth_user_part (part BLOB NOT NULL, number BIGINT NOT NULL, \
                 PRIMARY KEY (part, number)) WITHOUT ROWID; \
             CREATE TRIGGER fusionauth_user_added AFTER INSERT ON fusionauth_user BEGIN \
                 INSERT INTO fusionauth_user_count (tenant_id, users) VALUES ('', 1), (new.tenant_id, 1) \
                     ON CONFLICT (tenant_id) DO UPDATE SET users = users + 1; \
                 {add} END; \
             CREATE TRIGGER fusionauth_user_renamed AFTER UPDATE OF words ON fusionauth_user \
                 WHEN old.words IS NOT new.words BEGIN {remove} {add} END; \
             CREATE TRIGGER fusionauth_user_deleted AFTER DELETE ON fusionauth_user BEGIN \
                 UPDATE fusionauth_user_count SET users = users - 1 WHERE tenant_id IN ('', old.tenant_id); \
                 {remove} END;"
        ))?;
        let roles = |row: &str| {
            format!(
                "SELECT DISTINCT json_extract(value, '$.id'), {row}.id FROM json_each({row}.doc, '$.roles') \
                 WHERE json_extract(value, '$.id') IS NOT NULL"
            )
        };
        let (old, new) = (roles("old"), roles("new"));
        let add = format!("INSERT INTO fusionauth_role (id, application_id) {new};");
        let remove = format!("DELETE FROM fusionauth_role WHERE (id, application_id) IN ({old});");
        self.0.0.execute_batch(&format!(
            "CREATE TABLE fusionauth_role (id TEXT NOT NULL, application_id TEXT NOT NULL, \
                 PRIMARY KEY (id, application_id)) WITHOUT ROWID; \
             CREATE TRIGGER fusionauth_application_added AFTER INSERT ON fusionauth_document \
                 WHEN new.kind = 'application' BEGIN {add} END; \
             CREATE TRIGGER fusionauth_application_changed AFTER UPDATE OF doc ON fusionauth_document \
                 WHEN new.kind = 'application' BEGIN {remove} {add} END; \
             CREATE TRIGGER fusionauth_application_deleted AFTER DELETE ON fusionauth_document \
                 WHEN old.kind = 'application' BEGIN {remove} END;"
        ))
    }
}

impl Reader {
    /// How many users there are, in one tenant or in all.
    pub(crate) fn count_users(&self, tenant: Option<&str>) -> Result<i64, Error> {
        let query = "SELECT users FROM fusionauth_user_count WHERE tenant_id = ?1";
        Ok(self.first(query, [tenant.unwrap_or_default()], |row| row.get(0))?.unwrap_or_default())
    }

    /// Whether any application has a role with this id.
    pub(crate) fn has_role(&self, id: &str) -> Result<bool, Error> {
        let query = "SELECT 1 FROM fusionauth_role WHERE id = ?1 LIMIT 1";
        Ok(self.first(query, [id], |_| Ok(()))?.is_some())
    }

    /// The users that a search for this text has to read, as values of the column `number`: all users
    /// whose words contain the text, and perhaps some more users. `None` if these are too many users, or
    /// if the text is too short: then the search has to read all users.
    pub(crate) fn candidates(&self, text: &str) -> Result<Option<Vec<i64>>, Error> {
        let mut all = Vec::new();
        // If a user's text contains the searched text, one of the user's parts begins at the first,
        // second or third byte of the searched text. More parts begin at every third byte after that.
        for first in 0..STEP {
            let Some(few) = self.candidates_from(text.as_bytes(), first)? else { return Ok(None) };
            all.extend(few);
        }
        Ok(Some(all))
    }

    /// Takes parts of the text, from the byte `first` on. Returns the users of the first part that
    /// only few users have, or `None` if there is no such part.
    fn candidates_from(&self, text: &[u8], first: usize) -> Result<Option<Vec<i64>>, Error> {
        let query =
            "SELECT number FROM fusionauth_user_part WHERE part >= ?1 AND part < ?2 LIMIT ?3";
        for start in (first..text.len()).step_by(STEP) {
            let part: Vec<u8> = text.iter().skip(start).take(LENGTH).copied().collect();
            // No byte of a text is as high as 0xff, so every part that begins with `part` comes
            // before `end`.
            let end = [part.as_slice(), &[0xff]].concat();
            let users = self.all(query, params![part, end, MOST + 1], |row| row.get(0))?;
            if users.len() <= usize::from(MOST) {
                return Ok(Some(users));
            }
        }
        Ok(None)
    }
}
