//! Work that goes on by itself.

pub(crate) use target::{caught, runtime, spawn_on};

use crate::maybe_send::BoxFuture;

/// Lets `work` go on by itself. Without a runtime it does not: who waits for it drives it.
pub(crate) fn spawn(work: BoxFuture<'static, ()>) {
    spawn_on(&runtime(), work);
}

#[cfg(not(target_arch = "wasm32"))]
mod target {
    use std::{future::Future, panic::AssertUnwindSafe};

    use futures_util::FutureExt;
    use tokio::runtime::Handle;

    use crate::maybe_send::BoxFuture;

    /// What `work` gives, or `otherwise` when it panics.
    pub(crate) fn caught<F: Future>(
        work: F,
        otherwise: fn() -> F::Output,
    ) -> impl Future<Output = F::Output> {
        let caught = AssertUnwindSafe(work).catch_unwind();
        caught.map(move |done| done.unwrap_or_else(|_| otherwise()))
    }

    /// The runtime that this is called in, if there is one.
    pub(crate) fn runtime() -> Option<Handle> {
        Handle::try_current().ok()
    }

    /// Lets `work` go on by itself: here, or in `runtime` where this is called outside of any.
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

    /// What `work` gives; it cannot panic either.
    pub(crate) fn caught<F: Future>(work: F, _: fn() -> F::Output) -> F {
        work
    }

    /// There is one, and it is always there.
    pub(crate) fn runtime() {}

    /// Lets `work` go on by itself.
    pub(crate) fn spawn_on((): &(), work: BoxFuture<'static, ()>) {
        wasm_bindgen_futures::spawn_local(work);
    }
}
