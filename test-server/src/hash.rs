//! Hashes and verifies passwords. This server makes argon2id hashes. The hashes of imported users
//! are of other kinds. In a native program, separate threads compute the costly hashes, at most two
//! at a time.

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use tokio::sync::Semaphore;

use crate::imported_hash::ImportedHash;
use crate::platform;

/// How much work it is to compute one password hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PasswordHash {
    /// argon2id with 19 MiB, 2 passes, 1 lane: the least that OWASP recommends. This is the default
    /// of the native program and of `ServerConfig`.
    #[default]
    Argon2id,
    /// argon2id with 8 KiB, 1 pass, 1 lane, which is the lowest cost: only for test suites where
    /// many users log in.
    Cheap,
}

impl PasswordHash {
    fn argon2(self) -> Argon2<'static> {
        let params = match self {
            Self::Argon2id => Params::DEFAULT,
            Self::Cheap => Params::new(8, 1, 1, None).unwrap_or(Params::DEFAULT),
        };
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
    }
}

/// Hashes and verifies passwords.
pub(crate) struct Hasher {
    argon2: Argon2<'static>,
    /// The start of the hashes of this hasher, if they are cheap. Cheap hashes are computed on the thread
    /// of the caller, because a change of threads would cost more.
    cheap: Option<String>,
    /// A hash with the cost of this hasher. No password has this hash: it is for users who do not exist or have
    /// no password.
    nobody: String,
    /// The permits for costly hashes. A running argon2id hash needs 19 MiB, so at most two costly hashes run:
    /// enough for two cores.
    at_once: Semaphore,
    /// How many hashes were computed.
    #[cfg(test)]
    pub(crate) computed: std::sync::atomic::AtomicUsize,
}

/// There is no hash: argon2 has refused the password, or the runtime is stopping.
#[derive(Debug, thiserror::Error)]
#[error("the password could not be hashed")]
pub(crate) struct HashError;

impl Hasher {
    pub(crate) fn new(cost: PasswordHash) -> Self {
        let argon2 = cost.argon2();
        let params = argon2.params();
        let (memory, passes, lanes) = (params.m_cost(), params.t_cost(), params.p_cost());
        let (salt, zeros) = ("A".repeat(22), "A".repeat(43));
        let begin = format!("$argon2id$v=19$m={memory},t={passes},p={lanes}$");
        let nobody = format!("{begin}{salt}${zeros}");
        Self {
            argon2,
            cheap: (cost == PasswordHash::Cheap).then_some(begin),
            nobody,
            at_once: Semaphore::new(2),
            #[cfg(test)]
            computed: std::sync::atomic::AtomicUsize::default(),
        }
    }

    /// The hash of a password with a new salt, as a PHC string.
    pub(crate) async fn hash(&self, password: &str) -> Result<String, HashError> {
        let argon2 = self.argon2.clone();
        let password = password.to_owned();
        let work = move || argon2.hash_password(password.as_bytes()).map(|hash| hash.to_string());
        self.run(self.cheap.is_some(), work).await?.map_err(|_| HashError)
    }

    /// Whether the hash is a hash of this password. Without a hash (the user does not exist, or has
    /// no password), the same work is done, so that the duration of the answer does not show
    /// whether a user exists.
    pub(crate) async fn verify(
        &self,
        password: &str,
        hash: Option<&str>,
    ) -> Result<bool, HashError> {
        let argon2 = self.argon2.clone();
        let (password, hash) = (password.to_owned(), hash.unwrap_or(&self.nobody).to_owned());
        if let Some(imported) = ImportedHash::parse(&hash) {
            return self.run(false, move || imported.matches(&password)).await;
        }
        let cheap = self.cheap.as_ref().is_some_and(|begin| hash.starts_with(begin));
        let work = move || argon2.verify_password(password.as_bytes(), hash.as_str()).is_ok();
        self.run(cheap, work).await
    }

    async fn run<T: Send + 'static>(
        &self,
        cheap: bool,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, HashError> {
        #[cfg(test)]
        self.computed.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        if cheap {
            return Ok(work());
        }
        let _permit = self.at_once.acquire().await.map_err(|_| HashError)?;
        platform::blocking(work).await.map_err(|_| HashError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_password_that_was_hashed_is_verified() {
        let hasher = Hasher::new(PasswordHash::Cheap);
        let hash = hasher.hash("Passw0rd!x").await.unwrap();
        assert!(hash.starts_with("$argon2id$"));
        assert!(hasher.verify("Passw0rd!x", Some(&hash)).await.unwrap());
        assert!(!hasher.verify("Passw0rd!y", Some(&hash)).await.unwrap());
        assert!(!hasher.verify("Passw0rd!x", None).await.unwrap());
        assert!(!hasher.verify("x", Some("not a hash")).await.unwrap());
        // A hash contains its cost, so a hasher with another cost can verify it.
        let other = Hasher::new(PasswordHash::Argon2id);
        assert!(other.verify("Passw0rd!x", Some(&hash)).await.unwrap());
    }

    #[test]
    fn the_hash_for_no_user_costs_as_much_as_a_real_one() {
        for cost in [PasswordHash::Cheap, PasswordHash::Argon2id] {
            let hasher = Hasher::new(cost);
            let real = hasher.argon2.hash_password(b"Passw0rd!x").unwrap().to_string();
            let costs = |hash: &str| hash.split('$').take(4).map(str::to_owned).collect::<Vec<_>>();
            assert_eq!(costs(&hasher.nobody), costs(&real));
            assert_eq!(hasher.nobody.len(), real.len());
            // This error means that `nobody` could be read and that a hash was computed.
            let verdict = hasher.argon2.verify_password(b"Passw0rd!x", hasher.nobody.as_str());
            assert_eq!(verdict, Err(argon2::password_hash::Error::PasswordInvalid));
        }
    }
}
