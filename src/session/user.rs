//! The user of a sign-in. All callers share one answer of the server. The answer stays in memory: the store never gets
//! it. The server is asked again only after an error, or when a caller wants a fresh answer.
//!
//! `npm/matricula/src/engine/user.ts` has the same rules for the npm package.

use std::{
    mem,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use futures_util::{FutureExt, future::Shared};
#[cfg(feature = "fusionauth")]
use serde::Serialize;
#[cfg(any(feature = "fusio", feature = "fusionauth"))]
use serde::de::DeserializeOwned;

use super::{core::Core, state::Event};
#[cfg(any(feature = "fusio", feature = "fusionauth"))]
use crate::transport::operation::Spec;
use crate::{
    error::{Error, ErrorKind},
    maybe_send::{BoxFuture, MaybeSend},
    secret::Secret,
    transport::{
        json::{self, Json},
        task,
    },
};

/// The server's answer to a request for the user.
type Answer = Result<Json, Error>;

/// What a session knows about the user of its sign-in.
#[derive(Default)]
pub(super) struct KnownUser(Mutex<Known>);

#[derive(Default)]
struct Known {
    /// The number of the sign-in.
    sign_in: u32,
    user: Option<Json>,
    /// How many requests were started.
    asked: u32,
    /// The newest request, while it is running.
    asking: Option<Shared<BoxFuture<'static, Answer>>>,
    /// The user in the answer of the newest sign-in, until this sign-in takes effect. `None` if its answer has no user.
    coming: Option<Json>,
}

impl KnownUser {
    /// A value without a user. It follows the sign-ins of `core`.
    #[allow(clippy::arc_with_non_send_sync, reason = "wasm has one thread, other targets many")]
    pub(super) fn of(core: &Arc<Core>) -> Arc<Self> {
        let known = Arc::new(Self::default());
        let (weak, following) = (Arc::downgrade(core), Arc::downgrade(&known));
        core.listen(Arc::new(move |event| {
            if let (
                Event::Ready | Event::SignedIn(_) | Event::SignedOut(_),
                Some(core),
                Some(known),
            ) = (event, weak.upgrade(), following.upgrade())
            {
                known.follow(&core);
            }
        }));
        known
    }

    /// Keeps the user in the answer of a sign-in that has not taken effect yet.
    #[cfg(feature = "fusionauth")]
    pub(super) fn coming(&self, user: Option<Json>) {
        self.known().coming = user;
    }

    /// The user of the current sign-in. The server is asked if the user is not known yet, or if the answer must be
    /// `fresh`: newer than this call. `request` asks the server with an access token.
    pub(super) async fn get<F>(
        self: &Arc<Self>,
        core: &Arc<Core>,
        fresh: bool,
        request: F,
    ) -> Answer
    where
        F: Fn(Secret) -> BoxFuture<'static, Answer> + MaybeSend,
    {
        let sign_in = core.known().await?.sign_in;
        let asking = {
            let mut known = self.of_sign_in(sign_in);
            match (&known.user, &known.asking) {
                (_, Some(asking)) if !fresh => asking.clone(),
                (Some(user), None) if !fresh => return Ok(user.clone()),
                _ => {
                    known.asked += 1;
                    let ask = Arc::clone(self).ask(Arc::clone(core), sign_in, known.asked, request);
                    let work: BoxFuture<'static, _> = Box::pin(ask);
                    known.asking.insert(work.shared()).clone()
                }
            }
        };
        // The request goes on even if this caller gives up: others may wait for it.
        task::spawn(Box::pin(asking.clone().map(drop)));
        let user = asking.await;
        core.tokens_of(sign_in)?;
        user
    }

    /// Asks the server, and keeps its answer.
    async fn ask<F>(
        self: Arc<Self>,
        core: Arc<Core>,
        sign_in: u32,
        asked: u32,
        request: F,
    ) -> Answer
    where
        F: Fn(Secret) -> BoxFuture<'static, Answer> + MaybeSend,
    {
        let answer = task::caught(Self::request(&core, sign_in, request), panicked).await;
        {
            let mut known = self.known();
            // A late answer: the sign-in is over, or there is a newer request.
            if known.sign_in != sign_in || known.asked != asked {
                return answer;
            }
            known.asking = None;
            let Ok(user) = &answer else { return answer };
            known.user = Some(user.clone());
        }
        core.update(|_| Some(Event::UserLoaded));
        answer
    }

    async fn request<F>(core: &Arc<Core>, sign_in: u32, request: F) -> Answer
    where
        F: Fn(Secret) -> BoxFuture<'static, Answer>,
    {
        let access = core.access_token(None).await?.access_token;
        // Somebody else may have signed in meanwhile.
        core.tokens_of(sign_in)?;
        let refused = match request(access.clone()).await {
            Err(error) if error.kind() == ErrorKind::Unauthorized => error,
            done => return done,
        };
        match core.another(&access, sign_in).await? {
            Some(token) => request(token).await,
            None => Err(refused),
        }
    }

    /// Forgets the user of an earlier sign-in. Takes the user from the answer of the current sign-in, if the answer has
    /// one.
    fn follow(&self, core: &Core) {
        let tokens = core.tokens().ok();
        let mut known = self.of_sign_in(tokens.as_ref().map_or(0, |tokens| tokens.sign_in));
        let coming = mem::take(&mut known.coming);
        let Some(tokens) = tokens else { return };
        // If several sign-ins run at the same time, the one that has taken effect may not be the newest one. Then
        // `coming` may be the user of another sign-in.
        let id = coming.as_ref().and_then(|user| json::text(&json::member(user, "id")?));
        if id.is_some() && id == tokens.subject() {
            known.user = coming;
        }
    }

    /// Returns what is known about the user of the sign-in with this number; forgets the user of any other sign-in. The
    /// number 0 means that nobody is signed in.
    fn of_sign_in(&self, sign_in: u32) -> MutexGuard<'_, Known> {
        let mut known = self.known();
        if known.sign_in != sign_in {
            known.sign_in = sign_in;
            known.user = None;
            known.asking = None;
        }
        known
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The user in an answer, as JSON.
#[cfg(feature = "fusionauth")]
pub(super) fn json_of<T: Serialize>(user: &T) -> Option<Json> {
    json::parse(&serde_json::to_string(user).ok()?.into())
}

/// The user as the vendor's type.
#[cfg(any(feature = "fusio", feature = "fusionauth"))]
pub(super) fn typed<T: DeserializeOwned>(spec: &Spec, user: &Json) -> Result<T, Error> {
    json::read(&json::write(user).into())
        .map_err(|_| json::unexpected(spec, "a member has the wrong type"))
}

fn panicked() -> Answer {
    Err(Error::new(ErrorKind::Storage, "the store panicked"))
}
