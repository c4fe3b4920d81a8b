//! Turns: only one request at a time can have the turn of a user; the others wait for it. In FusionAuth, a
//! login with a password takes the turn of the user who logs in.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use tokio::sync::{Mutex as Turn, OwnedMutexGuard};

/// The turns that a request has or waits for, by user.
#[derive(Default)]
pub(crate) struct Turns(Mutex<BTreeMap<String, Weak<Turn<()>>>>);

impl Turns {
    /// Waits until no other request has this user's turn, and takes the turn.
    pub(crate) async fn take(&self, user: &str) -> OwnedMutexGuard<()> {
        let turn = {
            let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            turns.retain(|_, turn| turn.strong_count() > 0);
            let turn = turns.get(user).and_then(Weak::upgrade).unwrap_or_default();
            turns.insert(user.to_owned(), Arc::downgrade(&turn));
            turn
        };
        turn.lock_owned().await
    }
}
