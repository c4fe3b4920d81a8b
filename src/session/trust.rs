//! The trust ids of a session, by server, tenant and login id: with a trust id, a login needs no second factor. The
//! trust ids stay in the store after a sign-out.
//!
//! `npm/matricula/src/engine/trust.ts` has the same rules for the npm package, and stores the ids in the same format.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use super::core::{Core, STORE_LIMIT};
use crate::{fusionauth::User, secret::Secret, transport::time};

/// The trust ids that a session knows. The store may have others.
#[derive(Default)]
pub(super) struct Trusts {
    known: Mutex<Ids>,
    /// The ids that are not stored yet. After each read of the store, they replace the stored ids of the same names.
    unsaved: Mutex<Ids>,
}

/// Trust ids by [`name`].
type Ids = BTreeMap<String, Secret>;

impl Trusts {
    /// The trust id for a login with this login id, at the server and tenant `place`.
    pub(super) async fn of(&self, core: &Core, place: &str, login: &str) -> Option<Secret> {
        self.read(core).await;
        lock(&self.known).get(&name(place, login)).cloned()
    }

    /// Keeps a trust id for all login ids of the user. If the store fails, only this session has the id.
    pub(super) async fn keep(&self, core: &Core, place: &str, user: &User, id: &Secret) {
        let is_read = self.read(core).await;
        let logins = [&user.email, &user.username, &user.phone_number];
        let logins = logins.into_iter().flatten().map(|login| name(place, login));
        let new: Ids = logins.map(|login| (login, id.clone())).collect();
        lock(&self.unsaved).extend(new.clone());
        let all = {
            let mut known = lock(&self.known);
            known.extend(new);
            known.clone()
        };
        // If the read failed, do not save: the store may have ids of other users, and they must stay.
        if !is_read {
            return;
        }
        let record = serde_json::to_string(&all).unwrap_or_default();
        let saved = time::within(STORE_LIMIT, core.store.save_trust(record.into())).await;
        if let Some(Ok(())) = saved {
            // Another sign-in may have added more ids meanwhile: they are not saved yet.
            lock(&self.unsaved).retain(|login, id| all.get(login) != Some(id));
        }
    }

    /// Reads the stored ids, because another session may have stored newer ones. Returns false if the
    /// store fails or does not answer in time.
    async fn read(&self, core: &Core) -> bool {
        let stored = time::within(STORE_LIMIT, core.store.load_trust()).await;
        let Some(Ok(record)) = stored else { return false };
        if let Some(record) = record
            && let Ok(stored) = serde_json::from_str::<Ids>(record.expose())
        {
            let unsaved = lock(&self.unsaved).clone();
            lock(&self.known).extend(stored.into_iter().chain(unsaved));
        }
        true
    }
}

/// The name of a trust id in a record. One store can have trust ids for several servers and tenants, and no server or
/// tenant may get a trust id of another one. So the name begins with the server and the tenant.
fn name(place: &str, login: &str) -> String {
    format!("{place} {}", login.to_lowercase())
}

fn lock(ids: &Mutex<Ids>) -> MutexGuard<'_, Ids> {
    ids.lock().unwrap_or_else(PoisonError::into_inner)
}
