//! The boundary to JavaScript: it calls and passes through, and decides nothing.

use std::sync::Arc;

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::future_to_promise;

use crate::{
    error::Error,
    secret::Secret,
    transport::{Call, Credentials, Http, operation::Spec},
};

mod abort;
mod error;
mod options;

#[cfg(feature = "fusio")]
mod fusio;

use options::{CallOptions, string};

/// What a method hands to its call: values as they came from JavaScript.
struct Arguments {
    parameter: Option<JsValue>,
    who: Who,
    request: JsValue,
}

enum Who {
    Anonymous,
    Bearer(JsValue),
    Basic(JsValue, JsValue),
}

impl Arguments {
    fn new(request: impl Into<JsValue>) -> Self {
        Self { parameter: None, who: Who::Anonymous, request: request.into() }
    }

    fn bearer(token: JsValue, request: impl Into<JsValue>) -> Self {
        Self { who: Who::Bearer(token), ..Self::new(request) }
    }
}

/// Starts a call; the promise settles with the parsed answer or a `ClientError`.
fn call<T: JsCast>(
    http: &Arc<Http>,
    spec: &'static Spec,
    arguments: Arguments,
    options: Option<CallOptions>,
) -> T {
    call_value(Arc::clone(http), spec, arguments, options.into()).unchecked_into()
}

fn call_value(
    http: Arc<Http>,
    spec: &'static Spec,
    arguments: Arguments,
    options: JsValue,
) -> Promise {
    future_to_promise(async move {
        let (signal, timeout) = options::call(&options)?;
        let work = async {
            let parameter = arguments.parameter.map(|value| string("path", &value)).transpose()?;
            let (name, secret) = match arguments.who {
                Who::Anonymous => (None, None),
                Who::Bearer(token) => (None, Some(string("token", &token)?)),
                Who::Basic(name, secret) => {
                    (Some(string("clientId", &name)?), Some(string("clientSecret", &secret)?))
                }
            };
            let secret = secret.map(Secret::from);
            let parameter = parameter.as_deref();
            let call = Call {
                parameters: parameter.as_slice(),
                credentials: match (&name, &secret) {
                    (Some(name), Some(secret)) => Credentials::Basic(name, secret),
                    (None, Some(secret)) => Credentials::Bearer(secret),
                    _ => Credentials::None,
                },
                timeout,
            };
            Ok(http.call_value(spec, &call, &arguments.request).await?)
        };
        abort::unless_aborted(signal, work).await
    })
}

/// A promise of what needs no request.
fn settled<T: JsCast>(result: Result<JsValue, Error>) -> T {
    let promise = match result {
        Ok(value) => Promise::resolve(&value),
        Err(error) => Promise::reject(&error.into()),
    };
    promise.unchecked_into()
}
