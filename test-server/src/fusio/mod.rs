//! The Fusio half: one operation or path per file, the filters in `filters`, the table in `routes`.

mod account;
mod activate;
mod backend;
mod call;
mod captcha;
mod change_password;
mod collection;
mod dispatch;
mod exchange;
mod filters;
mod headers;
mod identity;
mod limits;
mod login;
mod one_time;
mod openapi;
mod password_reset;
mod payload;
mod provider_callback;
mod refresh;
mod register;
mod remote;
mod reply;
mod revoke;
pub(crate) mod roles;
mod routes;
mod scope;
pub(crate) mod seed;
mod token;
mod tokens;
pub(crate) mod users;
mod validator;
mod whoami;

pub(crate) use filters::handle;
pub(crate) use openapi::describe;
