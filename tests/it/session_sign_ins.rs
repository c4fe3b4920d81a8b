//! Sign-ins are separate: no call, refresh, token or event of one sign-in is used for another. The last
//! tests are about refreshes, scopes, and a code instead of a password.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, SystemTime},
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use matricula::{
    Error, ErrorKind, Secret,
    fusio::{Client, LoginRequest, LoginResponse, RegisterRequest, UpdateAccountRequest},
    fusionauth::{
        LoginOutcome, PasswordlessLoginRequest, PasswordlessSendRequest, PasswordlessStartRequest,
    },
    session::{
        BoxFuture, Event, FileStore, MaybeSend, MemoryStore, Session, State, TokenSet, TokenStore,
    },
};
use matricula_test_server::{Fault, TestServer};

use crate::{
    session::{count, log, name, quiet, refreshes, registered, signed_in},
    support::{Hostile, PASSWORD, answer, client},
};

/// A file store that does not report changes: a session does not notice immediately that another
/// program has saved.
struct Unwatched(FileStore);

impl TokenStore for Unwatched {
    fn load(&self) -> BoxFuture<'_, Result<Option<Secret>, Error>> {
        self.0.load()
    }

    fn save(&self, record: Option<Secret>) -> BoxFuture<'_, Result<(), Error>> {
        self.0.save(record)
    }

    fn lock(&self) -> BoxFuture<'_, Option<Box<dyn MaybeSend>>> {
        self.0.lock()
    }
}

/// A session of the user `baz`, on a server with a second user, `bob`.
async fn two_users(store: impl TokenStore) -> (TestServer, Session<Client>) {
    let (server, session) = signed_in(store).await;
    let bob = RegisterRequest::new("bob", "bob@example.com", PASSWORD);
    session.client().register(&bob).await.unwrap();
    (server, session)
}

fn bob() -> LoginRequest {
    LoginRequest::new("bob", PASSWORD)
}

/// The tokens of a login outside the session.
async fn login(session: &Session<Client>, name: &str) -> LoginResponse {
    session.client().login(&LoginRequest::new(name, PASSWORD)).await.unwrap()
}

/// Changes the account's e-mail address with `Session::call`. The first try runs `meanwhile` before
/// the request. Returns the result and the number of tries.
async fn change_address(
    session: &Session<Client>,
    meanwhile: impl AsyncFn(),
) -> (Result<(), Error>, usize) {
    let tries = AtomicUsize::new(0);
    let outcome = session
        .call(async |token| {
            if tries.fetch_add(1, Ordering::SeqCst) == 0 {
                meanwhile().await;
            }
            let request = UpdateAccountRequest::new("changed@example.com");
            session.client().update_account(&token, &request).await.map(drop)
        })
        .await;
    (outcome, tries.into_inner())
}

/// Waits until the server has received this many requests with this method and path.
async fn asked(server: &TestServer, method: &str, path: &str, times: usize) {
    let asked = async {
        while count(server, method, path).await < times {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), asked).await.unwrap();
}

async fn delayed_login(server: &TestServer) {
    let delay =
        Fault { delay_ms: 700, status: None, ..Fault::answer("POST", "/consumer/login", 0) };
    server.add_fault(delay).await.unwrap();
}

#[tokio::test]
async fn a_call_is_not_made_again_with_the_tokens_of_a_user_who_signed_in_meanwhile() {
    let (server, session) = two_users(MemoryStore::default()).await;
    let (outcome, tries) = change_address(&session, async || {
        session.sign_out().await;
        session.sign_in(&bob()).await.unwrap();
    })
    .await;
    let error = outcome.unwrap_err();
    assert_eq!((error.kind(), error.status()), (ErrorKind::Unauthorized, Some(401)));
    assert_eq!(tries, 1);
    assert_eq!(count(&server, "PUT", "/consumer/account").await, 1);
    assert_eq!(refreshes(&server).await, 0);
    assert_eq!(name(&session).await.unwrap(), "bob");
}

#[tokio::test]
async fn a_call_is_not_made_again_with_tokens_that_were_set_meanwhile() {
    let (_server, session) = two_users(MemoryStore::default()).await;
    let old = session.access_token().await.unwrap();
    let (outcome, tries) = change_address(&session, async || {
        session.client().revoke(&old).await.unwrap();
        let tokens = login(&session, "bob").await;
        session.set_tokens(TokenSet::from(&tokens)).await.unwrap();
    })
    .await;
    assert_eq!(outcome.unwrap_err().kind(), ErrorKind::Unauthorized);
    assert_eq!(tries, 1);
    assert_eq!(name(&session).await.unwrap(), "bob");
}

#[tokio::test]
async fn a_call_is_not_made_again_after_a_sign_out() {
    let (server, session) = two_users(MemoryStore::default()).await;
    let (outcome, tries) = change_address(&session, async || {
        session.sign_out().await;
    })
    .await;
    assert_eq!(outcome.unwrap_err().status(), Some(401), "the error of the call itself");
    assert_eq!((tries, refreshes(&server).await), (1, 0));
}

