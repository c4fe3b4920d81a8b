//! A session with a failing server, a failing store or a wrong clock.

use std::time::{Duration, Instant};

use matricula::{
    Error, ErrorKind, Secret,
    fusio::LoginRequest,
    session::{
        BoxFuture, FileStore, MemoryStore, Session, SignOutReason, State, TokenSet, TokenStore,
    },
};
use matricula_test_server::Fault;

use crate::{
    session::{count, log, name, quiet, refreshes, short_lives, signed_in},
    support::{Act, Hostile, PASSWORD, answer, client},
};

fn is_stale(session: &Session<matricula::fusio::Client>) -> bool {
    matches!(session.state(), State::SignedIn(state) if state.stale)
}

#[tokio::test]
async fn a_server_that_fails_does_not_end_a_session() {
    for (status, body) in
        [(500, ""), (502, "<html>bad gateway</html>"), (200, "<html>welcome</html>"), (401, "")]
    {
        let (server, _) = signed_in(MemoryStore::default()).await;
        // The client of `signed_in` checks that an operation declares the kind of its error. This
        // client does not check this, because no real Fusio gives these answers.
        let session =
            Session::open_with(client(server.url()), MemoryStore::default(), quiet()).await;
        session.sign_in(&LoginRequest::new("baz", PASSWORD)).await.unwrap();
        let (log, _subscription) = log(&session);
        let old = session.access_token().await.unwrap();
        let mut fault = Fault::answer("PUT", "/consumer/login", status);
        fault.body = body.to_owned();
        server.add_fault(fault).await.unwrap();

        let error = session.refresh().await.unwrap_err();
        assert_eq!(error.status(), Some(status), "{error}");
        assert!(is_stale(&session), "{status}");
        assert_eq!(
            session.access_token().await.unwrap(),
            old,
            "the token is still valid for two days"
        );
        session.refresh().await.unwrap();
        assert!(!is_stale(&session));
        let log = log.lock().unwrap();
        assert_eq!(log.len(), 2, "{log:?}");
        assert!(log[0].starts_with("failed") && log[1] == "refreshed Here", "{log:?}");
    }
}

#[tokio::test]
async fn if_the_server_asks_for_a_wait_the_next_calls_cause_no_refresh() {
    let soon = std::time::SystemTime::now() + Duration::from_secs(3600);
    for wish in ["3600".to_owned(), httpdate::fmt_http_date(soon)] {
        let (server, session) = signed_in(MemoryStore::default()).await;
        let mut fault = Fault::answer("PUT", "/consumer/login", 429);
        fault.headers.insert("Retry-After".to_owned(), wish);
        server.add_fault(fault).await.unwrap();
        let refused = session.refresh().await.unwrap_err();
        let mut errors = vec![refused];
        for _ in 0..2 {
            server.add_fault(Fault::answer("GET", "/consumer/account", 401)).await.unwrap();
            errors.push(name(&session).await.unwrap_err());
        }
        for error in errors {
            assert_eq!(error.kind(), ErrorKind::RateLimited);
            assert!(error.retry_after().unwrap() > Duration::from_secs(3500));
        }
        assert_eq!(refreshes(&server).await, 1, "the calls cause no refresh");
        assert!(is_stale(&session));
        session.access_token().await.unwrap();
        session.refresh().await.unwrap();
        assert_eq!(refreshes(&server).await, 2, "a refresh that the app requests does not wait");
    }
}

#[tokio::test]
async fn a_missing_or_incomplete_answer_does_not_end_a_session() {
    for act in [Act::Close, Act::Stall(Vec::new()), Act::Send(b"HTTP/1.1 200 OK\r\n".to_vec())] {
        let server = Hostile::always(act).await;
        let client = client(&server.url).with_timeout(Duration::from_millis(300));
        let session = Session::open_with(client, MemoryStore::default(), quiet()).await;
        let tokens = TokenSet::new("access".into(), Some("refresh".into()));
        session.set_tokens(tokens.with_lifetime(Duration::ZERO)).await.unwrap();
        let started = Instant::now();
        let error = session.access_token().await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Network | ErrorKind::Timeout), "{error}");
        assert!(started.elapsed() < Duration::from_secs(5));
        assert!(is_stale(&session), "the session has not ended");
    }
}

