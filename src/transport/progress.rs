//! The progress of a call, reported to the configured observer and to `tracing`.

use std::{
    future::Future,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use super::{operation::Spec, time::Stopwatch};
use crate::{
    error::Error,
    observe::{CallEvent, CallStep, Observer},
};

/// One call from start to end.
pub(super) struct Progress<'a> {
    observer: Option<&'a Observer>,
    spec: &'a Spec,
    attempt: AtomicU32,
    watch: Stopwatch,
}

impl<'a> Progress<'a> {
    pub(super) fn new(observer: Option<&'a Observer>, spec: &'a Spec) -> Self {
        Self { observer, spec, attempt: AtomicU32::new(1), watch: Stopwatch::start() }
    }

    /// The number of the try; the first is 1.
    pub(super) fn attempt(&self) -> u32 {
        self.attempt.load(Ordering::Relaxed)
    }

    pub(super) fn next(&self) {
        self.attempt.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn elapsed(&self) -> Duration {
        self.watch.elapsed()
    }

    pub(super) fn notify(&self, step: impl FnOnce() -> CallStep) {
        if self.observer.is_none() && !traced() {
            return;
        }
        let event = CallEvent { operation: self.spec.name, attempt: self.attempt(), step: step() };
        trace(&event);
        if let Some(observer) = self.observer {
            observer.notify(&event);
        }
    }

    /// Runs the call and reports its end.
    pub(super) async fn whole<T>(
        &self,
        work: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        let work = async {
            let result = work.await;
            self.notify(|| CallStep::End {
                elapsed: self.elapsed(),
                error: result.as_ref().err().cloned(),
            });
            result
        };
        #[cfg(feature = "tracing")]
        let work = {
            let span = tracing::debug_span!(
                "call",
                operation = self.spec.name,
                method = self.spec.method.as_str(),
                path = self.spec.path
            );
            tracing::Instrument::instrument(work, span)
        };
        work.await
    }
}

#[cfg(feature = "tracing")]
fn traced() -> bool {
    tracing::enabled!(tracing::Level::DEBUG)
}

#[cfg(not(feature = "tracing"))]
const fn traced() -> bool {
    false
}

#[cfg(feature = "tracing")]
fn trace(event: &CallEvent) {
    tracing::debug!(operation = event.operation, attempt = event.attempt, step = ?event.step);
}

#[cfg(not(feature = "tracing"))]
const fn trace(_: &CallEvent) {}
