//! The WebAssembly of the npm package `matricula-test-server`: a server that gets its requests from JavaScript.
#![cfg(target_arch = "wasm32")]

use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;
use std::rc::Rc;

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Request, StatusCode};
use futures_util::future::{AbortHandle, Abortable, Aborted};
use http_body_util::BodyExt;
use js_sys::{Error, Function, Promise, Uint8Array};
use matricula_test_server::{Config, Embedded};
use serde_json::{Value, json};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

/// A server with its data in memory.
#[wasm_bindgen]
pub struct Engine(Rc<Embedded>);

#[wasm_bindgen]
impl Engine {
    /// Opens a server. `url` is the address that its clients use.
    ///
    /// `config` and `kickstart` are JSON. `config` has the members of a config file. `kickstart` is a kickstart
    /// document, or a JSON string with the path of its file. `fetch` sends the server's own requests, to itself and to
    /// other servers. `read` returns the bytes of the file at a path, or throws.
    ///
    /// Rejects when the URL, the config or the kickstart cannot be used.
    pub async fn open(
        url: &str,
        config: Option<String>,
        kickstart: Option<String>,
        fetch: Function,
        read: Function,
    ) -> Result<Self, JsError> {
        let mut tree = json("the configuration", config)?.unwrap_or_else(|| json!({}));
        // Tests log in many times, so the hash of a password is cheap by default.
        if let Some(tree) = tree.as_object_mut() {
            let server = tree.entry("server").or_insert_with(|| json!({}));
            if let Some(server) = server.as_object_mut() {
                server.entry("password_hash").or_insert_with(|| "cheap".into());
            }
        }
        let mut config = Config::from_tree(tree)
            .map_err(|error| JsError::new(&format!("the configuration is invalid at {error}")))?;
        match json("the kickstart document", kickstart)? {
            Some(Value::String(path)) => config.server.kickstart = Some(path.into()),
            document => config.kickstart = document,
        }
        let server = Embedded::open(url, config, fetch, |path| text(&read, path)).await?;
        Ok(Self(Rc::new(server)))
    }

    /// Answers a request from the IP address `address`. In `headers`, each name is
    /// followed by its value.
    ///
    /// Throws when the request is malformed.
    #[expect(clippy::needless_pass_by_value, reason = "wasm-bindgen passes no slices of texts")]
    pub fn handle(
        &self,
        method: &str,
        url: &str,
        headers: Vec<String>,
        body: Option<Vec<u8>>,
        address: &str,
    ) -> Result<Exchange, JsError> {
        let mut request = Request::builder().method(method).uri(url);
        for pair in headers.chunks_exact(2) {
            let [name, value] = pair else { continue };
            // Each character of a value is one byte: `fetch` and Node give no other characters.
            let bytes: Option<Vec<u8>> = value.chars().map(|c| u8::try_from(c).ok()).collect();
            let value = HeaderValue::from_bytes(&bytes.unwrap_or_default())?;
            request = request.header(HeaderName::from_bytes(name.as_bytes())?, value);
        }
        let request = request.body(Body::from(body.unwrap_or_default()))?;
        let address = address.parse().unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
        let server = self.0.clone();
        let (abort, aborted) = AbortHandle::new_pair();
        let answer = wasm_bindgen_futures::future_to_promise(async move {
            let handled = Abortable::new(server.handle(request, address), aborted).await;
            let response = match handled {
                Ok(Some(response)) => response,
                Ok(None) => return Err(JsError::new("a fault closes the connection").into()),
                Err(Aborted) => return Err(JsError::new("the client has gone").into()),
            };
            let (parts, body) = response.into_parts();
            let mut headers = Vec::new();
            for (name, value) in &parts.headers {
                headers.push(name.to_string());
                headers.push(value.as_bytes().iter().map(|byte| char::from(*byte)).collect());
            }
            Ok(Answer { status: parts.status, headers, body: Some(body) }.into())
        });
        Ok(Exchange { answer, abort })
    }
}

/// The text of a file, or a message that says why the file cannot be read.
fn text(read: &Function, path: &Path) -> Result<String, String> {
    let path = path.display().to_string().into();
    let bytes = read.call1(&JsValue::UNDEFINED, &path);
    let bytes = bytes.map_err(|error| String::from(Error::from(error).message()))?;
    String::from_utf8(Uint8Array::from(bytes).to_vec()).map_err(|_| "it is not UTF-8".into())
}

fn json(name: &str, text: Option<String>) -> Result<Option<Value>, JsError> {
    let value = text.map(|text| serde_json::from_str(&text)).transpose();
    value.map_err(|error| JsError::new(&format!("{name} is not valid JSON: {error}")))
}

/// A request that is being answered.
#[wasm_bindgen]
pub struct Exchange {
    answer: Promise,
    abort: AbortHandle,
}

#[wasm_bindgen]
impl Exchange {
    /// The answer. Rejects when a fault closes the connection, or after `abort`. If a fault stalls
    /// the request, the answer stays pending.
    #[wasm_bindgen(getter)]
    pub fn answer(&self) -> Promise {
        self.answer.clone()
    }

    /// Says that nobody waits for the answer any more. If the server already works on the request, this
    /// work goes on to its end, except for a request to the control API.
    pub fn abort(&self) {
        self.abort.abort();
    }
}

/// The answer to a request.
#[wasm_bindgen]
pub struct Answer {
    status: StatusCode,
    headers: Vec<String>,
    body: Option<Body>,
}

#[wasm_bindgen]
impl Answer {
    /// Its status.
    #[wasm_bindgen(getter)]
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// The reason phrase of its status; empty for a status that HTTP does not define.
    #[wasm_bindgen(getter, js_name = statusText)]
    pub fn status_text(&self) -> String {
        self.status.canonical_reason().unwrap_or_default().to_owned()
    }

    /// Its headers: each name is followed by its value.
    #[wasm_bindgen(getter)]
    pub fn headers(&self) -> Vec<String> {
        self.headers.clone()
    }

    /// The next piece of the body; undefined after the last.
    pub async fn next(&mut self) -> Result<Option<Uint8Array>, JsError> {
        let Some(body) = &mut self.body else { return Ok(None) };
        while let Some(frame) = body.frame().await {
            if let Ok(data) = frame?.into_data() {
                return Ok(Some(Uint8Array::from(&*data)));
            }
        }
        self.body = None;
        Ok(None)
    }
}
