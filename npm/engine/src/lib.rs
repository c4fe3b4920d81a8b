//! The WebAssembly of the npm package: it exports everything that the crate `matricula`
//! exports with wasm-bindgen.
#![cfg(target_arch = "wasm32")]

extern crate matricula as _;

// This allocator is 2 KB (brotli) smaller than the standard library's, and fast enough for a few calls a second.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