#[tokio::test]
async fn a_refused_refresh_token_ends_the_session_and_empties_the_store() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session");
    let (server, session) = signed_in(FileStore::new(&path)).await;
    let (log, _subscription) = log(&session);
    server.advance(Duration::from_secs(4 * 24 * 3600)).await;
    let error = session.refresh().await.unwrap_err();
    assert_eq!((error.kind(), error.status()), (ErrorKind::SessionExpired, Some(400)));
    assert_eq!(session.state(), State::SignedOut(SignOutReason::SessionExpired));
    assert_eq!(*log.lock().unwrap(), ["signed out SessionExpired"]);
    assert!(!path.exists());
    assert_eq!(session.access_token().await.unwrap_err().kind(), ErrorKind::SessionExpired);
}

#[tokio::test]
async fn a_session_without_a_refresh_token_ends_when_its_access_token_has_expired() {
    let (_server, session) = signed_in(MemoryStore::default()).await;
    let token = session.access_token().await.unwrap();
    session.set_tokens(TokenSet::new(token.clone(), None)).await.unwrap();
    assert_eq!(session.refresh().await.unwrap_err().kind(), ErrorKind::SessionExpired);
    assert_eq!(session.access_token().await.unwrap(), token, "the token is still valid");
    session.set_tokens(TokenSet::new(token, None).with_lifetime(Duration::ZERO)).await.unwrap();
    assert_eq!(session.access_token().await.unwrap_err().kind(), ErrorKind::SessionExpired);
    assert_eq!(session.state(), State::SignedOut(SignOutReason::SessionExpired));
}

#[tokio::test]
async fn a_cancelled_refresh_still_stores_its_tokens() {
    let (server, session) = signed_in(MemoryStore::default()).await;
    let old = session.access_token().await.unwrap();
    let mut fault = Fault::answer("PUT", "/consumer/login", 200);
    fault.status = None;
    fault.delay_ms = 300;
    server.add_fault(fault).await.unwrap();
    let (sender, mut refreshed) = tokio::sync::mpsc::unbounded_channel();
    let _subscription = session.subscribe(move |_| {
        let _ = sender.send(());
    });
    let given_up = tokio::time::timeout(Duration::from_millis(50), session.refresh()).await;
    assert!(given_up.is_err());
    tokio::time::timeout(Duration::from_secs(20), refreshed.recv()).await.unwrap().unwrap();
    assert_ne!(session.access_token().await.unwrap(), old);
    assert_eq!(refreshes(&server).await, 1);
}

#[tokio::test]
async fn tokens_that_arrive_after_the_sign_out_are_revoked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session");
    let (server, session) = signed_in(FileStore::new(&path)).await;
    let mut fault = Fault::answer("PUT", "/consumer/login", 200);
    fault.status = None;
    fault.delay_ms = 300;
    server.add_fault(fault).await.unwrap();
    // The sign-out revokes the tokens. This revocation fails, so the refresh token stays valid, and the server
    // answers the refresh with new tokens.
    server.add_fault(Fault::answer("POST", "/authorization/revoke", 500)).await.unwrap();
    let copy = session.clone();
    let refresh = tokio::spawn(async move { copy.refresh().await });
    while refreshes(&server).await == 0 {
        tokio::task::yield_now().await;
    }
    assert!(!session.sign_out().await);
    assert_eq!(refresh.await.unwrap().unwrap_err().kind(), ErrorKind::NoSession);
    assert_eq!(session.state(), State::SignedOut(SignOutReason::User));
    assert!(!path.exists(), "the tokens in the late answer are not stored");
    let ended = async {
        while count(&server, "POST", "/authorization/revoke").await < 2 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), ended).await.unwrap();
}

#[tokio::test]
async fn a_sign_out_works_without_the_server() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session");
    let (server, session) = signed_in(FileStore::new(&path)).await;
    drop(server);
    assert!(!session.sign_out().await, "the server did not end the tokens");
    assert!(!path.exists());
    assert_eq!(session.state(), State::SignedOut(SignOutReason::User));
}

