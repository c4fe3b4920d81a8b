//! The thirty conformance checks of the Fusio consumer API, one test each, and some beyond them.

mod account;
mod differences;
mod extras;
mod login;
mod registration;
mod rules;
