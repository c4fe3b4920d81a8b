//! Work that goes on by itself, and what it may hold: threads natively, one thread in wasm.

pub use target::{Boxed, Portable};
pub(crate) use target::{Callback, spawn};

#[cfg(not(target_arch = "wasm32"))]
mod target {
    use std::{future::Future, pin::Pin, sync::Arc};

    /// A future in a box, as a trait gives it; `Send`, but for wasm.
    pub type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

    /// What may go from thread to thread; in wasm, which has one, anything.
    pub trait Portable: Send + Sync + 'static {}
    impl<T: Send + Sync + 'static + ?Sized> Portable for T {}

    pub(crate) type Callback<T> = Arc<dyn Fn(&T) + Send + Sync>;

    /// Lets `work` go on by itself. Without a runtime it does not: who waits for it drives it.
    pub(crate) fn spawn(work: Boxed<'static, ()>) {
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
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

    /// Lets `work` go on by itself.
    pub(crate) fn spawn(work: Boxed<'static, ()>) {
        wasm_bindgen_futures::spawn_local(work);
    }
}
