//! The server's clock, which tests can move instead of sleeping. The delays of faults and the timeouts
//! use the real time.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use crate::platform;

/// The most that the clock can be ahead: about a century. So sums of times do not overflow.
const FURTHEST_MS: i64 = 100 * 366 * 86_400 * 1_000;

/// The system's time plus the time by which tests have advanced the clock.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    offset_ms: AtomicI64,
}

impl Clock {
    /// Milliseconds since 1970.
    pub(crate) fn now_ms(&self) -> i64 {
        let system = i64::try_from(platform::now().as_millis()).unwrap_or(i64::MAX);
        system.saturating_add(self.offset_ms.load(Ordering::Relaxed))
    }

    /// Whole seconds since 1970.
    pub(crate) fn now(&self) -> i64 {
        self.now_ms() / 1_000
    }

    /// How far the clock is ahead of the system's time.
    pub(crate) fn ahead(&self) -> Duration {
        let offset = self.offset_ms.load(Ordering::Relaxed);
        Duration::from_millis(u64::try_from(offset).unwrap_or_default())
    }

    /// Sets how far the clock is ahead.
    pub(crate) fn set_ahead(&self, by: Duration) {
        let by = i64::try_from(by.as_millis()).unwrap_or(FURTHEST_MS);
        self.offset_ms.store(by.min(FURTHEST_MS), Ordering::Relaxed);
    }
}

/// The time in the form that Fusio and captcha verifiers use: `2026-11-22T00:40:35Z`.
pub(crate) fn rfc3339(seconds: i64) -> String {
    jiff::Timestamp::from_second(seconds).map(|at| at.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_moves_forward_and_back() {
        let clock = Clock::default();
        let before = clock.now();
        clock.set_ahead(Duration::from_secs(3_600));
        assert!(clock.now() - before >= 3_600);
        assert_eq!(clock.ahead(), Duration::from_secs(3_600));
        clock.set_ahead(Duration::MAX);
        assert!(clock.now() > before);
        clock.set_ahead(Duration::ZERO);
        assert!(clock.now() - before < 60);
    }

    #[test]
    fn an_instant_is_written_in_utc_with_a_z() {
        assert_eq!(rfc3339(1_795_308_035), "2026-11-22T00:40:35Z");
    }
}
