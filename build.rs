//! Defines two short names: `cfg(js)` for the exports to JavaScript, and `cfg(fetch)` for the
//! default transport on wasm, which calls `fetch` without reqwest.

fn main() {
    println!("cargo::rustc-check-cfg=cfg(js, fetch)");
    let has = |feature: &str| std::env::var_os(format!("CARGO_FEATURE_{feature}")).is_some();
    if std::env::var("TARGET").unwrap_or_default() != "wasm32-unknown-unknown" {
        return;
    }
    if has("JS") {
        println!("cargo::rustc-cfg=js");
    }
    if has("JS") || !has("REQWEST_WASM") {
        println!("cargo::rustc-cfg=fetch");
    }
}
