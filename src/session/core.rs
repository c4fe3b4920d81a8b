//! The core of a session: its tokens, its listeners, and the time of the next refresh.

use std::{
    collections::VecDeque,
    mem,
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
    time::Duration,
};

use futures_util::future::Shared;

use super::{
    options::SessionOptions,
    state::{Event, SignOutReason, SignedIn, State},
    store::{Changed, TokenStore},
    tokens::TokenSet,
    vendor::sealed::Vendor,
};
use crate::{
    error::{Error, ErrorKind},
    maybe_send::{BoxFuture, Callback, MaybeSend, notify},
    secret::Secret,
    transport::{task, time},
};

/// How long a store may take: a store that hangs must not block the session.
pub(super) const STORE_LIMIT: Duration = Duration::from_secs(3);
/// The pause between getting a lock and reading the storage. In Chromium, a tab in another process can get
/// the lock before it sees the data that the previous owner of the lock has written.
#[cfg(any(target_arch = "wasm32", test))]
pub(super) const LOCK_SETTLES: Duration = Duration::from_millis(200);
/// The longest wait after a failed refresh; a longer `Retry-After` of a server may be a mistake.
pub(super) const LONGEST_HOLD: Duration = Duration::from_secs(300);

pub(crate) struct Core {
    pub(crate) vendor: Box<dyn Vendor>,
    pub(crate) store: Box<dyn TokenStore>,
    options: SessionOptions,
    // Never locked during an `await` or a callback.
    inner: Mutex<Inner>,
}

pub(super) struct Inner {
    pub(super) tokens: Option<TokenSet>,
    /// Counts the sign-ins that this session has seen, its own and those of other sessions.
    pub(super) sign_ins: u32,
    /// Counts the sign-ins and sign-outs that were started in this session.
    pub(super) begun: u32,
    /// The highest number of a sign-in or sign-out that has taken effect.
    pub(super) decided: u32,
    /// The tokens of the sign-in with the number `decided`; they are perhaps not stored yet. `None`
    /// if a sign-out has this number, or if no sign-in of this session has taken effect yet.
    pub(super) coming: Option<TokenSet>,
    /// An access token that this session no longer uses, but that may still be in the store. Empty if there is none.
    pub(super) expired: Secret,
    state: State,
    /// The running refresh: its sign-in, its cause and its result.
    refresh: Option<(u32, Cause, Refresh)>,
    /// How many refreshes in a row have failed.
    failures: u32,
    /// When the next refresh is tried after a failure, in epoch milliseconds.
    retry_at: u64,
    /// The server's error that asked for the wait until `retry_at` (`Retry-After`).
    hold: Option<Error>,
    /// The number of the newest timer; the older ones do nothing.
    timer: u64,
    listeners: Vec<(u64, Callback<Event>)>,
    next_listener: u64,
    events: VecDeque<Event>,
    notifying: bool,
    /// When this value is dropped, the watch of the store ends.
    watch: Option<Box<dyn MaybeSend>>,
}

/// Why a session needs a new access token.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cause {
    /// The current token has expired, or expires too soon.
    Due,
    /// The app asks for a new token. This refresh does not wait for the end of a `Retry-After`.
    Asked,
    /// A server refused the current token, perhaps before its expiry.
    Refused,
}

