//! The boundary to JavaScript: it passes calls and values through.

use std::sync::Arc;

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;

use crate::{
    error::Error,
    maybe_send::BoxFuture,
    secret::Secret,
    transport::{
        Call, Credentials, Http, json,
        operation::{BodyEncoding, Caller, InBody, Spec},
        promise,
    },
};

mod abort;
#[cfg(feature = "classes")]
mod classes;
mod engine;
mod error;
mod observe;
mod options;

#[cfg(feature = "fusio")]
mod fusio;
#[cfg(feature = "fusionauth")]
mod fusionauth;
#[cfg(feature = "session")]
mod session;

use options::string;

/// Starts a call. `arguments` are the arguments of the method without the options. For
/// [`Caller::KeyOrToken`], the last argument may be the token of a session's user. The promise settles
/// with the parsed answer, a `ClientError`, or the reason of the caller's abort signal.
fn call(http: &Arc<Http>, spec: &'static Spec, arguments: Array, options: JsValue) -> Promise {
    let http = Arc::clone(http);
    let work: BoxFuture<'static, _> = Box::pin(async move {
        let (signal, timeout) = options::call(&options)?;
        let work = async {
            let mut arguments = arguments.iter();
            let mut next = || arguments.next().unwrap_or_default();
            let (mut name, mut secret) = (String::new(), None);
            if spec.caller == Caller::Client {
                name = string("clientId", &next())?;
                secret = Some(Secret::from(string("clientSecret", &next())?));
            } else if spec.caller == Caller::Token {
                secret = Some(Secret::from(string("token", &next())?));
            }
            let mut places = Vec::new();
            for optional in spec.optional {
                let value = next();
                let absent = *optional && (value.is_undefined() || value.is_null());
                places.push(if absent { None } else { Some(string("path", &value)?) });
            }
            let request = if spec.body == BodyEncoding::None { JsValue::UNDEFINED } else { next() };
            if spec.caller == Caller::KeyOrToken {
                // A call of a session sends the token of its user instead of the client's API key or token.
                secret = next().as_string().map(Secret::from);
            }
            if let Some(source) = spec.in_body
                && !(source.unless_short_paths && http.config().short_paths)
            {
                places.push(Some(string("path", &member(&request, source))?));
            }
            let places: Vec<Option<&str>> = places.iter().map(Option::as_deref).collect();
            let call = Call {
                parameters: &places,
                credentials: match (spec.caller, &secret) {
                    (Caller::Client, Some(secret)) => Credentials::Basic(&name, secret),
                    (_, Some(secret)) => Credentials::Bearer(secret),
                    (Caller::Key, None) => Credentials::Key,
                    (Caller::KeyOrToken, None) => Credentials::KeyOrToken,
                    (_, None) => Credentials::None,
                },
                timeout,
            };
            Ok(http.call_value(spec, &call, &request).await?)
        };
        abort::unless_aborted(signal, work).await
    });
    promise(work)
}

/// The last parameter of the path, read from the request.
fn member(request: &JsValue, source: InBody) -> JsValue {
    let mut value = request.clone();
    for name in source.member.split('.') {
        value = json::member(&value, name).unwrap_or_default();
    }
    value
}

/// The operation with this name.
fn find(operations: &[&[&'static Spec]], name: &str) -> Result<&'static Spec, Error> {
    for spec in operations.iter().copied().flatten() {
        if spec.name == name {
            return Ok(spec);
        }
    }
    Err(Error::invalid("operation", "does not exist"))
}

#[wasm_bindgen(module = "/src/wasm/deferred.js")]
extern "C" {
    type Deferred;
    fn defer() -> Deferred;
    #[wasm_bindgen(method, getter)]
    fn promise(this: &Deferred) -> Promise;
    #[wasm_bindgen(method)]
    fn resolve(this: &Deferred, value: &JsValue);
    #[wasm_bindgen(method)]
    fn reject(this: &Deferred, reason: &JsValue);
}

/// The promise of `work`, which starts immediately.
fn promise(work: BoxFuture<'static, Result<JsValue, JsValue>>) -> Promise {
    let deferred = defer();
    let promise = deferred.promise();
    promise::start(Box::pin(async move {
        match work.await {
            Ok(value) => deferred.resolve(&value),
            Err(reason) => deferred.reject(&reason),
        }
    }));
    promise
}

/// A promise that is already settled.
fn settled(result: Result<JsValue, JsValue>) -> Promise {
    match result {
        Ok(value) => Promise::resolve(&value),
        Err(error) => Promise::reject(&error),
    }
}
