//! The engine of the npm package's `Session`. In this file, "the script" is the TypeScript code that uses the engine:
//! `session.ts` in `npm/matricula/src`, and the folder `engine` there.

use std::sync::Arc;

use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;

use super::{options, promise};
use crate::{
    error::{Error, ErrorKind},
    secret::Secret,
    session::{
        BoxFuture, Core, Event, MaybeSend, Origin, SessionOptions, SignOutReason, State, TokenSet,
        TokenStore, Vendor,
    },
    token,
    transport::{
        json::{self, Json, NOTHING},
        promise::{spawn, wait},
    },
};

#[wasm_bindgen]
extern "C" {
    /// A store that the script makes from the caller's `storage`. Its methods never throw; only their promises
    /// reject.
    type Store;
    #[wasm_bindgen(method)]
    fn load(this: &Store) -> Promise;
    #[wasm_bindgen(method)]
    fn save(this: &Store, record: Option<String>) -> Promise;
    #[wasm_bindgen(method)]
    fn lock(this: &Store) -> Lock;

    /// A requested lock. `granted` resolves to true if the session has the lock, or if it needs no lock because
    /// its storage is memory. Otherwise `granted` resolves to false, or to undefined on a platform without locks.
    type Lock;
    #[wasm_bindgen(method, getter)]
    fn granted(this: &Lock) -> Promise;
    #[wasm_bindgen(method)]
    fn release(this: &Lock);
}

/// Dropping this value releases the lock, or cancels a pending request for the lock.
struct Held(Lock);

impl Drop for Held {
    fn drop(&mut self) {
        self.0.release();
    }
}

struct JsStore(Store);

impl TokenStore for JsStore {
    fn load(&self) -> BoxFuture<'_, Result<Option<Secret>, Error>> {
        Box::pin(async {
            let record = wait(&self.0.load()).await.map_err(failed)?;
            Ok(record.as_string().map(Secret::from))
        })
    }

    fn save(&self, record: Option<Secret>) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(async move {
            let record = record.map(|record| record.expose().to_owned());
            wait(&self.0.save(record)).await.map(drop).map_err(failed)
        })
    }

    fn lock(&self) -> BoxFuture<'_, Option<Box<dyn MaybeSend>>> {
        Box::pin(async {
            let held = Held(self.0.lock());
            let granted = wait(&held.0.granted()).await.is_ok_and(|it| it.is_truthy());
            granted.then(|| Box::new(held) as Box<dyn MaybeSend>)
        })
    }
}

/// The error when a promise of the store rejects. The reason may quote the tokens, so the reason is dropped.
fn failed(_: JsValue) -> Error {
    Error::new(ErrorKind::Storage, "the session could not be read or written")
}

/// One session. The script stops waiting when the caller's `signal` is aborted or `timeoutMs` has passed. The engine
/// only checks that these two options are valid.
#[wasm_bindgen(skip_typescript)]
pub struct SessionEngine(Arc<Core>);

/// Opens a session of `client`. The session calls `notify` with its state and the event.
#[allow(clippy::arc_with_non_send_sync, reason = "wasm has one thread, other targets many")]
pub(super) fn open(
    client: Box<dyn Vendor>,
    store: JsValue,
    options: JsValue,
    notify: Function,
) -> Promise {
    promise(Box::pin(async move {
        let mut settings = SessionOptions::default();
        if let Some(ahead) = options::seconds(&options, "refreshAheadSeconds")? {
            settings.refresh_ahead = ahead;
        }
        settings.auto_refresh =
            json::member(&options, "autoRefresh").is_none_or(|it| it.is_truthy());
        let store = Box::new(JsStore(store.unchecked_into()));
        let core = Core::new(client, store, settings);
        let weak = Arc::downgrade(&core);
        core.listen(Arc::new(move |event| {
            if let Some(core) = weak.upgrade() {
                // The script catches the errors of listeners.
                let _ = notify.call2(&NOTHING, &state(&core), &happened(event));
            }
        }));
        core.start().await;
        Ok(SessionEngine(core).into())
    }))
}

/// The tokens of an answer that came just now, as a `Session` stores them; undefined if the answer has no tokens.
pub(super) fn record(answer: &JsValue) -> JsValue {
    TokenSet::of_answer(answer).map_or(NOTHING, |tokens| tokens.record().expose().into())
}

