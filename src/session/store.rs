//! The storage of a session's tokens.

use std::sync::{Mutex, PoisonError};

use crate::{
    error::Error,
    maybe_send::{BoxFuture, Callback, MaybeSend},
    secret::Secret,
};

/// A storage for the tokens of a session, as one line of text. A store can also keep the trust ids of
/// second factors, as another line.
///
/// Sessions in other tabs, threads or programs may share a store. Protect the text of the tokens:
/// everybody who reads it can act as the user.
pub trait TokenStore: MaybeSend {
    /// Reads the last saved text; `None` when nobody is signed in.
    fn load(&self) -> BoxFuture<'_, Result<Option<Secret>, Error>>;

    /// Saves `record`; `None` removes the saved text.
    fn save(&self, record: Option<Secret>) -> BoxFuture<'_, Result<(), Error>>;

    /// Reads the text that `save_trust` has saved last; `None` when nothing was saved. A store without this method
    /// keeps no trust ids.
    fn load_trust(&self) -> BoxFuture<'_, Result<Option<Secret>, Error>> {
        Box::pin(async { Ok(None) })
    }

    /// Saves the trust ids: with a trust id, a login on this device needs no second factor. The store keeps them beside
    /// the tokens, also after a sign-out. If a store does not have this method, only the [`Session`](super::Session)
    /// value and its clones know the trust ids.
    fn save_trust(&self, record: Secret) -> BoxFuture<'_, Result<(), Error>> {
        let _ = record;
        Box::pin(async { Ok(()) })
    }

    /// Waits for the lock of the store and holds it until the result is dropped, so that only one
    /// session refreshes at a time. `None` when the store has no lock: then two sessions may
    /// refresh at the same time, which works, but sends two requests.
    fn lock(&self) -> BoxFuture<'_, Option<Box<dyn MaybeSend>>> {
        Box::pin(async { None })
    }

    /// Calls `changed.notify()` whenever another session has changed the store, until the result is dropped.
    /// `None` when the store cannot do this: the session then reads the store when it needs a new token,
    /// and before a sign-out.
    fn watch(&self, changed: Changed) -> Option<Box<dyn MaybeSend>> {
        let _ = changed;
        None
    }
}

/// A `Box<dyn TokenStore>` is a store, too, so a program can choose its store when it starts.
impl<T: TokenStore + ?Sized> TokenStore for Box<T> {
    fn load(&self) -> BoxFuture<'_, Result<Option<Secret>, Error>> {
        (**self).load()
    }

    fn save(&self, record: Option<Secret>) -> BoxFuture<'_, Result<(), Error>> {
        (**self).save(record)
    }

    fn load_trust(&self) -> BoxFuture<'_, Result<Option<Secret>, Error>> {
        (**self).load_trust()
    }

    fn save_trust(&self, record: Secret) -> BoxFuture<'_, Result<(), Error>> {
        (**self).save_trust(record)
    }

    fn lock(&self) -> BoxFuture<'_, Option<Box<dyn MaybeSend>>> {
        (**self).lock()
    }

    fn watch(&self, changed: Changed) -> Option<Box<dyn MaybeSend>> {
        (**self).watch(changed)
    }
}

/// A store calls [`notify`](Self::notify) when another session has changed the store.
#[derive(Clone)]
pub struct Changed(pub(super) Callback<()>);

impl Changed {
    /// Notifies the session, which then reads the store. Any thread may call this.
    pub fn notify(&self) {
        (self.0)(&());
    }
}

/// Keeps the tokens of one session in memory: they are lost when the program ends.
#[derive(Default)]
pub struct MemoryStore(Mutex<Option<Secret>>);

impl TokenStore for MemoryStore {
    fn load(&self) -> BoxFuture<'_, Result<Option<Secret>, Error>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Box::pin(async { Ok(kept) })
    }

    fn save(&self, record: Option<Secret>) -> BoxFuture<'_, Result<(), Error>> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = record;
        Box::pin(async { Ok(()) })
    }

    fn lock(&self) -> BoxFuture<'_, Option<Box<dyn MaybeSend>>> {
        // No other session uses this store.
        Box::pin(async { Some(Box::new(()) as Box<dyn MaybeSend>) })
    }
}
