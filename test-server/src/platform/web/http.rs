//! Outgoing requests of WebAssembly, through a function with the arguments and the result of `fetch`.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use send_wrapper::SendWrapper;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::platform::shared::{Answer, LONGEST, Outgoing, Reach, Unreachable};

/// A captcha verifier or login provider that takes longer counts as unreachable.
const PATIENCE_MS: u32 = 10_000;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = AbortSignal, js_name = timeout)]
    fn abort_after(millis: u32) -> JsValue;
}

/// The function that sends requests. Without a function, no other server can be reached.
#[derive(Default, Clone)]
pub(crate) struct Client(Option<SendWrapper<Function>>);

impl Client {
    /// A client that sends requests with this function.
    pub(crate) fn new(fetch: Function) -> Self {
        Self(Some(SendWrapper::new(fetch)))
    }

    /// Sends a request. An answer with an error status is also `Ok`. Redirects are not followed.
    pub(crate) async fn send(&self, request: Outgoing) -> Result<Answer, Unreachable> {
        let fetch = self.0.as_deref().ok_or(Unreachable::Exchange)?.clone();
        let exchange = SendWrapper::new(exchange(fetch, request));
        exchange.await.map_err(|_| Unreachable::Exchange)
    }
}

async fn exchange(fetch: Function, request: Outgoing) -> Result<Answer, JsValue> {
    let headers = Array::new();
    for (name, value) in request.headers {
        headers.push(&Array::of2(&name.as_ref().into(), &value.into()));
    }
    let init = Object::new();
    Reflect::set(&init, &"method".into(), &request.method.into())?;
    Reflect::set(&init, &"headers".into(), &headers)?;
    Reflect::set(&init, &"redirect".into(), &"manual".into())?;
    Reflect::set(&init, &"signal".into(), &abort_after(patience(request.reach)))?;
    if let Some(body) = request.body {
        Reflect::set(&init, &"body".into(), &body.into())?;
    }
    let sent = fetch.call2(&JsValue::UNDEFINED, &request.url.as_str().into(), &init)?;
    let response = JsFuture::from(Promise::resolve(&sent)).await?;
    let status = Reflect::get(&response, &"status".into())?.as_f64().unwrap_or_default();
    if let Reach::Loopback(_) = request.reach {
        // This is the answer to a webhook: only its status counts.
        let body = Reflect::get(&response, &"body".into())?;
        if let Ok(cancel) = Reflect::get(&body, &"cancel".into()).and_then(JsCast::dyn_into) {
            let cancel: Function = cancel;
            let _ = JsFuture::from(Promise::resolve(&cancel.call0(&body)?)).await;
        }
        return Ok(Answer { status: status as u16, body: Vec::new() });
    }
    let read: Function = Reflect::get(&response, &"arrayBuffer".into())?.dyn_into()?;
    let body = JsFuture::from(Promise::resolve(&read.call0(&response)?)).await?;
    let body = Uint8Array::new(&body).to_vec();
    if body.len() > LONGEST {
        return Err(JsValue::UNDEFINED);
    }
    Ok(Answer { status: status as u16, body })
}

/// The limit for the whole request, in milliseconds.
fn patience(reach: Reach) -> u32 {
    match reach {
        Reach::Anywhere => PATIENCE_MS,
        Reach::Loopback(limits) => u32::try_from(limits.whole.as_millis()).unwrap_or(PATIENCE_MS),
    }
}