/// A store that fails, or never answers.
struct Broken {
    hangs: bool,
}

impl Broken {
    async fn fail<T>(&self) -> Result<T, Error> {
        if self.hangs {
            std::future::pending::<()>().await;
        }
        Err(Error::storage("the disk is full"))
    }
}

impl TokenStore for Broken {
    fn load(&self) -> BoxFuture<'_, Result<Option<Secret>, Error>> {
        Box::pin(self.fail())
    }
    fn save(&self, _: Option<Secret>) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(self.fail())
    }
}

#[tokio::test]
async fn if_the_store_fails_the_session_stays_in_memory() {
    let (_server, session) = signed_in(Broken { hangs: false }).await;
    let State::SignedIn(state) = session.state() else { panic!("{:?}", session.state()) };
    assert!(!state.persisted, "the session is not stored");
    session.refresh().await.unwrap();
    let account = session.call(|token| async { session.client().account(&{ token }).await }).await;
    assert_eq!(account.unwrap().name, "baz");
    assert!(session.sign_out().await);
}

#[tokio::test]
async fn a_store_that_never_answers_delays_the_session_and_does_not_end_it() {
    let started = Instant::now();
    let (_server, session) = signed_in(Broken { hangs: true }).await;
    session.refresh().await.unwrap();
    assert!(matches!(session.state(), State::SignedIn(_)));
    assert!(started.elapsed() < Duration::from_secs(60), "{:?}", started.elapsed());
}

#[tokio::test]
async fn a_store_with_unknown_content_counts_as_empty() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session");
    for odd in ["", "{", "[]", "{\"accessToken\":5}", "null", "\u{0}"] {
        std::fs::write(&path, odd).unwrap();
        let client = client("http://127.0.0.1:9");
        let session = Session::open_with(client, FileStore::new(&path), quiet()).await;
        assert_eq!(session.state(), State::SignedOut(SignOutReason::NeverSignedIn), "{odd}");
    }
}

#[tokio::test]
async fn a_server_clock_that_is_ahead_causes_no_refresh() {
    for seconds in [600_u64, 3600] {
        let (server, session) = signed_in(MemoryStore::default()).await;
        // The server's clock is ahead of the clock of this device, so the times in new tokens are
        // ahead, too.
        server.advance(Duration::from_secs(seconds)).await;
        short_lives(&server, 300).await;
        session.sign_in(&LoginRequest::new("baz", PASSWORD)).await.unwrap();
        let State::SignedIn(state) = session.state() else { panic!("{:?}", session.state()) };
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
        let left = state.expires_at.unwrap() - now.as_millis() as u64;
        assert!((290_000..=300_000).contains(&left), "{left} ms");
        session.access_token().await.unwrap();
        assert_eq!(refreshes(&server).await, 0);
    }
}

#[tokio::test]
async fn if_the_device_sleeps_past_the_expiry_the_next_call_refreshes() {
    let (server, session) = signed_in(MemoryStore::default()).await;
    // Two days pass on the server, but no timer of the session runs. So the server refuses the token of
    // the call, and then the session refreshes.
    server.advance(Duration::from_secs(2 * 24 * 3600 + 1)).await;
    let account = session.call(|token| async { session.client().account(&{ token }).await }).await;
    assert_eq!(account.unwrap().name, "baz");
    assert_eq!(refreshes(&server).await, 1);
}

#[tokio::test]
async fn an_error_of_a_gateway_does_not_end_a_session() {
    for (status, body) in
        [("400 Bad Request", "{}"), ("403 Forbidden", "<html>"), ("404 Not Found", "")]
    {
        let server = Hostile::always(answer(status, "", body)).await;
        let session =
            Session::open_with(client(&server.url), MemoryStore::default(), quiet()).await;
        session.set_tokens(TokenSet::new("access".into(), Some("refresh".into()))).await.unwrap();
        session.refresh().await.unwrap_err();
        assert!(is_stale(&session), "{status}");
        assert_eq!(server.requests().len(), 1);
    }
}
