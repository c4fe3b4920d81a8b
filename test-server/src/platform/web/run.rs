//! Time and threads of WebAssembly: there is one thread, and the clock is that of JavaScript.

use std::time::Duration;

use gloo_timers::future::TimeoutFuture;
use send_wrapper::SendWrapper;
use tokio::sync::oneshot;

use crate::platform::shared::Stopping;

/// A wait that has begun.
pub(crate) type Sleep = SendWrapper<TimeoutFuture>;

/// The time since 1970, by the system's clock.
pub(crate) fn now() -> Duration {
    Duration::try_from_secs_f64(js_sys::Date::now() / 1_000.0).unwrap_or_default()
}

/// Waits, for 24 days at most: JavaScript's timers cannot wait longer.
pub(crate) fn sleep(time: Duration) -> Sleep {
    let millis = time.as_millis().min(i32::MAX as u128);
    SendWrapper::new(TimeoutFuture::new(u32::try_from(millis).unwrap_or_default()))
}

/// Waits for a future that reads a body, without a time limit. Here no limit is needed: a request
/// arrives with its whole body, so the future never waits for the sender.
pub(crate) async fn within<T>(_: Duration, work: impl Future<Output = T>) -> Option<T> {
    Some(work.await)
}

/// Does long work, on the only thread.
pub(crate) async fn blocking<T>(work: impl FnOnce() -> T) -> Result<T, Stopping> {
    Ok(work())
}

/// Does work that goes on to its end, even if the caller stops waiting.
pub(crate) async fn to_its_end<T: 'static>(
    work: impl Future<Output = T> + 'static,
) -> Result<T, Stopping> {
    let (done, end) = oneshot::channel();
    wasm_bindgen_futures::spawn_local(async move {
        let _ = done.send(work.await);
    });
    end.await.map_err(|_| Stopping)
}

/// Does work that waits for the disk in a native program. WebAssembly has no disk.
pub(crate) fn on_disk<T>(work: impl FnOnce() -> T) -> T {
    work()
}
