//! The bodies of `FusionAuth`'s API. Section numbers are those of the wire reference.
//!
//! Instants are epoch milliseconds. An answer may leave out whatever is empty.

mod application;
mod jwt;
mod login;
mod password;
mod patch;
mod registration;
mod user;
mod users;
mod verify;

pub use application::*;
pub use jwt::*;
pub use login::*;
pub use password::*;
pub use patch::*;
pub use registration::*;
pub use user::*;
pub use users::*;
pub use verify::*;

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
