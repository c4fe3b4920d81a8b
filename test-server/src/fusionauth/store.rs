//! Rows and documents: what is kept, and how it is found again.

use serde_json::Value;
use sqlx::Row as _;

use super::errors::Refusal;
use crate::db::{Connection, Pool, Row};

/// What kinds of plain documents there are.
pub(super) const TENANT: &str = "tenant";
pub(super) const APPLICATION: &str = "application";
pub(super) const KEY: &str = "key";
pub(super) const API_KEY: &str = "api_key";
pub(super) const TEMPLATE: &str = "template";
pub(super) const ACTION: &str = "action";

/// A document by its id.
pub(super) async fn get(db: &Pool, kind: &str, id: &str) -> Result<Option<Value>, Refusal> {
    let query = "SELECT doc FROM fusionauth_document WHERE kind = $1 AND id = $2";
    let text: Option<String> =
        sqlx::query_scalar(query).bind(kind).bind(id).fetch_optional(db).await?;
    Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
}

/// All documents of a kind, by their ids.
pub(super) async fn list(db: &Pool, kind: &str) -> Result<Vec<Value>, Refusal> {
    let query = "SELECT doc FROM fusionauth_document WHERE kind = $1 ORDER BY id";
    let texts: Vec<String> = sqlx::query_scalar(query).bind(kind).fetch_all(db).await?;
    Ok(texts.iter().map(|text| serde_json::from_str(text)).collect::<Result<_, _>>()?)
}

/// Keeps a document in place of an earlier one.
pub(super) async fn put(
    db: &Pool,
    kind: &str,
    id: &str,
    tenant: Option<&str>,
    doc: &Value,
) -> Result<(), Refusal> {
    let mut transaction = db.begin().await?;
    sqlx::query("DELETE FROM fusionauth_document WHERE kind = $1 AND id = $2")
        .bind(kind)
        .bind(id)
        .execute(&mut *transaction)
        .await?;
    let query =
        "INSERT INTO fusionauth_document (kind, id, tenant_id, doc) VALUES ($1, $2, $3, $4)";
    sqlx::query(query)
        .bind(kind)
        .bind(id)
        .bind(tenant)
        .bind(doc.to_string())
        .execute(&mut *transaction)
        .await?;
    Ok(transaction.commit().await?)
}

/// Forgets a document; whether there was one.
pub(super) async fn delete(db: &Pool, kind: &str, id: &str) -> Result<bool, Refusal> {
    let query = sqlx::query("DELETE FROM fusionauth_document WHERE kind = $1 AND id = $2");
    Ok(query.bind(kind).bind(id).execute(db).await?.rows_affected() > 0)
}

/// A user: the document without the password, and the password's hash.
#[derive(Clone)]
pub(super) struct User {
    pub(super) id: String,
    pub(super) tenant: String,
    pub(super) password: Option<String>,
    pub(super) doc: Value,
}

impl<'r> sqlx::FromRow<'r, Row> for User {
    fn from_row(row: &'r Row) -> Result<Self, sqlx::Error> {
        let doc: String = row.try_get("doc")?;
        Ok(Self {
            id: row.try_get("id")?,
            tenant: row.try_get("tenant_id")?,
            password: row.try_get("password")?,
            doc: serde_json::from_str(&doc).map_err(|error| sqlx::Error::Decode(error.into()))?,
        })
    }
}

impl User {
    /// A member of the document that is a text.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.doc.get(name).and_then(Value::as_str)
    }

    /// A member of the document that is true.
    pub(super) fn is(&self, name: &str) -> bool {
        self.doc.get(name).and_then(Value::as_bool).unwrap_or_default()
    }

    /// Where mails go.
    pub(super) fn mail_address(&self) -> Option<&str> {
        let other = || self.doc.pointer("/data/email").and_then(Value::as_str);
        self.text("email").or_else(other)
    }

    /// Writes the user, new or not.
    pub(super) async fn save(&self, db: &Pool) -> Result<(), Refusal> {
        let mut transaction = db.begin().await?;
        self.save_in(&mut transaction).await?;
        Ok(transaction.commit().await?)
    }

    /// The same inside a transaction.
    pub(super) async fn save_in(&self, transaction: &mut Connection) -> Result<(), Refusal> {
        sqlx::query("DELETE FROM fusionauth_user WHERE id = $1")
            .bind(&self.id)
            .execute(&mut *transaction)
            .await?;
        sqlx::query(
            "INSERT INTO fusionauth_user (id, tenant_id, email, username, phone, password, doc) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(&self.id)
        .bind(&self.tenant)
        .bind(self.text("email"))
        .bind(self.text("username").map(str::to_lowercase))
        .bind(self.text("phoneNumber"))
        .bind(&self.password)
        .bind(self.doc.to_string())
        .execute(&mut *transaction)
        .await?;
        Ok(())
    }
}

