//! The behaviour of FusionAuth's API.

mod api_keys;
mod barred;
pub(crate) mod calls;
mod combined;
mod foreign;
mod gating;
mod keys;
mod kickstart;
mod login;
mod lookups;
mod malformed;
mod merge;
mod operations;
mod passwords;
mod patch;
mod races;
mod registration;
mod replace;
pub(crate) mod scene;
mod secrets;
mod signing;
mod switches;
mod tenants;
mod tokens;
mod users;
mod verification;
pub(crate) mod victim;
