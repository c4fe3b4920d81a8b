//! The parts that differ between a native program and WebAssembly: time, threads, keys, environment,
//! outgoing requests and mail.

mod shared;

#[cfg(not(target_arch = "wasm32"))]
mod native;
#[cfg(target_arch = "wasm32")]
mod web;

#[cfg(not(target_arch = "wasm32"))]
pub(crate) use self::native::*;
#[cfg(target_arch = "wasm32")]
pub(crate) use self::web::*;

pub(crate) use self::shared::{Answer, Limits, Outgoing, Reach, Unreachable};