/// A user by id.
pub(super) async fn user(db: &Pool, id: &str) -> Result<Option<User>, Refusal> {
    let query = sqlx::query_as("SELECT * FROM fusionauth_user WHERE id = $1");
    Ok(query.bind(id).fetch_optional(db).await?)
}

/// All users, of one tenant if named.
pub(super) async fn users(db: &Pool, tenant: Option<&str>) -> Result<Vec<User>, Refusal> {
    let query = "SELECT * FROM fusionauth_user WHERE $1 IS NULL OR tenant_id = $1 ORDER BY id";
    Ok(sqlx::query_as(query).bind(tenant).fetch_all(db).await?)
}

/// A user of a tenant by e-mail address, which is kept in lower case.
pub(super) async fn by_email(db: &Pool, tenant: &str, text: &str) -> Result<Option<User>, Refusal> {
    let query = "SELECT * FROM fusionauth_user WHERE tenant_id = $1 AND email = $2";
    Ok(sqlx::query_as(query).bind(tenant).bind(text.to_lowercase()).fetch_optional(db).await?)
}

/// A user of a tenant by name, whatever its case.
pub(super) async fn by_username(
    db: &Pool,
    tenant: &str,
    text: &str,
) -> Result<Option<User>, Refusal> {
    let query = "SELECT * FROM fusionauth_user WHERE tenant_id = $1 AND username = $2";
    Ok(sqlx::query_as(query).bind(tenant).bind(text.to_lowercase()).fetch_optional(db).await?)
}

/// A user of a tenant by telephone number.
pub(super) async fn by_phone(db: &Pool, tenant: &str, text: &str) -> Result<Option<User>, Refusal> {
    let query = "SELECT * FROM fusionauth_user WHERE tenant_id = $1 AND phone = $2";
    Ok(sqlx::query_as(query).bind(tenant).bind(text).fetch_optional(db).await?)
}

/// Forgets a user and all that belongs to it.
pub(super) async fn delete_user(db: &Pool, id: &str) -> Result<(), Refusal> {
    let mut transaction = db.begin().await?;
    for query in [
        "DELETE FROM fusionauth_registration WHERE user_id = $1",
        "DELETE FROM fusionauth_ticket WHERE user_id = $1",
        "DELETE FROM fusionauth_refresh WHERE user_id = $1",
        "DELETE FROM fusionauth_attempt WHERE user_id = $1",
        "DELETE FROM fusionauth_user WHERE id = $1",
    ] {
        sqlx::query(query).bind(id).execute(&mut *transaction).await?;
    }
    Ok(transaction.commit().await?)
}

/// The registration of a user for an application.
pub(super) async fn registration(
    db: &Pool,
    user: &str,
    application: &str,
) -> Result<Option<Value>, Refusal> {
    let query =
        "SELECT doc FROM fusionauth_registration WHERE user_id = $1 AND application_id = $2";
    let text: Option<String> =
        sqlx::query_scalar(query).bind(user).bind(application).fetch_optional(db).await?;
    Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
}

/// All registrations of a user.
pub(super) async fn registrations(db: &Pool, user: &str) -> Result<Vec<Value>, Refusal> {
    let query =
        "SELECT doc FROM fusionauth_registration WHERE user_id = $1 ORDER BY application_id";
    let texts: Vec<String> = sqlx::query_scalar(query).bind(user).fetch_all(db).await?;
    Ok(texts.iter().map(|text| serde_json::from_str(text)).collect::<Result<_, _>>()?)
}

/// Whether a registration id is taken.
pub(super) async fn registration_id_taken(db: &Pool, id: &str) -> Result<bool, Refusal> {
    let query = "SELECT COUNT(*) FROM fusionauth_registration WHERE id = $1";
    let count: i64 = sqlx::query_scalar(query).bind(id).fetch_one(db).await?;
    Ok(count > 0)
}

/// Writes a registration, new or not.
pub(super) async fn save_registration(
    transaction: &mut Connection,
    user: &str,
    doc: &Value,
) -> Result<(), Refusal> {
    let text = |name| doc.get(name).and_then(Value::as_str).unwrap_or_default();
    sqlx::query("DELETE FROM fusionauth_registration WHERE user_id = $1 AND application_id = $2")
        .bind(user)
        .bind(text("applicationId"))
        .execute(&mut *transaction)
        .await?;
    let query = "INSERT INTO fusionauth_registration (user_id, application_id, id, doc) VALUES ($1, $2, $3, $4)";
    sqlx::query(query)
        .bind(user)
        .bind(text("applicationId"))
        .bind(text("id"))
        .bind(doc.to_string())
        .execute(&mut *transaction)
        .await?;
    Ok(())
}
