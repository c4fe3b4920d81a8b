//! Sign-ins, sign-outs and refreshes that overlap, with a slow store.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use matricula::{
    Error, ErrorKind, Secret,
    fusio::{LoginRequest, RefreshRequest},
    session::{BoxFuture, Changed, MaybeSend, Session, State, TokenSet, TokenStore},
};
use matricula_test_server::Fault;
use serde_json::json;
use tokio::task::yield_now;

use crate::{
    session::{count, log, name, quiet, refreshes, signed_in},
    support::{PASSWORD, client},
};

/// A store that lets other tasks run while it loads and while a session waits for its lock.
#[derive(Clone, Default)]
struct Slow(Arc<Inner>);

#[derive(Default)]
struct Inner {
    record: Mutex<Option<Secret>>,
    /// If set, another session stores this record during the next wait for the lock.
    stored_meanwhile: Mutex<Option<Secret>>,
    watcher: Mutex<Option<Changed>>,
    loads: AtomicUsize,
    /// How many turns the other tasks get during a load.
    reading: AtomicUsize,
}

/// Lets the other tasks run `count` times.
async fn turns(count: usize) {
    for _ in 0..count {
        yield_now().await;
    }
}

impl TokenStore for Slow {
    fn load(&self) -> BoxFuture<'_, Result<Option<Secret>, Error>> {
        let record = self.0.record.lock().unwrap().clone();
        self.0.loads.fetch_add(1, Ordering::SeqCst);
        Box::pin(async {
            turns(self.0.reading.load(Ordering::SeqCst)).await;
            Ok(record)
        })
    }

    fn save(&self, record: Option<Secret>) -> BoxFuture<'_, Result<(), Error>> {
        *self.0.record.lock().unwrap() = record;
        Box::pin(async { Ok(()) })
    }

    fn lock(&self) -> BoxFuture<'_, Option<Box<dyn MaybeSend>>> {
        Box::pin(async {
            let stored = self.0.stored_meanwhile.lock().unwrap().take();
            if stored.is_some() {
                *self.0.record.lock().unwrap() = stored;
                let watcher = self.0.watcher.lock().unwrap().clone();
                watcher.unwrap().notify();
            }
            turns(20).await;
            Some(Box::new(()) as Box<dyn MaybeSend>)
        })
    }

    fn watch(&self, changed: Changed) -> Option<Box<dyn MaybeSend>> {
        *self.0.watcher.lock().unwrap() = Some(changed);
        Some(Box::new(()))
    }
}

#[tokio::test]
async fn a_sign_out_also_ends_tokens_that_another_session_gets_meanwhile() {
    let store = Slow::default();
    let (_server, session) = signed_in(store.clone()).await;
    let record = store.0.record.lock().unwrap().clone().unwrap();
    let record: serde_json::Value = serde_json::from_str(record.expose()).unwrap();
    let old = RefreshRequest::new(record["refreshToken"].as_str().unwrap());
    let new = session.client().refresh(&old).await.unwrap();
    let stored = json!({
        "accessToken": new.token.expose(),
        "refreshToken": new.refresh_token.as_ref().unwrap().expose(),
    });
    *store.0.stored_meanwhile.lock().unwrap() = Some(stored.to_string().into());

    assert!(session.sign_out().await, "the server ends the tokens");
    assert!(matches!(session.state(), State::SignedOut(_)), "{:?}", session.state());
    assert!(store.0.record.lock().unwrap().is_none());
    let error = session.client().account(&new.token).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unauthorized);
}

#[tokio::test]
async fn a_sign_out_removes_the_tokens_before_it_has_the_lock() {
    let store = Slow::default();
    let (_server, session) = signed_in(store.clone()).await;
    let leaving = tokio::spawn(async move { session.sign_out().await });
    // The other tasks get 20 turns while the session waits for the lock.
    turns(5).await;
    assert!(store.0.record.lock().unwrap().is_none());
    assert!(leaving.await.unwrap());
}

#[tokio::test]
async fn tokens_that_two_calls_set_at_the_same_time_are_not_revoked() {
    let (server, session) = signed_in(Slow::default()).await;
    let login = session.client().login(&LoginRequest::new("baz", PASSWORD)).await.unwrap();
    let tokens = TokenSet::from(&login);
    let (first, second) =
        tokio::join!(session.set_tokens(tokens.clone()), session.set_tokens(tokens));
    assert_eq!(first.unwrap_err().kind(), ErrorKind::Aborted);
    second.unwrap();
    for _ in 0..3 {
        assert_eq!(name(&session).await.unwrap(), "baz");
    }
    assert_eq!(session.access_token().await.unwrap(), login.token);
    assert_eq!(count(&server, "POST", "/authorization/revoke").await, 0);
}

#[tokio::test]
async fn a_sign_out_during_a_refused_refresh_does_not_change_the_error_of_the_waiting_call() {
    let store = Slow::default();
    let (server, session) = signed_in(store.clone()).await;
    let mut refused = Fault::answer("PUT", "/consumer/login", 400);
    refused.body = json!({"success": false, "message": "Invalid refresh token"}).to_string();
    server.add_fault(refused).await.unwrap();
    server.add_fault(Fault::answer("GET", "/consumer/account", 401)).await.unwrap();
    let (log, _subscription) = log(&session);
    let call = tokio::spawn({
        let session = session.clone();
        async move { name(&session).await }
    });
    // The session loads the record once before the refresh. After the refusal it loads the
    // record several times, because another session may have stored new tokens.
    let before = store.0.loads.load(Ordering::SeqCst);
    let refused = async {
        while store.0.loads.load(Ordering::SeqCst) < before + 3 {
            yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), refused).await.unwrap();
    session.sign_out().await;
    assert_eq!(call.await.unwrap().unwrap_err().kind(), ErrorKind::Unauthorized);
    assert_eq!(*log.lock().unwrap(), ["signed out User"]);
}

#[tokio::test]
async fn a_requested_refresh_does_not_wait_for_the_end_of_a_retry_after() {
    let (server, session) = signed_in(Slow::default()).await;
    let login = session.client().login(&LoginRequest::new("baz", PASSWORD)).await.unwrap();
    session.set_tokens(TokenSet::from(&login).with_lifetime(Duration::ZERO)).await.unwrap();
    let mut fault = Fault::answer("PUT", "/consumer/login", 429);
    fault.headers.insert("Retry-After".to_owned(), "200".to_owned());
    server.add_fault(fault).await.unwrap();
    session.access_token().await.unwrap_err();

    let (waits, asks) = tokio::join!(session.access_token(), session.refresh());
    assert_eq!(waits.unwrap_err().kind(), ErrorKind::RateLimited);
    asks.unwrap();
    assert_eq!(refreshes(&server).await, 2);
}

#[tokio::test]
async fn a_load_that_began_before_a_sign_in_does_not_end_this_sign_in() {
    let store = Slow::default();
    let session = Session::open_with(client("http://127.0.0.1:9"), store.clone(), quiet()).await;
    store.0.reading.store(200, Ordering::SeqCst);
    let reading = tokio::spawn({
        let session = session.clone();
        async move { session.access_token().await }
    });
    turns(5).await;
    session.set_tokens(TokenSet::new("token".into(), None)).await.unwrap();
    let _ = reading.await.unwrap();
    assert!(matches!(session.state(), State::SignedIn(_)), "{:?}", session.state());
    assert_eq!(session.access_token().await.unwrap(), Secret::from("token"));
}
