//! A store in the browser's storage. All tabs of an origin can share it, including pages that use the npm package.

use std::{
    cell::{Cell, RefCell},
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use gloo_events::EventListener;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{AbortController, EventTarget, Storage, StorageEvent, window};

use super::{
    core::LOCK_SETTLES,
    store::{Changed, TokenStore},
};
use crate::{
    config::Config,
    error::Error,
    maybe_send::{BoxFuture, MaybeSend},
    secret::Secret,
    transport::{
        promise::{spawn, wait},
        time,
    },
};

/// Keeps the tokens in `localStorage` or `sessionStorage`, under the key that the npm package uses, too. So Rust
/// pages and JavaScript pages of one origin share a session, if their clients have the same tenant and exactly the same
/// server address.
///
/// A Web Lock lets only one tab refresh at a time. After a write, the `storage` event notifies the other tabs, and the
/// store notifies the other sessions of the same page.
///
/// If the browser blocks the storage, the session works, but it is lost when the page ends:
/// [`SignedIn::persisted`](super::SignedIn::persisted) is false. The same is true in workers, which have no storage.
///
/// Every script in the page can read the tokens, so load only scripts that you trust.
///
/// ```no_run
/// use matricula::{Config, fusio::Client, session::{BrowserStore, Session}};
///
/// # async fn open() -> Result<(), matricula::Error> {
/// let config = Config::new("https://api.example.com");
/// let store = BrowserStore::local(&config);
/// let session = Session::open(Client::new(config)?, store).await;
/// # Ok(()) }
/// ```
#[derive(Debug)]
pub struct BrowserStore {
    /// None if the browser has no storage for this page.
    area: Option<Area>,
    key: String,
    /// The time until which this tab may still see old data, in epoch milliseconds.
    settled: AtomicU64,
    /// The number of the watch of this store; 0 if there is no watch yet.
    watch: AtomicU64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Area {
    Local,
    Session,
}

impl BrowserStore {
    /// A store in `localStorage`, which all tabs share and which stays when the browser is closed. The key has the
    /// server's address and the tenant of `config`.
    #[must_use]
    pub fn local(config: &Config) -> Self {
        Self::new(Area::Local, config)
    }

    /// A store in `sessionStorage`, which belongs to one tab and ends with it. The key is the same as in
    /// [`local`](Self::local).
    #[must_use]
    pub fn session(config: &Config) -> Self {
        Self::new(Area::Session, config)
    }

    fn new(area: Area, config: &Config) -> Self {
        let tenant = config.tenant_id.as_ref().map(|id| format!(":{id}")).unwrap_or_default();
        let key = format!("matricula:{}{tenant}", config.base_url);
        let area = storage(area).map(|_| area);
        Self { area, key, settled: AtomicU64::new(0), watch: AtomicU64::new(0) }
    }

    /// The same store with another key (`storageKey` in the npm package). The key is also the name of the lock.
    #[must_use]
    pub fn with_key(mut self, key: impl Into<String>) -> Self {
        self.key = key.into();
        self
    }

    /// The key in the storage, and the name of the lock.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Notifies the other sessions of this page, because a page gets no `storage` event after its own writes.
    fn notify_peers(&self) {
        let own = self.watch.load(Ordering::Relaxed);
        let fits =
            |peer: &&Peer| peer.id != own && Some(peer.area) == self.area && peer.key == self.key;
        let peers: Vec<Changed> = PEERS.with_borrow(|peers| {
            peers.iter().filter(fits).map(|peer| peer.changed.clone()).collect()
        });
        peers.iter().for_each(Changed::notify);
    }

    fn storage(&self) -> Result<Storage, Error> {
        let storage = self.area.and_then(storage);
        storage.ok_or_else(|| Error::storage("the browser blocks the storage"))
    }
}

/// The key of the trust ids is the key of the tokens with this suffix.
const TRUST: &str = ":trust";

impl TokenStore for BrowserStore {
    fn load(&self) -> BoxFuture<'_, Result<Option<Secret>, Error>> {
        Box::pin(async {
            let left = self.settled.load(Ordering::Relaxed).saturating_sub(time::epoch_millis());
            if left > 0 {
                time::sleep(LOCK_SETTLES.min(Duration::from_millis(left))).await;
            }
            let kept = self.storage()?.get_item(&self.key);
            Ok(kept.map_err(|_| Error::storage("the storage cannot be read"))?.map(Secret::from))
        })
    }

    fn save(&self, record: Option<Secret>) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(async move {
            let storage = self.storage()?;
            let saved = match record {
                Some(record) => storage.set_item(&self.key, record.expose()),
                None => storage.remove_item(&self.key),
            };
            saved.map_err(|_| Error::storage("the storage is full or cannot be written"))?;
            self.notify_peers();
            Ok(())
        })
    }

    fn load_trust(&self) -> BoxFuture<'_, Result<Option<Secret>, Error>> {
        Box::pin(async {
            let kept = self.storage()?.get_item(&[&self.key, TRUST].concat());
            Ok(kept.map_err(|_| Error::storage("the storage cannot be read"))?.map(Secret::from))
        })
    }

    fn save_trust(&self, record: Secret) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(async move {
            let saved = self.storage()?.set_item(&[&self.key, TRUST].concat(), record.expose());
            saved.map_err(|_| Error::storage("the storage is full or cannot be written"))
        })
    }

    fn lock(&self) -> BoxFuture<'_, Option<Box<dyn MaybeSend>>> {
        Box::pin(async {
            if self.area.is_none() {
                // Without a storage, no other tab has these tokens, so no Web Lock is needed.
                return Some(Box::new(()) as Box<dyn MaybeSend>);
            }
            let navigator: Navigator = JsValue::from(window()?.navigator()).unchecked_into();
            let held = Held::request(&navigator.locks()?, &self.key)?;
            wait(&held.granted).await.ok()?;
            let settled = time::epoch_millis().saturating_add(LOCK_SETTLES.as_millis() as u64);
            self.settled.store(settled, Ordering::Relaxed);
            Some(Box::new(held) as Box<dyn MaybeSend>)
        })
    }

    fn watch(&self, changed: Changed) -> Option<Box<dyn MaybeSend>> {
        let (window, area) = (window()?, self.area?);
        let storage = storage(area)?;
        let (key, heard) = (self.key.clone(), changed.clone());
        let listener = EventListener::new(&window, "storage", move |event| {
            let Some(event) = event.dyn_ref::<StorageEvent>() else { return };
            // An event without a key means that everything was removed.
            if event.storage_area().as_ref() == Some(&storage)
                && event.key().is_none_or(|it| it == key)
            {
                heard.notify();
            }
        });
        // A frozen tab gets no `storage` events, so the session also reads the store after the events below.
        let mut listeners = vec![listener];
        listeners.extend(["online", "pageshow"].map(|name| notified(&window, name, &changed)));
        listeners.extend(window.document().map(|it| notified(&it, "visibilitychange", &changed)));
        let id = NEXT.replace(NEXT.get().wrapping_add(1));
        self.watch.store(id, Ordering::Relaxed);
        let peer = Peer { id, area, key: self.key.clone(), changed };
        PEERS.with_borrow_mut(|peers| peers.push(peer));
        Some(Box::new(Watch { id, _listeners: listeners }))
    }
}

