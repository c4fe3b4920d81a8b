//! `POST /consumer/activate`

use super::call::Call;
use super::reply::{ApiError, Reply};
use super::{one_time, register, users};

/// Activates the user who waits for this token.
pub(super) async fn activate(call: &Call) -> Result<Reply, ApiError> {
    register::enabled(call)?;
    let token =
        call.payload.text("token").ok_or_else(|| ApiError::bad_request("No token provided"))?;
    let hash = one_time::verify(call, token)?;
    if !users::activate(&call.state.db, &hash).await? {
        return Err(one_time::unknown());
    }
    Reply::success("Activation successful")
}
