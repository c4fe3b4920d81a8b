//! A small login provider under `/_test/provider`, so that social login runs over real HTTP.

mod consent;
pub(crate) mod grants;
mod kind;
mod routes;
mod shapes;
mod token;

pub(crate) use routes::routes;
