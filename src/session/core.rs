//! A session's heart: the tokens, who is told of them, and when the next ones are due.

use std::{
    collections::VecDeque,
    mem,
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
    time::Duration,
};

use futures_util::future::Shared;

use super::{
    Changed, Event, Origin, SessionOptions, SignOutReason, SignedIn, State, TokenSet, TokenStore,
    vendor::sealed::Vendor,
};
use crate::{
    error::{Error, ErrorKind},
    secret::Secret,
    transport::{
        task::{self, Boxed, Callback, Portable},
        time,
    },
};

/// How long a store may take: one that hangs must not hang the session.
const STORE_LIMIT: Duration = Duration::from_secs(3);

pub(crate) struct Core {
    pub(crate) vendor: Box<dyn Vendor>,
    pub(crate) store: Box<dyn TokenStore>,
    options: SessionOptions,
    // Never held while something is awaited or called.
    inner: Mutex<Inner>,
}

struct Inner {
    tokens: Option<TokenSet>,
    /// The access token of a record that is over, and may be in the store still; or nothing.
    outdated: Secret,
    state: State,
    /// The refresh that is going on.
    refresh: Option<Shared<Boxed<'static, Result<(), Error>>>>,
    /// How many refreshes in a row have failed.
    failures: u32,
    /// When the next is tried after the last has failed, in epoch milliseconds.
    retry_at: u64,
    /// What the server said when it asked not to be asked before then.
    hold: Option<Error>,
    /// Counts the timers; all but the last are out of date.
    timer: u64,
    listeners: Vec<(u64, Callback<Event>)>,
    next_listener: u64,
    events: VecDeque<Event>,
    telling: bool,
    /// What the store has for as long as it is watched.
    watch: Option<Box<dyn Portable>>,
}

impl Core {
    #[allow(clippy::arc_with_non_send_sync, reason = "wasm has one thread, other targets many")]
    pub(crate) fn new(
        vendor: Box<dyn Vendor>,
        store: Box<dyn TokenStore>,
        options: SessionOptions,
    ) -> Arc<Self> {
        Arc::new(Self {
            vendor,
            store,
            options,
            inner: Mutex::new(Inner {
                tokens: None,
                outdated: Secret::default(),
                state: State::SignedOut(SignOutReason::NeverSignedIn),
                refresh: None,
                failures: 0,
                retry_at: 0,
                hold: None,
                timer: 0,
                listeners: Vec::new(),
                next_listener: 0,
                events: VecDeque::new(),
                telling: false,
                watch: None,
            }),
        })
    }

    /// Reads the store, and sees to what it has from now on.
    #[allow(clippy::arc_with_non_send_sync, reason = "wasm has one thread, other targets many")]
    pub(crate) async fn start(self: &Arc<Self>) {
        let (weak, runtime) = (Arc::downgrade(self), task::runtime());
        let changed = Changed(Arc::new(move |()| {
            let weak = weak.clone();
            // What tells may be a thread without a runtime.
            task::spawn_on(
                &runtime,
                Box::pin(async move {
                    if let Some(core) = Weak::upgrade(&weak) {
                        core.look().await;
                    }
                }),
            );
        }));
        self.inner().watch = self.store.watch(changed);
        let kept = self.load().await;
        self.update(|inner| {
            if let Ok(Some(tokens)) = kept {
                inner.keep(tokens, true);
            }
            Some(Event::Ready)
        });
        self.schedule();
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn state(&self) -> State {
        self.inner().state.clone()
    }

    /// The tokens, or the error for having none.
    pub(crate) fn tokens(&self) -> Result<TokenSet, Error> {
        let inner = self.inner();
        inner.tokens.clone().ok_or_else(|| match inner.state {
            State::SignedOut(SignOutReason::SessionExpired) => expired(),
            _ => Error::new(ErrorKind::NoSession, "nobody is signed in"),
        })
    }

    /// Changes the session and tells what happened, in order, with nothing locked.
    fn update(&self, change: impl FnOnce(&mut Inner) -> Option<Event>) {
        let mut inner = self.inner();
        if let Some(event) = change(&mut inner) {
            self.tell(inner, event);
        }
    }

    /// Tells of `event`, unless somebody is telling, who then tells this, too.
    fn tell<'a>(&'a self, mut inner: MutexGuard<'a, Inner>, event: Event) {
        inner.events.push_back(event);
        if mem::replace(&mut inner.telling, true) {
            return;
        }
        while let Some(event) = inner.events.pop_front() {
            let listeners = inner.listeners.clone();
            drop(inner);
            listeners.iter().for_each(|(_, listener)| task::tell(listener, &event));
            inner = self.inner();
        }
        inner.telling = false;
    }

