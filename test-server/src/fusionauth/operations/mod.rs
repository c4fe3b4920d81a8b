//! The operations. Most of them have a separate file.

mod configurations;
mod email_templates;
mod groups;
mod kept;
mod user_consents;
mod webhooks;

use super::operation::Operation;
use crate::operations::operations;

/// All operations.
pub(super) fn all() -> impl Iterator<Item = &'static Operation> {
    let kept = kept::ALL.iter().chain(email_templates::ALL).chain(configurations::ALL);
    let kept = kept.chain(user_consents::ALL).chain(webhooks::ALL);
    OWN.iter().copied().chain(kept).chain(groups::ALL)
}

operations! {
    /// The operations that have a separate file.
    static OWN:
        create_registration::OPERATION,
        retrieve_registration::OPERATION,
        update_registration::OPERATION,
        patch_registration::OPERATION,
        delete_registration::OPERATION,
        verify_registration::OPERATION,
        resend_registration::OPERATION,
        login::OPERATION,
        two_factor_login::OPERATION,
        send_login_code::OPERATION,
        send_method_code::OPERATION,
        start_two_factor::OPERATION,
        two_factor_status::OPERATION,
        two_factor_secret::OPERATION,
        enable_two_factor::OPERATION,
        disable_two_factor::OPERATION,
        update_two_factor::OPERATION,
        generate_recovery_codes::OPERATION,
        retrieve_recovery_codes::OPERATION,
        login_ping::OPERATION,
        start_passwordless_login::OPERATION,
        send_passwordless_code::OPERATION,
        passwordless_login::OPERATION,
        logout::OPERATION,
        refresh::OPERATION,
        retrieve_refresh::OPERATION,
        revoke_refresh::OPERATION,
        validate::OPERATION,
        issue::OPERATION,
        vend::OPERATION,
        public_key::OPERATION,
        jwks::OPERATION,
        create_user::OPERATION,
        retrieve_user::OPERATION,
        update_user::OPERATION,
        patch_user::OPERATION,
        delete_user::OPERATION,
        delete_users::OPERATION,
        import_users::OPERATION,
        retrieve_recent_logins::OPERATION,
        search_users::OPERATION,
        system_status::OPERATION,
        act_on_user::OPERATION,
        verify_email::OPERATION,
        resend_email::OPERATION,
        start_verify_identity::OPERATION,
        send_verify_identity::OPERATION,
        complete_verify_identity::OPERATION,
        verify_identity::OPERATION,
        forgot_password::OPERATION,
        change_password::OPERATION,
        check_change_password::OPERATION,
        password_rules::OPERATION,
        create_application::OPERATION,
        retrieve_application::OPERATION,
        update_application::OPERATION,
        patch_application::OPERATION,
        delete_application::OPERATION,
        create_role::OPERATION,
        update_role::OPERATION,
        patch_role::OPERATION,
        delete_role::OPERATION,
        create_tenant::OPERATION,
        retrieve_tenant::OPERATION,
        update_tenant::OPERATION,
        patch_tenant::OPERATION,
        delete_tenant::OPERATION,
        create_api_key::OPERATION,
        generate_key::OPERATION,
        put_family::OPERATION,
        retrieve_family::OPERATION,
}
