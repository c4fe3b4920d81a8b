//! The User-Agent, which Fusio refuses to do without (1.3).

/// What to send as User-Agent, if anything.
///
/// A browser sends its own, and Firefox would ask the server's permission for ours. Workers of the
/// workerd kind send none, so everything that does not call itself `Mozilla/…` gets ours.
pub(crate) fn to_send() -> Option<&'static str> {
    const OURS: &str = concat!("matricula/", env!("CARGO_PKG_VERSION"));
    (!is_browser()).then_some(OURS)
}

#[cfg(not(target_arch = "wasm32"))]
fn is_browser() -> bool {
    false
}

#[cfg(target_arch = "wasm32")]
fn is_browser() -> bool {
    let get = |object: &wasm_bindgen::JsValue, name: &str| {
        js_sys::Reflect::get(object, &name.into()).unwrap_or_default()
    };
    let navigator = get(&js_sys::global(), "navigator");
    get(&navigator, "userAgent").as_string().is_some_and(|name| name.starts_with("Mozilla/"))
}
