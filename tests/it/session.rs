//! Sessions: stored, refreshed, shared and ended.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use matricula::{
    Error, ErrorKind, Secret,
    fusio::{Client, LoginRequest, RegisterRequest},
    fusionauth,
    session::{
        BoxFuture, Event, FileStore, MemoryStore, Origin, Session, SessionOptions, SignOutReason,
        State, TokenSet, TokenStore,
    },
};
use matricula_test_server::TestServer;
use serde_json::{Value, json};

use crate::support::{PASSWORD, server};

/// A server, and a session in which a new user of this server is signed in.
pub(crate) async fn signed_in(store: impl TokenStore) -> (TestServer, Session<Client>) {
    let (server, client) = server().await;
    server.update_settings(json!({"fusio": {"user_approval": false}})).await.unwrap();
    client.register(&RegisterRequest::new("baz", "baz@example.com", PASSWORD)).await.unwrap();
    let session = Session::open_with(client, store, quiet()).await;
    session.sign_in(&LoginRequest::new("baz", PASSWORD)).await.unwrap();
    (server, session)
}

/// Options without automatic refreshes, so that only the test causes requests.
pub(crate) fn quiet() -> SessionOptions {
    let mut options = SessionOptions::default();
    options.auto_refresh = false;
    options
}

/// The events of a session, each as a short text.
pub(crate) fn log(session: &Session<Client>) -> (Arc<Mutex<Vec<String>>>, impl Drop + use<>) {
    let log = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&log);
    let subscription = session.subscribe(move |event| {
        let word = match event {
            Event::SignedIn(origin) => format!("signed in {origin:?}"),
            Event::TokenRefreshed(origin) => format!("refreshed {origin:?}"),
            Event::RefreshFailed { error, .. } => format!("failed {}", error.kind()),
            Event::SignedOut(reason) => format!("signed out {reason:?}"),
            other => format!("{other:?}"),
        };
        seen.lock().unwrap().push(word);
    });
    (log, subscription)
}

/// The name of the user who is signed in.
pub(crate) async fn name(session: &Session<Client>) -> Result<String, Error> {
    let account = session.call(|token| async { session.client().account(&{ token }).await }).await;
    account.map(|account| account.name)
}

/// The number of requests with this method and path.
pub(crate) async fn count(server: &TestServer, method: &str, path: &str) -> usize {
    let requests = server.requests().await;
    requests.iter().filter(|seen| seen.method == method && seen.path == path).count()
}

pub(crate) async fn refreshes(server: &TestServer) -> usize {
    count(server, "PUT", "/consumer/login").await
}

/// Sets the lifetime of new access tokens.
pub(crate) async fn short_lives(server: &TestServer, seconds: u64) {
    server.update_settings(json!({"fusio": {"expire_token": seconds}})).await.unwrap();
}

#[tokio::test]
async fn a_session_is_stored_in_a_file_that_only_its_owner_can_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session");
    let (_server, session) = signed_in(FileStore::new(&path)).await;
    let token = session.access_token().await.unwrap();

    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let again = Session::open_with(session.client().clone(), FileStore::new(&path), quiet()).await;
    assert_eq!(again.access_token().await.unwrap(), token);
    let State::SignedIn(state) = again.state() else { panic!("{:?}", again.state()) };
    assert!(state.persisted && !state.stale && state.expires_at.is_some());
    assert!(state.scopes.contains(&"consumer.account".to_owned()), "{:?}", state.scopes);

    assert!(session.sign_out().await, "the server ends the tokens");
    assert!(!path.exists());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "the folder is empty");
}

#[tokio::test]
async fn nobody_is_signed_in_at_first() {
    let (_server, client) = server().await;
    let session = Session::open(client, MemoryStore::default()).await;
    assert_eq!(session.state(), State::SignedOut(SignOutReason::NeverSignedIn));
    assert_eq!(session.access_token().await.unwrap_err().kind(), ErrorKind::NoSession);
    assert!(!session.sign_out().await, "there are no tokens to end");
}

