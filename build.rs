//! Defines the short name `cfg(js)`: the npm build, wasm with feature `js`.

fn main() {
    println!("cargo::rustc-check-cfg=cfg(js)");
    let feature = std::env::var_os("CARGO_FEATURE_JS").is_some();
    let target = std::env::var("TARGET").unwrap_or_default();
    if feature && target == "wasm32-unknown-unknown" {
        println!("cargo::rustc-cfg=js");
    }
}
