//! A session keeps the tokens of a login, refreshes them, shares them and ends them.

use std::{
    future::Future,
    sync::{Arc, Weak},
    time::Duration,
};

use serde::de::DeserializeOwned;

use crate::{
    error::{Error, ErrorKind},
    maybe_send::{OneThread, one_thread},
    secret::Secret,
    token,
};

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(all(test, not(target_arch = "wasm32"), feature = "fusio", feature = "fusionauth"))]
mod constants;
mod core;
mod file;
mod options;
mod refresh;
mod sign_in;
mod state;
mod store;
mod tokens;
#[cfg(feature = "fusionauth")]
mod trust;
mod user;
mod vendor;

#[cfg(feature = "fusio")]
mod fusio;
#[cfg(feature = "fusionauth")]
mod fusionauth;

pub use crate::maybe_send::{BoxFuture, MaybeSend};
#[cfg(target_arch = "wasm32")]
pub use browser::BrowserStore;
pub use file::FileStore;
pub use options::SessionOptions;
pub use state::{Event, Origin, SignOutReason, SignedIn, State};
pub use store::{Changed, MemoryStore, TokenStore};
pub use tokens::TokenSet;
pub use vendor::Vendor;

pub(crate) use self::core::Core;
#[cfg(all(test, not(target_arch = "wasm32"), feature = "fusio", feature = "fusionauth"))]
pub(crate) use constants::constants;
use user::KnownUser;

/// The session of one user with one server.
///
/// It keeps the tokens in a [`TokenStore`] and refreshes them before they expire. If the store has a
/// lock, only one of the sessions that share the store refreshes at a time.
///
/// A session with a refresh token ends only when somebody signs out or the server refuses this token;
/// an outage does not end the session. A session without a refresh token ends when somebody signs out,
/// when the server refuses the access token, or when a caller needs this token after its expiry.
///
/// A `Session` is cheap to clone and can be shared between tasks; the background refresh ends with the last clone. On
/// wasm a `Session` is `Send`, too, because some frameworks require this, but it works only in the thread that opened
/// it.
///
/// ```ignore-wasm32
/// # use matricula::{Config, fusio::{Client, LoginRequest}, session::{FileStore, Session, State}};
/// # tokio::runtime::Runtime::new()?.block_on(async {
/// # let server = matricula_test_server::TestServer::start().await?;
/// # let folder = tempfile::tempdir()?;
/// let client = Client::new(Config::new(server.url()))?;
/// let session = Session::open(client, FileStore::new(folder.path().join("session"))).await;
/// if let State::SignedOut(_) = session.state() {
/// #   server.update_settings(serde_json::json!({"fusio": {"user_approval": false}})).await?;
/// #   let user = matricula::fusio::RegisterRequest::new("baz", "baz@example.com", "qux-1234");
/// #   session.client().register(&user).await?;
///     session.sign_in(&LoginRequest::new("baz", "qux-1234")).await?;
/// }
/// let account = session.call(async |token| session.client().account(&token).await).await?;
/// assert_eq!(account.name, "baz");
/// let ended = session.sign_out().await;
/// assert!(ended);
/// # Ok::<(), Box<dyn std::error::Error>>(()) })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Session<V> {
    client: V,
    core: OneThread<Arc<Core>>,
    user: OneThread<Arc<KnownUser>>,
    #[cfg(feature = "fusionauth")]
    trusts: Arc<trust::Trusts>,
}

impl<V: Vendor + Clone> Session<V> {
    /// Opens the session in `store` with the default options. `open` does not wait for the server: if
    /// the access token is due for a refresh, the session refreshes it in the background.
    pub async fn open(client: V, store: impl TokenStore) -> Self {
        Self::open_with(client, store, SessionOptions::default()).await
    }

    /// Does the same as [`open`](Self::open), but with these options. A store that cannot be read, or
    /// that does not answer within 3 seconds, counts as empty.
    pub async fn open_with(client: V, store: impl TokenStore, options: SessionOptions) -> Self {
        let core = Core::new(Box::new(client.clone()), Box::new(store), options);
        let user = KnownUser::of(&core);
        core.start().await;
        Self {
            client,
            core: one_thread(core),
            user: one_thread(user),
            #[cfg(feature = "fusionauth")]
            trusts: Arc::default(),
        }
    }
}

impl<V> Session<V> {
    /// The client of the session.
    pub fn client(&self) -> &V {
        &self.client
    }

    /// Whether somebody is signed in.
    #[must_use]
    pub fn state(&self) -> State {
        self.core.state()
    }