#[tokio::test]
async fn many_tasks_at_the_same_time_cause_one_refresh() {
    let (server, session) = signed_in(MemoryStore::default()).await;
    let old = session.access_token().await.unwrap();
    let tasks: Vec<_> = (0..50)
        .map(|_| {
            let session = session.clone();
            tokio::spawn(async move { session.refresh().await })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    assert_eq!(refreshes(&server).await, 1);
    let new = session.access_token().await.unwrap();
    assert_ne!(new, old);
    session.client().account(&new).await.unwrap();
}

#[tokio::test]
async fn an_expired_token_is_replaced_and_a_valid_token_is_not() {
    let (server, session) = signed_in(MemoryStore::default()).await;
    session.access_token_for(Duration::from_secs(3600)).await.unwrap();
    assert_eq!(refreshes(&server).await, 0, "the token is valid for two days");
    session.access_token_for(Duration::from_secs(48 * 3600)).await.unwrap();
    assert_eq!(
        refreshes(&server).await,
        0,
        "the token is valid for more than half of a new token's lifetime"
    );

    short_lives(&server, 0).await;
    session.refresh().await.unwrap();
    let first = session.access_token().await.unwrap();
    let second = session.access_token().await.unwrap();
    assert_ne!(first, second, "the first token has expired, so it is replaced");
}

#[tokio::test]
async fn auto_refresh_replaces_the_token_without_a_call() {
    let (server, client) = server().await;
    server
        .update_settings(json!({"fusio": {"user_approval": false, "expire_token": 1}}))
        .await
        .unwrap();
    client.register(&RegisterRequest::new("baz", "baz@example.com", PASSWORD)).await.unwrap();
    let session = Session::open(client, MemoryStore::default()).await;
    let (sender, mut refreshed) = tokio::sync::mpsc::unbounded_channel();
    let _subscription = session.subscribe(move |event| {
        if let Event::TokenRefreshed(Origin::Here) = event {
            let _ = sender.send(());
        }
    });
    session.sign_in(&LoginRequest::new("baz", PASSWORD)).await.unwrap();
    for _ in 0..2 {
        let seen = tokio::time::timeout(Duration::from_secs(20), refreshed.recv()).await;
        seen.unwrap().unwrap();
    }
}

#[tokio::test]
async fn a_refused_token_is_replaced_and_the_call_is_made_again() {
    let (server, session) = signed_in(MemoryStore::default()).await;
    let old = session.access_token().await.unwrap();
    // The access token is revoked outside the session.
    session.client().revoke(&old).await.unwrap();
    let before = session.call(|token| async { session.client().account(&{ token }).await }).await;
    // Fusio then also refuses the refresh token.
    assert_eq!(before.unwrap_err().kind(), ErrorKind::SessionExpired);

    session.sign_in(&LoginRequest::new("baz", PASSWORD)).await.unwrap();
    let (log, _subscription) = log(&session);
    server
        .add_fault(matricula_test_server::Fault::answer("GET", "/consumer/account", 401))
        .await
        .unwrap();
    let account = session.call(|token| async { session.client().account(&{ token }).await }).await;
    assert_eq!(account.unwrap().name, "baz");
    assert_eq!(*log.lock().unwrap(), ["refreshed Here"]);
}

#[tokio::test]
async fn two_programs_that_share_a_file_and_refresh_at_the_same_time_cause_one_refresh() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session");
    let (server, one) = signed_in(FileStore::new(&path)).await;
    let two = Session::open_with(one.client().clone(), FileStore::new(&path), quiet()).await;
    let (first, _one) = log(&one);
    let (second, _two) = log(&two);

    let (a, b) = tokio::join!(one.refresh(), two.refresh());
    a.unwrap();
    b.unwrap();
    assert_eq!(refreshes(&server).await, 1);
    assert_eq!(one.access_token().await.unwrap(), two.access_token().await.unwrap());
    let both = [first.lock().unwrap().concat(), second.lock().unwrap().concat()];
    assert!(both.contains(&"refreshed Here".to_owned()), "{both:?}");
    assert!(both.contains(&"refreshed Elsewhere".to_owned()), "{both:?}");

    assert!(one.sign_out().await);
    assert_eq!(two.refresh().await.unwrap_err().kind(), ErrorKind::NoSession);
    assert_eq!(two.state(), State::SignedOut(SignOutReason::Elsewhere));
}

/// A store that many sessions share without a lock.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Option<Secret>>>);

impl TokenStore for Shared {
    fn load(&self) -> BoxFuture<'_, Result<Option<Secret>, Error>> {
        Box::pin(async { Ok(self.0.lock().unwrap().clone()) })
    }
    fn save(&self, record: Option<Secret>) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(async {
            *self.0.lock().unwrap() = record;
            Ok(())
        })
    }
}

