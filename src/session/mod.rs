//! A session: the tokens of a login, kept, refreshed, shared and given up.

use std::{
    future::Future,
    sync::{Arc, Weak},
    time::Duration,
};

use crate::{
    error::{Error, ErrorKind},
    secret::Secret,
};

mod core;
mod file;
mod refresh;
mod sign_in;
mod state;
mod store;
mod tokens;
mod vendor;

#[cfg(feature = "fusio")]
mod fusio;
#[cfg(feature = "fusionauth")]
mod fusionauth;

pub use crate::maybe_send::{BoxFuture, MaybeSend};
pub use file::FileStore;
pub use state::{Event, Origin, SignOutReason, SignedIn, State};
pub use store::{Changed, MemoryStore, TokenStore};
pub use tokens::TokenSet;
pub use vendor::Vendor;

pub(crate) use self::core::Core;

/// How a session behaves.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SessionOptions {
    /// How long before its end an access token is replaced, but never more than a quarter of its
    /// life. Default 60 seconds.
    pub refresh_ahead: Duration,
    /// Whether that is done without being asked for. Default true.
    pub auto_refresh: bool,
}

impl Default for SessionOptions {
    fn default() -> Self {
        Self { refresh_ahead: Duration::from_secs(60), auto_refresh: true }
    }
}

/// The session of one user with one server.
///
/// It keeps the tokens in a [`TokenStore`], gets the next ones before the old expire, at most once
/// at a time over everybody who shares the store, and ends only when somebody signs out or the
/// server refuses the refresh token: an outage ends nothing. It is cheap to clone and can be
/// shared between tasks; with its last clone its timer ends.
///
/// ```
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
/// let told = session.sign_out().await;
/// assert!(told);
/// # Ok::<(), Box<dyn std::error::Error>>(()) })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Session<V> {
    client: V,
    core: Arc<Core>,
}

impl<V: Vendor + Clone> Session<V> {
    /// Opens the session that `store` has, with the default options. Nothing is sent.
    pub async fn open(client: V, store: impl TokenStore) -> Self {
        Self::open_with(client, store, SessionOptions::default()).await
    }

    /// Opens the session that `store` has. Nothing is sent; a store that cannot be read is taken
    /// for an empty one, and one that does not answer for 3 seconds, too.
    pub async fn open_with(client: V, store: impl TokenStore, options: SessionOptions) -> Self {
        let core = Core::new(Box::new(client.clone()), Box::new(store), options);
        core.start().await;
        Self { client, core }
    }
}

impl<V> Session<V> {
    /// The client that the session is made of.
    pub fn client(&self) -> &V {
        &self.client
    }

    /// Whether somebody is signed in.
    #[must_use]
    pub fn state(&self) -> State {
        self.core.state()
    }

    /// Calls `listener` with everything that happens, until the result is dropped.
    ///
    /// It is called in the order of the events, and may itself call this session. One that panics
    /// harms neither the session nor the other listeners.
    pub fn subscribe(&self, listener: impl Fn(&Event) + MaybeSend) -> Subscription {
        let id = self.core.listen(Arc::new(listener));
        Subscription { core: Arc::downgrade(&self.core), id }
    }

    /// Signs in with tokens that came another way, such as a social login.
    ///
    /// # Errors
    /// `Aborted` when another sign-in or a sign-out was begun after this one and has taken effect; the
    /// server is then asked to end the tokens.
    pub async fn set_tokens(&self, tokens: TokenSet) -> Result<(), Error> {
        self.core.sign_in(tokens, self.core.begin()).await
    }

    /// A good access token; it is refreshed first when it is about to expire.
    ///
    /// # Errors
    /// `NoSession` when nobody is signed in; `SessionExpired` when the server has ended the
    /// session; what kept the refresh from working, when the old token has expired meanwhile. Also
    /// `NoSession` when somebody else has signed in during the refresh.
    pub async fn access_token(&self) -> Result<Secret, Error> {
        self.core.access_token(None).await.map(|tokens| tokens.access_token)
    }

    /// An access token that is good for another `time`, if tokens of this server live twice as long.
    ///
    /// # Errors
    /// As [`access_token`](Self::access_token).
    pub async fn access_token_for(&self, time: Duration) -> Result<Secret, Error> {
        self.core.access_token(Some(time)).await.map(|tokens| tokens.access_token)
    }

    /// Gets a new access token, whatever the age of the old one.
    ///
    /// # Errors
    /// As [`access_token`](Self::access_token).
    pub async fn refresh(&self) -> Result<(), Error> {
        self.core.refresh().await
    }

    /// Makes a call with the access token; when the server does not take it (401), makes it once
    /// more with the next one of the same sign-in.
    ///
    /// # Errors
    /// What `work` gives, and as [`access_token`](Self::access_token). When the user has signed out
    /// meanwhile, or somebody else has signed in, the call is not made again: the error of the first
    /// one is given.
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

    /// Forgets the tokens, then has the server end them; whether the server was told.
    ///
    /// This device forgets them in any case, without waiting for the server. If another program has
    /// refreshed them, those that the store has are meant.
    pub async fn sign_out(&self) -> bool {
        self.core.sign_out(false, self.core.begin()).await
    }
}

impl<V: Clone> Clone for Session<V> {
    fn clone(&self) -> Self {
        Self { client: self.client.clone(), core: Arc::clone(&self.core) }
    }
}

impl<V> std::fmt::Debug for Session<V> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session").field("state", &self.state()).finish_non_exhaustive()
    }
}

/// Ends with its drop what [`Session::subscribe`] began.
#[must_use = "the listener is forgotten when this is dropped"]
pub struct Subscription {
    core: Weak<Core>,
    id: u64,
}

impl Drop for Subscription {
    fn drop(&mut self) {
        if let Some(core) = self.core.upgrade() {
            core.forget(self.id);
        }
    }
}
