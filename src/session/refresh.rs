//! The refresh of the access token: one at a time for all callers of a session. If the store has a
//! lock, one at a time for all sessions that share the store.

use std::{sync::Arc, time::Duration};

use futures_util::FutureExt;

use super::{
    core::{Cause, Core, session_expired},
    state::{Event, Origin, SignOutReason},
    tokens::TokenSet,
};
use crate::{
    error::{Error, ErrorKind},
    maybe_send::BoxFuture,
    secret::Secret,
    transport::{task, time},
};

/// How long to wait until another session has finished its refresh and released the lock; after this time,
/// the refresh goes on without the lock. This is longer than the default time limit of a call, so that the
/// request of the other session can finish.
const LOCK_LIMIT: Duration = Duration::from_secs(60);
/// If the server refuses our refresh token, another session may have just used it. We wait this long for
/// the tokens of that session if we do not have the lock.
const OTHER_SESSION_LIMIT: Duration = Duration::from_secs(3);
/// The same wait if we have the lock. In Chromium, a tab may get the lock before it sees the tokens that
/// another tab has written to `localStorage`.
const LATE_WRITE_LIMIT: Duration = Duration::from_millis(500);
/// A server refuses a token, and the session gets a new one. If the server also refuses the new token
/// within this time, the session does not refresh again: the token is not the cause.
pub(super) const NO_REMEDY: Duration = Duration::from_secs(60);

impl Core {
    /// Tokens whose access token is valid for at least `time`, or for half of its lifetime if that is shorter.
    /// Without a `time`, half of [`ahead`](Self::ahead) counts. If a refresh fails and the current tokens are
    /// still valid, returns the current tokens.
    pub(crate) async fn access_token(
        self: &Arc<Self>,
        time: Option<Duration>,
    ) -> Result<TokenSet, Error> {
        let tokens = self.known().await?;
        let half = tokens.lifetime.map_or(Duration::MAX, |life| life / 2);
        // Without the limit `half`, a `time` longer than the lifetime would cause a refresh at every call.
        let time = time.unwrap_or_else(|| self.ahead(&tokens) / 2).min(half);
        if tokens.lasts(time) {
            return Ok(tokens);
        }
        let renewed = self.renew(&tokens.access_token, tokens.sign_in, Cause::Due).await;
        let tokens = self.tokens_of(tokens.sign_in)?;
        match renewed {
            // A token that is still valid is used, even if the server cannot be reached.
            Err(error) if !tokens.lasts(Duration::ZERO) => Err(error),
            _ => Ok(tokens),
        }
    }

    /// A new access token for a call. `refused` is the token that the server refused. `None` when there is no other
    /// token, or when the sign-in of the call is over.
    pub(crate) async fn another(
        self: &Arc<Self>,
        refused: &Secret,
        sign_in: u32,
    ) -> Result<Option<Secret>, Error> {
        match self.renew(refused, sign_in, Cause::Refused).await {
            Ok(tokens) => Ok(Some(tokens.access_token).filter(|new| new != refused)),
            Err(error) if error.kind() == ErrorKind::NoSession => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Gets a new access token, even if the current one is still valid.
    pub(crate) async fn refresh(self: &Arc<Self>) -> Result<(), Error> {
        let tokens = self.known().await?;
        self.renew(&tokens.access_token, tokens.sign_in, Cause::Asked).await.map(drop)
    }

    /// The tokens. If there are none, reads the store first: another session may have signed in.
    pub(super) async fn known(self: &Arc<Self>) -> Result<TokenSet, Error> {
        if self.tokens().is_err() {
            self.look().await;
        }
        self.tokens()
    }

    /// Replaces the access token `stale`, unless that has been done already. Returns the tokens
    /// that this sign-in has afterwards.
    pub(crate) async fn renew(
        self: &Arc<Self>,
        stale: &Secret,
        sign_in: u32,
        cause: Cause,
    ) -> Result<TokenSet, Error> {
        loop {
            let tokens = self.tokens_of(sign_in)?;
            if tokens.access_token != *stale {
                return Ok(tokens);
            }
            let mut started = None;
            let (begun_for, refresh) = self.refreshing(sign_in, cause, || {
                let core = Arc::clone(self);
                let work: BoxFuture<'static, _> = Box::pin(async move {
                    let done = task::caught(core.exchange(&tokens, cause), panicked).await;
                    core.refreshed(sign_in);
                    done
                });
                started.insert(work.shared()).clone()
            });
            if let Some(refresh) = started {
                // The refresh continues even if no caller waits any more. The refresh token may work
                // only once: if the answer were lost, the session could not refresh again.
                task::spawn(Box::pin(refresh.map(drop)));
            }
            let done = refresh.await;
            if cause == Cause::Asked && begun_for != cause && self.has(stale) {
                // The app asked for a refresh, but we waited for a refresh with another cause. During a
                // `Retry-After`, a refresh with another cause sends no request, and `stale` is still in use.
                // So start a new refresh.
                continue;
            }
            done?;
            return self.tokens_of(sign_in);
        }
    }