#[tokio::test]
async fn sessions_that_share_a_store_without_a_lock_stay_signed_in() {
    let store = Shared::default();
    let (_server, one) = signed_in(store.clone()).await;
    let mut others = Vec::new();
    for _ in 0..5 {
        others.push(Session::open_with(one.client().clone(), store.clone(), quiet()).await);
    }
    for _ in 0..5 {
        let tasks: Vec<_> = others
            .iter()
            .cloned()
            .map(|session| tokio::spawn(async move { session.refresh().await }))
            .collect();
        for task in tasks {
            task.await.unwrap().unwrap();
        }
    }
    for session in &others {
        let account = session.call(|token| async { session.client().account(&{ token }).await });
        assert_eq!(account.await.unwrap().name, "baz");
    }
}

#[tokio::test]
async fn a_listener_can_call_the_session_and_events_stay_in_order() {
    let (_server, session) = signed_in(MemoryStore::default()).await;
    let seen = Arc::new(Mutex::new(Vec::new()));
    let (copy, inner) = (Arc::clone(&seen), session.clone());
    let _subscription = session.subscribe(move |event| {
        copy.lock()
            .unwrap()
            .push(format!("{event:?} {}", matches!(inner.state(), State::SignedIn(_))));
    });
    session.refresh().await.unwrap();
    session.sign_out().await;
    assert_eq!(*seen.lock().unwrap(), ["TokenRefreshed(Here) true", "SignedOut(User) false"]);
}

/// A server with a registered user of FusionAuth, a client with an API key, and the login request of the user.
pub(crate) async fn registered() -> (TestServer, fusionauth::Client, fusionauth::LoginRequest) {
    let server = TestServer::start().await.unwrap();
    let kickstart: serde_json::Value =
        serde_json::from_str(include_str!("../../test-server/kickstart.json")).unwrap();
    let response = reqwest::Client::new()
        .post(format!("{}/kickstart", server.control()))
        .header("content-type", "application/json")
        .body(kickstart.to_string())
        .send()
        .await
        .unwrap();
    assert!(response.status().is_success());

    let mut config = crate::declared::config("fusionauth", server.url());
    config.api_key = Some("bf69486b-4733-4470-a592-f1bfce7af580".into());
    config.tenant_id = Some("30663132-6464-6665-3032-326466613934".to_owned());
    let client = fusionauth::Client::new(config).unwrap();
    let application = "85a03867-dccf-4882-adde-1a79aeec50df";
    let mut user = fusionauth::User::new("ada@example.com");
    user.password = Some(PASSWORD.into());
    let mut request =
        fusionauth::CreateAndRegisterRequest::new(user, fusionauth::Registration::new(application));
    request.skip_registration_verification = Some(true);
    request.skip_verification = Some(true);
    client.create_and_register(None, &request).await.unwrap();

    let mut login = fusionauth::LoginRequest::new("ada@example.com", PASSWORD);
    login.application_id = Some(application.to_owned());
    (server, client, login)
}