    pub(crate) fn listen(&self, listener: Callback<Event>) -> u64 {
        let mut inner = self.inner();
        let id = inner.next_listener;
        inner.next_listener += 1;
        inner.listeners.push((id, listener));
        id
    }

    pub(crate) fn forget(&self, id: u64) {
        self.inner().listeners.retain(|(other, _)| *other != id);
    }

    /// What the store has, but for what it should not have any more.
    pub(crate) async fn load(&self) -> Result<Option<TokenSet>, Error> {
        let kept = time::within(STORE_LIMIT, self.store.load()).await.unwrap_or_else(hangs)?;
        let kept = kept.as_ref().and_then(TokenSet::read);
        Ok(kept.filter(|kept| self.inner().outdated != kept.access_token))
    }

    /// Has the store keep `tokens`, or nothing; whether it did.
    pub(crate) async fn save(&self, tokens: Option<&TokenSet>) -> bool {
        let record = tokens.map(TokenSet::record);
        let saved = time::within(STORE_LIMIT, self.store.save(record)).await;
        saved.unwrap_or_else(hangs).is_ok()
    }

    /// Reads the store, after another session has written it.
    pub(crate) async fn look(self: &Arc<Self>) {
        match self.load().await {
            Ok(Some(tokens)) => self.adopt(tokens),
            Ok(None) if self.persisted() => drop(self.leave(SignOutReason::Elsewhere)),
            _ => {}
        }
    }

    /// Takes over tokens that another session has stored.
    pub(crate) fn adopt(self: &Arc<Self>, tokens: TokenSet) {
        self.update(|inner| {
            if inner.has(&tokens.access_token) {
                return None;
            }
            Some(match inner.keep(tokens, true) {
                Some(_) => Event::TokenRefreshed(Origin::Elsewhere),
                None => Event::SignedIn(Origin::Elsewhere),
            })
        });
        self.schedule();
    }

    /// Whether the store is known to have the tokens.
    pub(crate) fn persisted(&self) -> bool {
        matches!(&self.inner().state, State::SignedIn(state) if state.persisted)
    }

    /// Whether this is still the access token.
    pub(crate) fn has(&self, access: &Secret) -> bool {
        self.inner().has(access)
    }

    pub(crate) async fn sign_in(self: &Arc<Self>, tokens: TokenSet) {
        let persisted = self.save(Some(&tokens)).await;
        if !persisted {
            // Whose tokens are there still is not signed in any more; so we have to know them.
            self.look().await;
        }
        self.update(|inner| {
            inner.keep(tokens, persisted);
            Some(Event::SignedIn(Origin::Here))
        });
        self.schedule();
    }

    /// Puts `new` in the place of the tokens with `old`, unless those are not there any more.
    pub(crate) async fn replace(self: &Arc<Self>, old: &Secret, new: &TokenSet) -> bool {
        let other = |kept: Option<TokenSet>| kept.is_none_or(|kept| kept.access_token != *old);
        if self.persisted() && self.load().await.is_ok_and(other) || !self.has(old) {
            return false;
        }
        let persisted = self.save(Some(new)).await;
        let mut replaced = false;
        self.update(|inner| {
            replaced = inner.has(old);
            replaced.then(|| {
                inner.keep(new.clone(), persisted);
                Event::TokenRefreshed(Origin::Here)
            })
        });
        if !replaced {
            // Somebody signed out while the store was writing.
            self.remove(&new.access_token).await;
        }
        self.schedule();
        replaced
    }

    /// Ends the session on this device, but for the store. Gives the tokens that it had.
    pub(crate) fn leave(&self, reason: SignOutReason) -> Option<TokenSet> {
        let mut tokens = None;
        self.update(|inner| {
            inner.outdate();
            tokens = inner.tokens.take();
            inner.timer += 1;
            inner.succeeded();
            tokens.as_ref()?;
            inner.state = State::SignedOut(reason);
            Some(Event::SignedOut(reason))
        });
        tokens
    }

    /// Removes the tokens with `access` from the store, but no others.
    pub(crate) async fn remove(&self, access: &Secret) {
        let kept = self.load().await;
        if kept.ok().flatten().is_some_and(|kept| kept.access_token == *access) {
            self.save(None).await;
        }
    }

