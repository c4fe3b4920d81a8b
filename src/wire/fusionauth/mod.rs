//! The bodies of `FusionAuth`'s API.
//!
//! Instants are epoch milliseconds; in [`Claims`] they are epoch seconds. An answer may leave out
//! empty members. "Since 1.30" names a version of `FusionAuth`.

mod application;
pub use application::*;
mod event_info;
pub use event_info::*;
mod identity;
pub use identity::*;
mod import;
pub use import::*;
mod jwt;
pub use jwt::*;
mod login;
pub use login::*;
mod password;
pub use password::*;
mod passwordless;
pub use passwordless::*;
mod patch;
pub use patch::*;
mod recent_logins;
pub use recent_logins::*;
mod registration;
pub use registration::*;
mod registrations;
pub use registrations::*;
mod search;
pub use search::*;
mod two_factor;
pub use two_factor::*;
mod two_factor_methods;
pub use two_factor_methods::*;
mod user;
pub use user::*;
mod users;
pub use users::*;
mod verify;
pub use verify::*;

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
