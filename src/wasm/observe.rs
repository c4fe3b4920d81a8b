//! The events of a call in JavaScript: `observe` in the options of a client.

use js_sys::Function;
use wasm_bindgen::prelude::*;

use crate::{
    observe::{CallEvent, CallStep, Observer},
    transport::json::{self, Json},
};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** One event of a call. It has no body, no address and no secret, so it is safe to log. */
export type CallEvent = {
    /** The name of the method: `register`. */
    readonly operation: string;
    /** The number of the try; the first is 1. */
    readonly attempt: number;
} & (
    /** A request is sent; `path` is a template: `/api/user/{userId}`. */
    | { readonly type: "request"; readonly method: string; readonly path: string }
    /** An answer was received; `elapsedMs` counts from the request. */
    | { readonly type: "response"; readonly status: number; readonly elapsedMs: number; readonly requestId?: string }
    /** The try failed; the next one starts after `waitMs`. */
    | { readonly type: "retry"; readonly waitMs: number; readonly error: ClientError }
    /** The call ended; `elapsedMs` counts from its start. A failed call has `error`. An aborted call has no `end`. */
    | { readonly type: "end"; readonly elapsedMs: number; readonly error?: ClientError }
);
"#;

/// An observer that calls `observe`. An exception in `observe` does not disturb the call. In the
/// npm package, `npm/matricula/src/notify.ts` reports the exception. In a build with `classes`, the
/// exception is not reported.
pub(super) fn observer(observe: Function) -> Observer {
    Observer::new(move |event| drop(observe.call1(&JsValue::UNDEFINED, &object(event))))
}

fn object(event: &CallEvent) -> Json {
    let mut members: Vec<(&str, Json)> =
        vec![("operation", event.operation.into()), ("attempt", event.attempt.into())];
    match &event.step {
        CallStep::Request { method, path } => members.extend([
            ("type", "request".into()),
            ("method", (*method).into()),
            ("path", (*path).into()),
        ]),
        CallStep::Response { status, elapsed, request_id } => members.extend([
            ("type", "response".into()),
            ("status", (*status).into()),
            ("elapsedMs", (elapsed.as_millis() as u32).into()),
            ("requestId", request_id.as_deref().into()),
        ]),
        CallStep::Retry { wait, error } => members.extend([
            ("type", "retry".into()),
            ("waitMs", (wait.as_millis() as u32).into()),
            ("error", error.clone().into()),
        ]),
        CallStep::End { elapsed, error } => members.extend([
            ("type", "end".into()),
            ("elapsedMs", (elapsed.as_millis() as u32).into()),
            ("error", error.clone().into()),
        ]),
    }
    json::object(&members)
}
