//! Converts an [`Error`] into JavaScript's `ClientError`.

use js_sys::Array;
use wasm_bindgen::prelude::*;

#[cfg(feature = "fusionauth")]
use crate::transport::json::parse;
use crate::{
    error::{ApiError, Error},
    transport::json::Plain,
};

#[wasm_bindgen(module = "/src/wasm/client_error.js")]
extern "C" {
    type ClientError;
    #[wasm_bindgen(constructor)]
    fn new(message: &str, fields: &Plain) -> ClientError;
}

/// The first lines of the declaration of `ClientError`. The npm package exports this class.
#[cfg(not(feature = "classes"))]
macro_rules! declared {
    () => {
        r#"export class ClientError<K extends ErrorKind = ErrorKind> extends Error {
    private constructor();
"#
    };
}
/// In a build by `wasm-pack` alone, the declaration begins like this: such a build does not export the class.
#[cfg(feature = "classes")]
macro_rules! declared {
    () => {
        "export interface ClientError<K extends ErrorKind = ErrorKind> extends Error {\n"
    };
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = concat!(
    r#"
/** A password, token, key or code: a plain string that the package never prints. */
export type Secret = string;

/** One error message, of the server or of this package. */
export interface ApiError {
    /** The vendor's code, if there is one. */
    readonly code?: string;
    /** What is wrong, in English. */
    readonly message: string;
}

/**
 * Why a login through a provider failed. The codes from `invalid_request` to `temporarily_unavailable` are those of
 * RFC 6749, 4.1.2.1: the provider refused the login with this code. `provider_error` stands for any other code of the
 * provider.
 */
export type CallbackCode = "not_a_callback" | "unknown_transaction" | "state_mismatch" | "expired_transaction"
    | "invalid_request" | "unauthorized_client" | "access_denied" | "unsupported_response_type" | "invalid_scope"
    | "server_error" | "temporarily_unavailable" | "provider_error";

/** Why `verify` or `decodeJwt` refuses a token. */
export type TokenRefusal = "malformed" | "algorithm" | "unknown_key" | "signature" | "issuer" | "audience" | "subject"
    | "not_yet_valid" | "expired";

/**
 * The `code` of an error. For the kind `callback` it is a `CallbackCode`; for `invalid_token`, a `TokenRefusal` or a
 * code of the server; for the other kinds, a code of the vendor, the protocol, the platform or this package.
 */
export type ErrorCode<K extends ErrorKind = ErrorKind> = K extends "callback" ? CallbackCode
    : K extends "invalid_token" ? TokenRefusal | (string & {}) : string;

/**
 * The error of a method that fails; this error is safe to print and to log. A call that is aborted rejects with the
 * reason of its signal instead.
 */
"#,
    declared!(),
    r#"    /** What went wrong. */
    readonly kind: K;
    /** The HTTP status, if there was an answer. */
    readonly status?: number;
    /** A code of the vendor, the protocol, the platform or this package, for example `invalid_grant`. */
    readonly code?: ErrorCode<K>;
    /** The error messages about single members of the request, by the name of the member. */
    readonly fieldErrors?: Readonly<Record<string, readonly ApiError[]>>;
    /** The error messages about the request as a whole. */
    readonly generalErrors?: readonly ApiError[];
    /** The wait that the server asks for, in milliseconds; at most a day. */
    readonly retryAfterMs?: number;
    /** The server's id of this request; quote it when you ask the operator of the server. */
    readonly requestId?: string;
    /**
     * All details in a plain object, for `JSON.stringify`. To clone an error, clone this object:
     * `structuredClone(error)` loses `kind` and the other fields.
     */
    toJSON(): Omit<ClientError<K>, "toJSON" | "stack">;
}

/**
 * Whether `error` is a ClientError, even one of another realm or another copy of the package. With `kinds`, its kind
 * must be one of these.
 *
 * With the kinds of a method as the type argument, the compiler knows all cases of `error.kind`:
 * `isClientError<FusioErrors["login"]>(error)`.
 */
export function isClientError<K extends ErrorKind = ErrorKind>(error: unknown, ...kinds: readonly K[]): error is ClientError<K>;
"#
);

#[cfg(feature = "fusionauth")]
#[wasm_bindgen(typescript_custom_section)]
const ACTIONS: &str = r#"
export interface ClientError<K extends ErrorKind = ErrorKind> {
    /** The user actions that prevent a login (kind `login_prevented`), with the operator's texts. */
    readonly actions?: readonly LoginAction[];
}
"#;

impl From<Error> for JsValue {
    fn from(error: Error) -> Self {
        let fields = Plain::new();
        set(&fields, "kind", error.kind().as_str());
        set_some(&fields, "status", error.status());
        set_some(&fields, "code", error.code());
        if !error.field_errors().is_empty() {
            let by_name = Plain::new();
            for about in error.field_errors() {
                let same = error.field_errors().iter().filter(|other| other.field == about.field);
                set(&by_name, &about.field, list(&mut same.map(|other| &other.error)));
            }
            set(&fields, "fieldErrors", by_name);
        }
        if !error.general_errors().is_empty() {
            set(&fields, "generalErrors", list(&mut error.general_errors().iter()));
        }
        #[cfg(feature = "fusionauth")]
        set_some(&fields, "actions", error.actions_json().and_then(|json| parse(&json.into())));
        // The wait is at most a day, so the milliseconds fit a `u32`.
        set_some(&fields, "retryAfterMs", error.retry_after().map(|wait| wait.as_millis() as u32));
        set_some(&fields, "requestId", error.request_id());
        ClientError::new(error.message(), &fields).into()
    }
}

fn list(errors: &mut dyn Iterator<Item = &ApiError>) -> Array {
    let object = |error: &ApiError| {
        let object = Plain::new();
        set_some(&object, "code", error.code.as_deref());
        set(&object, "message", error.message.as_ref());
        object
    };
    errors.map(object).collect()
}

fn set_some(object: &Plain, name: &str, value: Option<impl Into<JsValue>>) {
    if let Some(value) = value {
        set(object, name, value);
    }
}

fn set(object: &Plain, name: &str, value: impl Into<JsValue>) {
    object.set(name, &value.into());
}
