//! The bodies of Fusio's consumer and authorization APIs.

mod account;
pub use account::*;
mod authorization;
pub use authorization::*;
mod identity;
pub use identity::*;
mod login;
pub use login::*;
mod password;
pub use password::*;
mod register;
pub use register::*;
mod scope;
pub use scope::*;

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
