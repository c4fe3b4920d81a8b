//! The boundary to JavaScript: it calls and passes through, and decides nothing.

use std::{
    sync::Arc,
    task::{Context, Poll, Waker},
};

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::future_to_promise;

use crate::{
    secret::Secret,
    transport::{Call, Credentials, Http, operation::Spec, task::Boxed},
};

mod abort;
mod error;
mod options;
mod token;

#[cfg(feature = "fusio")]
mod fusio;
#[cfg(feature = "fusionauth")]
mod fusionauth;
#[cfg(feature = "session")]
mod session;

use options::{CallOptions, string};

/// What a method hands to its call: values as they came from JavaScript.
struct Arguments {
    parameter: Option<JsValue>,
    /// The second parameter of the path.
    second: Option<JsValue>,
    who: Who,
    request: JsValue,
}

enum Who {
    Anonymous,
    Bearer(JsValue),
    #[cfg(feature = "fusio")]
    Basic(JsValue, JsValue),
    /// The API key of the configuration.
    #[cfg(feature = "fusionauth")]
    Key,
    /// The API key or the token of the configuration.
    #[cfg(feature = "fusionauth")]
    Configured,
}

impl Arguments {
    fn new(request: impl Into<JsValue>) -> Self {
        Self { parameter: None, second: None, who: Who::Anonymous, request: request.into() }
    }

    #[cfg(feature = "fusionauth")]
    fn by(who: Who, request: impl Into<JsValue>) -> Self {
        Self { who, ..Self::new(request) }
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
    let mut work: Boxed<'static, _> = Box::pin(async move {
        let (signal, timeout) = options::call(&options)?;
        let work = async {
            let mut parameters = Vec::new();
            for value in arguments.parameter.iter().chain(&arguments.second) {
                parameters.push(string("path", value)?);
            }
            let other = match arguments.who {
                #[cfg(feature = "fusionauth")]
                Who::Key => Credentials::Key,
                #[cfg(feature = "fusionauth")]
                Who::Configured => Credentials::Configured,
                _ => Credentials::None,
            };
            let (name, secret): (Option<String>, Option<String>) = match arguments.who {
                Who::Anonymous => (None, None),
                #[cfg(feature = "fusionauth")]
                Who::Key | Who::Configured => (None, None),
                Who::Bearer(token) => (None, Some(string("token", &token)?)),
                #[cfg(feature = "fusio")]
                Who::Basic(name, secret) => {
                    (Some(string("clientId", &name)?), Some(string("clientSecret", &secret)?))
                }
            };
            let secret = secret.map(Secret::from);
            let parameters: Vec<&str> = parameters.iter().map(String::as_str).collect();
            let call = Call {
                parameters: &parameters,
                credentials: match (&name, &secret) {
                    (Some(name), Some(secret)) => Credentials::Basic(name, secret),
                    (None, Some(secret)) => Credentials::Bearer(secret),
                    _ => other,
                },
                timeout,
            };
            Ok(http.call_value(spec, &call, &arguments.request).await?)
        };
        abort::unless_aborted(signal, work).await
    });
    // The request goes out at once: while it is under way there is time for the promise.
    match work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(value)) => Promise::resolve(&value),
        Poll::Ready(Err(error)) => Promise::reject(&error),
        Poll::Pending => future_to_promise(work),
    }
}

/// A promise of a future's end. In a box, all futures are of one type, and the code is there once.
#[cfg(feature = "session")]
fn promise(work: impl std::future::Future<Output = Result<JsValue, JsValue>> + 'static) -> Promise {
    let work: Boxed<'static, _> = Box::pin(work);
    future_to_promise(work)
}

/// A promise of what needs no request.
#[cfg(feature = "fusio")]
fn settled<T: JsCast>(result: Result<JsValue, crate::error::Error>) -> T {
    let promise = match result {
        Ok(value) => Promise::resolve(&value),
        Err(error) => Promise::reject(&error.into()),
    };
    promise.unchecked_into()
}
