//! The operations of Fusio's API work as in a real Fusio, except for some deliberate differences.

mod account;
mod differences;
mod extras;
mod login;
mod registration;
mod rules;
