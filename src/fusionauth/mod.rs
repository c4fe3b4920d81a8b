//! `FusionAuth`: registrations, their verification, login, tokens, users.
//!
#![doc = include_str!("operations.txt")]
//!
//! Instants are epoch milliseconds. Inside tokens they are epoch seconds.

use crate::transport::declare::listed;

pub use crate::wire::fusionauth::*;
pub use client::Client;

pub(crate) mod application;
mod client;
pub(crate) mod jwt;
pub(crate) mod login;
pub(crate) mod password;
pub(crate) mod patch_registration;
pub(crate) mod patch_user;
mod refusals;
pub(crate) mod register;
pub(crate) mod registration;
pub(crate) mod tenant;
pub(crate) mod user;
pub(crate) mod verify_email;
pub(crate) mod verify_registration;

listed! {
    register, registration, patch_registration, verify_registration, login, jwt, user, patch_user,
    verify_email, password, application, tenant
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
