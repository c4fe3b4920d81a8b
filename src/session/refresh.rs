//! The way to a new access token: at most one at a time, over all callers and all who share a store.

use std::{sync::Arc, time::Duration};

use futures_util::FutureExt;

use super::{
    SignOutReason, TokenSet,
    core::{Core, expired},
};
use crate::{
    error::{Error, ErrorKind},
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

impl Core {
    /// An access token that lives for another `time`, or what is left of it when none can be had.
    pub(crate) async fn access_token(
        self: &Arc<Self>,
        time: Option<Duration>,
    ) -> Result<Secret, Error> {
        if self.tokens().is_err() {
            // Another session may have signed in, and could not tell.
            self.look().await;
        }
        let tokens = self.tokens()?;
        let half = tokens.lifetime.map_or(Duration::MAX, |life| life / 2);
        // A token never lives longer than its life; to ask for more must not refresh at every call.
        let time = time.unwrap_or_else(|| self.ahead(&tokens) / 2).min(half);
        if tokens.lasts(time) {
            return Ok(tokens.access_token);
        }
        let renewed = self.renew(&tokens.access_token, false).await;
        let tokens = self.tokens()?;
        match renewed {
            // A server that cannot be reached does not end what is still good.
            Err(error) if !tokens.lasts(Duration::ZERO) => Err(error),
            _ => Ok(tokens.access_token),
        }
    }

    /// Gets a new access token, whatever the age of the old one.
    pub(crate) async fn refresh(self: &Arc<Self>) -> Result<(), Error> {
        if self.tokens().is_err() {
            self.look().await;
        }
        let tokens = self.tokens()?;
        self.renew(&tokens.access_token, false).await
    }

    /// Puts a new access token in the place of `stale`, unless that has been done already.
    ///
    /// `refused` says that a server did not take it, whatever its lifetime.
    pub(crate) async fn renew(
        self: &Arc<Self>,
        stale: &Secret,
        refused: bool,
    ) -> Result<(), Error> {
        if !self.tokens().is_ok_and(|tokens| tokens.access_token == *stale) {
            return self.tokens().map(drop);
        }
        let mut started = None;
        let refresh = self.refreshing(|| {
            let (core, stale) = (Arc::clone(self), stale.clone());
            let work: task::Boxed<'static, _> = Box::pin(async move {
                let done = task::caught(core.trade(&stale, refused), panicked).await;
                core.refreshed();
                done
            });
            started.insert(work.shared()).clone()
        });
        if let Some(refresh) = started {
            // It goes on when every caller has given up: a refresh token may be good only once.
            task::spawn(Box::pin(refresh.map(drop)));
        }
        refresh.await
    }

    async fn trade(self: &Arc<Self>, stale: &Secret, refused: bool) -> Result<(), Error> {
        let lock = time::within(LOCK_LIMIT, self.store.lock()).await.flatten();
        let mut tokens = self.tokens()?;
        if tokens.access_token != *stale {
            return Ok(());
        }
        match self.load().await {
            Ok(Some(kept)) if kept.access_token != *stale => {
                self.adopt(kept.clone());
                if kept.lasts(Duration::ZERO) {
                    return Ok(());
                }
                tokens = kept;
            }
            Ok(None) if self.persisted() => {
                self.leave(SignOutReason::Elsewhere);
                return self.tokens().map(drop);
            }
            _ => {}
        }
        if tokens.refresh_token.is_none() {
            if refused || !tokens.lasts(Duration::ZERO) {
                self.end(&tokens.access_token).await;
            }
            return Err(expired());
        }
        if let Some(error) = self.hold() {
            return Err(error);
        }
        match self.vendor.renew(&tokens).await {
            Ok(new) => {
                if !self.replace(&tokens.access_token, &new).await {
                    self.look().await;
                    if self.tokens().is_err() {
                        // Who signed out meanwhile meant these tokens, too.
                        let core = Arc::clone(self);
                        task::spawn(Box::pin(async move {
                            let _ = core.vendor.end(&new, false).await;
                        }));
                    }
                }
                self.tokens().map(drop)
            }
            // Whoever signed out has had the server end these tokens.
            Err(_) if !self.has(&tokens.access_token) => self.tokens().map(drop),
            Err(error) if rejects(&error) => {
                let limit = if lock.is_some() { LATE_WRITE_LIMIT } else { RIVAL_LIMIT };
                if self.rival(&tokens, limit).await {
                    return Ok(());
                }
                self.end(&tokens.access_token).await;
                Err(expired().after(error))
            }
            Err(error) => {
                self.failed(&error);
                Err(error)
            }
        }
    }

    /// Whether another session has traded the same refresh token: waits for its tokens in the store.
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

    /// Ends the session here, then has the server end it; whether the server was told.
    pub(crate) async fn sign_out(&self, everywhere: bool) -> bool {
        let tokens = self.leave(SignOutReason::User);
        // Another session may have refreshed them and could not tell.
        let kept = self.load().await.ok().flatten();
        self.save(None).await;
        let Some(tokens) = kept.or(tokens) else { return false };
        // The client's own limit holds for the call.
        self.vendor.end(&tokens, everywhere).await.is_ok()
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
