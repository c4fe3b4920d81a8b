//! The part that answers like Fusio behaves like Fusio, with some deliberate differences.

mod account;
mod differences;
mod extras;
mod login;
mod registration;
mod rules;
