//! A key set at an address: fetched when it is needed, kept for some time, and fetched again when
//! keys change.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use futures_util::{
    FutureExt,
    future::{Shared, WeakShared},
};

use super::{compact::Header, keys::Set, refusal::Refusal};
use crate::{
    config::Config,
    error::{Error, ErrorKind},
    maybe_send::BoxFuture,
    transport::{
        Call, Http, Sender, json,
        operation::{BodyEncoding, Caller, Method, Retry, Spec},
        task,
        time::{self, Stopwatch},
        url,
    },
};

/// How long a set is used before it is fetched again.
pub(super) const FRESH: Duration = Duration::from_secs(10 * 60);
/// How long a set is used in all, if it cannot be fetched again.
pub(super) const STALE: Duration = Duration::from_secs(60 * 60);
/// The shortest time between two fetches for unknown keys. Anybody can write tokens that name unknown keys; without
/// this limit, each such token would cause a fetch.
pub(super) const ROTATION: Duration = Duration::from_secs(30);
/// How long a verification waits for newer keys while the old ones may still be used. The fetch goes on afterwards.
pub(super) const PATIENCE: Duration = Duration::from_secs(1);
/// How long nothing is fetched after a failed fetch.
pub(super) const FAILURE: Duration = Duration::from_secs(5);

pub(crate) const FETCH: Spec = Spec {
    name: "keys",
    method: Method::Get,
    path: "",
    caller: Caller::None,
    optional: &[],
    in_body: None,
    body: BodyEncoding::None,
    retry: Retry::Safe,
    answer: &[],
    statuses: &[],
    members: &[],
};

/// A client whose base address is the address of the keys.
pub(crate) fn server(config: Config, sender: Sender) -> Result<Http, Error> {
    let address = url::checked(&config.base_url).map_err(|_| {
        Error::invalid("jwksUrl", "must be http or https, without credentials, query or fragment")
    })?;
    let mut http = Http::new(config, |_, _, _, _| None, sender)?;
    // `Http::new` removes a slash at the end, but here the slash belongs to the address.
    http.set_base(address);
    Ok(http)
}

type Fetched = Result<Arc<Set>, Error>;
type Fetch = BoxFuture<'static, Fetched>;

pub(super) struct Remote {
    http: Http,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    kept: Option<(Arc<Set>, Stopwatch)>,
    failure: Option<(Error, Stopwatch)>,
    /// When a set was last fetched because of an unknown key.
    rotation: Option<Stopwatch>,
    /// The running fetch, which the verifications share, and the time since its start. The fetch is aborted when
    /// nothing waits for it any more.
    fetch: Option<(WeakShared<Fetch>, Stopwatch)>,
}

impl State {
    /// The error of the newest failed fetch, until `FAILURE` is over.
    fn failed(&self) -> Option<Error> {
        let (error, since) = self.failure.as_ref()?;
        (since.elapsed() < FAILURE).then(|| error.clone())
    }
}

/// How a verification gets a set.
enum Plan {
    Take(Arc<Set>),
    Wait(Shared<Fetch>),
    Fail(Error),
}

impl Remote {
    #[allow(clippy::arc_with_non_send_sync, reason = "wasm has one thread")]
    pub(super) fn new(config: Config) -> Result<Arc<Self>, Error> {
        let sender = Sender::new(&config.base_url)?;
        let http = server(config, sender)?;
        Ok(Arc::new(Self { http, state: Mutex::default() }))
    }

    /// How long a verification waits for keys.
    pub(super) fn limit(&self) -> Duration {
        self.http.config().timeout
    }

    /// A set with the key of this header, or else the newest set.
    pub(super) async fn set_for(self: &Arc<Self>, header: &Header) -> Fetched {
        let set = self.set(None).await?;
        match set.find(header) {
            Err(Refusal::UnknownKey) => self.set(Some(&set)).await,
            _ => Ok(set),
        }
    }

