//! The behaviour of the part that answers like Fusio: as Fusio's, with some deliberate differences.

mod account;
mod differences;
mod extras;
mod login;
mod registration;
mod rules;
