//! From the name of an operation to what runs it.

use super::call::Call;
use super::errors::Refusal;
use super::operations::create_api_key;
use super::reply::Reply;
use super::routes::Operation;
use super::{
    action, application, jwt, keys, login, logout, password, registration, template, tenant, user,
    verify_email, verify_registration,
};

/// Runs an operation.
pub(super) async fn run(operation: Operation, call: &Call) -> Result<Reply, Refusal> {
    match operation {
        Operation::CreateRegistration => registration::create(call).await,
        Operation::RetrieveRegistration => registration::retrieve(call).await,
        Operation::UpdateRegistration => registration::update(call).await,
        Operation::PatchRegistration => registration::patch(call).await,
        Operation::DeleteRegistration => registration::delete(call).await,
        Operation::VerifyRegistration => verify_registration::verify(call).await,
        Operation::ResendRegistration => verify_registration::resend(call).await,
        Operation::Login => login::login(call).await,
        Operation::LoginPing => login::ping(call).await,
        Operation::Logout => logout::logout(call).await,
        Operation::Refresh => jwt::refresh(call).await,
        Operation::RetrieveRefresh => jwt::retrieve_refresh(call).await,
        Operation::RevokeRefresh => jwt::revoke(call).await,
        Operation::Validate => jwt::validate(call).await,
        Operation::Issue => jwt::issue(call).await,
        Operation::Vend => jwt::vend(call).await,
        Operation::PublicKey => jwt::public_key(call).await,
        Operation::Jwks => jwt::jwks(call).await,
        Operation::CreateUser => user::create(call).await,
        Operation::RetrieveUser => user::retrieve(call).await,
        Operation::UpdateUser => user::update(call).await,
        Operation::PatchUser => user::patch(call).await,
        Operation::DeleteUser => user::delete(call).await,
        Operation::SearchUsers => user::search(call).await,
        Operation::ActOnUser => action::act(call).await,
        Operation::VerifyEmail => verify_email::verify(call).await,
        Operation::ResendEmail => verify_email::resend(call).await,
        Operation::ForgotPassword => password::forgot(call).await,
        Operation::ChangePassword => password::change(call).await,
        Operation::CheckChangePassword => password::check(call).await,
        Operation::PasswordRules => password::rules(call).await,
        Operation::CreateApplication => application::create(call).await,
        Operation::RetrieveApplication => application::retrieve(call).await,
        Operation::UpdateApplication => application::update(call).await,
        Operation::PatchApplication => application::patch(call).await,
        Operation::DeleteApplication => application::delete(call).await,
        Operation::CreateRole => application::create_role(call).await,
        Operation::DeleteRole => application::delete_role(call).await,
        Operation::CreateTenant => tenant::create(call).await,
        Operation::RetrieveTenant => tenant::retrieve(call).await,
        Operation::UpdateTenant => tenant::update(call).await,
        Operation::PatchTenant => tenant::patch(call).await,
        Operation::DeleteTenant => tenant::delete(call).await,
        Operation::CreateApiKey => create_api_key::create(call).await,
        Operation::GenerateKey => keys::generate(call).await,
        Operation::PutTemplate => template::put(call).await,
        Operation::RetrieveTemplate => template::retrieve(call).await,
    }
}
