//! The transport of the npm build: the platform's `fetch`, or the caller's.

use js_sys::{Array, Function, JsString, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortController;

use super::{MAX_ANSWER, Request, Response};
use crate::error::{Error, ErrorKind};

#[wasm_bindgen(module = "/src/transport/fetch.js")]
extern "C" {
    fn send(fetch: &JsValue, url: &str, init: &Object, limit: usize) -> Promise;
    #[wasm_bindgen(js_name = isBrowser)]
    fn is_browser() -> bool;
}

#[wasm_bindgen]
extern "C" {
    fn btoa(latin1: &str) -> String;
}

/// Sends requests through `fetch`.
#[derive(Clone, Default)]
pub(crate) struct Sender {
    /// The caller's `fetch`; undefined means the platform's.
    fetch: JsValue,
}

impl Sender {
    pub(crate) fn new() -> Result<Self, Error> {
        Ok(Self::default())
    }

    pub(crate) fn with_fetch(fetch: Option<Function>) -> Self {
        Self { fetch: fetch.map_or(JsValue::UNDEFINED, JsValue::from) }
    }

    /// Whether the platform sends a User-Agent of its own and should be left to it.
    pub(crate) fn is_browser() -> bool {
        is_browser()
    }

    pub(super) async fn send(&self, request: Request<'_>) -> Result<Response, Error> {
        let abort = AbortOnDrop::new()?;
        let init = Object::new();
        let headers = Object::new();
        for (name, value) in request.headers {
            set(&headers, name, &value.into());
        }
        set(&init, "method", &request.method.into());
        set(&init, "headers", &headers.into());
        // A redirect would carry passwords and tokens to an address that nobody chose.
        set(&init, "redirect", &"manual".into());
        set(&init, "signal", &abort.0.signal().into());
        if let Some(body) = request.body {
            set(&init, "body", &body.into());
        }
        let sent = send(&self.fetch, request.url, &init, MAX_ANSWER);
        let answer = JsFuture::from(sent).await.map_err(|thrown| unreachable(&thrown))?;
        let answer: &Array = answer.unchecked_ref();
        let status = answer.get(0).as_f64().unwrap_or_default() as u16;
        let body = answer.get(3).dyn_into::<JsString>().map_err(|_| {
            Error::new(ErrorKind::UnexpectedResponse, "the answer is too long or not UTF-8")
                .with_status(status)
        })?;
        let (retry_after, request_id) = (answer.get(1).as_string(), answer.get(2).as_string());
        Ok(Response { status, retry_after, request_id, body })
    }
}

/// Ends the request when the call is dropped; after its end this does nothing.
struct AbortOnDrop(AbortController);

impl AbortOnDrop {
    fn new() -> Result<Self, Error> {
        AbortController::new()
            .map(Self)
            .map_err(|_| Error::new(ErrorKind::Unsupported, "there is no AbortController here"))
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

fn set(object: &Object, name: &str, value: &JsValue) {
    // A plain object of our own takes every member.
    let _ = Reflect::set(object, &name.into(), value);
}

/// `thrown` is the platform's code for the failure, such as Node's `ECONNREFUSED`, if it has one.
fn unreachable(thrown: &JsValue) -> Error {
    let error = Error::new(ErrorKind::Network, "the server could not be reached");
    match thrown.as_string() {
        Some(code) => error.with_code(code),
        None => error,
    }
}

/// Base64 of the UTF-8 of `text`.
pub(crate) fn base64(text: &str) -> String {
    let latin1: String = text.bytes().map(char::from).collect();
    btoa(&latin1)
}
