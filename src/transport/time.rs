//! Clocks, timers and random numbers of each target.

use std::{
    future::{Future, poll_fn},
    pin::pin,
    task::Poll,
    time::Duration,
};

/// Waits for `work`, but no longer than `limit`. On a timeout it drops `work` and returns `None`.
pub(crate) async fn within<T>(limit: Duration, work: impl Future<Output = T>) -> Option<T> {
    let (mut work, mut late) = (pin!(work), pin!(sleep(limit)));
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending => late.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// A random number from the platform's cryptographic source.
pub(crate) fn random() -> u64 {
    uuid::Uuid::new_v4().as_u64_pair().1
}

#[cfg(fetch)]
pub(crate) use target::millis;
pub(crate) use target::{Stopwatch, epoch_millis, http_date, idle, sleep};

pub(crate) fn epoch_seconds() -> u64 {
    epoch_millis() / 1000
}

#[cfg(not(target_arch = "wasm32"))]
mod target {
    use std::time::{Duration, SystemTime};

    pub(crate) use sleep as idle;
    use tokio::time::Instant;

    /// Waits. Outside of a Tokio runtime there is no timer, so the wait never ends: nothing times out
    /// there.
    pub(crate) async fn sleep(time: Duration) {
        if tokio::runtime::Handle::try_current().is_err() {
            std::future::pending::<()>().await;
        }
        tokio::time::sleep(time).await;
    }

    pub(crate) struct Stopwatch(Instant);

    impl Stopwatch {
        pub(crate) fn start() -> Self {
            Self(Instant::now())
        }
        pub(crate) fn elapsed(&self) -> Duration {
            self.0.elapsed()
        }
    }

    pub(crate) fn epoch_millis() -> u64 {
        u64::try_from(since_epoch(SystemTime::now()).as_millis()).unwrap_or(u64::MAX)
    }

    pub(crate) fn http_date(text: &str) -> Option<u64> {
        httpdate::parse_http_date(text).ok().map(|instant| since_epoch(instant).as_secs())
    }

    fn since_epoch(instant: SystemTime) -> Duration {
        instant.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default()
    }
}

#[cfg(target_arch = "wasm32")]
mod target {
    use std::time::Duration;

    use js_sys::{Date, Promise};
    use wasm_bindgen::prelude::*;

    use crate::transport::promise::wait;

    #[wasm_bindgen(module = "/src/transport/platform.js")]
    extern "C" {
        #[wasm_bindgen(js_name = idle)]
        fn idle_for(millis: u32) -> Promise;
    }

    /// Waits, for 24 days at most.
    pub(crate) async fn sleep(time: Duration) {
        gloo_timers::future::TimeoutFuture::new(millis(time)).await;
    }

    /// Waits like [`sleep`], but does not keep Node from exiting.
    pub(crate) async fn idle(time: Duration) {
        // The promise never rejects.
        let _ = wait(&idle_for(millis(time))).await;
    }

    /// The milliseconds for a timer, which can wait for 24 days at most.
    pub(crate) fn millis(time: Duration) -> u32 {
        u32::try_from(time.as_millis()).unwrap_or(u32::MAX).min(i32::MAX as u32)
    }

    pub(crate) struct Stopwatch(f64);

    impl Stopwatch {
        pub(crate) fn start() -> Self {
            Self(Date::now())
        }
        pub(crate) fn elapsed(&self) -> Duration {
            Duration::from_millis((Date::now() - self.0) as u64)
        }
    }

    pub(crate) fn epoch_millis() -> u64 {
        Date::now() as u64
    }

    pub(crate) fn http_date(text: &str) -> Option<u64> {
        // `Date.parse` accepts more than HTTP dates, for example bare numbers.
        let millis = text.ends_with(" GMT").then(|| Date::parse(text))?;
        (millis >= 0.0).then_some((millis / 1000.0) as u64)
    }
}
