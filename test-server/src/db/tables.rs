//! The tables of the database, and the two numbers that mark a file as a database of this server.

/// The mark in each database file of this server: the ASCII codes of `matr`.
pub(super) const APPLICATION_ID: i64 = 0x6d61_7472;

/// This version changes when the tables change. A file with another version is refused.
pub(super) const VERSION: i64 = 7;

/// All tables except the search tables, which triggers fill. There are no foreign keys: when the server deletes a
/// row, it also deletes the rows that belong to the row.
pub(super) const NAMES: [&str; 11] = [
    "server_state",
    "fusio_user",
    "fusio_token",
    "fusio_identity_request",
    "fusionauth_document",
    "fusionauth_user",
    "fusionauth_registration",
    "fusionauth_ticket",
    "fusionauth_refresh",
    "fusionauth_attempt",
    "fusionauth_login",
];

/// The names of Fusio's users are case-sensitive, as on the real server: `ada` and `Ada` are two users.
///
/// Passwords are kept as argon2id hashes, or as the hashes with which they were imported. Access tokens,
/// refresh tokens, API keys, recovery codes and most ids in the links of mails are kept as SHA-256 hashes.
/// Other secrets are kept as they are, because the server must show or use them again:
///
/// - the keys that sign tokens,
/// - the settings with their secrets,
/// - the secrets of authenticators,
/// - the authentication tokens of registrations,
/// - the passwords and headers of webhooks,
/// - the ids and codes of verifications that users have not completed,
/// - the codes of logins without a password.
pub(super) const TABLES: &str = "
CREATE TABLE server_state (
    name TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
);
CREATE TABLE fusio_user (
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
CREATE TABLE fusio_token (
    id INTEGER PRIMARY KEY NOT NULL,
    user_id BIGINT NOT NULL,
    app_key TEXT,
    access_hash TEXT NOT NULL UNIQUE,
    refresh_hash TEXT NOT NULL UNIQUE,
    scopes TEXT NOT NULL,
    expire BIGINT NOT NULL,
    date BIGINT NOT NULL
);
CREATE INDEX fusio_token_date ON fusio_token (date);
CREATE TABLE fusio_identity_request (
    state TEXT PRIMARY KEY NOT NULL,
    identity_id BIGINT NOT NULL,
    redirect_uri TEXT,
    date BIGINT NOT NULL
);
CREATE INDEX fusio_identity_request_date ON fusio_identity_request (date);
CREATE TABLE fusionauth_document (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    tenant_id TEXT,
    name TEXT,
    doc TEXT NOT NULL,
    PRIMARY KEY (kind, id)
);
CREATE INDEX fusionauth_document_name ON fusionauth_document (kind, name, id);
CREATE INDEX fusionauth_document_tenant ON fusionauth_document (kind, tenant_id);
CREATE TABLE fusionauth_user (
    number INTEGER PRIMARY KEY NOT NULL,
    id TEXT NOT NULL UNIQUE,
    tenant_id TEXT NOT NULL,
    email TEXT,
    username TEXT,
    phone TEXT,
    password TEXT,
    doc TEXT NOT NULL,
    words TEXT NOT NULL,
    UNIQUE (tenant_id, email),
    UNIQUE (tenant_id, username),
    UNIQUE (tenant_id, phone)
);
CREATE INDEX fusionauth_user_search ON fusionauth_user (tenant_id, id, words);
CREATE TABLE fusionauth_registration (
    user_id TEXT NOT NULL,
    application_id TEXT NOT NULL,
    id TEXT NOT NULL UNIQUE,
    doc TEXT NOT NULL,
    PRIMARY KEY (user_id, application_id)
);
CREATE INDEX fusionauth_registration_application ON fusionauth_registration (application_id);
CREATE TABLE fusionauth_ticket (
    hash TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    user_id TEXT NOT NULL,
    application_id TEXT,
    shown TEXT,
    code TEXT,
    state TEXT,
    expires BIGINT NOT NULL
);
CREATE INDEX fusionauth_ticket_user ON fusionauth_ticket (user_id, kind);
CREATE INDEX fusionauth_ticket_expires ON fusionauth_ticket (expires);
CREATE TABLE fusionauth_refresh (
    id TEXT PRIMARY KEY NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    user_id TEXT NOT NULL,
    tenant_id TEXT NOT NULL,
    application_id TEXT,
    login BIGINT NOT NULL,
    started BIGINT NOT NULL,
    inserted BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    meta TEXT NOT NULL
);
CREATE INDEX fusionauth_refresh_user ON fusionauth_refresh (user_id, inserted, id);
CREATE INDEX fusionauth_refresh_application ON fusionauth_refresh (application_id);
CREATE INDEX fusionauth_refresh_expires ON fusionauth_refresh (expires);
CREATE TABLE fusionauth_attempt (
    user_id TEXT PRIMARY KEY NOT NULL,
    failures BIGINT NOT NULL,
    latest BIGINT NOT NULL
);
CREATE TABLE fusionauth_login (
    number INTEGER PRIMARY KEY NOT NULL,
    user_id TEXT NOT NULL,
    tenant_id TEXT NOT NULL,
    application_id TEXT,
    login_id TEXT,
    login_type TEXT NOT NULL,
    ip TEXT,
    instant BIGINT NOT NULL
);
CREATE INDEX fusionauth_login_user ON fusionauth_login (user_id, number);
CREATE INDEX fusionauth_login_tenant ON fusionauth_login (tenant_id, number);
";
