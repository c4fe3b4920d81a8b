//! The test server. If `MATRICULA_TEST_SERVER` has an address, the tests use the server at this address. Otherwise a
//! server in this page answers the page's `fetch`.

use std::{cell::Cell, net::Ipv4Addr, rc::Rc};

use axum::{body::Body, http::Request};
use http_body_util::BodyExt;
use js_sys::{Array, Function, Promise, Uint8Array};
use matricula_test_server::{Config, Embedded, PasswordHash};
use tokio::sync::OnceCell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

/// The address of the server.
pub(crate) const SERVER: &str = match NAMED {
    Some(url) => url,
    None => "http://matricula.test",
};
/// Whether the server has a port. Tests of redirects and of silent and endless answers need a port.
pub(crate) const HAS_PORT: bool = NAMED.is_some();

const NAMED: Option<&str> = option_env!("MATRICULA_TEST_SERVER");

#[wasm_bindgen(module = "/tests/browser/page.js")]
extern "C" {
    fn install(server: &str, handle: &JsValue);
}

thread_local! {
    static IS_THERE: Cell<bool> = const { Cell::new(false) };
}

/// At the first call, lets a server in this page answer `fetch`. A server with a port needs no preparation.
pub(crate) fn ensure() {
    if HAS_PORT || IS_THERE.replace(true) {
        return;
    }
    let server: Rc<OnceCell<Embedded>> = Rc::default();
    type Handle = dyn Fn(String, String, Array, Vec<u8>) -> Promise;
    let handle = Closure::<Handle>::new(move |method: String, url: String, headers, body| {
        let server = server.clone();
        future_to_promise(async move {
            let server = server.get_or_init(open).await;
            Ok(answer(server, request(&method, &url, &headers, body)).await.into())
        })
    });
    install(SERVER, handle.as_ref());
    handle.forget();
}

async fn open() -> Embedded {
    let mut config = Config::default();
    config.server.password_hash = PasswordHash::Cheap;
    // The server sends no requests in these tests, and has no kickstart file.
    let no_file = |_: &std::path::Path| Err::<String, _>("no file");
    Embedded::open(SERVER, config, Function::default(), no_file).await.unwrap()
}

fn request(method: &str, url: &str, headers: &Array, body: Vec<u8>) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(url);
    let headers: Vec<String> = headers.iter().filter_map(|text| text.as_string()).collect();
    for pair in headers.chunks_exact(2) {
        request = request.header(&pair[0], &pair[1]);
    }
    request.body(Body::from(body)).unwrap()
}

/// Status, headers and body of the answer.
async fn answer(server: &Embedded, request: Request<Body>) -> Array {
    let response = server.handle(request, Ipv4Addr::LOCALHOST.into()).await.unwrap();
    let (parts, body) = response.into_parts();
    let pair = |(name, value): (&axum::http::HeaderName, &axum::http::HeaderValue)| {
        Array::of2(&name.as_str().into(), &value.to_str().unwrap().into())
    };
    let headers: Array = parts.headers.iter().map(pair).collect();
    let bytes = body.collect().await.unwrap().to_bytes();
    Array::of3(&parts.status.as_u16().into(), &headers, &Uint8Array::from(&*bytes).into())
}
