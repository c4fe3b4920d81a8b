//! The bodies of Fusio's consumer API. Section numbers are those of the wire reference.

mod account;
mod authorization;
mod identity;
mod login;
mod password;
mod register;
mod scope;

pub use account::*;
pub use authorization::*;
pub use identity::*;
pub use login::*;
pub use password::*;
pub use register::*;
pub use scope::*;

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
