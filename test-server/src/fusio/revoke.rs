//! `POST /authorization/revoke`

use super::call::Call;
use super::reply::{ApiError, Reply};
use super::tokens;

/// Ends the token the caller came with, and its refresh token.
pub(super) async fn revoke(call: &Call) -> Result<Reply, ApiError> {
    tokens::end(&call.state.db, call.caller()?).await?;
    Reply::done()
}