#[tokio::test]
async fn a_call_is_not_made_again_with_the_tokens_of_a_user_who_signed_in_with_another_program() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session");
    let (server, session) = two_users(FileStore::new(&path)).await;
    let old = session.access_token().await.unwrap();
    let other = Session::open_with(session.client().clone(), FileStore::new(&path), quiet()).await;
    let (outcome, tries) = change_address(&session, async || {
        session.client().revoke(&old).await.unwrap();
        other.sign_in(&bob()).await.unwrap();
    })
    .await;
    assert_eq!(outcome.unwrap_err().kind(), ErrorKind::Unauthorized);
    assert_eq!(tries, 1);
    assert_eq!(refreshes(&server).await, 0);
    assert_eq!(name(&session).await.unwrap(), "bob", "a new call is for the current user");
}

#[tokio::test]
async fn a_call_is_made_again_when_another_program_has_refreshed_the_tokens_of_the_same_user() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session");
    let (server, session) = two_users(FileStore::new(&path)).await;
    let other = Session::open_with(session.client().clone(), FileStore::new(&path), quiet()).await;
    let (outcome, tries) = change_address(&session, async || other.refresh().await.unwrap()).await;
    outcome.unwrap();
    assert_eq!((tries, refreshes(&server).await), (2, 1));
}

#[tokio::test]
async fn another_user_in_the_store_counts_as_a_sign_in() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session");
    let (_server, session) = two_users(Unwatched(FileStore::new(&path))).await;
    let other = Session::open_with(session.client().clone(), FileStore::new(&path), quiet()).await;
    let (log, _subscription) = log(&session);
    other.refresh().await.unwrap();
    session.refresh().await.unwrap();
    other.sign_in(&bob()).await.unwrap();
    // The refresh is for baz, but the store now has the tokens of bob.
    assert_eq!(session.refresh().await.unwrap_err().kind(), ErrorKind::NoSession);
    assert_eq!(*log.lock().unwrap(), ["refreshed Elsewhere", "signed in Elsewhere"]);
}

#[tokio::test]
async fn a_refresh_never_gives_the_token_of_another_user() {
    let (server, session) = two_users(MemoryStore::default()).await;
    let delay = Fault { delay_ms: 700, status: None, ..Fault::answer("PUT", "/consumer/login", 0) };
    server.add_fault(delay).await.unwrap();
    let refreshing = tokio::spawn({
        let session = session.clone();
        async move { session.refresh().await }
    });
    asked(&server, "PUT", "/consumer/login", 1).await;
    session.sign_in(&bob()).await.unwrap();
    assert_eq!(refreshing.await.unwrap().unwrap_err().kind(), ErrorKind::NoSession);
    assert_eq!(name(&session).await.unwrap(), "bob");
    // The session revokes the tokens of the refresh, because another user has signed in.
    asked(&server, "POST", "/authorization/revoke", 1).await;
    assert_eq!(name(&session).await.unwrap(), "bob");
}

#[tokio::test]
async fn a_refresh_that_returns_the_tokens_of_another_user_is_an_error() {
    let token = |sub: &str, key: &str| {
        let claims = format!(r#"{{"sub":"{sub}","iat":1,"exp":9999999999,"key":"{key}"}}"#);
        format!("e30.{}.e30", URL_SAFE_NO_PAD.encode(claims))
    };
    let body = format!(r#"{{"token":"{}","refresh_token":"bobs"}}"#, token("bob", "new"));
    let server =
        Hostile::always(answer("200 OK", "Content-Type: application/json\r\n", body)).await;
    let session = Session::open_with(client(&server.url), MemoryStore::default(), quiet()).await;
    let anns: Secret = token("ann", "old").into();
    session.set_tokens(TokenSet::new(anns.clone(), Some("anns".into()))).await.unwrap();
    let error = session.refresh().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnexpectedResponse);
    assert_eq!(session.access_token().await.unwrap(), anns);
}

#[tokio::test]
async fn the_sign_in_that_began_last_wins_and_the_tokens_of_the_other_sign_in_are_revoked() {
    let (server, session) = two_users(MemoryStore::default()).await;
    delayed_login(&server).await;
    let slow = tokio::spawn({
        let session = session.clone();
        async move { session.sign_in(&LoginRequest::new("baz", PASSWORD)).await }
    });
    asked(&server, "POST", "/consumer/login", 2).await;
    session.sign_in(&bob()).await.unwrap();
    let (log, _subscription) = log(&session);
    assert_eq!(slow.await.unwrap().unwrap_err().kind(), ErrorKind::Aborted);
    asked(&server, "POST", "/authorization/revoke", 1).await;
    assert_eq!(name(&session).await.unwrap(), "bob");
    assert!(log.lock().unwrap().is_empty(), "the session reports no event");
}

#[tokio::test]
async fn if_a_sign_out_begins_during_a_sign_in_the_sign_in_has_no_effect() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session");
    let (server, session) = two_users(FileStore::new(&path)).await;
    delayed_login(&server).await;
    let slow = tokio::spawn({
        let session = session.clone();
        async move { session.sign_in(&bob()).await }
    });
    asked(&server, "POST", "/consumer/login", 2).await;
    assert!(session.sign_out().await);
    assert_eq!(slow.await.unwrap().unwrap_err().kind(), ErrorKind::Aborted);
    asked(&server, "POST", "/authorization/revoke", 2).await;
    assert!(matches!(session.state(), State::SignedOut(_)));
    assert!(!path.exists());
}

