//! The crate as the WebAssembly of the npm package: what wasm-bindgen exports there is exported here.
#![cfg(target_arch = "wasm32")]

extern crate matricula as _;

// 2 KB of brotli smaller than the standard library's, and fast enough for a few calls a second.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
