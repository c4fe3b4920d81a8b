//! The differences between native targets and wasm, which has one thread: the types that must be `Send`, and whether a
//! panic can be caught.

pub use target::{BoxFuture, MaybeSend};
pub(crate) use target::{Callback, OneThread, notify, one_thread};

#[cfg(not(target_arch = "wasm32"))]
mod target {
    use std::{
        future::Future,
        panic::{AssertUnwindSafe, catch_unwind},
        pin::Pin,
        sync::Arc,
    };

    /// A boxed future; `Send`, except in wasm.
    pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

    /// A `'static` type that can be sent to other threads and shared with them. In wasm, which has one thread,
    /// this is every `'static` type.
    pub trait MaybeSend: Send + Sync + 'static {}
    impl<T: Send + Sync + 'static + ?Sized> MaybeSend for T {}

    pub(crate) type Callback<T> = Arc<dyn Fn(&T) + Send + Sync>;

    /// On native targets this is `T` itself. In wasm it is a value that is used only in the thread that made it.
    pub(crate) type OneThread<T> = T;

    pub(crate) fn one_thread<T>(value: T) -> OneThread<T> {
        value
    }

    /// Runs a callback of the program that uses this crate. A panic in it goes to the panic hook and has no other
    /// effect.
    pub(crate) fn notify(callback: impl FnOnce()) {
        drop(catch_unwind(AssertUnwindSafe(callback)));
    }
}

#[cfg(target_arch = "wasm32")]
mod target {
    use std::{future::Future, pin::Pin, sync::Arc};

    use send_wrapper::SendWrapper;

    /// A boxed future; `Send`, except in wasm.
    pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

    /// A `'static` type that can be sent to other threads and shared with them. In wasm, which has one thread,
    /// this is every `'static` type.
    pub trait MaybeSend: 'static {}
    impl<T: 'static + ?Sized> MaybeSend for T {}

    pub(crate) type Callback<T> = Arc<dyn Fn(&T)>;

    /// A value that is used only in the thread that made it. It is `Send`, as frameworks such as Leptos require.
    pub(crate) type OneThread<T> = SendWrapper<T>;

    pub(crate) fn one_thread<T>(value: T) -> OneThread<T> {
        SendWrapper::new(value)
    }

    /// Runs a callback of the program that uses this crate. Wasm cannot catch a panic in it: the running call ends,
    /// and later calls may fail.
    pub(crate) fn notify(callback: impl FnOnce()) {
        callback();
    }
}
