//! The default transport on wasm: the platform's `fetch`. In the npm build, the caller may give another `fetch`.

use std::time::Duration;

use js_sys::{JsString, Promise};
use wasm_bindgen::prelude::*;

use super::{
    message::{LONGEST_REFUSAL, Request, Response, UNREADABLE},
    promise::wait,
    time,
};
use crate::error::{Error, ErrorKind};
use body::{Sent, received, sent};

#[wasm_bindgen(module = "/src/transport/platform.js")]
extern "C" {
    fn start(
        fetch: &JsValue,
        lines: &str,
        body: Option<Sent>,
        longest: usize,
        longest_refusal: usize,
        millis: u32,
    ) -> Exchange;
    #[wasm_bindgen(js_name = isBrowser)]
    fn is_browser() -> bool;
}

#[wasm_bindgen]
extern "C" {
    /// A promise of an [`Answer`], or of undefined when the time limit ends the request.
    #[wasm_bindgen(extends = Promise)]
    type Exchange;
    #[wasm_bindgen(method)]
    fn cancel(this: &Exchange);

    /// An answer as `platform.js` returns it.
    type Answer;
    #[wasm_bindgen(method, getter)]
    fn status(this: &Answer) -> u16;
    #[wasm_bindgen(method, getter, js_name = retryAfter)]
    fn retry_after(this: &Answer) -> Option<String>;
    #[wasm_bindgen(method, getter, js_name = requestId)]
    fn request_id(this: &Answer) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn text(this: &Answer) -> Option<JsString>;
    #[wasm_bindgen(method, getter)]
    fn broken(this: &Answer) -> JsValue;

    fn btoa(latin1: &str) -> String;
}

/// Sends requests through `fetch`.
#[derive(Clone, Default)]
pub(crate) struct Sender {
    /// The `fetch` of the caller; undefined means the platform's `fetch`.
    #[cfg(js)]
    fetch: JsValue,
}

impl Sender {
    pub(crate) fn new(_address: &str) -> Result<Self, Error> {
        Ok(Self::default())
    }

    #[cfg(js)]
    pub(crate) fn with_fetch(fetch: Option<js_sys::Function>) -> Self {
        Self { fetch: fetch.map_or(JsValue::UNDEFINED, JsValue::from) }
    }

    /// Whether the platform sends its own User-Agent, which we do not replace.
    pub(crate) fn is_browser() -> bool {
        is_browser()
    }

    /// Sends one request; `None` when the time limit ended it.
    pub(super) async fn send(
        &self,
        request: Request<'_>,
        limit: Duration,
    ) -> Result<Option<Response>, Error> {
        #[cfg(js)]
        let fetch = &self.fetch;
        #[cfg(not(js))]
        let fetch = &JsValue::UNDEFINED;
        // All lines go to JavaScript as one text, because each text costs time. Addresses and headers were checked,
        // and have no line breaks.
        let mut lines = [request.method, "\n", request.url].concat();
        for (name, value) in request.headers {
            lines.extend(["\n", name, "\n", value]);
        }
        let body = request.body.cloned().map(sent);
        let millis = time::millis(limit);
        let exchange = start(fetch, &lines, body, request.longest, LONGEST_REFUSAL, millis);
        let mut running = CancelOnDrop(Some(&exchange));
        let answer = wait(&exchange).await;
        running.0 = None;
        let answer = answer.map_err(|thrown| unreachable(&thrown))?;
        if answer.is_undefined() {
            return Ok(None);
        }
        let answer: Answer = answer.unchecked_into();
        let (body, broken) = (answer.text(), answer.broken());
        Ok(Some(Response {
            status: answer.status(),
            retry_after: answer.retry_after(),
            request_id: answer.request_id(),
            readable: body.is_some(),
            broken: (!broken.is_undefined()).then(|| unreachable(&broken)),
            body: received(body.unwrap_or_else(|| "".into())),
        }))
    }
}

/// Ends the request when the call is dropped.
struct CancelOnDrop<'a>(Option<&'a Exchange>);

impl Drop for CancelOnDrop<'_> {
    fn drop(&mut self) {
        if let Some(exchange) = self.0 {
            exchange.cancel();
        }
    }
}

/// The error for a request without a readable answer. `thrown` is the platform's code for the
/// failure, such as Node's `ECONNREFUSED`, or null if the platform gives no code.
fn unreachable(thrown: &JsValue) -> Error {
    let error = Error::new(ErrorKind::Network, UNREADABLE);
    match thrown.as_string() {
        Some(code) => error.with_code(code),
        None => error,
    }
}

/// In the npm build, bodies are JavaScript strings.
#[cfg(js)]
mod body {
    use js_sys::JsString;

    pub(super) type Sent = JsString;

    pub(super) fn sent(body: JsString) -> Sent {
        body
    }

    pub(super) fn received(text: JsString) -> JsString {
        text
    }
}

/// In Rust programs, bodies are bytes.
#[cfg(not(js))]
mod body {
    use js_sys::{JsString, Uint8Array};

    pub(super) type Sent = Uint8Array;

    #[allow(clippy::needless_pass_by_value, reason = "as in the npm build")]
    pub(super) fn sent(body: Vec<u8>) -> Sent {
        body.as_slice().into()
    }

    pub(super) fn received(text: JsString) -> Vec<u8> {
        String::from(text).into_bytes()
    }
}

/// Base64 of the UTF-8 of `text`.
pub(crate) fn base64(text: &str) -> String {
    let latin1: String = text.bytes().map(char::from).collect();
    btoa(&latin1)
}
