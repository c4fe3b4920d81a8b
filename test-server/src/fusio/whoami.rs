//! `GET /authorization/whoami`

use super::account;
use super::call::Call;
use super::reply::{ApiError, Reply};

/// The same answer as the account.
pub(super) async fn whoami(call: &Call) -> Result<Reply, ApiError> {
    account::get(call).await
}
