//! From the name of an operation to what runs it.

use super::call::Call;
use super::reply::{ApiError, Reply};
use super::routes::Operation;
use super::{
    account, activate, backend, change_password, exchange, identity, login, password_reset,
    provider_callback, refresh, register, revoke, scope, whoami,
};

/// Runs an operation.
pub(super) async fn run(operation: Operation, call: &Call) -> Result<Reply, ApiError> {
    match operation {
        Operation::Register => register::register(call).await,
        Operation::Activate => activate::activate(call).await,
        Operation::Login => login::login(call).await,
        Operation::Refresh => refresh::refresh(call).await,
        Operation::RequestPasswordReset => password_reset::request(call).await,
        Operation::ExecutePasswordReset => password_reset::execute(call).await,
        Operation::GetAccount => account::get(call).await,
        Operation::UpdateAccount => account::update(call).await,
        Operation::ChangePassword => change_password::change_password(call).await,
        Operation::ListIdentities => identity::list(call),
        Operation::RedirectIdentity => identity::redirect(call).await,
        Operation::ExchangeIdentity => exchange::exchange(call).await,
        Operation::ProviderCallback => provider_callback::provider_callback(call).await,
        Operation::ListScopes => scope::list(call).await,
        Operation::ListScopeCategories => scope::categories(call).await,
        Operation::Whoami => whoami::whoami(call).await,
        Operation::Revoke => revoke::revoke(call).await,
        Operation::CreateApp => backend::create_app(call),
        Operation::CreateIdentity => backend::create_identity(call),
    }
}
