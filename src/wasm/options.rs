//! The options of a client, and of a single call.

use std::time::Duration;

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use crate::{
    config::Config,
    error::Error,
    transport::{Sender, json},
};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** How a client reaches its server. */
export interface ClientOptions {
    /** The address of the server, `http` or `https`, with or without a path. */
    baseUrl: string | URL;
    /** Headers to send with every request, for example for a gateway; `Authorization` is refused. */
    headers?: Readonly<Record<string, string>>;
    /** The time limit of a call, including its retries, in milliseconds; at least 1. Default 30,000. */
    timeoutMs?: number;
    /** The retries of a call that is safe to repeat: how many, and after which wait. */
    retry?: {
        /** The number of retries after the first try; 0 switches retries off. Default 2. */
        attempts?: number;
        /** The longest wait before the first retry, in milliseconds. The limit doubles with each retry. Default 250. */
        baseDelayMs?: number;
        /** The longest wait before any retry, in milliseconds. A `Retry-After` takes precedence. Default 8,000. */
        maxDelayMs?: number;
    };
    /** Used instead of the platform's `fetch`. */
    fetch?: typeof globalThis.fetch;
    /** Receives the events of every call in order; the call waits until this function returns. */
    observe?: (event: CallEvent) => void;
}

/** The last argument of every method that sends a request. */
export interface CallOptions {
    /** Aborts the call, which then rejects with the signal's reason. */
    signal?: AbortSignal | undefined;
    /** The time limit of this call, in milliseconds; at least 1. */
    timeoutMs?: number | undefined;
}
"#;

#[wasm_bindgen]
extern "C" {
    /// The options of a client.
    #[wasm_bindgen(typescript_type = "ClientOptions")]
    pub type ClientOptions;
    /// The options of one call.
    #[wasm_bindgen(typescript_type = "CallOptions")]
    pub type CallOptions;
}

/// Reads the options of a client.
pub(super) fn client(options: &JsValue) -> Result<(Config, Sender), Error> {
    client_at("baseUrl", options)
}

/// Does the same as [`client`], but the parameter `address` names the member with the address.
pub(super) fn client_at(
    address: &'static str,
    options: &JsValue,
) -> Result<(Config, Sender), Error> {
    let base = json::member(options, address).map(|base| text(address, &base)).transpose()?;
    let mut config = Config::new(base.ok_or_else(|| Error::invalid(address, "is missing"))?);
    if let Some(headers) = object(options, "headers")? {
        for (name, value) in json::entries(&headers) {
            config.headers.push((name, string("headers", &value)?.into()));
        }
    }
    if let Some(limit) = limit(options)? {
        config.timeout = limit;
    }
    if let Some(retry) = object(options, "retry")? {
        if let Some(attempts) = number(&retry, "attempts")? {
            config.retry.attempts = attempts;
        }
        if let Some(delay) = millis(&retry, "baseDelayMs")? {
            config.retry.base_delay = delay;
        }
        if let Some(delay) = millis(&retry, "maxDelayMs")? {
            config.retry.max_delay = delay;
        }
    }
    config.observe = function(options, "observe")?.map(super::observe::observer);
    Ok((config, Sender::with_fetch(function(options, "fetch")?)))
}

fn object(options: &JsValue, name: &'static str) -> Result<Option<JsValue>, Error> {
    let object = json::member(options, name);
    let valid = object.as_ref().is_none_or(JsValue::is_object);
    valid.then_some(object).ok_or_else(|| Error::invalid(name, "must be an object"))
}

fn function(options: &JsValue, name: &'static str) -> Result<Option<Function>, Error> {
    let function = json::member(options, name).map(JsCast::dyn_into::<Function>).transpose();
    function.map_err(|_| Error::invalid(name, "must be a function"))
}

/// Reads the options of a call.
pub(super) fn call(options: &JsValue) -> Result<(Option<AbortSignal>, Option<Duration>), Error> {
    if options.is_undefined() {
        return Ok((None, None));
    }
    let signal = json::member(options, "signal")
        // `instanceof` would refuse a signal of another frame or of a test's DOM.
        .map(|signal| match json::member(&signal, "aborted") {
            Some(_) => Ok(signal.unchecked_into()),
            None => Err(Error::invalid("signal", "must be an AbortSignal")),
        })
        .transpose()?;
    Ok((signal, limit(options)?))
}

/// A string, or an object that converts to one, such as a URL.
fn text(field: &'static str, value: &JsValue) -> Result<String, Error> {
    if value.is_object() {
        return json::to_text(value).map_err(|_| Error::invalid(field, "must be a string"));
    }
    string(field, value)
}

/// An argument that must be a string. An error does not quote it.
pub(super) fn string(field: &'static str, value: &JsValue) -> Result<String, Error> {
    value.as_string().ok_or_else(|| Error::invalid(field, "must be a string"))
}

/// The time limit of a call.
fn limit(options: &JsValue) -> Result<Option<Duration>, Error> {
    let limit = at_least(1.0, options, "timeoutMs", "must be 1 or more")?;
    Ok(limit.map(|millis| Duration::from_millis(millis.into())))
}

fn millis(options: &JsValue, name: &'static str) -> Result<Option<Duration>, Error> {
    Ok(number(options, name)?.map(|millis| Duration::from_millis(millis.into())))
}

/// A time in seconds.
#[cfg(feature = "session")]
pub(super) fn seconds(options: &JsValue, name: &'static str) -> Result<Option<Duration>, Error> {
    Ok(number(options, name)?.map(|seconds| Duration::from_secs(seconds.into())))
}

fn number(options: &JsValue, name: &'static str) -> Result<Option<u32>, Error> {
    at_least(0.0, options, name, "must be 0 or more")
}

fn at_least(
    least: f64,
    options: &JsValue,
    name: &'static str,
    rule: &'static str,
) -> Result<Option<u32>, Error> {
    let Some(value) = json::member(options, name) else { return Ok(None) };
    match value.as_f64() {
        Some(number) if number >= least => Ok(Some(number as u32)),
        _ => Err(Error::invalid(name, rule)),
    }
}
