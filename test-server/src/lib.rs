//! A test server for registration and login, as a program and as a library.
#![doc = include_str!("../README.md")]

mod api;
mod body;
mod captcha;
mod clock;
pub mod config;
mod control;
mod db;
mod exposure;
mod faults;
mod fusio;
mod fusionauth;
mod hash;
mod http_client;
mod limits;
mod mail;
mod mailbox;
mod net;
mod openapi;
mod page;
mod pattern;
mod provider;
mod requests;
mod ring;
mod route;
mod secret;
mod seed;
mod seed_error;
mod serve;
mod server;
pub mod settings;
mod smtp;
mod start;
mod state;
mod token;
mod turns;
mod vendor;

pub use api::openapi;
pub use config::{Config, ConfigError, Database, PasswordHash, ServerConfig};
pub use faults::{Fault, FaultAction, FaultError};
pub use fusionauth::KickstartError;
pub use mail::Mail;
pub use requests::SeenRequest;
pub use secret::Secret;
pub use server::{ResetError, StartError, TestServer, serve};
pub use settings::{Settings, SettingsError};