#[wasm_bindgen]
impl SessionEngine {
    /// Keeps the tokens of an answer; returns whether the answer had tokens. `begun` is the number of
    /// this sign-in: the script counts the sign-ins and sign-outs that it starts.
    pub fn keep(&self, answer: JsValue, begun: u32) -> Promise {
        let core = Arc::clone(&self.0);
        promise(Box::pin(async move {
            let Some(tokens) = TokenSet::of_answer(&answer) else { return Ok(false.into()) };
            core.sign_in(tokens, begun).await?;
            Ok(true.into())
        }))
    }

    /// An access token, and the number of its sign-in. `another` takes this number, which is not `begun`.
    #[wasm_bindgen(js_name = accessToken)]
    pub fn access_token(&self, options: JsValue) -> Promise {
        let core = Arc::clone(&self.0);
        promise(Box::pin(async move {
            options::call(&options)?;
            let time = options::seconds(&options, "minTtlSeconds")?;
            let tokens = core.access_token(time).await?;
            let access = tokens.access_token.expose();
            Ok(Array::of2(&access.into(), &tokens.sign_in.into()).into())
        }))
    }

    /// A new access token for a call, after a server refused the token `refused`. Undefined when
    /// there is no other token, or when the sign-in of the call is over.
    pub fn another(&self, refused: String, sign_in: u32) -> Promise {
        let core = Arc::clone(&self.0);
        promise(Box::pin(async move {
            let token = core.another(&refused.into(), sign_in).await?;
            Ok(token.map_or(NOTHING, |token| token.expose().into()))
        }))
    }

    /// Gets a new access token.
    pub fn refresh(&self, options: JsValue) -> Promise {
        let core = Arc::clone(&self.0);
        promise(Box::pin(async move {
            options::call(&options)?;
            core.refresh().await?;
            Ok(NOTHING)
        }))
    }

    /// Ends the session. Returns whether the server confirmed that it ended the tokens. `begun` is the
    /// number of this sign-out, as in `keep`.
    #[wasm_bindgen(js_name = signOut)]
    pub fn sign_out(&self, everywhere: bool, begun: u32) -> Promise {
        let core = Arc::clone(&self.0);
        promise(Box::pin(async move { Ok(core.sign_out(everywhere, begun).await.into()) }))
    }

    /// Checks the store and the clock: another tab may have written to the store, and the browser may
    /// have suspended this tab.
    pub fn wake(&self) {
        let core = Arc::clone(&self.0);
        spawn(Box::pin(async move {
            core.look().await;
            core.wake().await;
        }));
    }
}

fn state(core: &Core) -> Json {
    match core.state() {
        State::SignedIn(state) => {
            let claims = core.tokens().ok().and_then(|it| token::claims(it.access_token.expose()));
            let scopes: Array = state.scopes.iter().map(JsValue::from).collect();
            json::object(&[
                ("status", "signed_in".into()),
                ("expiresAt", state.expires_at.map_or(JsValue::NULL, json::from_u64)),
                ("scopes", scopes.into()),
                ("claims", claims.unwrap_or(JsValue::NULL)),
                ("stale", state.stale.into()),
                ("persisted", state.persisted.into()),
            ])
        }
        State::SignedOut(why) => {
            json::object(&[("status", "signed_out".into()), ("reason", reason(why).into())])
        }
    }
}

fn happened(event: &Event) -> Json {
    let by = |name: &str, origin: &Origin| {
        let origin = if *origin == Origin::Here { "here" } else { "elsewhere" };
        json::object(&[("type", name.into()), ("origin", origin.into())])
    };
    match event {
        Event::Ready => json::object(&[("type", "ready".into())]),
        Event::SignedIn(origin) => by("signed_in", origin),
        Event::TokenRefreshed(origin) => by("token_refreshed", origin),
        Event::RefreshFailed { error, retry_at } => json::object(&[
            ("type", "refresh_failed".into()),
            ("error", error.clone().into()),
            ("retryAt", json::from_u64(*retry_at)),
        ]),
        // This event occurs only in Rust programs. In the npm package, `npm/matricula/src/engine/user.ts` keeps the
        // user of a session, and reports the event `user_loaded`.
        Event::UserLoaded => NOTHING,
        Event::SignedOut(why) => {
            json::object(&[("type", "signed_out".into()), ("reason", reason(*why).into())])
        }
    }
}

fn reason(reason: SignOutReason) -> &'static str {
    match reason {
        SignOutReason::NeverSignedIn => "never_signed_in",
        SignOutReason::User => "user",
        SignOutReason::Elsewhere => "elsewhere",
        SignOutReason::SessionExpired => "session_expired",
    }
}
