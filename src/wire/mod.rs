//! The bodies of both vendors' APIs. Each body has one type in Rust; its type in TypeScript is made
//! from this type.
//!
//! Most requests have a function `new` with the required members as its arguments. The optional
//! members are public and can be set afterwards. Unknown members of an answer are never an error.
//! Most types keep the unknown members in the member `extra`.

use std::{fmt, ops::Deref};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

#[cfg(feature = "fusio")]
pub(crate) mod fusio;
#[cfg(feature = "fusionauth")]
pub(crate) mod fusionauth;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod round_trip;

/// From this value on, `expires_in` is the time of expiry in epoch seconds, as sent by Fusio before
/// 4.0.3. A smaller value is a lifetime in seconds.
pub(crate) const FIRST_INSTANT: u64 = 529_196_400;

/// JSON members that this crate does not know: the operator's own data, or members of a newer server.
/// Only their names are printed, because their values may be secret.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Members(pub Map<String, Value>);

impl Members {
    /// Whether there are no members.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Deref for Members {
    type Target = Map<String, Value>;
    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl fmt::Debug for Members {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}
