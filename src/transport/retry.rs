//! Whether a failed call is sent again, and when.

use std::time::Duration;

use super::{operation, time};
use crate::{
    config::Retry,
    error::{Error, ErrorKind},
};

/// Whether a second request can help, and does no harm.
pub(crate) fn may_retry(retry: operation::Retry, error: &Error) -> bool {
    let unanswered = error.kind() == ErrorKind::Network && error.status().is_none();
    match retry {
        operation::Retry::Never => false,
        operation::Retry::Unanswered => unanswered,
        operation::Retry::Safe => {
            unanswered || matches!(error.status(), Some(429 | 502 | 503 | 504))
        }
    }
}

/// How long to wait before retry number `attempt` (the first is 0): the time that the server asked
/// for, or a random part ("full jitter") of a delay. The delay doubles with each retry, up to `max_delay`.
pub(crate) fn delay(
    retry: &Retry,
    attempt: u32,
    server: Option<Duration>,
    random: u64,
) -> Duration {
    server.unwrap_or_else(|| {
        let doubled = retry.base_delay.saturating_mul(1_u32 << attempt.min(20));
        let limit = u64::try_from(doubled.min(retry.max_delay).as_millis()).unwrap_or(u64::MAX);
        Duration::from_millis(random % limit.saturating_add(1).max(1))
    })
}

/// The longest wait that is reported, even if a server asks for more.
const LONGEST_WAIT: Duration = Duration::from_secs(24 * 60 * 60);

/// Reads `Retry-After`: a number of seconds, or an HTTP date.
pub(crate) fn retry_after(header: &str) -> Option<Duration> {
    let header = header.trim_ascii();
    let seconds = match header.parse::<u64>() {
        Ok(seconds) => seconds,
        Err(_) => time::http_date(header)?.saturating_sub(time::epoch_seconds()),
    };
    Some(Duration::from_secs(seconds).min(LONGEST_WAIT))
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;

    #[test]
    fn a_retry_after_is_read_as_seconds_or_as_a_date() {
        assert_eq!(retry_after("900"), Some(Duration::from_secs(900)));
        assert_eq!(retry_after("Sun, 06 Nov 1994 08:49:37 GMT"), Some(Duration::ZERO));
        for absurd in ["999999999999", "18446744073709551615", "Fri, 31 Dec 9999 23:59:59 GMT"] {
            assert_eq!(retry_after(absurd), Some(Duration::from_secs(86_400)), "{absurd}");
        }
        let later = std::time::SystemTime::now() + Duration::from_secs(100);
        let read = retry_after(&httpdate::fmt_http_date(later)).unwrap();
        assert!((98..=100).contains(&read.as_secs()), "{read:?}");
        for odd in ["", "soon", "-1", "1.5", "99999999999999999999999"] {
            assert_eq!(retry_after(odd), None, "{odd}");
        }
    }

    #[test]
    fn the_wait_is_random_up_to_a_limit_that_doubles() {
        let retry = Retry::default();
        assert_eq!(delay(&retry, 0, None, 250), Duration::from_millis(250));
        assert_eq!(delay(&retry, 0, None, 251), Duration::ZERO);
        assert_eq!(delay(&retry, 1, None, 500), Duration::from_millis(500));
        assert_eq!(delay(&retry, 31, None, 8000), Duration::from_secs(8));
        assert_eq!(delay(&retry, 31, None, 8001), Duration::ZERO);
    }

    #[test]
    fn a_retry_after_of_the_server_replaces_the_random_wait() {
        let wish = Duration::from_secs(900);
        assert_eq!(delay(&Retry::default(), 0, Some(wish), 7), wish);
    }

    #[test]
    fn a_call_is_retried_only_as_its_rule_allows() {
        let lost = Error::new(ErrorKind::Network, "lost");
        let busy = Error::new(ErrorKind::Server, "busy").with_status(503);
        assert!(
            !may_retry(operation::Retry::Never, &lost)
                && !may_retry(operation::Retry::Never, &busy)
        );
        assert!(
            may_retry(operation::Retry::Unanswered, &lost)
                && !may_retry(operation::Retry::Unanswered, &busy)
        );
        assert!(
            may_retry(operation::Retry::Safe, &lost) && may_retry(operation::Retry::Safe, &busy)
        );
        let refused = Error::new(ErrorKind::Validation, "no").with_status(400);
        assert!(!may_retry(operation::Retry::Safe, &refused));
    }
}