#[tokio::test]
async fn a_sign_out_does_not_sign_out_the_user_who_signed_in_with_another_program() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session");
    let (_server, session) = two_users(Unwatched(FileStore::new(&path))).await;
    let old = session.access_token().await.unwrap();
    let other = Session::open_with(session.client().clone(), FileStore::new(&path), quiet()).await;
    other.sign_in(&bob()).await.unwrap();
    let (log, _subscription) = log(&session);
    assert!(session.sign_out().await);
    assert_eq!(*log.lock().unwrap(), ["signed out User", "signed in Elsewhere"]);
    let error = session.client().account(&old).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unauthorized, "baz's tokens are no longer valid");
    assert_eq!(name(&other).await.unwrap(), "bob", "bob's tokens are still valid");
}

#[tokio::test]
async fn an_api_that_refuses_every_token_causes_only_one_refresh() {
    let (server, session) = two_users(MemoryStore::default()).await;
    let always = Fault { times: 100, ..Fault::answer("GET", "/consumer/account", 401) };
    server.add_fault(always).await.unwrap();
    for _ in 0..5 {
        let error = name(&session).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unauthorized);
    }
    assert_eq!(refreshes(&server).await, 1);
}

#[tokio::test]
async fn a_401_after_a_call_of_refresh_causes_another_refresh() {
    let (server, session) = two_users(MemoryStore::default()).await;
    session.refresh().await.unwrap();
    server.add_fault(Fault::answer("GET", "/consumer/account", 401)).await.unwrap();
    assert_eq!(name(&session).await.unwrap(), "baz");
    assert_eq!(refreshes(&server).await, 2);
}

#[tokio::test]
async fn a_session_tries_again_at_most_five_minutes_after_a_failed_refresh() {
    let (server, session) = two_users(MemoryStore::default()).await;
    let (sender, mut failed) = tokio::sync::mpsc::unbounded_channel();
    let _subscription = session.subscribe(move |event| {
        if let Event::RefreshFailed { retry_at, .. } = event {
            let _ = sender.send(*retry_at);
        }
    });
    let mut fault = Fault::answer("PUT", "/consumer/login", 503);
    fault.headers.insert("Retry-After".to_owned(), "999999999999".to_owned());
    server.add_fault(fault).await.unwrap();
    session.refresh().await.unwrap_err();
    let retry_at = failed.recv().await.unwrap();
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_millis();
    assert!(u128::from(retry_at) <= now + 300_000, "{retry_at} is more than 5 minutes after {now}");
    session.refresh().await.unwrap();
}

#[tokio::test]
async fn a_sign_out_ends_the_tokens_of_a_sign_in_with_scopes() {
    let (_server, session) = two_users(MemoryStore::default()).await;
    let mut request = bob();
    request.scopes = Some(vec!["consumer.account".to_owned()]);
    let answer = session.sign_in(&request).await.unwrap();
    assert_eq!(answer.scope.as_deref(), Some("consumer.account,authorization"));
    let token = session.access_token().await.unwrap();
    assert!(session.sign_out().await, "the server ends the tokens");
    let error = session.client().account(&token).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unauthorized);
}

#[tokio::test]
async fn a_user_signs_in_with_a_code_instead_of_a_password() {
    let (server, client, login) = registered().await;
    let session = Session::open_with(client.clone(), MemoryStore::default(), quiet()).await;
    let application = login.application_id.unwrap();
    let start = PasswordlessStartRequest::new(application, "ada@example.com");
    let code = client.start_passwordless_login(&start).await.unwrap().code;
    let send = PasswordlessSendRequest::new(code.clone());
    client.send_passwordless_code(&send).await.unwrap();
    let mail = server.outbox("ada@example.com").await.pop().unwrap();
    assert!(mail.links[0].contains(&format!("/oauth2/passwordless/{}?", code.expose())));
    let wrong = PasswordlessLoginRequest::new("no such code");
    let error = session.sign_in_passwordless(&wrong).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidToken);
    assert!(session.access_token().await.is_err(), "a refused code signs nobody in");
    let request = PasswordlessLoginRequest::new(code);
    let outcome = session.sign_in_passwordless(&request).await.unwrap();
    assert!(matches!(outcome, LoginOutcome::SignedIn(_)), "{outcome:?}");
    session.refresh().await.unwrap();
    assert_eq!(session.user().await.unwrap().email.as_deref(), Some("ada@example.com"));
    client.validate_jwt(&session.access_token().await.unwrap()).await.unwrap();
}
