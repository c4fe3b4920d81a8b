//! reqwest as the transport of native programs, and of wasm programs with the feature
//! `reqwest-wasm`.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::STANDARD};

#[cfg(target_arch = "wasm32")]
use super::json::Body;
use super::{
    message::{LONGEST_REFUSAL, Request, Response},
    status::is_success,
    time,
};
use crate::error::{Error, ErrorKind};

/// Sends requests through one reqwest client and its connections.
#[derive(Clone)]
pub(crate) struct Sender(reqwest::Client);

impl Sender {
    /// A sender for the server at this address.
    pub(crate) fn new(address: &str) -> Result<Self, Error> {
        let builder = reqwest::Client::builder();
        // A proxy that environment variables name may be on another machine. From there, it cannot reach a
        // server on this machine.
        #[cfg(not(target_arch = "wasm32"))]
        let builder = if super::url::is_loopback(address) { builder.no_proxy() } else { builder };
        #[cfg(target_arch = "wasm32")]
        let _ = address;
        Self::with_builder(builder)
    }

    /// A sender with a client from this builder.
    pub(crate) fn with_builder(builder: reqwest::ClientBuilder) -> Result<Self, Error> {
        // A redirect would send passwords and tokens to an address that nobody chose. A `Referer` header
        // would tell another server the address of a call.
        #[cfg(not(target_arch = "wasm32"))]
        let builder = builder.redirect(reqwest::redirect::Policy::none()).referer(false);
        builder.build().map(Self).map_err(|error| {
            Error::new(ErrorKind::Unsupported, "the HTTP client could not be created")
                .with_source(error)
        })
    }

    /// Whether the platform sends its own User-Agent, which we do not replace.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn is_browser() -> bool {
        false
    }

    /// Whether the platform sends its own User-Agent, which we do not replace.
    #[cfg(target_arch = "wasm32")]
    pub(crate) fn is_browser() -> bool {
        let get = |object: &wasm_bindgen::JsValue, name: &str| {
            js_sys::Reflect::get(object, &name.into()).unwrap_or_default()
        };
        let navigator = get(&js_sys::global(), "navigator");
        get(&navigator, "userAgent").as_string().is_some_and(|name| name.starts_with("Mozilla/"))
    }

    /// Sends one request; `None` when the time limit ended it.
    pub(super) async fn send(
        &self,
        request: Request<'_>,
        limit: Duration,
    ) -> Result<Option<Response>, Error> {
        #[cfg(not(target_arch = "wasm32"))]
        if super::task::runtime().is_none() {
            return Err(Error::new(ErrorKind::Unsupported, "a call needs a Tokio runtime"));
        }
        time::within(limit, self.exchange(request)).await.transpose()
    }

    async fn exchange(&self, request: Request<'_>) -> Result<Response, Error> {
        let method = reqwest::Method::from_bytes(request.method.as_bytes())
            .map_err(|_| Error::new(ErrorKind::Unsupported, "unknown HTTP method"))?;
        let mut builder = self.0.request(method, request.url);
        for (name, value) in request.headers {
            builder = builder.header(*name, value);
        }
        if let Some(body) = request.body {
            builder = builder.body(body.clone());
        }
        let longest = request.longest;
        // Send no cookies. Cloudflare Workers refuse this setting: see `credentials` in `platform.js`.
        #[cfg(target_arch = "wasm32")]
        if !js_sys::Reflect::has(&js_sys::global(), &"WebSocketPair".into()).unwrap_or_default() {
            builder = builder.fetch_credentials_omit();
        }
        let request = builder.build().map_err(unreachable)?;
        #[cfg(target_arch = "wasm32")]
        let asked = request.url().clone();
        let response = self.0.execute(request).await.map_err(unreachable)?;
        // If the answer has another address, the browser has followed a redirect, so this is not the
        // server's answer.
        #[cfg(target_arch = "wasm32")]
        if *response.url() != asked {
            let (status, body) = (0, Body::new());
            return Ok(Response {
                status,
                retry_after: None,
                request_id: None,
                body,
                readable: true,
                broken: None,
            });
        }
        let header = |name| {
            let value = response.headers().get(name)?;
            value.to_str().ok().map(str::to_owned)
        };
        let (retry_after, request_id) = (header("retry-after"), header("x-request-id"));
        let status = response.status().as_u16();
        let longest = if is_success(status) { longest } else { LONGEST_REFUSAL };
        let (body, broken) = match read(response, longest).await {
            Ok(body) => (body, None),
            Err(error) => (None, Some(error)),
        };
        let readable = body.is_some();
        let body = body.unwrap_or_default();
        Ok(Response { status, retry_after, request_id, body, readable, broken })
    }
}

