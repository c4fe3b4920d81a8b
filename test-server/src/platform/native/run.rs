//! Time and threads of a native program.

use std::future::poll_fn;
use std::task::Poll;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio::runtime::{Handle, RuntimeFlavor};

use crate::platform::shared::Stopping;

/// A wait that has begun.
pub(crate) type Sleep = tokio::time::Sleep;

/// The time since 1970, by the system's clock.
pub(crate) fn now() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

/// Waits for this time.
pub(crate) fn sleep(time: Duration) -> Sleep {
    tokio::time::sleep(time)
}

/// Waits at most `time` for a future. Returns `None` if the future is not ready by then.
pub(crate) async fn within<T>(time: Duration, work: impl Future<Output = T>) -> Option<T> {
    tokio::time::timeout(time, work).await.ok()
}

/// Does long work on a separate thread.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Stopping> {
    tokio::task::spawn_blocking(work).await.map_err(|_| Stopping)
}

/// Does work that goes on to its end, even if the caller stops waiting.
pub(crate) async fn to_its_end<T: Send + 'static>(
    work: impl Future<Output = T> + Send + 'static,
) -> Result<T, Stopping> {
    let mut work = Box::pin(work);
    // Most work never has to wait: it is done at the first poll, and needs no separate task.
    match poll_fn(|context| Poll::Ready(work.as_mut().poll(context))).await {
        Poll::Ready(done) => Ok(done),
        Poll::Pending => tokio::spawn(work).await.map_err(|_| Stopping),
    }
}

/// Does work that waits for the disk. In a runtime with several threads, the other tasks of this thread
/// move to another thread.
pub(crate) fn on_disk<T>(work: impl FnOnce() -> T) -> T {
    match Handle::try_current().map(|runtime| runtime.runtime_flavor()) {
        Ok(RuntimeFlavor::MultiThread) => tokio::task::block_in_place(work),
        _ => work(),
    }
}
