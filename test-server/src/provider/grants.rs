//! What users have allowed: the unused codes, and the access tokens.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use crate::settings::ProviderKind;

/// A code has to be used within this many seconds.
pub(super) const CODE_LIFE: i64 = 600;
/// An access token lives this many seconds.
pub(super) const TOKEN_LIFE: i64 = 3_600;
/// When there are this many codes, all of them are forgotten. Access tokens have the same limit.
const MOST_GRANTS: usize = 10_000;

/// What users have allowed. The keys of the tables are the codes and the access tokens.
#[derive(Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Grants(Mutex<Tables>);

#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Tables {
    codes: BTreeMap<String, Code>,
    tokens: BTreeMap<String, (Profile, i64)>,
}

/// The data that belongs to a code.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Code {
    pub(super) kind: ProviderKind,
    pub(super) client_id: String,
    pub(super) redirect_uri: String,
    pub(super) scope: String,
    pub(super) nonce: Option<String>,
    pub(super) profile: Profile,
    pub(super) expires: i64,
}

/// The user of the provider.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Profile {
    pub(super) login: String,
    pub(super) email: Option<String>,
}

impl Grants {
    /// Swaps all codes and access tokens with those of `other`.
    pub(crate) fn swap(&self, other: &Self) {
        std::mem::swap(&mut *self.lock(), &mut *other.lock());
    }

    pub(super) fn add_code(&self, text: String, code: Code) {
        let mut tables = self.lock();
        if tables.codes.len() >= MOST_GRANTS {
            tables.codes.clear();
        }
        tables.codes.insert(text, code);
    }

    pub(super) fn take_code(&self, text: &str) -> Option<Code> {
        self.lock().codes.remove(text)
    }

    pub(super) fn add_token(&self, text: String, profile: Profile, expires: i64) {
        let mut tables = self.lock();
        if tables.tokens.len() >= MOST_GRANTS {
            tables.tokens.clear();
        }
        tables.tokens.insert(text, (profile, expires));
    }

    pub(super) fn profile(&self, text: &str, now: i64) -> Option<Profile> {
        let tables = self.lock();
        tables
            .tokens
            .get(text)
            .filter(|(_, expires)| *expires > now)
            .map(|(profile, _)| profile.clone())
    }

    fn lock(&self) -> MutexGuard<'_, Tables> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
