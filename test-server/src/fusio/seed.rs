//! What a fresh Fusio contains: the key that signs its tokens, and its first two users.

use super::roles;
use super::users::{self, NewUser};
use crate::config::ServerConfig;
use crate::db::Writer;
use crate::hash::{Hasher, PasswordHash};
use crate::seed_error::SeedError;
use crate::state::State;
use crate::token;

/// The name under which the database stores the key that signs tokens.
pub(crate) const PROJECT_KEY: &str = "project_key";

/// The key that signs this database's tokens; made once, so that tokens stay valid after a restart.
pub(crate) fn project_key(db: &Writer) -> Result<String, SeedError> {
    if let Some(key) = db.state(PROJECT_KEY)? {
        return Ok(key);
    }
    let key = token::random_hex(32).map_err(|_| SeedError::Seed)?;
    db.set_state(PROJECT_KEY, &key)?;
    Ok(key)
}

/// The hash of the administrator's password.
pub(crate) async fn admin_hash(state: &State) -> Result<String, SeedError> {
    let (_, password) = &state.admin;
    let password = password.expose();
    // The default password is in the README: a cheap hash is enough, and does not delay the start.
    let published = ServerConfig::default().admin_password.matches(password);
    let password = users::hashed(password);
    let hash = match published {
        true => Hasher::new(PasswordHash::Cheap).hash(password).await,
        false => state.hasher.hash(password).await,
    };
    hash.map_err(|_| SeedError::Seed)
}

/// Creates the system user (number 1, no password) and the administrator (number 2), unless they
/// exist.
pub(crate) fn users(state: &State, db: &Writer, hash: &str) -> Result<(), SeedError> {
    let (Some(role), None) = (roles::role("Administrator"), users::by_id(db, 2)?) else {
        return Ok(());
    };
    let (admin, _) = &state.admin;
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
        password: Some(hash),
        ..system
    };
    for user in [system, admin] {
        users::create(db, &user, state.clock.now()).map_err(|_| SeedError::Seed)?;
    }
    Ok(())
}