/// The body; `None` when it is too long.
#[cfg(not(target_arch = "wasm32"))]
async fn read(mut response: reqwest::Response, longest: usize) -> Result<Option<Vec<u8>>, Error> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(broken)? {
        if body.len() + chunk.len() > longest {
            return Ok(None);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Some(body))
}

/// The body; `None` when it is too long.
#[cfg(target_arch = "wasm32")]
async fn read(response: reqwest::Response, longest: usize) -> Result<Option<Vec<u8>>, Error> {
    use futures_util::TryStreamExt;
    let mut chunks = std::pin::pin!(response.bytes_stream());
    let mut body = Vec::new();
    while let Some(chunk) = chunks.try_next().await.map_err(broken)? {
        if body.len() + chunk.len() > longest {
            return Ok(None);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Some(body))
}

fn unreachable(error: reqwest::Error) -> Error {
    if error.is_builder() {
        return Error::new(ErrorKind::Validation, "the request cannot be sent");
    }
    // The address may contain the caller's data; the error must not.
    unanswered(&error).with_source(error.without_url())
}

#[cfg(target_arch = "wasm32")]
fn unanswered(_: &reqwest::Error) -> Error {
    Error::new(ErrorKind::Network, super::message::UNREADABLE)
}

#[cfg(not(target_arch = "wasm32"))]
fn unanswered(error: &reqwest::Error) -> Error {
    use std::{error::Error as _, io, iter::successors};
    if is_overdue(error) {
        return overdue();
    }
    let sources = || successors(error.source(), |&source| source.source());
    let https = error.url().is_some_and(|url| url.scheme() == "https");
    // rustls reports its errors as I/O errors without an error number of the operating system.
    let mut of_tls = sources().filter_map(|source| source.downcast_ref::<io::Error>());
    // The types of hyper's errors are not available here, so this code compares a text.
    let ended = |source: &(dyn std::error::Error + 'static)| {
        source.is::<io::Error>()
            || source.to_string() == "connection closed before message completed"
    };
    let (code, why) = if !error.is_connect() && sources().any(ended) {
        ("protocol", "the connection ended before the answer")
    } else if !error.is_connect() {
        ("protocol", "the server's answer is not HTTP")
    } else if sources().any(|source| source.to_string() == "dns error") {
        ("dns", "the server's name could not be resolved")
    } else if https && of_tls.any(|error| error.raw_os_error().is_none()) {
        ("tls", "no secure connection to the server")
    } else {
        ("connect", "the server could not be reached")
    };
    Error::new(ErrorKind::Network, why).with_code(code)
}

/// Whether a time limit of the caller's own HTTP client has passed. Its limit for connecting does not count. A timeout
/// with an I/O error does not count either: it comes from the operating system.
#[cfg(not(target_arch = "wasm32"))]
fn is_overdue(error: &reqwest::Error) -> bool {
    use std::{error::Error as _, io, iter::successors};
    let sources = successors(error.source(), |&source| source.source());
    let of_the_system = sources.filter_map(|source| source.downcast_ref::<io::Error>()).next();
    error.is_timeout() && !error.is_connect() && of_the_system.is_none()
}

#[cfg(not(target_arch = "wasm32"))]
fn overdue() -> Error {
    Error::new(ErrorKind::Timeout, "no answer within the time limit of the HTTP client")
}

fn broken(error: reqwest::Error) -> Error {
    #[cfg(not(target_arch = "wasm32"))]
    if is_overdue(&error) {
        return overdue().with_source(error.without_url());
    }
    Error::new(ErrorKind::Network, "the answer ended early")
        .with_code("protocol")
        .with_source(error.without_url())
}

/// Base64 of the UTF-8 of `text`.
pub(crate) fn base64(text: &str) -> String {
    STANDARD.encode(text)
}
