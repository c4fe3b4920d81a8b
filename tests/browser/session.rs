//! Sessions in the browser's storage.

use std::{cell::RefCell, rc::Rc};

use matricula::{
    Config, ErrorKind,
    fusio::LoginRequest,
    session::{
        BrowserStore, Event, Session, SessionOptions, SignOutReason, State, TokenSet, TokenStore,
    },
    token::Claims,
};
use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Storage, window};

use super::{Client, PASSWORD, block_storage, client, server::SERVER, signed_in, unique};

/// Keys and a record of the browser's storage. The npm package uses the same keys and the same record.
const SHARED: &str = include_str!("../fixtures/session-storage.json");

fn shared() -> Value {
    serde_json::from_str(SHARED).unwrap()
}

fn local() -> Storage {
    window().unwrap().local_storage().unwrap().unwrap()
}

fn store(key: &str) -> BrowserStore {
    BrowserStore::local(&Config::new(SERVER)).with_key(key)
}

fn is_signed_in(session: &Session<Client>) -> bool {
    matches!(session.state(), State::SignedIn(_))
}

/// Runs `act`, and waits for the wanted event of the session.
async fn heard(session: &Session<Client>, wanted: fn(&Event) -> bool, act: impl Future) {
    let (tell, told) = signal();
    let tell = RefCell::new(Some(tell));
    let _listener = session.subscribe(move |event| {
        if wanted(event)
            && let Some(tell) = tell.take()
        {
            tell();
        }
    });
    act.await;
    told.await;
}

/// A function, and a future that ends when the function is called.
fn signal() -> (impl FnOnce(), impl Future<Output = ()>) {
    let mut resolve = None;
    let promise = js_sys::Promise::new(&mut |done, _| resolve = Some(done));
    let resolve = resolve.unwrap();
    let told = wasm_bindgen_futures::JsFuture::from(promise);
    (move || drop(resolve.call0(&wasm_bindgen::JsValue::NULL)), async { drop(told.await) })
}

#[wasm_bindgen_test]
fn a_session_its_subscription_and_its_store_are_send_and_sync() {
    fn is_send<T: Send + Sync>() {}
    is_send::<Session<Client>>();
    is_send::<matricula::session::Subscription>();
    is_send::<BrowserStore>();
}

#[wasm_bindgen_test]
fn a_browser_store_has_the_same_key_as_in_the_npm_package() {
    for case in shared()["keys"].as_array().unwrap() {
        let mut config = Config::new(case["baseUrl"].as_str().unwrap());
        config.tenant_id = case["tenantId"].as_str().map(str::to_owned);
        assert_eq!(BrowserStore::local(&config).key(), case["key"]);
        assert_eq!(BrowserStore::session(&config).key(), case["key"]);
    }
}

#[wasm_bindgen_test]
async fn a_session_reads_the_record_of_the_npm_package_and_writes_only_the_same_members() {
    let (key, record) = (unique(), shared()["record"].clone());
    local().set_item(&key, &record.to_string()).unwrap();
    let mut options = SessionOptions::default();
    options.auto_refresh = false;
    let session = Session::open_with(client(), store(&key), options).await;
    let State::SignedIn(state) = session.state() else { panic!("{:?}", session.state()) };
    assert_eq!(state.expires_at, record["expiresAt"].as_u64());
    assert_eq!(state.scopes, ["consumer", "authorization"]);
    assert!(state.persisted);
    assert_eq!(session.claims::<Claims>().unwrap().sub.as_deref(), Some("ada"));
    let kept = store(&key).load().await.unwrap().unwrap();
    let tokens = TokenSet::new("t".into(), Some("r".into()));
    session.set_tokens(tokens).await.unwrap();
    let written: Value = serde_json::from_str(&local().get_item(&key).unwrap().unwrap()).unwrap();
    assert_eq!(written["accessToken"], "t");
    assert_eq!(written["refreshToken"], "r");
    let names = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let known = names(&record);
    assert!(names(&written).iter().all(|name| known.contains(name)), "{written}");
    assert_eq!(kept.expose(), record.to_string());
    local().remove_item(&key).unwrap();
}

#[wasm_bindgen_test]
async fn two_sessions_of_a_page_share_sign_in_refresh_and_sign_out() {
    let (name, _) = signed_in(&client()).await;
    let key = unique();
    let one = Session::open(client(), store(&key)).await;
    let two = Session::open(client(), store(&key)).await;
    let login = LoginRequest::new(&name, PASSWORD);
    heard(&two, |it| matches!(it, Event::SignedIn(_)), async {
        one.sign_in(&login).await.unwrap();
    })
    .await;
    assert_eq!(
        one.access_token().await.unwrap().expose(),
        two.access_token().await.unwrap().expose()
    );
    let before = one.access_token().await.unwrap();
    let (first, second) = futures_util::future::join(one.refresh(), two.refresh()).await;
    first.unwrap();
    second.unwrap();
    let after = (one.access_token().await.unwrap(), two.access_token().await.unwrap());
    assert_eq!(after.0.expose(), after.1.expose(), "both sessions share one refresh");
    assert_ne!(after.0.expose(), before.expose());
    heard(&two, |it| matches!(it, Event::SignedOut(SignOutReason::Elsewhere)), async {
        assert!(one.sign_out().await);
    })
    .await;
    assert!(!is_signed_in(&two));
    assert_eq!(local().get_item(&key).unwrap(), None);
}

#[wasm_bindgen_test]
async fn a_session_is_restored_after_a_reload() {
    let (name, _) = signed_in(&client()).await;
    let key = unique();
    let session = Session::open(client(), store(&key)).await;
    session.sign_in(&LoginRequest::new(&name, PASSWORD)).await.unwrap();
    drop(session);
    let again = Session::open(client(), store(&key)).await;
    assert!(is_signed_in(&again));
    assert!(again.sign_out().await);
}

#[wasm_bindgen_test]
async fn a_session_without_a_storage_works_and_is_not_stored() {
    let (name, _) = signed_in(&client()).await;
    let key = unique();
    let restore = block_storage();
    let session = Session::open(client(), store(&key)).await;
    restore.call0(&wasm_bindgen::JsValue::NULL).unwrap();
    session.sign_in(&LoginRequest::new(&name, PASSWORD)).await.unwrap();
    let State::SignedIn(state) = session.state() else { panic!("{:?}", session.state()) };
    assert!(!state.persisted);
    session.refresh().await.unwrap();
    session.access_token().await.unwrap();
    assert_eq!(local().get_item(&key).unwrap(), None);
    assert!(session.sign_out().await);
    assert_eq!(session.access_token().await.unwrap_err().kind(), ErrorKind::NoSession);
}

#[wasm_bindgen_test]
async fn only_one_store_has_the_lock_at_a_time() {
    let key = unique();
    let (one, two) = (store(&key), store(&key));
    let held = one.lock().await.unwrap();
    let order = Rc::new(RefCell::new(Vec::new()));
    let waiting = async {
        let second = two.lock().await;
        assert!(second.is_some());
        order.borrow_mut().push("second");
    };
    let ending = async {
        // `load` waits until this tab can read what the previous owner of the lock has written. During this time `two`
        // must not get the lock.
        one.load().await.unwrap();
        order.borrow_mut().push("first");
        drop(held);
    };
    futures_util::future::join(waiting, ending).await;
    assert_eq!(*order.borrow(), ["first", "second"]);
}
