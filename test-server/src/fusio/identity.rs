//! The providers to log in with, as they are in the settings.

use axum::http::StatusCode;
use percent_encoding::percent_decode_str;

use super::call::Call;
use super::reply::ApiError;
use crate::settings::Identity;

/// How long a login may take at the provider, in seconds. This server refuses a login that takes longer;
/// Fusio has the same limit, but does not check it.
pub(super) const REQUEST_LIFE: i64 = 3_600;

/// The identity in the path: a number, or `~` and a name.
pub(super) fn find(call: &Call) -> Result<&Identity, ApiError> {
    let mut identities = call.settings.fusio.identities.iter();
    let identity = match call.id.strip_prefix('~') {
        Some(name) => {
            let name = percent_decode_str(name).decode_utf8_lossy();
            identities.find(|identity| identity.name == name)
        }
        None => {
            call.id.parse().ok().and_then(|id: i64| identities.find(|identity| identity.id == id))
        }
    };
    let identity = identity.ok_or_else(|| ApiError::not_found("Could not find identity"))?;
    if identity.status == 0 {
        return Err(ApiError::new(StatusCode::GONE, "Identity was deleted"));
    }
    Ok(identity)
}

/// The address to which the provider sends the browser back.
pub(super) fn exchange_uri(call: &Call, identity: &Identity) -> String {
    format!("{}/consumer/identity/{}/exchange", call.state.url, identity.id)
}
