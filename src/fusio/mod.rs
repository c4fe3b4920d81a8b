//! Fusio's consumer API: register, confirm, log in (also through a provider), reset the password, manage the account.
//!
#![doc = include_str!("operations.txt")]

use crate::transport::declare::listed;

pub use crate::wire::fusio::*;
pub use client::Client;

pub(crate) mod account;
pub(crate) mod activate;
pub(crate) mod authorization;
pub(crate) mod callback;
mod client;
pub(crate) mod identity;
pub(crate) mod login;
pub(crate) mod password_reset;
pub(crate) mod provider_callback;
pub(crate) mod refusals;
pub(crate) mod register;
pub(crate) mod scope;

listed! {
    register, activate, login, password_reset, account, identity, provider_callback, scope, authorization;
    local callback
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
