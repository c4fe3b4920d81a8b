//! Stores that fail, hang or panic, stores in which other programs save, and listeners that panic.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use matricula::{
    Error, ErrorKind, Secret,
    fusio::{Client, LoginRequest, RegisterRequest},
    session::{
        BoxFuture, Changed, Event, FileStore, MaybeSend, MemoryStore, Origin, Session,
        SignOutReason, State, TokenSet, TokenStore,
    },
};
use matricula_test_server::Fault;

use crate::{
    session::{log, name, quiet, refreshes, signed_in},
    support::{PASSWORD, client, server},
};

/// A store for many sessions. A test can make it full, let it hang or panic, and let it report a
/// change.
#[derive(Clone, Default)]
struct Shared(Arc<Inner>);

#[derive(Default)]
struct Inner {
    record: Mutex<Option<Secret>>,
    full: AtomicBool,
    /// There is no room for tokens, but tokens can be removed.
    has_no_room: AtomicBool,
    hangs: AtomicBool,
    panics: AtomicBool,
    loads: AtomicUsize,
    watchers: Mutex<Vec<Changed>>,
}

impl TokenStore for Shared {
    fn load(&self) -> BoxFuture<'_, Result<Option<Secret>, Error>> {
        Box::pin(async {
            self.0.loads.fetch_add(1, Ordering::SeqCst);
            assert!(!self.0.panics.load(Ordering::SeqCst), "the store panics");
            Ok(self.0.record.lock().unwrap().clone())
        })
    }

    fn save(&self, record: Option<Secret>) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(async {
            if self.0.hangs.load(Ordering::SeqCst) {
                std::future::pending::<()>().await;
            }
            let has_no_room = record.is_some() && self.0.has_no_room.load(Ordering::SeqCst);
            if has_no_room || self.0.full.load(Ordering::SeqCst) {
                return Err(Error::storage("the disk is full"));
            }
            *self.0.record.lock().unwrap() = record;
            Ok(())
        })
    }

    fn watch(&self, changed: Changed) -> Option<Box<dyn MaybeSend>> {
        self.0.watchers.lock().unwrap().push(changed);
        Some(Box::new(()))
    }
}

impl Shared {
    fn fill(&self) {
        self.0.full.store(true, Ordering::SeqCst);
    }

    /// Makes every session load the record, and waits for the loads. The runtime of these tests has
    /// one thread, so each session has also handled the record before the test continues.
    async fn look(&self) {
        let watchers = self.0.watchers.lock().unwrap().clone();
        let enough = self.0.loads.load(Ordering::SeqCst) + watchers.len();
        watchers.iter().for_each(Changed::notify);
        let looked = async {
            while self.0.loads.load(Ordering::SeqCst) < enough {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), looked).await.unwrap();
    }
}

fn is_persisted(session: &Session<Client>) -> bool {
    matches!(session.state(), State::SignedIn(state) if state.persisted)
}

#[tokio::test]
async fn a_program_can_choose_its_store_at_run_time() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session");
    let (server, client) = server().await;
    for has_disk in [true, false] {
        let store: Box<dyn TokenStore> = if has_disk {
            Box::new(FileStore::new(&path))
        } else {
            Box::new(MemoryStore::default())
        };
        let session = Session::open_with(client.clone(), store, quiet()).await;
        session.set_tokens(TokenSet::new("token".into(), None)).await.unwrap();
        assert!(is_persisted(&session));
        assert_eq!(path.exists(), has_disk);
        session.sign_out().await;
        assert!(!path.exists());
    }
    assert_eq!(server.requests().await.len(), 2, "only the sign-outs");
    // The box forwards the calls of all methods, including methods with a default implementation.
    let shared = Shared::default();
    let session = Session::open_with(client, Box::new(shared.clone()), quiet()).await;
    session.set_tokens(TokenSet::new("token".into(), None)).await.unwrap();
    assert_eq!(shared.0.watchers.lock().unwrap().len(), 1);
    let file = Box::new(FileStore::new(&path));
    assert!(file.lock().await.is_some());
}