    /// Notes that a refresh failed; the session goes on.
    pub(crate) fn failed(self: &Arc<Self>, error: &Error) {
        self.update(|inner| {
            let State::SignedIn(state) = &mut inner.state else { return None };
            state.stale = true;
            inner.failures = inner.failures.saturating_add(1);
            let doubled = Duration::from_secs(1_u64 << inner.failures.min(6));
            let wait = error.retry_after().unwrap_or(doubled.min(Duration::from_secs(60)));
            inner.retry_at = time::epoch_millis().saturating_add(wait.as_millis() as u64);
            inner.hold = error.retry_after().map(|_| error.clone());
            Some(Event::RefreshFailed { error: error.clone(), retry_at: inner.retry_at })
        });
        self.schedule();
    }

    /// What the server said when it asked not to be asked again yet.
    pub(crate) fn hold(&self) -> Option<Error> {
        let inner = self.inner();
        inner.hold.clone().filter(|_| inner.retry_at > time::epoch_millis())
    }

    /// The refresh that is going on, or the one that `start` starts.
    pub(crate) fn refreshing(
        &self,
        start: impl FnOnce() -> Shared<Boxed<'static, Result<(), Error>>>,
    ) -> Shared<Boxed<'static, Result<(), Error>>> {
        let mut inner = self.inner();
        inner.refresh.get_or_insert_with(start).clone()
    }

    pub(crate) fn refreshed(&self) {
        self.inner().refresh = None;
    }

    /// How long before its end an access token is to be replaced.
    pub(crate) fn ahead(&self, tokens: &TokenSet) -> Duration {
        tokens.ahead(self.options.refresh_ahead)
    }

    /// Sets the timer for the next refresh.
    fn schedule(self: &Arc<Self>) {
        let mut inner = self.inner();
        inner.timer += 1;
        if !self.options.auto_refresh {
            return;
        }
        let Some(wait) = inner.wait(self.options.refresh_ahead) else { return };
        let (timer, weak) = (inner.timer, Arc::downgrade(self));
        drop(inner);
        task::spawn(Box::pin(async move {
            time::idle(wait).await;
            if let Some(core) = Weak::upgrade(&weak)
                && core.inner().timer == timer
            {
                core.wake().await;
            }
        }));
    }

    /// Gets the next access token if it is time.
    pub(crate) async fn wake(self: &Arc<Self>) {
        let Ok(tokens) = self.tokens() else { return };
        if tokens.refresh_token.is_some() && !tokens.lasts(self.ahead(&tokens)) {
            // An event tells how it went.
            let _ = self.renew(&tokens.access_token, false).await;
        }
        // The timer was early, the clock was set, or the wait was longer than a timer can be.
        self.schedule();
    }
}

impl Inner {
    fn has(&self, access: &Secret) -> bool {
        self.tokens.as_ref().is_some_and(|tokens| tokens.access_token == *access)
    }

    /// The tokens are over; whether the store forgets them remains to be seen.
    fn outdate(&mut self) {
        let persisted = matches!(&self.state, State::SignedIn(state) if state.persisted);
        if let Some(tokens) = self.tokens.as_ref().filter(|_| persisted) {
            self.outdated = tokens.access_token.clone();
        }
    }

    fn succeeded(&mut self) {
        self.failures = 0;
        self.retry_at = 0;
        self.hold = None;
    }

    /// Gives the tokens before.
    fn keep(&mut self, tokens: TokenSet, persisted: bool) -> Option<TokenSet> {
        self.succeeded();
        self.outdate();
        if self.outdated == tokens.access_token {
            self.outdated = Secret::default();
        }
        self.state = State::SignedIn(SignedIn {
            expires_at: tokens.expires_at,
            scopes: tokens.scopes.clone(),
            stale: false,
            persisted,
        });
        self.tokens.replace(tokens)
    }

    /// How long to wait for the next refresh, if there is one to come.
    fn wait(&self, ahead: Duration) -> Option<Duration> {
        let tokens = self.tokens.as_ref()?;
        tokens.refresh_token.as_ref()?;
        let expires_at = tokens.expires_at?;
        let before = |time: Duration| expires_at.saturating_sub(time.as_millis() as u64);
        // A server whose tokens live no time at all is not asked all the time.
        let least = tokens.lifetime.map_or(0, |life| before(life).saturating_add(500));
        let due = before(tokens.ahead(ahead)).max(least).max(self.retry_at);
        Some(Duration::from_millis(due.saturating_sub(time::epoch_millis())))
    }
}

/// The error of a session that is over because the server said so.
pub(crate) fn expired() -> Error {
    Error::new(ErrorKind::SessionExpired, "the session is over: sign in again")
}

fn hangs<T>() -> Result<T, Error> {
    Err(Error::new(ErrorKind::Storage, "the store did not answer in time"))
}
