//! The crate as the WebAssembly of the npm package: what wasm-bindgen exports there is exported here.
#![cfg(target_arch = "wasm32")]

extern crate matricula as _;
