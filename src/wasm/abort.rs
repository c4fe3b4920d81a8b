//! The caller's `AbortSignal`: a call that is aborted ends, and rejects with the signal's reason.

use std::future::Future;

use futures_util::future::{Either, select};
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use crate::transport::promise::wait;

#[wasm_bindgen(module = "/src/wasm/abort.js")]
extern "C" {
    /// A promise that resolves when the signal is aborted, or when `end` is called.
    #[wasm_bindgen(extends = Promise)]
    #[derive(Clone)]
    type Abort;
    fn listen(signal: &AbortSignal) -> Abort;
    #[wasm_bindgen(method)]
    fn end(this: &Abort);
}

/// Waits for `work`. When `signal` is aborted, drops `work`, which ends its request.
pub(super) async fn unless_aborted<T>(
    signal: Option<AbortSignal>,
    work: impl Future<Output = Result<T, JsValue>>,
) -> Result<T, JsValue> {
    let Some(signal) = signal else { return work.await };
    if signal.aborted() {
        return Err(signal.reason());
    }
    let listener = Listener(listen(&signal));
    match select(Box::pin(work), wait(&listener.0)).await {
        Either::Left((done, _)) => done,
        Either::Right(_) => Err(signal.reason()),
    }
}

/// Listens until it is dropped: a signal may be used for many calls, and must not keep them in memory.
struct Listener(Abort);

impl Drop for Listener {
    fn drop(&mut self) {
        self.0.end();
    }
}
