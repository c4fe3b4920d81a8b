//! The way to a new access token: at most one at a time, over all callers and all who share a store.

use std::{sync::Arc, time::Duration};

use futures_util::FutureExt;

use super::{
    Event, Origin, SignOutReason, TokenSet,
    core::{Cause, Core, expired},
};
use crate::{
    error::{Error, ErrorKind},
    maybe_send::BoxFuture,
    secret::Secret,
    transport::{task, time},
};

/// How long another session may take for its refresh before this one does not wait any longer: more
/// than a call takes by default.
const LOCK_LIMIT: Duration = Duration::from_secs(60);
/// How long a session without a lock waits for the answer that another one got in its place.
const RIVAL_LIMIT: Duration = Duration::from_secs(3);
/// The same with the lock: Chromium's `localStorage` may tell a tab of a write later than it hands
/// the lock on.
const LATE_WRITE_LIMIT: Duration = Duration::from_millis(500);
/// How long a token that came in the place of a refused one is not replaced again because it is
/// refused as well: then it is not the token.
const NO_REMEDY: Duration = Duration::from_secs(60);

impl Core {
    /// Tokens whose access token lives for another `time`, or what is left of it when none can be had.
    pub(crate) async fn access_token(
        self: &Arc<Self>,
        time: Option<Duration>,
    ) -> Result<TokenSet, Error> {
        let tokens = self.known().await?;
        let half = tokens.lifetime.map_or(Duration::MAX, |life| life / 2);
        // A token never lives longer than its life; to ask for more must not refresh at every call.
        let time = time.unwrap_or_else(|| self.ahead(&tokens) / 2).min(half);
        if tokens.lasts(time) {
            return Ok(tokens);
        }
        let renewed = self.renew(&tokens.access_token, tokens.sign_in, Cause::Due).await;
        let tokens = self.tokens_of(tokens.sign_in)?;
        match renewed {
            // A server that cannot be reached does not end what is still good.
            Err(error) if !tokens.lasts(Duration::ZERO) => Err(error),
            _ => Ok(tokens),
        }
    }

    /// The access token to make a call again with whose token a server has `refused`; `None` when
    /// none would help, or when the sign-in that the call was made for is over.
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

    /// Gets a new access token, whatever the age of the old one.
    pub(crate) async fn refresh(self: &Arc<Self>) -> Result<(), Error> {
        let tokens = self.known().await?;
        self.renew(&tokens.access_token, tokens.sign_in, Cause::Asked).await.map(drop)
    }

    /// The tokens, also when another session has signed in and could not tell.
    async fn known(self: &Arc<Self>) -> Result<TokenSet, Error> {
        if self.tokens().is_err() {
            self.look().await;
        }
        self.tokens()
    }

    /// Puts a new access token in the place of `stale`, unless that has been done already, and gives
    /// what this sign-in has then.
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
                // It goes on when every caller has given up: a refresh token may be good only once.
                task::spawn(Box::pin(refresh.map(drop)));
            }
            let done = refresh.await;
            if cause == Cause::Asked && begun_for != cause && self.has(stale) {
                // One that nobody asked for may have kept still.
                continue;
            }
            done?;
            return self.tokens_of(sign_in);
        }
    }

    /// Exchanges the refresh token of `stale`, if those are still the tokens of their sign-in.
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
            return Err(expired());
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
                        // What ended this sign-in meanwhile ends these tokens, too.
                        self.discard(new);
                    }
                }
                Ok(())
            }
            // Whoever signed out has had the server end these tokens.
            Err(_) if !self.has(&tokens.access_token) => Ok(()),
            Err(error) if rejects(&error) => {
                let limit = if lock.is_some() { LATE_WRITE_LIMIT } else { RIVAL_LIMIT };
                if self.rival(&tokens, limit).await {
                    return Ok(());
                }
                // Whoever signed out meanwhile is not told that the session has expired.
                self.tokens_of(tokens.sign_in)?;
                self.end(&tokens.access_token).await;
                Err(expired().after(error))
            }
            Err(error) => {
                self.failed(&error);
                Err(error)
            }
        }
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
            // Somebody signed out, or another signed in, while the store was writing.
            self.remove(&new.access_token).await;
        }
        self.schedule();
        replaced
    }

    /// Whether another session has used the same refresh token: waits for its tokens in the store.
    async fn rival(self: &Arc<Self>, tokens: &TokenSet, limit: Duration) -> bool {
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

    /// The server has ended the session.
    async fn end(&self, access: &Secret) {
        if self.has(access) {
            // First, since what was left is not looked at any more.
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

/// Whether the server has refused the refresh token for good. An outage is no refusal, and neither
/// is what a gateway says.
fn rejects(error: &Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::InvalidToken
            | ErrorKind::LoginPrevented
            | ErrorKind::AccountExpired
            | ErrorKind::AccountLocked
    )
}
