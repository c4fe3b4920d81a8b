//! The embedded database: opening it, its tables, emptying it.

use std::path::PathBuf;

use sqlx::ConnectOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

/// The one place that names the database driver.
pub(crate) type Pool = sqlx::SqlitePool;
/// A row as the driver gives it.
pub(crate) type Row = sqlx::sqlite::SqliteRow;
/// What a transaction runs on.
pub(crate) type Connection = sqlx::SqliteConnection;

/// Where the data is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Database {
    /// In memory: gone when the server stops.
    #[default]
    Memory,
    /// In a file, which is created when it does not exist.
    File(PathBuf),
}

impl std::fmt::Display for Database {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Memory => formatter.write_str(":memory:"),
            Self::File(path) => path.display().fmt(formatter),
        }
    }
}

impl From<&str> for Database {
    fn from(text: &str) -> Self {
        if text == ":memory:" { Self::Memory } else { Self::File(text.into()) }
    }
}

/// Names are unique exactly as written, as on the real server. Secrets are kept as hashes only.
const TABLES: &str = "
CREATE TABLE IF NOT EXISTS fusio_config (
    name TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS fusio_user (
    id INTEGER PRIMARY KEY NOT NULL,
    role_id BIGINT NOT NULL,
    status BIGINT NOT NULL,
    name TEXT NOT NULL UNIQUE,
    email TEXT UNIQUE,
    password TEXT,
    points BIGINT NOT NULL,
    scopes TEXT NOT NULL,
    remote_provider TEXT,
    remote_id TEXT,
    activation_hash TEXT UNIQUE,
    reset_hash TEXT UNIQUE,
    date BIGINT NOT NULL,
    UNIQUE (remote_provider, remote_id)
);
CREATE TABLE IF NOT EXISTS fusio_token (
    id INTEGER PRIMARY KEY NOT NULL,
    user_id BIGINT NOT NULL,
    app_key TEXT,
    access_hash TEXT NOT NULL UNIQUE,
    refresh_hash TEXT NOT NULL UNIQUE,
    scopes TEXT NOT NULL,
    expire BIGINT NOT NULL,
    date BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS fusio_identity_request (
    state TEXT PRIMARY KEY NOT NULL,
    identity_id BIGINT NOT NULL,
    redirect_uri TEXT,
    date BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS fusionauth_document (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    tenant_id TEXT,
    doc TEXT NOT NULL,
    PRIMARY KEY (kind, id)
);
CREATE TABLE IF NOT EXISTS fusionauth_user (
    id TEXT PRIMARY KEY NOT NULL,
    tenant_id TEXT NOT NULL,
    email TEXT,
    username TEXT,
    phone TEXT,
    password TEXT,
    doc TEXT NOT NULL,
    UNIQUE (tenant_id, email),
    UNIQUE (tenant_id, username),
    UNIQUE (tenant_id, phone)
);
CREATE TABLE IF NOT EXISTS fusionauth_registration (
    user_id TEXT NOT NULL,
    application_id TEXT NOT NULL,
    id TEXT NOT NULL UNIQUE,
    doc TEXT NOT NULL,
    PRIMARY KEY (user_id, application_id)
);
CREATE TABLE IF NOT EXISTS fusionauth_ticket (
    hash TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    user_id TEXT NOT NULL,
    application_id TEXT,
    shown TEXT,
    code TEXT,
    state TEXT,
    expires BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS fusionauth_refresh (
    id TEXT PRIMARY KEY NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    user_id TEXT NOT NULL,
    tenant_id TEXT NOT NULL,
    application_id TEXT,
    started BIGINT NOT NULL,
    inserted BIGINT NOT NULL,
    meta TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS fusionauth_attempt (
    user_id TEXT PRIMARY KEY NOT NULL,
    failures BIGINT NOT NULL,
    first BIGINT NOT NULL,
    locked_until BIGINT NOT NULL
);
";

const DROP: &str = "
DROP TABLE IF EXISTS fusio_config;
DROP TABLE IF EXISTS fusio_user;
DROP TABLE IF EXISTS fusio_token;
DROP TABLE IF EXISTS fusio_identity_request;
DROP TABLE IF EXISTS fusionauth_document;
DROP TABLE IF EXISTS fusionauth_user;
DROP TABLE IF EXISTS fusionauth_registration;
DROP TABLE IF EXISTS fusionauth_ticket;
DROP TABLE IF EXISTS fusionauth_refresh;
DROP TABLE IF EXISTS fusionauth_attempt;
";

/// Opens the database and makes sure its tables exist.
///
/// One connection: the embedded database writes one at a time anyway, an in-memory database belongs to its
/// connection, and nobody ever meets a busy database.
pub(crate) async fn open(database: &Database) -> Result<Pool, sqlx::Error> {
    let options = match database {
        Database::Memory => SqliteConnectOptions::new(),
        Database::File(path) => SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal),
    };
    // Statements tell nothing that requests do not, and there are many of them.
    let options = options.disable_statement_logging();
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_with(options)
        .await?;
    sqlx::raw_sql(TABLES).execute(&pool).await?;
    Ok(pool)
}

/// Throws everything away and starts with empty tables and first ids again.
pub(crate) async fn clear(pool: &Pool) -> Result<(), sqlx::Error> {
    let mut transaction = pool.begin().await?;
    sqlx::raw_sql(DROP).execute(&mut *transaction).await?;
    sqlx::raw_sql(TABLES).execute(&mut *transaction).await?;
    transaction.commit().await
}
