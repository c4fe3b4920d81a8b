//! Work that goes on by itself, and what it may hold: threads natively, one thread in wasm.

pub use target::{Boxed, Portable};
pub(crate) use target::{Callback, caught, runtime, spawn_on, tell};

/// Lets `work` go on by itself. Without a runtime it does not: who waits for it drives it.
pub(crate) fn spawn(work: Boxed<'static, ()>) {
    spawn_on(&runtime(), work);
}

#[cfg(not(target_arch = "wasm32"))]
mod target {
    use std::{
        future::Future,
        panic::{AssertUnwindSafe, catch_unwind},
        pin::Pin,
        sync::Arc,
    };

    use futures_util::FutureExt;
    use tokio::runtime::Handle;

    /// A future in a box, as a trait gives it; `Send`, but for wasm.
    pub type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

    /// What may go from thread to thread; in wasm, which has one, anything.
    pub trait Portable: Send + Sync + 'static {}
    impl<T: Send + Sync + 'static + ?Sized> Portable for T {}

    pub(crate) type Callback<T> = Arc<dyn Fn(&T) + Send + Sync>;

    /// Calls what is not ours; when it panics, the panic hook has told of it, and we go on.
    pub(crate) fn tell<T>(callback: &Callback<T>, value: &T) {
        drop(catch_unwind(AssertUnwindSafe(|| callback(value))));
    }

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
    pub(crate) fn spawn_on(runtime: &Option<Handle>, work: Boxed<'static, ()>) {
        if let Some(runtime) = self::runtime().as_ref().or(runtime.as_ref()) {
            runtime.spawn(work);
        }
    }
}

#[cfg(target_arch = "wasm32")]
mod target {
    use std::{future::Future, pin::Pin, sync::Arc};

    /// A future in a box, as a trait gives it; `Send`, but for wasm.
    pub type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

    /// What may go from thread to thread; in wasm, which has one, anything.
    pub trait Portable: 'static {}
    impl<T: 'static + ?Sized> Portable for T {}

    pub(crate) type Callback<T> = Arc<dyn Fn(&T)>;

    /// Calls what is not ours. It cannot panic: a panic would end the program.
    pub(crate) fn tell<T>(callback: &Callback<T>, value: &T) {
        callback(value);
    }

    /// What `work` gives; it cannot panic either.
    pub(crate) fn caught<F: Future>(work: F, _: fn() -> F::Output) -> F {
        work
    }

    /// There is one, and it is always there.
    pub(crate) fn runtime() {}

    /// Lets `work` go on by itself.
    pub(crate) fn spawn_on((): &(), work: Boxed<'static, ()>) {
        wasm_bindgen_futures::spawn_local(work);
    }
}
