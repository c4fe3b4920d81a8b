//! Defines short names for three combinations of target and features:
//! - `cfg(js)` for the exports to JavaScript,
//! - `cfg(fetch)` for the default transport on wasm, which calls `fetch` without reqwest,
//! - `cfg(own_http)` for native clients that use the caller's `reqwest::ClientBuilder`.

fn main() {
    println!("cargo::rustc-check-cfg=cfg(js, fetch, own_http)");
    let has = |feature: &str| std::env::var_os(format!("CARGO_FEATURE_{feature}")).is_some();
    if std::env::var("TARGET").unwrap_or_default() != "wasm32-unknown-unknown" {
        if has("OWN_HTTP") {
            println!("cargo::rustc-cfg=own_http");
        }
        return;
    }
    if has("JS") {
        println!("cargo::rustc-cfg=js");
    }
    if has("JS") || !has("REQWEST_WASM") {
        println!("cargo::rustc-cfg=fetch");
    }
    // Cargo shows this warning only for a crate in a local folder, not for a crate from a registry.
    if !has("JS") && std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!(
            "cargo::warning=without the feature `classes`, JavaScript cannot call this WebAssembly; \
             build it with `wasm-pack build --target web -- --features classes`"
        );
    }
}