    /// The current set. `without_key` is a set that lacks the needed key: if this set is still the
    /// current one, the keys are fetched again.
    async fn set(self: &Arc<Self>, without_key: Option<&Arc<Set>>) -> Fetched {
        let fetched = match self.plan(without_key) {
            Plan::Take(set) => return Ok(set),
            Plan::Fail(error) => Err(error),
            Plan::Wait(fetch) if self.usable(without_key).is_some() => self.briefly(fetch).await,
            Plan::Wait(fetch) => fetch.await,
        };
        fetched.or_else(|error| self.usable(without_key).ok_or(error))
    }

    /// The kept set, if it may be used although it is old. A set that lacks the needed key may not be used.
    fn usable(&self, without_key: Option<&Arc<Set>>) -> Option<Arc<Set>> {
        let state = self.state();
        let (set, since) = state.kept.as_ref()?;
        (without_key.is_none() && since.elapsed() < STALE).then(|| Arc::clone(set))
    }

    /// Waits at most `PATIENCE` for the running fetch; soon after a failure, does not wait. The fetch goes on.
    async fn briefly(&self, fetch: Shared<Fetch>) -> Fetched {
        if let Some(error) = self.state().failed() {
            return Err(error);
        }
        if let Some(fetched) = time::within(PATIENCE, fetch.clone()).await {
            return fetched;
        }
        task::spawn(Box::pin(fetch.map(drop)));
        let error = Error::new(ErrorKind::Timeout, "keys: no answer within the time limit");
        self.state().failure = Some((error.clone(), Stopwatch::start()));
        Err(error)
    }

    fn plan(self: &Arc<Self>, without_key: Option<&Arc<Set>>) -> Plan {
        let mut state = self.state();
        let recent = |since: &Stopwatch, pause| since.elapsed() < pause;
        let kept = state.kept.as_ref();
        // If another verification has fetched a newer set in the meantime, the needed key may be in that set.
        let rotates = kept.zip(without_key).is_some_and(|((kept, _), old)| Arc::ptr_eq(kept, old));
        match kept {
            Some((set, since)) if !rotates && recent(since, FRESH) => {
                return Plan::Take(Arc::clone(set));
            }
            _ => {}
        }
        // On some platforms, a fetch ends together with the incoming request that started it, and never has a result.
        // So do not wait for a fetch that has already taken longer than the time limit.
        let running = state.fetch.as_ref().filter(|(_, since)| recent(since, self.limit()));
        let running = running.and_then(|(fetch, _)| fetch.upgrade());
        if let Some(fetch) = running.filter(|fetch| fetch.peek().is_none()) {
            return Plan::Wait(fetch);
        }
        match (kept, &state.rotation) {
            (Some((set, _)), Some(since)) if rotates && recent(since, ROTATION) => {
                return Plan::Take(Arc::clone(set));
            }
            _ => {}
        }
        if let Some(error) = state.failed() {
            return Plan::Fail(error);
        }
        let fetch: Fetch = Box::pin(Arc::clone(self).fetch(rotates));
        let fetch = fetch.shared();
        state.fetch = fetch.downgrade().map(|fetch| (fetch, Stopwatch::start()));
        Plan::Wait(fetch)
    }

    async fn fetch(self: Arc<Self>, rotates: bool) -> Fetched {
        let answer = self.http.call_value(&FETCH, &Call::ANONYMOUS, &json::NOTHING).await;
        let mut state = self.state();
        let usable =
            matches!(&state.kept, Some((set, since)) if !set.is_empty() && since.elapsed() < STALE);
        let read = answer.and_then(|answer| match Set::read(&answer) {
            // An answer that is no key set does not replace keys that are still good.
            None if usable => Err(json::unexpected(&FETCH, "the answer has no keys")),
            // A server without keys may leave out the list.
            set => Ok(set.unwrap_or_default()),
        });
        match read {
            Ok(set) => {
                state.kept = Some((Arc::clone(&set), Stopwatch::start()));
                state.failure = None;
                if rotates {
                    state.rotation = Some(Stopwatch::start());
                }
                Ok(set)
            }
            Err(error) => {
                state.failure = Some((error.clone(), Stopwatch::start()));
                Err(error)
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
