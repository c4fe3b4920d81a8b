//! The user of a session. After a sign-in, the session asks the server for the user at most once,
//! unless a request fails or the app calls `fresh_user`. All callers share the answer. The answer is
//! never stored.

use matricula::{
    ErrorKind,
    fusio::{LoginRequest, RegisterRequest, UpdateAccountRequest},
    fusionauth::LoginOutcome,
    session::{FileStore, MemoryStore, Session},
};
use matricula_test_server::{Fault, TestServer};

use crate::{
    session::{count, log, quiet, refreshes, registered, signed_in},
    support::PASSWORD,
};

const ACCOUNT: &str = "/consumer/account";

async fn asked(server: &TestServer) -> usize {
    count(server, "GET", ACCOUNT).await
}

/// Delays the answer to the next request for the account.
async fn slow(server: &TestServer) {
    let mut fault = Fault::answer("GET", ACCOUNT, 200);
    fault.status = None;
    fault.delay_ms = 700;
    server.add_fault(fault).await.unwrap();
}

/// Waits until the server has received this many requests for the account.
async fn received(server: &TestServer, times: usize) {
    let received = async {
        while asked(server).await < times {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(10), received).await.unwrap();
}

#[tokio::test]
async fn many_tasks_share_one_request_for_the_user() {
    let (server, session) = signed_in(MemoryStore::default()).await;
    let tasks: Vec<_> = (0..10)
        .map(|_| {
            let session = session.clone();
            tokio::spawn(async move { session.user().await })
        })
        .collect();
    for task in tasks {
        assert_eq!(task.await.unwrap().unwrap().name, "baz");
    }
    session.refresh().await.unwrap();
    assert_eq!(session.user().await.unwrap().name, "baz");
    assert_eq!(asked(&server).await, 1);
}

#[tokio::test]
async fn a_fresh_user_replaces_the_known_one() {
    let (server, session) = signed_in(MemoryStore::default()).await;
    let (events, _subscription) = log(&session);
    assert_eq!(session.user().await.unwrap().email.as_deref(), Some("baz@example.com"));
    let token = session.access_token().await.unwrap();
    let change = UpdateAccountRequest::new("new@example.com");
    session.client().update_account(&token, &change).await.unwrap();
    assert_eq!(session.user().await.unwrap().email.as_deref(), Some("baz@example.com"));
    assert_eq!(session.fresh_user().await.unwrap().email.as_deref(), Some("new@example.com"));
    assert_eq!(session.user().await.unwrap().email.as_deref(), Some("new@example.com"));
    assert_eq!(asked(&server).await, 2);
    assert_eq!(*events.lock().unwrap(), ["UserLoaded", "UserLoaded"]);
}

#[tokio::test]
async fn a_caller_waits_for_a_fresh_user_that_another_caller_has_asked_for() {
    let (server, session) = signed_in(MemoryStore::default()).await;
    session.user().await.unwrap();
    let token = session.access_token().await.unwrap();
    let change = UpdateAccountRequest::new("new@example.com");
    session.client().update_account(&token, &change).await.unwrap();
    let (fresh, user) = tokio::join!(session.fresh_user(), session.user());
    assert_eq!(fresh.unwrap().email.as_deref(), Some("new@example.com"));
    assert_eq!(user.unwrap().email.as_deref(), Some("new@example.com"));
    assert_eq!(asked(&server).await, 2);
}

#[tokio::test]
async fn the_user_is_not_stored_and_is_forgotten_at_the_sign_out() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session");
    let (server, session) = signed_in(FileStore::new(&path)).await;
    session.user().await.unwrap();
    assert!(!std::fs::read_to_string(&path).unwrap().contains("baz@example.com"));
    session.sign_out().await;
    assert_eq!(session.user().await.unwrap_err().kind(), ErrorKind::NoSession);
    session.sign_in(&LoginRequest::new("baz", PASSWORD)).await.unwrap();
    assert_eq!(session.user().await.unwrap().name, "baz");
    assert_eq!(asked(&server).await, 2);
}

