//! The operations: each has a file with everything about it.

mod account;
mod activate;
mod change_password;
mod create_app;
mod create_identity;
mod execute_password_reset;
mod identities;
mod identity_exchange;
mod identity_redirect;
mod login;
mod provider_callback;
mod refresh;
mod register;
mod request_password_reset;
mod revoke;
mod scope_categories;
mod scopes;
pub(super) mod token;
mod update_account;
mod whoami;

use super::operation::Operation;

/// All operations but the token endpoint, which has filters of its own.
pub(super) static ALL: &[&Operation] = &[
    &register::OPERATION,
    &activate::OPERATION,
    &login::OPERATION,
    &refresh::OPERATION,
    &request_password_reset::OPERATION,
    &execute_password_reset::OPERATION,
    &account::OPERATION,
    &update_account::OPERATION,
    &change_password::OPERATION,
    &identities::OPERATION,
    &identity_redirect::OPERATION,
    &identity_exchange::OPERATION,
    &scopes::OPERATION,
    &scope_categories::OPERATION,
    &whoami::OPERATION,
    &revoke::OPERATION,
    &create_app::OPERATION,
    &create_identity::OPERATION,
];

/// The operations that only Fusio before 4.0 has.
pub(super) static LEGACY: &[&Operation] = &[&provider_callback::OPERATION];