#[tokio::test]
async fn a_fusionauth_session_can_be_refreshed_and_can_end_all_sessions_of_its_user() {
    let (_server, client, login) = registered().await;
    let one = Session::open_with(client.clone(), MemoryStore::default(), quiet()).await;
    let two = Session::open_with(client.clone(), MemoryStore::default(), quiet()).await;
    for session in [&one, &two] {
        let outcome = session.sign_in(&login).await.unwrap();
        assert!(matches!(outcome, fusionauth::LoginOutcome::SignedIn(_)), "{outcome:?}");
        let State::SignedIn(state) = session.state() else { panic!("{:?}", session.state()) };
        assert!(state.expires_at.is_some(), "the token has an expiry");
    }
    let old = one.access_token().await.unwrap();
    one.refresh().await.unwrap();
    let new = one.access_token().await.unwrap();
    assert_ne!(old, new);
    client.validate_jwt(&new).await.unwrap();

    assert!(one.sign_out_everywhere().await);
    assert_eq!(two.refresh().await.unwrap_err().kind(), ErrorKind::SessionExpired);
    assert_eq!(two.state(), State::SignedOut(SignOutReason::SessionExpired));
    assert_eq!(two.access_token().await.unwrap_err().kind(), ErrorKind::SessionExpired);
}

#[tokio::test]
async fn without_a_refresh_token_a_fusionauth_sign_out_sends_no_request_and_is_not_confirmed() {
    let (server, client, login) = registered().await;
    let session = Session::open_with(client.clone(), MemoryStore::default(), quiet()).await;
    for everywhere in [false, true] {
        let outcome = client.login(&login).await.unwrap();
        let token = outcome.response().token.clone().unwrap();
        session.set_tokens(TokenSet::new(token, None)).await.unwrap();
        let before = server.requests().await.len();
        let told = match everywhere {
            false => session.sign_out().await,
            true => session.sign_out_everywhere().await,
        };
        assert!(!told);
        assert_eq!(server.requests().await.len(), before, "there is nothing to revoke");
        assert_eq!(session.state(), State::SignedOut(SignOutReason::User));
    }
}

#[tokio::test]
async fn a_user_who_is_not_registered_for_the_application_is_not_signed_in() {
    let server = TestServer::start().await.unwrap();
    let mut config = crate::declared::config("fusionauth", server.url());
    config.api_key = Some("bf69486b-4733-4470-a592-f1bfce7af580".into());
    let client = fusionauth::Client::new(config).unwrap();
    let mut user = fusionauth::User::new("ada@example.com");
    user.password = Some(PASSWORD.into());
    client.create_user(None, &fusionauth::UserRequest::new(user)).await.unwrap();
    let made = client
        .create_application(
            None,
            &fusionauth::ApplicationRequest::new(fusionauth::Application::new("Shop")),
        )
        .await
        .unwrap();
    let session = Session::open_with(client, MemoryStore::default(), quiet()).await;
    let mut login = fusionauth::LoginRequest::new("ada@example.com", PASSWORD);
    login.application_id = made.application.id;
    let outcome = session.sign_in(&login).await.unwrap();
    assert!(matches!(outcome, fusionauth::LoginOutcome::NotRegistered(_)), "{outcome:?}");
    assert_eq!(session.state(), State::SignedOut(SignOutReason::NeverSignedIn));
}

#[tokio::test]
async fn neither_a_session_nor_its_events_nor_its_errors_print_a_token() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session");
    let (server, session) = signed_in(FileStore::new(&path)).await;
    let events = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&events);
    let _subscription = session.subscribe(move |event| {
        seen.lock().unwrap().push(format!("{event:?}"));
    });
    let stored = || {
        let record: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        ["accessToken", "refreshToken"].map(|name| record[name].as_str().unwrap().to_owned())
    };
    let first = stored();
    session.refresh().await.unwrap();
    let second = stored();
    drop(server);
    let failed = session.refresh().await.unwrap_err();
    let lost = name(&session).await.unwrap_err();

    let events = events.lock().unwrap().join("\n");
    for event in ["TokenRefreshed", "RefreshFailed"] {
        assert!(events.contains(event), "{events}");
    }
    let state = session.state();
    let printed = format!("{session:?} {state:?} {failed:?} {failed} {lost:?} {lost} {events}");
    for token in first.iter().chain(&second) {
        assert!(!printed.contains(token), "{printed}");
    }
}
