//! The refusals of the rate limit and of the firewall.

use std::net::IpAddr;

use axum::http::{StatusCode, header};

use super::reply::ApiError;
use crate::limits::Rate;
use crate::settings::Settings;
use crate::state::State;

/// The message for a banned address.
pub(super) const BANNED: &str = "Your IP has sent to many requests please try again later";

/// Refuses with 403 while the address is banned.
pub(super) fn check_ban(state: &State, settings: &Settings, ip: IpAddr) -> Result<(), ApiError> {
    match state.limits.is_banned(&settings.fusio.firewall, ip, state.clock.now()) {
        true => Err(ApiError::new(StatusCode::FORBIDDEN, BANNED)),
        false => Ok(()),
    }
}

/// Refuses with 429 when the limit is reached.
pub(super) fn check_rate(rate: Rate) -> Result<(), ApiError> {
    if rate.exceeded {
        let refusal = ApiError::new(StatusCode::TOO_MANY_REQUESTS, "Rate limit exceeded");
        return Err(refusal.with_header(header::RETRY_AFTER, "900"));
    }
    Ok(())
}
