//! The caller's `AbortSignal`: a call that is aborted ends, and rejects with the signal's reason.

use std::future::Future;

use futures_util::future::{Either, select};
use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;

/// Waits for `work` unless `signal` ends it; dropped work ends its request.
pub(super) async fn unless_aborted<T>(
    signal: Option<AbortSignal>,
    work: impl Future<Output = Result<T, JsValue>>,
) -> Result<T, JsValue> {
    let Some(signal) = signal else { return work.await };
    if signal.aborted() {
        return Err(signal.reason());
    }
    let listener = Listener::new(signal);
    match select(Box::pin(work), JsFuture::from(listener.heard.clone())).await {
        Either::Left((done, _)) => done,
        Either::Right(_) => Err(listener.signal.reason()),
    }
}

/// Listens until it is dropped: a signal may outlive many calls and must not keep them in memory.
struct Listener {
    signal: AbortSignal,
    heard: Promise,
    hear: Option<Function>,
}

impl Listener {
    fn new(signal: AbortSignal) -> Self {
        let mut hear = None;
        // The promise's own `resolve` is the listener, so no Rust value has to stay alive.
        let heard = Promise::new(&mut |resolve, _| {
            let _ = signal.add_event_listener_with_callback("abort", &resolve);
            hear = Some(resolve);
        });
        Self { signal, heard, hear }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        if let Some(hear) = &self.hear {
            let _ = self.signal.remove_event_listener_with_callback("abort", hear);
            // A future is never freed if its promise never settles.
            let _ = hear.call0(&JsValue::UNDEFINED);
        }
    }
}
