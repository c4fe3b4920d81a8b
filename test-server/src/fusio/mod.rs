//! The part that answers like Fusio: the filters, the operations, and what they share.

mod account;
mod answers;
mod backend;
mod call;
mod captcha;
mod collection;
mod credentials;
mod dispatch;
mod filters;
mod headers;
mod identity;
mod limits;
pub(crate) mod new_user;
mod one_time;
mod openapi;
mod operation;
mod operations;
mod payload;
mod registration;
mod remote;
mod reply;
pub(crate) mod roles;
mod scope;
pub(crate) mod seed;
mod tokens;
pub(crate) mod unchecked;
pub(crate) mod users;
mod validator;

pub(crate) use filters::handle;
pub(crate) use openapi::describe;
