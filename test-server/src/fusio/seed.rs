//! What a fresh Fusio contains: its key and its first two users.

use super::roles;
use super::users::{self, NewUser};
use crate::config::ServerConfig;
use crate::db::Pool;
use crate::hash::{Hasher, PasswordHash};
use crate::seed_error::SeedError;
use crate::state::State;
use crate::token;

/// The key that signs this database's tokens; made once, so that tokens outlive a restart.
pub(crate) async fn project_key(db: &Pool) -> Result<String, SeedError> {
    let select = sqlx::query_scalar("SELECT value FROM fusio_config WHERE name = 'project_key'");
    if let Some(key) = select.fetch_optional(db).await? {
        return Ok(key);
    }
    let key = token::random_hex(32).map_err(|_| SeedError::Seed)?;
    sqlx::query("INSERT INTO fusio_config (name, value) VALUES ('project_key', $1)")
        .bind(&key)
        .execute(db)
        .await?;
    Ok(key)
}

/// The system user without a password as 1, the administrator as 2, unless they exist.
pub(crate) async fn users(state: &State, admin: &str, password: &str) -> Result<(), SeedError> {
    let (Some(role), None) = (roles::role("Administrator"), users::by_id(&state.db, 2).await?)
    else {
        return Ok(());
    };
    // A password that stands in the README needs no costly hash, and the start has not to wait for one.
    let published = ServerConfig::default().admin_password.matches(password);
    let password = users::hashed(password);
    let hash = match published {
        true => Hasher::new(PasswordHash::Cheap).hash(password).await,
        false => state.hasher.hash(password).await,
    };
    let hash = hash.map_err(|_| SeedError::Seed)?;
    let email = format!("{admin}@example.test");
    let system = NewUser {
        role,
        status: users::DISABLED,
        name: "System",
        email: None,
        password: None,
        points: 0,
        remote: None,
    };
    let admin = NewUser {
        status: users::ACTIVE,
        name: admin,
        email: Some(&email),
        password: Some(&hash),
        ..system
    };
    for user in [system, admin] {
        users::create(&state.db, &user, state.clock.now()).await.map_err(|_| SeedError::Seed)?;
    }
    Ok(())
}
