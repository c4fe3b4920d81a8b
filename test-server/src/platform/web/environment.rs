//! Environment variables in WebAssembly: those of the JavaScript runtime.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// The environment variable of this name, if the runtime has an environment and the variable is set.
pub(crate) fn variable(name: &str) -> Option<String> {
    let get = |object, name| Reflect::get(&object, &JsValue::from_str(name)).ok();
    ["process", "env", name].into_iter().try_fold(js_sys::global().into(), get)?.as_string()
}