#[tokio::test]
async fn an_answer_that_comes_after_another_sign_in_is_dropped() {
    let (server, session) = signed_in(MemoryStore::default()).await;
    let bob = RegisterRequest::new("bob", "bob@example.com", PASSWORD);
    session.client().register(&bob).await.unwrap();
    slow(&server).await;
    let late = tokio::spawn({
        let session = session.clone();
        async move { session.user().await }
    });
    received(&server, 1).await;
    session.sign_in(&LoginRequest::new("bob", PASSWORD)).await.unwrap();
    assert_eq!(session.user().await.unwrap().name, "bob");
    assert_eq!(late.await.unwrap().unwrap_err().kind(), ErrorKind::NoSession);
    assert_eq!(session.user().await.unwrap().name, "bob");
}

#[tokio::test]
async fn when_another_program_signs_in_another_user_the_session_asks_for_the_user_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session");
    let (server, session) = signed_in(FileStore::new(&path)).await;
    let bob = RegisterRequest::new("bob", "bob@example.com", PASSWORD);
    session.client().register(&bob).await.unwrap();
    assert_eq!(session.user().await.unwrap().name, "baz");
    let (heard, mut hears) = tokio::sync::mpsc::unbounded_channel();
    let subscription = session.subscribe(move |event| {
        if matches!(event, matricula::session::Event::SignedIn(_)) {
            heard.send(()).unwrap();
        }
    });
    let other = Session::open_with(session.client().clone(), FileStore::new(&path), quiet()).await;
    other.sign_in(&LoginRequest::new("bob", PASSWORD)).await.unwrap();
    tokio::time::timeout(std::time::Duration::from_secs(20), hears.recv()).await.unwrap();
    drop(subscription);
    assert_eq!(session.user().await.unwrap().name, "bob");
    assert_eq!(asked(&server).await, 2);
}

#[tokio::test]
async fn a_refusal_is_returned_and_the_next_call_asks_again() {
    let (server, session) = signed_in(MemoryStore::default()).await;
    server.add_fault(Fault::answer("GET", ACCOUNT, 403)).await.unwrap();
    assert_eq!(session.user().await.unwrap_err().kind(), ErrorKind::Forbidden);
    assert_eq!(session.user().await.unwrap().name, "baz");
    server.add_fault(Fault::answer("GET", ACCOUNT, 403)).await.unwrap();
    assert_eq!(session.fresh_user().await.unwrap_err().kind(), ErrorKind::Forbidden);
    assert_eq!(session.user().await.unwrap().name, "baz", "the known user stays");
    assert_eq!(asked(&server).await, 3);
}

#[tokio::test]
async fn after_a_401_the_session_asks_for_the_user_with_a_new_token() {
    let (server, session) = signed_in(MemoryStore::default()).await;
    server.add_fault(Fault::answer("GET", ACCOUNT, 401)).await.unwrap();
    assert_eq!(session.user().await.unwrap().name, "baz");
    assert_eq!((asked(&server).await, refreshes(&server).await), (2, 1));
}

#[tokio::test]
async fn a_caller_that_gives_up_does_not_end_the_request_of_the_other_callers() {
    let (server, session) = signed_in(MemoryStore::default()).await;
    slow(&server).await;
    let first = tokio::spawn({
        let session = session.clone();
        async move { session.user().await }
    });
    received(&server, 1).await;
    first.abort();
    assert_eq!(session.user().await.unwrap().name, "baz");
    assert_eq!(asked(&server).await, 1);
}

#[tokio::test]
async fn a_fusionauth_login_gives_the_user_and_a_stored_session_gets_the_user_with_its_token() {
    let (server, client, login) = registered().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session");
    let session = Session::open_with(client.clone(), FileStore::new(&path), quiet()).await;
    let LoginOutcome::SignedIn(answer) = session.sign_in(&login).await.unwrap() else { panic!() };
    assert_eq!(session.user().await.unwrap(), answer.user.unwrap());
    assert_eq!(count(&server, "GET", "/api/user").await, 0);

    // The session sends its own token, not the API key of the client. With the key, the server
    // would not know which user is meant.
    let again = Session::open_with(client, FileStore::new(&path), quiet()).await;
    assert_eq!(again.user().await.unwrap().email.as_deref(), Some("ada@example.com"));
    again.user().await.unwrap();
    assert_eq!(count(&server, "GET", "/api/user").await, 1);
    assert_eq!(session.fresh_user().await.unwrap().id, again.user().await.unwrap().id);
    assert_eq!(count(&server, "GET", "/api/user").await, 2);
}
