//! A session of the crate with `BrowserStore`, for `js-tests/page/rust-session.mjs`.
#![cfg(target_arch = "wasm32")]
#![allow(missing_docs, reason = "only `rust-session.mjs` uses this")]

use std::cell::RefCell;

use js_sys::{Function, Object, Promise, Reflect};
use matricula::{
    Config, Error, ErrorKind,
    fusio::{Client, LoginRequest},
    session::{BrowserStore, Event, Origin, Session, SignOutReason, State, Subscription},
    token::Claims,
};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
pub struct RustSession {
    session: Session<Client>,
    listener: RefCell<Option<Subscription>>,
}

#[wasm_bindgen]
impl RustSession {
    /// Opens the session; `key` replaces the usual key of the store.
    pub async fn open(base_url: String, key: Option<String>) -> Result<RustSession, JsValue> {
        let config = Config::new(base_url);
        let mut store = BrowserStore::local(&config);
        if let Some(key) = key {
            store = store.with_key(key);
        }
        let session =
            Session::open(Client::new(config).map_err(|error| thrown(&error))?, store).await;
        Ok(Self { session, listener: RefCell::default() })
    }

    /// Calls `listener` with the type of each event, and with the event's origin or reason. The
    /// events that the tests do not use have the type `other` and an empty origin.
    pub fn listen(&self, listener: Function) {
        let subscription = self.session.subscribe(move |event| {
            let (name, by) = match event {
                Event::SignedIn(origin) => ("signed_in", by(*origin)),
                Event::TokenRefreshed(origin) => ("token_refreshed", by(*origin)),
                Event::SignedOut(why) => ("signed_out", reason(*why)),
                _ => ("other", ""),
            };
            let _ = listener.call2(&JsValue::UNDEFINED, &name.into(), &by.into());
        });
        self.listener.replace(Some(subscription));
    }

    /// The state in the form of the npm package. It has only the members that the tests use, and
    /// the subject is the only claim.
    pub fn state(&self) -> Object {
        let subject = self.session.claims::<Claims>().ok().and_then(|claims| claims.sub);
        let claims = object(&[("sub", subject.into())]);
        match self.session.state() {
            State::SignedIn(state) => object(&[
                ("status", "signed_in".into()),
                ("persisted", state.persisted.into()),
                ("claims", claims.into()),
            ]),
            State::SignedOut(why) => {
                object(&[("status", "signed_out".into()), ("reason", reason(why).into())])
            }
            _ => Object::new(),
        }
    }

    #[wasm_bindgen(js_name = signIn)]
    pub async fn sign_in(&self, username: String, password: String) -> Result<(), JsValue> {
        let request = LoginRequest::new(username, password);
        self.session.sign_in(&request).await.map(drop).map_err(|error| thrown(&error))
    }

    #[wasm_bindgen(js_name = signOut)]
    pub async fn sign_out(&self) -> bool {
        self.session.sign_out().await
    }

    pub async fn refresh(&self) -> Result<(), JsValue> {
        self.session.refresh().await.map_err(|error| thrown(&error))
    }

    /// Calls `work` with the access token, as `Session::call` does.
    pub async fn call(&self, work: Function) -> Result<JsValue, JsValue> {
        let rejected = RefCell::new(None);
        let called = self.session.call(async |token| {
            let promise = work.call1(&JsValue::UNDEFINED, &token.expose().into());
            let done = match promise {
                Ok(promise) => JsFuture::from(Promise::resolve(&promise)).await,
                Err(thrown) => Err(thrown),
            };
            done.map_err(|error| {
                let kind = match kind_of(&error).as_deref() {
                    Some("unauthorized") => ErrorKind::Unauthorized,
                    _ => ErrorKind::Network,
                };
                rejected.replace(Some(error));
                Error::new(kind, "the work has failed")
            })
        });
        let done = called.await;
        done.map_err(|error| rejected.take().unwrap_or_else(|| thrown(&error)))
    }
}

fn kind_of(error: &JsValue) -> Option<String> {
    Reflect::get(error, &"kind".into()).ok()?.as_string()
}

fn by(origin: Origin) -> &'static str {
    if origin == Origin::Here { "here" } else { "elsewhere" }
}

fn reason(why: SignOutReason) -> &'static str {
    match why {
        SignOutReason::NeverSignedIn => "never_signed_in",
        SignOutReason::User => "user",
        SignOutReason::Elsewhere => "elsewhere",
        SignOutReason::SessionExpired => "session_expired",
        _ => "",
    }
}

/// The error as a JavaScript error with the member `kind`.
fn thrown(error: &Error) -> JsValue {
    let value = js_sys::Error::new(error.message());
    let _ = Reflect::set(&value, &"kind".into(), &error.kind().as_str().into());
    value.into()
}

fn object(members: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in members {
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}