    /// Exchanges the refresh token for new tokens. Does nothing if the session already has tokens other
    /// than `stale`. If the store has other tokens, uses those, and exchanges them only if they have
    /// expired.
    async fn exchange(self: &Arc<Self>, stale: &TokenSet, cause: Cause) -> Result<(), Error> {
        let lock = time::within(LOCK_LIMIT, self.store.lock()).await.flatten();
        let mut tokens = self.tokens_of(stale.sign_in)?;
        if tokens.access_token != stale.access_token {
            return Ok(());
        }
        match self.load().await {
            Ok(Some(stored)) if stored.access_token != stale.access_token => {
                self.adopt(stored);
            }
            Ok(None) if self.persisted() && self.has(&stale.access_token) => {
                self.leave(SignOutReason::Elsewhere);
            }
            _ => {}
        }
        // The sign-in may have ended while the store was read.
        tokens = self.tokens_of(stale.sign_in)?;
        if tokens.access_token != stale.access_token && tokens.lasts(Duration::ZERO) {
            return Ok(());
        }
        if tokens.refresh_token.is_none() {
            if cause == Cause::Refused || !tokens.lasts(Duration::ZERO) {
                self.end(&tokens.access_token).await;
            }
            return Err(session_expired());
        }
        if cause == Cause::Refused && tokens.is_remedy(NO_REMEDY) {
            return Ok(());
        }
        if let Some(error) = self.hold().filter(|_| cause != Cause::Asked) {
            return Err(error);
        }
        match self.vendor.renew(&tokens).await {
            Ok(mut new) => {
                new.sign_in = tokens.sign_in;
                new.replaced_refused_at = (cause == Cause::Refused).then(time::epoch_millis);
                if !self.replace(&tokens.access_token, &new).await {
                    self.look().await;
                    if self.tokens_of(new.sign_in).is_err() {
                        // The sign-in ended during the refresh, so revoke the new tokens on the
                        // server.
                        self.discard(new);
                    }
                }
                Ok(())
            }
            // Ignore the error if these tokens are no longer in use, for example after a sign-out.
            Err(_) if !self.has(&tokens.access_token) => Ok(()),
            Err(error) if rejects(error.kind()) => {
                let limit = if lock.is_some() { LATE_WRITE_LIMIT } else { OTHER_SESSION_LIMIT };
                if self.adopt_from_other_session(&tokens, limit).await {
                    return Ok(());
                }
                // If the sign-in has ended in the meantime, the error is `NoSession`.
                self.tokens_of(tokens.sign_in)?;
                self.end(&tokens.access_token).await;
                Err(session_expired().after(error))
            }
            Err(error) => {
                self.failed(&error);
                Err(error)
            }
        }
    }

    /// Puts `new` in place of the tokens with the access token `old`, if these are still in use. Returns
    /// whether it has done so.
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
            // There was a sign-out or another sign-in during the write.
            self.remove(&new.access_token).await;
        }
        self.schedule();
        replaced
    }

    /// Another session may have used the same refresh token. Waits until it has stored its new tokens,
    /// and then uses these tokens. Returns false if there are no new tokens within the limit.
    async fn adopt_from_other_session(
        self: &Arc<Self>,
        tokens: &TokenSet,
        limit: Duration,
    ) -> bool {
        let seen = time::within(limit, async {
            loop {
                match self.load().await {
                    Ok(Some(kept)) if kept.access_token != tokens.access_token => {
                        return self.adopt(kept);
                    }
                    _ => time::sleep(Duration::from_millis(50)).await,
                }
            }
        });
        seen.await.is_some()
    }

    /// Ends the session on this device, because the server has ended it or there is no refresh token.
    async fn end(&self, access: &Secret) {
        if self.has(access) {
            // `remove` comes before `leave`: `leave` marks the tokens as expired, and then `remove` ignores them.
            self.remove(access).await;
        }
        if self.has(access) {
            self.leave(SignOutReason::SessionExpired);
        }
    }
}

fn panicked() -> Result<(), Error> {
    Err(Error::new(ErrorKind::Storage, "the store panicked"))
}

/// Whether an error of this kind means that the server has refused the refresh token for ever. An
/// outage or an error of a gateway does not mean that.
pub(super) fn rejects(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::InvalidToken
            | ErrorKind::LoginPrevented
            | ErrorKind::AccountExpired
            | ErrorKind::AccountLocked
    )
}
