//! The behaviour of Fusio's consumer API.

mod account;
mod differences;
mod extras;
mod login;
mod registration;
mod rules;
