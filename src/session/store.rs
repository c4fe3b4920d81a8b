//! Where a session keeps its tokens.

use std::sync::{Mutex, PoisonError};

use crate::{
    error::Error,
    maybe_send::{BoxFuture, Callback, MaybeSend},
    secret::Secret,
};

/// A place for the tokens of a session: one line of text, or nothing.
///
/// Sessions in other tabs, threads or programs may share it. What it holds lets its reader act as
/// the user; keep it from others.
pub trait TokenStore: MaybeSend {
    /// Reads what was saved last; `None` when nobody is signed in.
    fn load(&self) -> BoxFuture<'_, Result<Option<Secret>, Error>>;

    /// Keeps `record`, or forgets what is there.
    fn save(&self, record: Option<Secret>) -> BoxFuture<'_, Result<(), Error>>;

    /// Waits until no other session of this store holds the lock, and holds it until the result is
    /// dropped. So only one of them refreshes at a time. `None` when the store has no lock; the
    /// sessions then get along with each other, but may ask the server twice.
    fn lock(&self) -> BoxFuture<'_, Option<Box<dyn MaybeSend>>> {
        Box::pin(async { None })
    }

    /// Calls `changed` whenever another session has saved, until the result is dropped. `None` when
    /// the store cannot tell: the session then looks when it needs another token, and before a
    /// sign-out.
    fn watch(&self, changed: Changed) -> Option<Box<dyn MaybeSend>> {
        let _ = changed;
        None
    }
}

/// What a store calls when another session has saved.
#[derive(Clone)]
pub struct Changed(pub(super) Callback<()>);

impl Changed {
    /// Tells the session, from whatever thread; it reads the store soon after.
    pub fn notify(&self) {
        (self.0)(&());
    }
}

/// Keeps the tokens in memory, for one session: they are gone when the program ends.
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
        // Nobody else has it.
        Box::pin(async { Some(Box::new(()) as Box<dyn MaybeSend>) })
    }
}
