//! A test server for registration and login, as a program and as a library.
#![doc = include_str!("../README.md")]

mod answer;
mod api;
mod body;
mod captcha;
mod clock;
pub mod config;
mod control;
mod db;
mod deliveries;
#[cfg(target_arch = "wasm32")]
mod embedded;
mod exposure;
mod failure;
mod faults;
mod fusio;
mod fusionauth;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod fuzz;
mod hash;
mod http_client;
mod imported_hash;
mod limits;
mod mail;
mod mailbox;
mod net;
mod open;
mod openapi;
mod operations;
mod page;
mod pattern;
mod platform;
mod provider;
mod requests;
mod ring;
mod route;
mod secret;
mod seed;
mod seed_error;
#[cfg(not(target_arch = "wasm32"))]
mod serve;
#[cfg(not(target_arch = "wasm32"))]
mod server;
pub mod settings;
mod snapshot;
mod start;
mod state;
mod token;
mod turns;
mod vendor;

pub use api::openapi;
pub use config::{Config, ConfigError, Database, FusioUser, PasswordHash, ServerConfig};
pub use deliveries::{Delivery, Outcome};
#[cfg(target_arch = "wasm32")]
pub use embedded::Embedded;
pub use faults::{Fault, FaultAction, FaultError};
pub use fusionauth::KickstartError;
pub use mail::{Mail, MailKind};
pub use open::StartError;
pub use requests::SeenRequest;
pub use secret::Secret;
#[cfg(not(target_arch = "wasm32"))]
pub use server::{ResetError, TestServer, serve};
pub use settings::{Settings, SettingsError};
pub use snapshot::SnapshotError;