/// A running refresh; all callers that need a refresh wait for this one.
type Refresh = Shared<BoxFuture<'static, Result<(), Error>>>;

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
                sign_ins: 0,
                begun: 0,
                decided: 0,
                coming: None,
                expired: Secret::default(),
                state: State::SignedOut(SignOutReason::NeverSignedIn),
                refresh: None,
                failures: 0,
                retry_at: 0,
                hold: None,
                timer: 0,
                listeners: Vec::new(),
                next_listener: 0,
                events: VecDeque::new(),
                notifying: false,
                watch: None,
            }),
        })
    }

    /// Reads the store, and follows its changes from now on.
    #[allow(clippy::arc_with_non_send_sync, reason = "wasm has one thread, other targets many")]
    pub(crate) async fn start(self: &Arc<Self>) {
        let (weak, runtime) = (Arc::downgrade(self), task::runtime());
        let changed = Changed(Arc::new(move |()| {
            let weak = weak.clone();
            // The store may call this function on a thread without a runtime.
            task::spawn_on(
                &runtime,
                Box::pin(async move {
                    if let Some(core) = Weak::upgrade(&weak) {
                        core.look().await;
                        core.wake().await;
                    }
                }),
            );
        }));
        self.inner().watch = self.store.watch(changed);
        let kept = self.load().await;
        self.update(|inner| {
            if let Ok(Some(tokens)) = kept {
                inner.keep_next(tokens, true);
            }
            Some(Event::Ready)
        });
        self.schedule();
    }

    pub(super) fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn state(&self) -> State {
        self.inner().state.clone()
    }

    /// The tokens, or an error if there are none.
    pub(crate) fn tokens(&self) -> Result<TokenSet, Error> {
        let inner = self.inner();
        inner.tokens.clone().ok_or_else(|| match inner.state {
            State::SignedOut(SignOutReason::SessionExpired) => session_expired(),
            _ => Error::new(ErrorKind::NoSession, "nobody is signed in"),
        })
    }

    /// The tokens of this sign-in, or an error if the sign-in is over.
    pub(crate) fn tokens_of(&self, sign_in: u32) -> Result<TokenSet, Error> {
        let tokens = self.tokens()?;
        if tokens.sign_in == sign_in {
            return Ok(tokens);
        }
        Err(Error::new(ErrorKind::NoSession, "this sign-in is over: there is a newer sign-in"))
    }

    /// Changes the session. If `change` returns an event, notifies the listeners without holding the lock.
    pub(super) fn update(&self, change: impl FnOnce(&mut Inner) -> Option<Event>) {
        let mut inner = self.inner();
        if let Some(event) = change(&mut inner) {
            self.notify(inner, event);
        }
    }

    /// Queues `event` and notifies the listeners. If a notification is already running, that one also
    /// delivers `event`.
    fn notify<'a>(&'a self, mut inner: MutexGuard<'a, Inner>, event: Event) {
        inner.events.push_back(event);
        if mem::replace(&mut inner.notifying, true) {
            return;
        }
        while let Some(event) = inner.events.pop_front() {
            let listeners = inner.listeners.clone();
            drop(inner);
            listeners.iter().for_each(|(_, listener)| notify(|| listener(&event)));
            inner = self.inner();
        }
        inner.notifying = false;
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

    /// The stored tokens, unless they are the ones marked as expired.
    pub(crate) async fn load(&self) -> Result<Option<TokenSet>, Error> {
        let kept = self.stored().await?;
        Ok(kept.filter(|kept| self.inner().expired != kept.access_token))
    }

    /// The stored tokens.
    pub(super) async fn stored(&self) -> Result<Option<TokenSet>, Error> {
        let kept = time::within(STORE_LIMIT, self.store.load()).await.unwrap_or_else(hangs)?;
        Ok(kept.as_ref().and_then(TokenSet::read))
    }

    /// Writes `tokens` to the store; `None` removes the stored tokens. Returns whether that worked.
    pub(crate) async fn save(&self, tokens: Option<&TokenSet>) -> bool {
        let record = tokens.map(TokenSet::record);
        let saved = time::within(STORE_LIMIT, self.store.save(record)).await;
        saved.unwrap_or_else(hangs).is_ok()
    }

    /// Whether the tokens are known to be in the store.
    pub(crate) fn persisted(&self) -> bool {
        matches!(&self.inner().state, State::SignedIn(state) if state.persisted)
    }

    /// Whether this is the current access token.
    pub(crate) fn has(&self, access: &Secret) -> bool {
        self.inner().has(access)
    }

    /// Records a failed refresh; the session goes on.
    pub(crate) fn failed(self: &Arc<Self>, error: &Error) {
        self.update(|inner| {
            let State::SignedIn(state) = &mut inner.state else { return None };
            state.stale = true;
            inner.failures = inner.failures.saturating_add(1);
            let doubled = Duration::from_secs(1_u64 << inner.failures.min(6));
            let asked = error.retry_after().map(|wait| wait.min(LONGEST_HOLD));
            let wait = asked.unwrap_or(doubled.min(Duration::from_secs(60)));
            inner.retry_at = time::epoch_millis().saturating_add(wait.as_millis() as u64);
            inner.hold = error.retry_after().map(|_| error.clone());
            Some(Event::RefreshFailed { error: error.clone(), retry_at: inner.retry_at })
        });
        self.schedule();
    }

    /// The server's error that asked for a wait; `None` when the wait is over.
    pub(crate) fn hold(&self) -> Option<Error> {
        let inner = self.inner();
        inner.hold.clone().filter(|_| inner.retry_at > time::epoch_millis())
    }

    /// The running refresh of this sign-in and its cause. If none is running, `start` starts one
    /// for this cause.
    pub(crate) fn refreshing(
        &self,
        sign_in: u32,
        cause: Cause,
        start: impl FnOnce() -> Refresh,
    ) -> (Cause, Refresh) {
        let mut inner = self.inner();
        match &inner.refresh {
            Some((of, cause, refresh)) if *of == sign_in => (*cause, refresh.clone()),
            _ => (cause, inner.refresh.insert((sign_in, cause, start())).2.clone()),
        }
    }

    pub(crate) fn refreshed(&self, sign_in: u32) {
        self.inner().refresh.take_if(|(of, ..)| *of == sign_in);
    }

    /// How long before its expiry an access token is replaced.
    pub(crate) fn ahead(&self, tokens: &TokenSet) -> Duration {
        tokens.ahead(self.options.refresh_ahead)
    }

    /// Sets the timer for the next refresh.
    pub(super) fn schedule(self: &Arc<Self>) {
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

    /// Refreshes the access token if it is due.
    pub(crate) async fn wake(self: &Arc<Self>) {
        if !self.options.auto_refresh {
            return;
        }
        let Ok(tokens) = self.tokens() else { return };
        if tokens.refresh_token.is_some() && !tokens.lasts(self.ahead(&tokens)) {
            // An event reports the result.
            let _ = self.renew(&tokens.access_token, tokens.sign_in, Cause::Due).await;
        }
        // A new timer is needed if the timer was early, the clock was set, or the wait is too long for one timer.
        self.schedule();
    }
}

