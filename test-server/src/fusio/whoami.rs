//! `GET /authorization/whoami`

use super::reply::{ApiError, Reply};
use super::{Call, account};

/// The same answer as the account.
pub(super) async fn whoami(call: &Call) -> Result<Reply, ApiError> {
    account::get(call).await
}
