//! The operations. Most of them have a file of their own, with everything about them.

mod act_on_user;
mod change_password;
mod check_change_password;
mod configurations;
mod create_api_key;
mod create_application;
mod create_registration;
mod create_role;
mod create_tenant;
mod create_user;
mod delete_application;
mod delete_registration;
mod delete_role;
mod delete_tenant;
mod delete_user;
mod forgot_password;
mod generate_key;
mod issue;
mod jwks;
mod kept;
mod login;
mod login_ping;
mod logout;
mod password_rules;
mod patch_application;
mod patch_registration;
mod patch_tenant;
mod patch_user;
mod public_key;
mod put_family;
mod put_template;
mod refresh;
mod resend_email;
mod resend_registration;
mod retrieve_application;
mod retrieve_family;
mod retrieve_refresh;
mod retrieve_registration;
mod retrieve_template;
mod retrieve_tenant;
mod retrieve_user;
mod revoke_refresh;
mod search_users;
mod system_status;
mod update_application;
mod update_registration;
mod update_tenant;
mod update_user;
mod validate;
mod vend;
mod verify_email;
mod verify_registration;

use super::operation::Operation;

/// All operations.
pub(super) fn all() -> impl Iterator<Item = &'static Operation> {
    OWN.iter().copied().chain(kept::ALL).chain(configurations::ALL)
}

/// The operations with a file of their own.
static OWN: &[&Operation] = &[
    &create_registration::OPERATION,
    &retrieve_registration::OPERATION,
    &update_registration::OPERATION,
    &patch_registration::OPERATION,
    &delete_registration::OPERATION,
    &verify_registration::OPERATION,
    &resend_registration::OPERATION,
    &login::OPERATION,
    &login_ping::OPERATION,
    &logout::OPERATION,
    &refresh::OPERATION,
    &retrieve_refresh::OPERATION,
    &revoke_refresh::OPERATION,
    &validate::OPERATION,
    &issue::OPERATION,
    &vend::OPERATION,
    &public_key::OPERATION,
    &jwks::OPERATION,
    &create_user::OPERATION,
    &retrieve_user::OPERATION,
    &update_user::OPERATION,
    &patch_user::OPERATION,
    &delete_user::OPERATION,
    &search_users::OPERATION,
    &system_status::OPERATION,
    &act_on_user::OPERATION,
    &verify_email::OPERATION,
    &resend_email::OPERATION,
    &forgot_password::OPERATION,
    &change_password::OPERATION,
    &check_change_password::OPERATION,
    &password_rules::OPERATION,
    &create_application::OPERATION,
    &retrieve_application::OPERATION,
    &update_application::OPERATION,
    &patch_application::OPERATION,
    &delete_application::OPERATION,
    &create_role::OPERATION,
    &delete_role::OPERATION,
    &create_tenant::OPERATION,
    &retrieve_tenant::OPERATION,
    &update_tenant::OPERATION,
    &patch_tenant::OPERATION,
    &delete_tenant::OPERATION,
    &create_api_key::OPERATION,
    &generate_key::OPERATION,
    &put_template::OPERATION,
    &put_family::OPERATION,
    &retrieve_family::OPERATION,
    &retrieve_template::OPERATION,
];