impl Inner {
    pub(super) fn has(&self, access: &Secret) -> bool {
        self.tokens.as_ref().is_some_and(|tokens| tokens.access_token == *access)
    }

    /// Marks the current tokens as expired, because the store may fail to remove them.
    fn expire(&mut self) {
        let persisted = matches!(&self.state, State::SignedIn(state) if state.persisted);
        if let Some(tokens) = self.tokens.as_ref().filter(|_| persisted) {
            self.expired = tokens.access_token.clone();
        }
    }

    fn succeeded(&mut self) {
        self.failures = 0;
        self.retry_at = 0;
        self.hold = None;
    }

    /// Keeps the tokens of a new sign-in.
    pub(super) fn keep_next(&mut self, mut tokens: TokenSet, persisted: bool) {
        self.sign_ins += 1;
        tokens.sign_in = self.sign_ins;
        self.keep(tokens, persisted);
    }

    pub(super) fn keep(&mut self, tokens: TokenSet, persisted: bool) {
        self.succeeded();
        self.expire();
        if self.expired == tokens.access_token {
            self.expired = Secret::default();
        }
        self.state = State::SignedIn(SignedIn {
            expires_at: tokens.expires_at,
            scopes: tokens.scopes.clone(),
            stale: false,
            persisted,
        });
        self.tokens = Some(tokens);
    }

    /// Ends the sign-in and returns its tokens.
    pub(super) fn leave(&mut self, reason: SignOutReason) -> Option<TokenSet> {
        self.expire();
        self.timer += 1;
        self.succeeded();
        let tokens = self.tokens.take()?;
        self.state = State::SignedOut(reason);
        Some(tokens)
    }

    /// How long to wait for the next refresh, if there will be one.
    fn wait(&self, ahead: Duration) -> Option<Duration> {
        let tokens = self.tokens.as_ref()?;
        tokens.refresh_token.as_ref()?;
        let expires_at = tokens.expires_at?;
        let before = |time: Duration| expires_at.saturating_sub(time.as_millis() as u64);
        // Tokens with a lifetime of zero must not cause refreshes without a pause.
        let least = tokens.lifetime.map_or(0, |life| before(life).saturating_add(500));
        let due = before(tokens.ahead(ahead)).max(least).max(self.retry_at);
        Some(Duration::from_millis(due.saturating_sub(time::epoch_millis())))
    }
}

/// The error of a session that the server has ended, or that needs new tokens but has no refresh token.
pub(crate) fn session_expired() -> Error {
    Error::new(ErrorKind::SessionExpired, "the session has expired")
}

fn hangs<T>() -> Result<T, Error> {
    Err(Error::new(ErrorKind::Storage, "the store did not answer in time"))
}
