//! What each operation of FusionAuth does, in a few words.

use crate::fusionauth::routes::Operation;

/// What an operation does, in a few words.
pub(super) fn of(operation: Operation) -> &'static str {
    match operation {
        Operation::CreateRegistration => {
            "Register a user for an application; with `user`, also create the user"
        }
        Operation::RetrieveRegistration => "A registration",
        Operation::UpdateRegistration => "Replace a registration",
        Operation::PatchRegistration => "Change a registration",
        Operation::DeleteRegistration => "Delete a registration",
        Operation::VerifyRegistration => "Verify a registration",
        Operation::ResendRegistration => "Mail the verification of a registration again",
        Operation::Login => "Log in",
        Operation::LoginPing => "Record a login without credentials",
        Operation::Logout => "End refresh tokens",
        Operation::Refresh => "Exchange a refresh token for an access token",
        Operation::RetrieveRefresh => "The refresh tokens of a user",
        Operation::RevokeRefresh => "End refresh tokens of a user or application",
        Operation::Validate => "The claims of an access token",
        Operation::Issue => "An access token for another application",
        Operation::Vend => "Sign claims",
        Operation::PublicKey => "The public keys as PEM",
        Operation::Jwks => "The public keys as JWKS",
        Operation::CreateUser => "Create a user",
        Operation::RetrieveUser => {
            "A user by id or by a parameter; with an access token, its owner"
        }
        Operation::UpdateUser => "Replace a user, or reactivate one",
        Operation::PatchUser => "Change a user",
        Operation::DeleteUser => "Deactivate a user, or delete one",
        Operation::SearchUsers => "Search users by ids or text",
        Operation::ActOnUser => "Prevent logins of a user",
        Operation::VerifyEmail => "Verify an e-mail address",
        Operation::ResendEmail => "Mail the verification of an address again",
        Operation::ForgotPassword => "Start changing a forgotten password",
        Operation::ChangePassword => "Change a password",
        Operation::CheckChangePassword => "Check an id for a change of the password",
        Operation::PasswordRules => "The rules for passwords",
        Operation::CreateApplication => "Create an application",
        Operation::RetrieveApplication => "An application, or all",
        Operation::UpdateApplication => "Replace an application, or reactivate one",
        Operation::PatchApplication => "Change an application",
        Operation::DeleteApplication => "Deactivate an application, or delete one",
        Operation::CreateRole => "Add a role to an application",
        Operation::DeleteRole => "Delete a role",
        Operation::CreateTenant => "Create a tenant",
        Operation::RetrieveTenant => "A tenant, or all",
        Operation::UpdateTenant => "Replace a tenant",
        Operation::PatchTenant => "Change a tenant",
        Operation::DeleteTenant => "Delete a tenant and everything in it",
        Operation::CreateApiKey => "Create an API key",
        Operation::GenerateKey => "Generate a key that signs access tokens",
        Operation::PutTemplate => "Store an e-mail template",
        Operation::RetrieveTemplate => "An e-mail template, or all",
    }
}
