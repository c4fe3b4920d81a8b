//! `FusionAuth`: registrations, their verification, login, tokens, users.
//!
#![doc = include_str!("operations.txt")]
//!
//! Instants are epoch milliseconds. Inside tokens they are epoch seconds.
//!
//! The ids of users, applications and tenants are strings with UUIDs. With the crate `uuid`, write `&id.to_string()`
//! for a parameter of a method; the constructors of requests take a `Uuid` directly. The methods are not generic over
//! the type of an id. If they were, you would have to name a type for each `None` that lets the server choose an id.
//!
//! ```ignore-wasm32
//! # mod given { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/examples/fusionauth.rs")); }
//! # use given::*;
//! # tokio::runtime::Runtime::new()?.block_on(async {
//! # let (server, client, application_id) = shop(false).await?;
//! use uuid::Uuid;
//!
//! let (user_id, application_id) = (Uuid::new_v4(), Uuid::parse_str(&application_id)?);
//! let request = CreateAndRegisterRequest::new(ada(), Registration::new(application_id));
//! client.create_and_register(Some(&user_id.to_string()), &request).await?;
//! let user = client.retrieve_user(&user_id.to_string()).await?.user;
//! assert_eq!(user.id, Some(user_id.into()));
//! # Ok::<(), Box<dyn std::error::Error>>(()) })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use crate::transport::declare::listed;

pub use crate::wire::fusionauth::*;
pub use client::Client;

pub(crate) mod application;
mod client;
pub(crate) mod jwt;
pub(crate) mod login;
pub(crate) mod password;
pub(crate) mod passwordless;
pub(crate) mod patch_registration;
pub(crate) mod patch_user;
pub(crate) mod refusals;
pub(crate) mod register;
pub(crate) mod registration;
pub(crate) mod search;
pub(crate) mod tenant;
pub(crate) mod two_factor;
pub(crate) mod two_factor_methods;
pub(crate) mod user;
pub(crate) mod verify_email;
pub(crate) mod verify_identity;
pub(crate) mod verify_registration;

listed! {
    register, registration, patch_registration, verify_registration, login, two_factor,
    two_factor_methods, jwt, user, patch_user, search, verify_email, verify_identity, password,
    passwordless, application, tenant
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