#[tokio::test]
async fn older_tokens_do_not_replace_tokens_that_could_not_be_stored() {
    let store = Shared::default();
    let (server, session) = signed_in(store.clone()).await;
    let first = session.access_token().await.unwrap();
    store.fill();
    session.refresh().await.unwrap();
    assert!(!is_persisted(&session));
    let second = session.access_token().await.unwrap();
    assert_ne!(first, second);

    store.look().await;
    assert_eq!(
        session.access_token().await.unwrap(),
        second,
        "the session does not use the old tokens in the store"
    );
    session.refresh().await.unwrap();
    assert_eq!(refreshes(&server).await, 2);
    store.look().await;
    assert_eq!(name(&session).await.unwrap(), "baz");
    assert!(![first, second].contains(&session.access_token().await.unwrap()));

    store.0.full.store(false, Ordering::SeqCst);
    session.refresh().await.unwrap();
    assert!(is_persisted(&session), "the store can save again");
    assert!(session.sign_out().await);
    assert!(store.0.record.lock().unwrap().is_none());
}

#[tokio::test]
async fn a_session_does_not_return_to_an_earlier_user() {
    let store = Shared::default();
    let (_server, session) = signed_in(store.clone()).await;
    let other = Session::open_with(session.client().clone(), store.clone(), quiet()).await;
    let ada = RegisterRequest::new("ada", "ada@example.com", PASSWORD);
    session.client().register(&ada).await.unwrap();
    // This stores a record that the first session does not know.
    other.refresh().await.unwrap();
    store.fill();
    session.sign_in(&LoginRequest::new("ada", PASSWORD)).await.unwrap();
    store.look().await;
    assert_eq!(name(&session).await.unwrap(), "ada");
    session.refresh().await.unwrap();
    assert_eq!(name(&session).await.unwrap(), "ada");
}

#[tokio::test]
async fn a_store_without_room_for_a_new_user_does_not_keep_the_previous_user() {
    let store = Shared::default();
    let (_server, session) = signed_in(store.clone()).await;
    let ada = RegisterRequest::new("ada", "ada@example.com", PASSWORD);
    session.client().register(&ada).await.unwrap();
    store.0.has_no_room.store(true, Ordering::SeqCst);
    // The earlier tokens of the same user stay, because other sessions may use them.
    session.sign_in(&LoginRequest::new("baz", PASSWORD)).await.unwrap();
    assert!(store.0.record.lock().unwrap().is_some());
    session.sign_in(&LoginRequest::new("ada", PASSWORD)).await.unwrap();
    assert!(!is_persisted(&session));
    assert_eq!(name(&session).await.unwrap(), "ada");
    let next = Session::open_with(session.client().clone(), store, quiet()).await;
    assert_eq!(next.state(), State::SignedOut(SignOutReason::NeverSignedIn));
}

#[tokio::test]
async fn a_user_stays_signed_out_when_the_store_cannot_be_emptied() {
    let store = Shared::default();
    let (_server, session) = signed_in(store.clone()).await;
    store.fill();
    assert!(session.sign_out().await);
    store.look().await;
    assert_eq!(session.state(), State::SignedOut(SignOutReason::User));
    assert_eq!(session.access_token().await.unwrap_err().kind(), ErrorKind::NoSession);
}

#[tokio::test]
async fn older_tokens_do_not_return_when_a_save_hangs() {
    let store = Shared::default();
    let session = Session::open_with(client("http://127.0.0.1:9"), store.clone(), quiet()).await;
    session.set_tokens(TokenSet::new("first".into(), None)).await.unwrap();
    store.0.hangs.store(true, Ordering::SeqCst);
    session.set_tokens(TokenSet::new("second".into(), None)).await.unwrap();
    assert!(!is_persisted(&session));
    store.look().await;
    assert_eq!(session.access_token().await.unwrap(), Secret::from("second"));
}

#[tokio::test]
async fn earlier_tokens_can_be_set_again() {
    let store = Shared::default();
    let session = Session::open_with(client("http://127.0.0.1:9"), store.clone(), quiet()).await;
    store.fill();
    session.set_tokens(TokenSet::new("first".into(), None)).await.unwrap();
    store.0.full.store(false, Ordering::SeqCst);
    session.set_tokens(TokenSet::new("second".into(), None)).await.unwrap();
    session.set_tokens(TokenSet::new("first".into(), None)).await.unwrap();
    store.look().await;
    assert!(is_persisted(&session));
    assert_eq!(session.access_token().await.unwrap(), Secret::from("first"));
}

