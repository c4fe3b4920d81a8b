//! The operations: each has a file with everything about it.

pub(super) mod token;

use super::operation::Operation;
use crate::operations::operations;

operations! {
    /// All operations except those in `LEGACY` and the token endpoint, which has its own filters.
    pub(super) static ALL:
        register::OPERATION,
        activate::OPERATION,
        login::OPERATION,
        refresh::OPERATION,
        request_password_reset::OPERATION,
        execute_password_reset::OPERATION,
        account::OPERATION,
        update_account::OPERATION,
        change_password::OPERATION,
        identities::OPERATION,
        identity_redirect::OPERATION,
        identity_exchange::OPERATION,
        scopes::OPERATION,
        scope_categories::OPERATION,
        whoami::OPERATION,
        revoke::OPERATION,
        create_app::OPERATION,
        create_identity::OPERATION,
}

operations! {
    /// The operations that only Fusio before 4.0 has.
    pub(super) static LEGACY:
        provider_callback::OPERATION,
}
