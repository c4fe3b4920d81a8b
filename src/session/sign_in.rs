//! Sign-in and sign-out. If several run at the same time, the one that was started last takes effect.

use std::sync::Arc;

use super::{
    core::{Core, STORE_LIMIT},
    state::{Event, Origin, SignOutReason},
    tokens::TokenSet,
};
use crate::{
    error::{Error, ErrorKind},
    maybe_send::MaybeSend,
    secret::Secret,
    transport::{task, time},
};

impl Core {
    /// The number of a sign-in or sign-out that starts now.
    pub(crate) fn begin(&self) -> u32 {
        let mut inner = self.inner();
        inner.begun += 1;
        inner.begun
    }

    /// Lets the sign-in or sign-out with this number take effect, unless a later one has taken effect.
    /// Returns whether this one takes effect. `coming` has the tokens of a sign-in; it is `None` for a
    /// sign-out.
    fn decide(&self, begun: u32, coming: Option<&TokenSet>) -> bool {
        let mut inner = self.inner();
        let last = inner.decided <= begun;
        if last {
            inner.decided = begun;
            inner.coming = coming.cloned();
        }
        last
    }

    fn decided(&self, begun: u32) -> bool {
        self.inner().decided == begun
    }

    /// Keeps the tokens of the sign-in with this number. Fails with `Aborted`, and discards these
    /// tokens, when a later sign-in or sign-out has taken effect.
    pub(crate) async fn sign_in(
        self: &Arc<Self>,
        tokens: TokenSet,
        begun: u32,
    ) -> Result<(), Error> {
        if self.decide(begun, Some(&tokens)) {
            let lock = self.writing().await;
            let mut kept = false;
            if self.decided(begun) {
                let persisted = self.save(Some(&tokens)).await;
                if !persisted {
                    // The store may still have other tokens, for example those of the previous user.
                    // Take over these tokens first: when the session then keeps the new tokens, it
                    // marks the old ones as expired, and from then on ignores them in the store.
                    self.look().await;
                    // If tokens of another user stayed in the store, that user would be signed in
                    // again after a reload. So remove them: that works even if the store is full.
                    let stored = self.stored().await.ok().flatten();
                    if stored.is_some_and(|stored| !stored.same_user(&tokens))
                        && self.decided(begun)
                    {
                        self.save(None).await;
                    }
                }
                self.update(|inner| {
                    kept = inner.decided == begun;
                    kept.then(|| {
                        inner.keep_next(tokens.clone(), persisted);
                        Event::SignedIn(Origin::Here)
                    })
                });
            }
            if kept {
                self.schedule();
                return Ok(());
            }
            if !self.holds(&tokens) {
                self.remove(&tokens.access_token).await;
            }
            drop(lock);
        }
        self.discard(tokens);
        Err(Error::new(
            ErrorKind::Aborted,
            "another sign-in or a sign-out was started after this one",
        ))
    }

    /// Ends the session on this device, then on the server. Returns whether the server confirmed that
    /// it ended the tokens.
    pub(crate) async fn sign_out(self: &Arc<Self>, everywhere: bool, begun: u32) -> bool {
        if !self.decide(begun, None) {
            return false;
        }
        let mut tokens = self.leave(SignOutReason::User);
        // Clear the store before waiting for the lock: the page may be closed during the wait.
        // `load` ignores the tokens that `leave` has marked as expired. So `None` means that the
        // store has no other tokens.
        if matches!(self.load().await, Ok(None)) && self.decided(begun) {
            self.save(None).await;
        }
        let lock = self.writing().await;
        let stored = self.load().await.ok().flatten();
        let foreign = |stored: &TokenSet| tokens.as_ref().is_some_and(|own| !own.same_user(stored));
        if !self.decided(begun) || stored.as_ref().is_some_and(foreign) {
            // A later sign-in in this session, or another user's sign-in in another session, stays.
            self.look().await;
        } else {
            // Another session may have refreshed the tokens, and this session may not know the new
            // ones yet.
            if let Some(stored) = stored {
                self.inner().expired = stored.access_token.clone();
                tokens = Some(stored);
            }
            self.save(None).await;
            if tokens.as_ref().is_some_and(|ended| self.has(&ended.access_token)) {
                self.leave(SignOutReason::User);
            }
        }
        drop(lock);
        let Some(tokens) = tokens else { return false };
        // The time limit of the client applies to this call.
        self.vendor.end(&tokens, everywhere).await
    }

    /// Reads the store, because another session may have changed it.
    pub(crate) async fn look(self: &Arc<Self>) {
        let before = self.moment();
        let stored = self.load().await;
        if self.moment() != before {
            // There was a sign-in or sign-out during the read, so the result is out of date.
            return;
        }
        match stored {
            Ok(Some(tokens)) => self.adopt(tokens),
            Ok(None) if self.persisted() => drop(self.leave(SignOutReason::Elsewhere)),
            _ => {}
        }
    }

    /// Two numbers. At least one of them changes when this session signs in or out, and when it takes
    /// over the sign-in of another session.
    fn moment(&self) -> (u32, u32) {
        let inner = self.inner();
        (inner.sign_ins, inner.decided)
    }

    /// Takes over tokens that another session has stored.
    pub(crate) fn adopt(self: &Arc<Self>, tokens: TokenSet) {
        self.update(|inner| {
            if inner.has(&tokens.access_token) {
                return None;
            }
            if let Some(old) = inner.tokens.as_ref().filter(|old| old.same_user(&tokens)) {
                let sign_in = old.sign_in;
                inner.keep(TokenSet { sign_in, ..tokens }, true);
                return Some(Event::TokenRefreshed(Origin::Elsewhere));
            }
            inner.keep_next(tokens, true);
            Some(Event::SignedIn(Origin::Elsewhere))
        });
        self.schedule();
    }

    /// Ends the session in memory, not in the store. Returns the tokens that it had.
    pub(crate) fn leave(&self, reason: SignOutReason) -> Option<TokenSet> {
        let mut tokens = None;
        self.update(|inner| {
            tokens = inner.leave(reason);
            tokens.as_ref().map(|_| Event::SignedOut(reason))
        });
        tokens
    }

    /// Removes the tokens with the access token `access` from the store. If this session has other
    /// tokens, writes those instead.
    pub(crate) async fn remove(&self, access: &Secret) {
        let stored = self.load().await;
        if stored.ok().flatten().is_some_and(|stored| stored.access_token == *access) {
            let own = self.tokens().ok().filter(|own| own.access_token != *access);
            self.save(own.as_ref()).await;
        }
    }

    /// Whether the session has these tokens, or is about to store them.
    fn holds(&self, tokens: &TokenSet) -> bool {
        let inner = self.inner();
        let mut own = inner.coming.iter().chain(&inner.tokens);
        own.any(|own| {
            own.access_token == tokens.access_token
                || own.refresh_token.is_some() && own.refresh_token == tokens.refresh_token
        })
    }

    /// Ends these tokens on the server, in the background, unless the session uses them.
    pub(crate) fn discard(self: &Arc<Self>, tokens: TokenSet) {
        if self.holds(&tokens) {
            return;
        }
        let core = Arc::clone(self);
        task::spawn(Box::pin(async move {
            core.vendor.end(&tokens, false).await;
        }));
    }

    /// Takes the lock of the store, so that no other session writes refreshed tokens at the same
    /// time. `None` if the store has no lock, or after `STORE_LIMIT`: a sign-in or sign-out then goes
    /// on without the lock.
    async fn writing(&self) -> Option<Box<dyn MaybeSend>> {
        time::within(STORE_LIMIT, self.store.lock()).await.flatten()
    }
}