    /// The claims of the current access token, for example the id of the user. Nothing is verified: see
    /// [`token::decode`].
    ///
    /// # Errors
    /// - `NoSession` when nobody is signed in. If the reason is `SignOutReason::SessionExpired`, the error
    ///   is `SessionExpired` instead.
    /// - `InvalidToken` with the code `malformed` when the token is not a JWT or its claims do not fit `C`.
    pub fn claims<C: DeserializeOwned>(&self) -> Result<C, Error> {
        token::decode(&self.core.tokens()?.access_token)
    }

    /// Calls `listener` with every event until the returned subscription is dropped.
    ///
    /// The events come in order. A listener may call this session. A panic in a listener does not harm the session or
    /// the other listeners, except in wasm. Wasm cannot catch a panic: do not use the session after a panic.
    pub fn subscribe(&self, listener: impl Fn(&Event) + MaybeSend) -> Subscription {
        let id = self.core.listen(Arc::new(listener));
        Subscription { core: one_thread(Arc::downgrade(&self.core)), id }
    }

    /// Signs in with tokens that the app already has, such as those of a social login.
    ///
    /// # Errors
    /// `Aborted` when another sign-in or a sign-out was started after this one and has taken
    /// effect; the session then ends `tokens` on the server.
    pub async fn set_tokens(&self, tokens: TokenSet) -> Result<(), Error> {
        self.core.sign_in(tokens, self.core.begin()).await
    }

    /// A valid access token. If the current token is about to expire, the session refreshes it first.
    ///
    /// # Errors
    /// `NoSession` when nobody is signed in, or when there was a new sign-in during the refresh.
    /// `SessionExpired` when the server has ended the session, or when the current token has
    /// expired and there is no refresh token. The error of the refresh, when the refresh failed and
    /// the current token has expired.
    pub async fn access_token(&self) -> Result<Secret, Error> {
        self.core.access_token(None).await.map(|tokens| tokens.access_token)
    }

    /// An access token that is valid for at least `time`, or for half of its lifetime if that is
    /// shorter. If the session needs a new token for this and cannot get one, it returns the current
    /// token, as long as that token is valid.
    ///
    /// # Errors
    /// The errors of [`access_token`](Self::access_token).
    pub async fn access_token_for(&self, time: Duration) -> Result<Secret, Error> {
        self.core.access_token(Some(time)).await.map(|tokens| tokens.access_token)
    }

    /// Gets a new access token, even if the current one is still valid.
    ///
    /// # Errors
    /// The errors of [`access_token`](Self::access_token). The error of a failed refresh is returned
    /// even when the current token is still valid. Without a refresh token, this error is
    /// `SessionExpired`.
    pub async fn refresh(&self) -> Result<(), Error> {
        self.core.refresh().await
    }

    /// Calls `work` with the access token. If `work` fails because the server refuses the token (401),
    /// calls `work` once more with a new token of the same sign-in.
    ///
    /// # Errors
    /// The errors of `work` and of [`access_token`](Self::access_token). In two cases, the session does
    /// not call `work` again, and returns the error of the first call: the sign-in is over; or the server refused an
    /// earlier token just before, and now also refuses the new one.
    pub async fn call<T, W, F>(&self, work: W) -> Result<T, Error>
    where
        W: Fn(Secret) -> F,
        F: Future<Output = Result<T, Error>>,
    {
        let tokens = self.core.access_token(None).await?;
        let refused = match work(tokens.access_token.clone()).await {
            Err(error) if error.kind() == ErrorKind::Unauthorized => error,
            done => return done,
        };
        match self.core.another(&tokens.access_token, tokens.sign_in).await? {
            Some(token) => work(token).await,
            None => Err(refused),
        }
    }

    /// Removes the tokens from this device, then ends them on the server. Returns whether the server
    /// confirmed that it ended them. Without a refresh token, `FusionAuth` cannot end them, so the
    /// result is false.
    ///
    /// The session removes the tokens from this device even if the server cannot be reached. If
    /// another program has refreshed the tokens meanwhile, the session removes and ends the new ones.
    pub async fn sign_out(&self) -> bool {
        self.core.sign_out(false, self.core.begin()).await
    }
}

impl<V: Clone> Clone for Session<V> {
    fn clone(&self) -> Self {
        Self {
            client: self.client.clone(),
            core: self.core.clone(),
            user: self.user.clone(),
            #[cfg(feature = "fusionauth")]
            trusts: Arc::clone(&self.trusts),
        }
    }
}

impl<V> std::fmt::Debug for Session<V> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session").field("state", &self.state()).finish_non_exhaustive()
    }
}

/// A subscription of [`Session::subscribe`]. Dropping it removes the listener.
#[must_use = "the listener is removed when this is dropped"]
pub struct Subscription {
    core: OneThread<Weak<Core>>,
    id: u64,
}

impl Drop for Subscription {
    fn drop(&mut self) {
        if let Some(core) = self.core.upgrade() {
            core.forget(self.id);
        }
    }
}