/// A watch of a session in this page.
struct Peer {
    id: u64,
    area: Area,
    key: String,
    changed: Changed,
}

thread_local! {
    static PEERS: RefCell<Vec<Peer>> = const { RefCell::new(Vec::new()) };
    static NEXT: Cell<u64> = const { Cell::new(1) };
}

/// Ends the watch when it is dropped.
struct Watch {
    id: u64,
    _listeners: Vec<EventListener>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        PEERS.with_borrow_mut(|peers| peers.retain(|peer| peer.id != self.id));
    }
}

fn notified(target: &EventTarget, name: &'static str, changed: &Changed) -> EventListener {
    let changed = changed.clone();
    EventListener::new(target, name, move |_| changed.notify())
}

/// The storage; `None` if the browser blocks it, or in a worker.
fn storage(area: Area) -> Option<Storage> {
    let window = window()?;
    let found = match area {
        Area::Local => window.local_storage(),
        Area::Session => window.session_storage(),
    };
    found.ok().flatten()
}

#[wasm_bindgen]
extern "C" {
    /// The object `navigator`. It has no `locks` in a page that is not a secure context.
    type Navigator;
    #[wasm_bindgen(method, getter)]
    fn locks(this: &Navigator) -> Option<LockManager>;

    /// `web-sys` has types for locks, but these are unstable, so this file declares its own types.
    type LockManager;
    #[wasm_bindgen(method)]
    fn request(this: &LockManager, name: &str, options: &Object, grant: &JsValue) -> Promise;
}

/// A lock that was requested. Dropping this value releases the lock, or ends the request.
struct Held {
    granted: Promise,
    release: Function,
    controller: AbortController,
    _grant: Closure<dyn FnMut(JsValue) -> Promise>,
}

impl Held {
    fn request(locks: &LockManager, name: &str) -> Option<Self> {
        let controller = AbortController::new().ok()?;
        let (held, release, _) = promise();
        let (granted, grant, refuse) = promise();
        let grant = Closure::new(move |_| {
            grant.call0(&JsValue::UNDEFINED).ok();
            held.clone()
        });
        let options = Object::new();
        Reflect::set(&options, &"signal".into(), &controller.signal()).ok()?;
        let asked = locks.request(name, &options, grant.as_ref());
        spawn(Box::pin(async move {
            if wait(&asked).await.is_err() {
                refuse.call0(&JsValue::UNDEFINED).ok();
            }
        }));
        Some(Self { granted, release, controller, _grant: grant })
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.release.call0(&JsValue::UNDEFINED).ok();
        self.controller.abort();
    }
}

/// A promise, and the functions that resolve and reject it.
fn promise() -> (Promise, Function, Function) {
    let mut functions = (Function::default(), Function::default());
    let promise = Promise::new(&mut |resolve, reject| functions = (resolve, reject));
    (promise, functions.0, functions.1)
}
