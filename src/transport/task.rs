//! Work in the background.

pub(crate) use target::{caught, runtime, spawn_on};

use crate::maybe_send::BoxFuture;

/// Runs `work` in the background. If a native program has no Tokio runtime, `work` is dropped. A shared
/// future that `work` would poll then makes progress only while a caller awaits it.
pub(crate) fn spawn(work: BoxFuture<'static, ()>) {
    spawn_on(&runtime(), work);
}

#[cfg(not(target_arch = "wasm32"))]
mod target {
    use std::{future::Future, panic::AssertUnwindSafe};

    use futures_util::FutureExt;
    use tokio::runtime::Handle;

    use crate::maybe_send::BoxFuture;

    /// The result of `work`; if `work` panics, the result of `otherwise`.
    pub(crate) fn caught<F: Future>(
        work: F,
        otherwise: fn() -> F::Output,
    ) -> impl Future<Output = F::Output> {
        let caught = AssertUnwindSafe(work).catch_unwind();
        caught.map(move |done| done.unwrap_or_else(|_| otherwise()))
    }

    /// The current runtime, if there is one.
    pub(crate) fn runtime() -> Option<Handle> {
        Handle::try_current().ok()
    }

    /// Runs `work` in the background: in the current runtime, or in `runtime` if there is no current
    /// runtime. If there is no runtime at all, drops `work`.
    pub(crate) fn spawn_on(runtime: &Option<Handle>, work: BoxFuture<'static, ()>) {
        if let Some(runtime) = self::runtime().as_ref().or(runtime.as_ref()) {
            runtime.spawn(work);
        }
    }
}

#[cfg(target_arch = "wasm32")]
mod target {
    use std::future::Future;

    use crate::maybe_send::BoxFuture;

    /// The result of `work`; a panic cannot be caught here.
    pub(crate) fn caught<F: Future>(work: F, _: fn() -> F::Output) -> F {
        work
    }

    /// Wasm needs no runtime: the event loop is always there.
    pub(crate) fn runtime() {}

    /// Runs `work` in the background.
    pub(crate) fn spawn_on((): &(), work: BoxFuture<'static, ()>) {
        crate::transport::promise::spawn(work);
    }
}