#[tokio::test]
async fn a_program_that_signs_out_ends_the_tokens_that_another_program_has_refreshed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session");
    let (_server, one) = signed_in(FileStore::new(&path)).await;
    let two = Session::open_with(one.client().clone(), FileStore::new(&path), quiet()).await;
    two.refresh().await.unwrap();
    let newest = two.access_token().await.unwrap();
    assert!(one.sign_out().await, "the server ends the tokens");
    assert!(!path.exists());
    let error = one.client().account(&newest).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unauthorized);
}

#[tokio::test]
async fn a_signed_out_session_finds_the_sign_in_of_another_program() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session");
    let (_server, one) = signed_in(FileStore::new(&path)).await;
    let open = || Session::open_with(one.client().clone(), FileStore::new(&path), quiet());
    one.sign_out().await;
    let (two, three) = (open().await, open().await);
    assert_eq!(two.access_token().await.unwrap_err().kind(), ErrorKind::NoSession);
    let (log, _subscription) = log(&two);
    one.sign_in(&LoginRequest::new("baz", PASSWORD)).await.unwrap();
    assert_eq!(two.access_token().await.unwrap(), one.access_token().await.unwrap());
    assert_eq!(*log.lock().unwrap(), ["signed in Elsewhere"]);
    three.refresh().await.unwrap();
    assert_eq!(name(&three).await.unwrap(), "baz");
}

#[tokio::test]
async fn a_rate_limited_session_still_takes_the_tokens_of_another_program() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session");
    let (server, one) = signed_in(FileStore::new(&path)).await;
    let two = Session::open_with(one.client().clone(), FileStore::new(&path), quiet()).await;
    let mut fault = Fault::answer("PUT", "/consumer/login", 429);
    fault.headers.insert("Retry-After".to_owned(), "3600".to_owned());
    server.add_fault(fault).await.unwrap();
    assert_eq!(one.refresh().await.unwrap_err().kind(), ErrorKind::RateLimited);
    server.add_fault(Fault::answer("GET", "/consumer/account", 401)).await.unwrap();
    assert_eq!(name(&one).await.unwrap_err().kind(), ErrorKind::RateLimited);
    two.refresh().await.unwrap();
    assert_eq!(name(&one).await.unwrap(), "baz", "after a 401 the session reads the store");
    assert_eq!(one.access_token().await.unwrap(), two.access_token().await.unwrap());
    assert_eq!(refreshes(&server).await, 2);
}

#[tokio::test]
async fn a_change_can_be_reported_from_a_thread_without_a_runtime() {
    let store = Shared::default();
    let (_server, one) = signed_in(store.clone()).await;
    let two = Session::open_with(one.client().clone(), store.clone(), quiet()).await;
    let (sender, mut told) = tokio::sync::mpsc::unbounded_channel();
    let _subscription = two.subscribe(move |event| {
        if let Event::TokenRefreshed(Origin::Elsewhere) = event {
            let _ = sender.send(());
        }
    });
    one.refresh().await.unwrap();
    let watchers = store.0.watchers.lock().unwrap().clone();
    thread::spawn(move || watchers.iter().for_each(Changed::notify)).join().unwrap();
    tokio::time::timeout(Duration::from_secs(20), told.recv()).await.unwrap().unwrap();
    assert_eq!(two.access_token().await.unwrap(), one.access_token().await.unwrap());
}

#[tokio::test]
async fn a_listener_that_panics_does_not_affect_the_session() {
    let (server, session) = signed_in(MemoryStore::default()).await;
    let (before, _before) = log(&session);
    let _panics = session.subscribe(|event| panic!("a listener panics at {event:?}"));
    let (after, _after) = log(&session);
    for _ in 0..2 {
        session.refresh().await.unwrap();
        assert_eq!(name(&session).await.unwrap(), "baz");
    }
    assert!(session.sign_out().await);
    assert_eq!(refreshes(&server).await, 2);
    let all = ["refreshed Here", "refreshed Here", "signed out User"];
    assert_eq!(*before.lock().unwrap(), all);
    assert_eq!(*after.lock().unwrap(), all);
}

#[tokio::test]
async fn a_store_that_panics_makes_only_the_refresh_fail() {
    let store = Shared::default();
    let (_server, session) = signed_in(store.clone()).await;
    store.0.panics.store(true, Ordering::SeqCst);
    for _ in 0..2 {
        assert_eq!(session.refresh().await.unwrap_err().kind(), ErrorKind::Storage);
    }
    store.0.panics.store(false, Ordering::SeqCst);
    session.refresh().await.unwrap();
    assert_eq!(name(&session).await.unwrap(), "baz");
}
